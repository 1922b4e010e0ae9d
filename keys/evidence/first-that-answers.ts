import { evidenceFault } from './evidence-fault.ts';

/** A certificate may name services that a server must not be sent to. */
const MOST_ADDRESSES = 4;

/** The first answer of several addresses. Throws the failure of the last, or Rejection `evidence.noService` without any. */
export async function firstThatAnswers<Answer>(
  addresses: readonly string[],
  what: string,
  ask: (address: string) => Promise<Answer>,
): Promise<Answer> {
  let failure: unknown = evidenceFault('noService', `Expected ${what}, but none is named.`);
  for (const address of addresses.slice(0, MOST_ADDRESSES)) {
    try {
      return await ask(address);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
