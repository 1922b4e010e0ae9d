import type { CaseFilters } from '../cases/case-filters.ts';
import { daysOf, type Months } from './months.ts';
import type { Counted } from './statistics-filters.ts';

/** The list of the cases that came in some months. */
export function receivedIn({ donvi, thutuc }: Counted, months: Months): CaseFilters {
  const { from, to } = daysOf(months);
  return {
    startedFrom: from,
    startedTo: to,
    ...(donvi !== undefined && { unitPath: donvi }),
    ...(thutuc !== undefined && { procedure: thutuc }),
  };
}
