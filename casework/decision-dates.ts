import type { DecisionDatesReference } from '../engine/ports.ts';
import type { Missing } from './missing.ts';

/**
 * The first day asked for, and every later one on which other rules came into force; only days on which there were rules at all.
 * `begins`: the first day of each version, '' where it always was in force.
 */
export function decisionDates({ key, since, until }: DecisionDatesReference, begins: readonly string[]): readonly string[] | Missing {
  const later = begins.filter((day) => day > since && day <= until);
  const first = begins.some((day) => day <= since) ? [since] : [];
  const dates = [...new Set([...first, ...later])].toSorted((a, b) => (a < b ? -1 : 1));
  return dates.length > 0 ? dates : { missing: `Expected rules of decision '${key}' to be in force from ${since} to ${until}.` };
}
