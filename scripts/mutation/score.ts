import type { Verdict } from './judge.ts';
import type { Equivalent } from './read-equivalents.ts';

export const LEAST_SCORE = 0.95;

export interface ModuleScore {
  readonly module: string;
  readonly mutants: number;
  readonly killed: number;
  /** by what, most first */
  readonly killers: readonly (readonly [by: string, count: number])[];
  readonly equivalent: readonly Equivalent[];
  readonly survivors: readonly string[];
  /** listed as equivalent, but noticed by a scenario, or not there any more */
  readonly stale: readonly string[];
  /** 0 to 1, of the mutants that are not equivalent */
  readonly score: number;
  readonly milliseconds: number;
}

export function scoreOf(module: string, verdicts: readonly Verdict[], listed: readonly Equivalent[], milliseconds: number): ModuleScore {
  const alive = verdicts.filter(({ killedBy }) => killedBy === undefined).map(({ id }) => id);
  const equivalent = listed.filter(({ mutant }) => alive.includes(mutant));
  const excused = new Set(equivalent.map(({ mutant }) => mutant));
  const killed = verdicts.length - alive.length;
  const counted = verdicts.length - excused.size;
  return {
    module,
    mutants: verdicts.length,
    killed,
    killers: killersOf(verdicts),
    equivalent,
    survivors: alive.filter((id) => !excused.has(id)).toSorted(),
    stale: listed.filter((one) => !equivalent.includes(one)).map(({ mutant }) => mutant),
    score: counted === 0 ? 1 : killed / counted,
    milliseconds,
  };
}

function killersOf(verdicts: readonly Verdict[]): ModuleScore['killers'] {
  const counts = new Map<string, number>();
  for (const { killedBy } of verdicts) if (killedBy !== undefined) counts.set(killedBy, (counts.get(killedBy) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

export const isGood = ({ score, stale }: ModuleScore): boolean => score >= LEAST_SCORE && stale.length === 0;
