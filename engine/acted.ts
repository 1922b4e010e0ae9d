import type { Run } from './run.ts';

/** Epoch milliseconds at which what this step is about was done: now, unless it was done elsewhere before. */
export function actedMs({ act, nowMs }: Run): number {
  return act ? Date.parse(act.at) : nowMs;
}
