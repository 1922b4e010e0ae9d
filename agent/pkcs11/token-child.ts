/**
 * The process that talks to the token, and the only one that loads its library: one question, one answer, and it ends, so that a library that
 * fails or hangs takes nothing with it. It writes nothing anywhere: a PIN passes through here.
 */
import { tokenFault } from '../../pkcs11/token-fault.ts';
import type { TokenAnswer, TokenQuestion } from './token-message.ts';

const [module = '', token] = process.argv.slice(2);

process.on('message', (question: TokenQuestion) => {
  void answer(question).then((found) => process.send?.(found, () => process.exit(0)));
});
process.on('disconnect', () => process.exit(0));

async function answer(question: TokenQuestion): Promise<TokenAnswer> {
  try {
    // compiled code, which may not be there
    const { Token } = await import('./token.ts');
    return new Token({ module, token }).answer(question);
  } catch (error) {
    const { fault, message } = tokenFault(error);
    return { what: 'fault', fault, reason: message };
  }
}
