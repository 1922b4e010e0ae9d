import type { EventEmitter } from 'node:events';

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface SignalWishes {
  /** what SIGHUP asks for instead of the end, as of a daemon that reads its files anew */
  readonly reload?: (() => void) | undefined;
  readonly source?: EventEmitter;
}

/**
 * Waits for the first signal that asks the process to end, or for `failure` to reject. Later signals change nothing: a terminal
 * sends Ctrl+C to every process of its group, and each of them passes it on.
 */
export async function untilSignal(
  failure: Promise<never>,
  { reload, source = process }: SignalWishes = {},
): Promise<(typeof ENDING)[number]> {
  const { promise, resolve, reject } = Promise.withResolvers<(typeof ENDING)[number]>();
  for (const signal of ENDING) source.on(signal, () => (signal === 'SIGHUP' && reload ? reload() : resolve(signal)));
  failure.catch(reject);
  return await promise;
}
