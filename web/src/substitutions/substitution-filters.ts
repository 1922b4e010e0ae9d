/** Which substitutions are shown, as the address says it. */
import type { Whose } from './substitution-list.tsx';
import { STANDINGS, type Standing } from './standing.ts';

const WHOSE: readonly Whose[] = ['given', 'received', 'unit'];

export interface SubstitutionFilters {
  readonly ai?: Whose;
  readonly luc?: Standing;
}

export function readSubstitutionFilters(search: Record<string, unknown>): SubstitutionFilters {
  const ai = WHOSE.find((one) => one === search.ai);
  const luc = STANDINGS.find((one) => one === search.luc);
  return { ...(ai && { ai }), ...(luc && { luc }) };
}
