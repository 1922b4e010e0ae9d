/** The day whose law applies (design D13), as an ISO date in the official time zone. */
import { actedMs } from './acted.ts';
import { IncidentSignal } from './incidents.ts';
import type { AsOf } from './model/process-model.ts';
import type { Instance, Run } from './run.ts';
import { localDate, textOfTime } from './time-values.ts';
import { lookup } from './lookup.ts';

/** The variable in which a case keeps the day of the offence. */
export const OFFENCE_DATE = 'offenceDate';

export function resolveAsOf(run: Run, at: Instance, asOf: AsOf): string {
  if (typeof asOf === 'object') return asOf.date;
  if (asOf === 'step') return localDate(actedMs(run));
  if (asOf === 'caseStart') return localDate(run.startedMs);
  if (asOf === 'mostFavourable') return 'mostFavourable';
  const value = lookup(run, at, OFFENCE_DATE);
  if (value === undefined || value === null)
    throw new IncidentSignal('expressionFailed', `Expected variable '${OFFENCE_DATE}' to give the day whose law applies.`);
  return textOfTime(value, OFFENCE_DATE).slice(0, 10);
}
