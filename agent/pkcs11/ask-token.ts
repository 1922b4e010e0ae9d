/** Asks the token one thing, in a process of its own. What was handed over is never asked again by itself: the key may already have signed. */
import { fork } from 'node:child_process';
import { TokenFault } from '../../pkcs11/token-fault.ts';
import type { TokenAnswer, TokenPlace, TokenQuestion } from './token-message.ts';

/** A person may have to press a button on the token. */
const TIMEOUT_MS = 60_000;

type Answered<Q extends TokenQuestion> = Extract<TokenAnswer, { what: Q['what'] extends 'sign' ? 'signatures' : 'certificates' }>;
export type AskToken = <Q extends TokenQuestion>(question: Q) => Promise<Answered<Q>>;

/** Throws TokenFault; `deviceFailed` where the process ends or hangs, and then nobody knows whether the key has signed. */
export function tokenAsker({ module, token }: TokenPlace, timeoutMs = TIMEOUT_MS): AskToken {
  return async <Q extends TokenQuestion>(question: Q) => {
    const answer = await new Promise<TokenAnswer>((resolve, reject) => {
      const child = fork(new URL('token-child.ts', import.meta.url), token === undefined ? [module] : [module, token], {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        serialization: 'advanced',
        // whatever the library prints stays out of sight
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
      child.on('message', (message) => resolve(message as TokenAnswer));
      child.on('error', (error) => reject(new TokenFault('deviceFailed', error.message)));
      child.on('exit', () => {
        clearTimeout(timer);
        reject(new TokenFault('deviceFailed', 'Expected an answer of the token, but its process ended.'));
      });
      child.send(question);
    });
    if (answer.what === 'fault') throw new TokenFault(answer.fault, answer.reason);
    return answer as Answered<Q>;
  };
}
