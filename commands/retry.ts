import { Transient } from '../errors.ts';
import type { Services } from './contract.ts';
import { crashPoint } from './crash-point.ts';

/** Another step was faster: load and decide again. */
export const AGAIN: unique symbol = Symbol('again');

const MOST_TRIES = 12;
const FIRST_WAIT_MS = 4;
const LONGEST_WAIT_MS = 250;

/** Tries until `attempt` answers; waits a little longer each time, by chance, so that rivals do not meet again. Throws Transient `contention`. */
export async function untilDone<T>({ wait, random }: Services, attempt: () => Promise<T | typeof AGAIN>): Promise<T> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer = await attempt();
    if (answer !== AGAIN) return answer;
    await wait(Math.ceil(random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries)));
    crashPoint('retried');
  }
  throw new Transient('contention', `Expected to save a step within ${MOST_TRIES} tries.`);
}
