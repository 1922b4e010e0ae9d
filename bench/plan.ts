export interface Plan {
  readonly cases: number;
  readonly units: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly timers: number;
  readonly future: number;
  readonly openTasks: number;
}

/** So many open tasks does an officer have to choose from. */
const PER_OFFICER = 5_000;
const FULL = { cases: 300_000, rounds: 5, seconds: 8, timers: 100_000, future: 1_000_000, openTasks: 1_000_000 };
const QUICK = { cases: 20_000, rounds: 3, seconds: 3, timers: 3_000, future: 50_000, openTasks: 60_000 };

/** With fewer cases than usual all else shrinks with them. */
export function planOf(quick: boolean, cases?: number): Plan {
  const base = quick ? QUICK : FULL;
  const asked = cases ?? base.cases;
  if (!Number.isInteger(asked) || asked < 10_000) throw new Error('Expected --cases to be a number from 10000.');
  const share = asked / base.cases;
  const part = (n: number): number => Math.round(n * Math.min(1, share));
  return {
    ...base,
    cases: asked,
    units: Math.max(2, Math.round(asked / PER_OFFICER)),
    timers: part(base.timers),
    future: part(base.future),
    openTasks: part(base.openTasks),
  };
}
