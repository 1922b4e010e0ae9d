import { Transient } from '../errors.ts';

/** Runs `stop` to its end, or rejects with a Transient when it takes longer than `milliseconds`. */
export async function stopInTime(stop: () => Promise<void>, milliseconds: number): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Transient('shutdown.late', `The shutdown took longer than ${milliseconds} ms.`)), milliseconds);
  try {
    await Promise.race([stop(), late]);
  } finally {
    clearTimeout(timer);
  }
}
