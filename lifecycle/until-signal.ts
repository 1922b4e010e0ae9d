import type { EventEmitter } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Waits for the first signal that asks the process to end, or for `failure` to reject. Later signals change nothing: a terminal
 * sends Ctrl+C to every process of its group, and each of them passes it on.
 */
export async function untilSignal(failure: Promise<never>, source: EventEmitter = process): Promise<(typeof SIGNALS)[number]> {
  const { promise, resolve, reject } = Promise.withResolvers<(typeof SIGNALS)[number]>();
  for (const signal of SIGNALS) source.on(signal, () => resolve(signal));
  failure.catch(reject);
  return await promise;
}
