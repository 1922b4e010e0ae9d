/** A term of the register, counted (law/deadline.ts), with the versions it was counted with. */
import { Rejection } from '../errors.ts';
import type { DeadlineReference } from '../engine/ports.ts';
import type { DeadlineRecord } from '../engine/deadline-record.ts';
import type { Calendar } from '../law/calendar.ts';
import { computeDeadline } from '../law/deadline.ts';
import { isSettled, isTerm, type RegisterEntry } from '../law/register-entry.ts';
import type { Missing } from './missing.ts';
import { entryAsOf } from './register-record.ts';

export const USUAL_CALENDAR = 'vn';

export const calendarKeyOf = ({ calendar }: DeadlineReference): string => calendar ?? USUAL_CALENDAR;

/** `versions`: all active ones of the parameter, none where it is not in the register. */
export function countDeadline(
  reference: DeadlineReference,
  versions: readonly RegisterEntry[],
  calendar: Calendar | undefined,
): DeadlineRecord | Missing {
  if (versions.length === 0) return { missing: `Expected parameter '${reference.parameter}' to be in the register.` };
  if (!calendar) return { missing: `Expected calendar '${calendarKeyOf(reference)}' to be in the register.` };
  try {
    const entry = entryAsOf(versions, reference.asOf);
    if (!isTerm(entry)) return { missing: `Expected parameter '${reference.parameter}' to be a term, but it is of kind ${entry.kind}.` };
    const { due, parameter, parameterVersion, calendarVersion, provisional, localDate, explanation } = computeDeadline(
      entry,
      calendar,
      reference.start,
    );
    return {
      due: new Date(due).toISOString(),
      parameter,
      parameterVersion,
      calendarVersion,
      provisional,
      localDate,
      citation: entry.citation,
      settled: isSettled(entry),
      explanation,
    };
  } catch (error) {
    if (error instanceof Rejection) return { missing: error.message };
    throw error;
  }
}
