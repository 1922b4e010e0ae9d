/**
 * The process that talks to the HSM, and the only one that loads its library. One question at a time over the channel to its parent; ends with
 * it. It writes nothing anywhere: a PIN passes through here.
 */
import type { HsmAnswer, HsmQuestion, HsmToken } from './hsm-message.ts';
import type { Token } from './token.ts';
import { tokenFault } from '../../../pkcs11/token-fault.ts';

const [module = '', label = ''] = process.argv.slice(2);
let token: Token | undefined;

process.on('message', (question: HsmQuestion) => {
  void answer(question).then((found) => process.send?.(found));
});
process.on('disconnect', () => process.exit(0));

async function answer(question: HsmQuestion): Promise<HsmAnswer> {
  try {
    token ??= await open({ module, token: label });
    return token.answer(question);
  } catch (error) {
    forget();
    const { fault, message } = tokenFault(error);
    return { what: 'fault', fault, reason: message };
  }
}

/** Compiled code, which is not there unless an administrator had it built: only whoever has an HSM needs it. */
async function open(place: HsmToken): Promise<Token> {
  const found = await import('./token.ts');
  return new found.Token(place);
}

/** After a failed login, or with a token gone, some libraries are unusable until they are begun anew. */
function forget(): void {
  try {
    token?.close();
  } catch {
    // it is given up either way
  }
  token = undefined;
}
