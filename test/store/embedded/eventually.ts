import { setTimeout as pause } from 'node:timers/promises';

/** Waits until the condition holds: for what another process does, and nobody tells us. */
export async function eventually(what: string, condition: () => boolean, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms`);
    await pause(5);
  }
}
