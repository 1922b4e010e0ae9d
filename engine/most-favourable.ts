import { IncidentSignal } from './incidents.ts';
import type { DecisionRecord } from './ports.ts';

export interface Candidate {
  /** ISO date on which the version was in force */
  readonly asOf: string;
  readonly record: DecisionRecord;
  /** the more, the better for the person; all of them count */
  readonly rank: readonly number[];
}

/**
 * The one that no other one is better than in any respect. Equal ones: the newest, which is the law of today. Two that are each better
 * in something cannot be compared: IncidentSignal that names both.
 */
export function mostFavourable(decision: string, candidates: readonly Candidate[]): Candidate {
  const best = candidates.findLast((one) => candidates.every((other) => isAtLeast(one, other)));
  if (best) return best;
  const [a, b] = incomparable(candidates);
  if (!a || !b)
    throw new IncidentSignal('decisionFailed', `Expected a version of decision '${decision}' to be in force from the offence to now.`);
  const named = [a, b].map(({ record, asOf, rank }) => `version ${record.version} (law of ${asOf}: ${rank.join(', ')})`);
  throw new IncidentSignal(
    'decisionFailed',
    `Expected one outcome of '${decision}' to be the most favourable, but ${named.join(' and ')} cannot be compared: each is better in something.`,
  );
}

function isAtLeast({ rank }: Candidate, other: Candidate): boolean {
  return rank.length === other.rank.length && rank.every((value, i) => value >= (other.rank[i] ?? 0));
}

function incomparable(candidates: readonly Candidate[]): readonly (Candidate | undefined)[] {
  for (const a of candidates) {
    const b = candidates.find((one) => !isAtLeast(a, one) && !isAtLeast(one, a));
    if (b) return [a, b];
  }
  return [];
}
