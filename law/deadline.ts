/**
 * When something is due by law. The result says which parameter and calendar it was counted with, and explains itself;
 * the same input always gives the same result, on the law's clock (`calendar.zone`), never on the machine's.
 */
import { Rejection } from '../errors.ts';
import type { Bilingual, Calendar } from './calendar.ts';
import { isWorkingDay } from './day-off.ts';
import { startOfTerm, type Supplement, type TermStart } from './clock-start.ts';
import type { Count } from './count.ts';
import { daysMet } from './days-met.ts';
import { explain } from './explain.ts';
import type { Parameter } from './parameter.ts';
import { addWorkingDays, nearestWorkingDay } from './working-days.ts';

export interface Deadline {
  /** ISO 8601 UTC instant; 24:00 of a day is 00:00 of the next */
  readonly due: string;
  /** ISO date of the last day, on the law's clock */
  readonly localDate: string;
  /** met a year without official notice, or an unconfirmed day: to be recomputed when the notice is entered */
  readonly provisional: boolean;
  readonly parameter: string;
  readonly parameterVersion: string;
  readonly calendarVersion: string;
  readonly explanation: Bilingual;
}

/**
 * Counts after BLTTHS Điều 134 and BLDS Điều 147-148: the first day does not count; months and years end on the
 * corresponding day or the last of the month; a last day off moves when the parameter says so.
 * @param start ISO 8601 instant of the event (forward), or of the date to count back from (backward)
 * @param supplements requests for supplement that were answered, oldest first; what they do is the parameter's choice
 * Throws Rejection `law.instant`, `law.supplements` or `law.noWorkingDay`.
 */
export function computeDeadline(
  parameter: Parameter,
  calendar: Calendar,
  start: string,
  supplements: readonly Supplement[] = [],
): Deadline {
  const term = startOfTerm(parameter, calendar, start, supplements);
  const count = inRange(() => (parameter.unit === 'hour' ? countHours(parameter, term) : countDays(parameter, calendar, term)));
  const met = daysMet(parameter, calendar, count);
  return {
    due: count.due.toInstant().toString(),
    localDate: count.last.toString(),
    provisional: met.unsettled,
    parameter: parameter.key,
    parameterVersion: parameter.version,
    calendarVersion: calendar.version,
    explanation: explain(parameter, calendar, count, met),
  };
}

function countHours({ value, direction }: Parameter, start: TermStart): Count {
  const hours = direction === 'forward' ? value : -value;
  const due = start.opened.add({ hours, milliseconds: start.paused });
  return { start, raw: due.toPlainDate(), last: due.toPlainDate(), due, endsWithDay: false };
}

function countDays(parameter: Parameter, calendar: Calendar, start: TermStart): Count {
  const raw = rawLastDay(parameter, calendar, start);
  const last = parameter.rollForward ? nearestWorkingDay(calendar, raw, parameter.direction === 'forward' ? 1 : -1) : raw;
  return { start, raw, last, ...dueOn(parameter, calendar, start, { raw, last }) };
}

/**
 * By the clock, a term ends at the clock time of its event. Not so a term in working days whose event is on a day off: no working
 * time has passed before the next working day begins, so it ends with a whole day. Nor a last day that moved: it ends at the end
 * of the working day (BLDS Điều 148 k5).
 */
function dueOn(
  { precision, unit, direction }: Parameter,
  calendar: Calendar,
  { opened }: TermStart,
  { raw, last }: Pick<Count, 'raw' | 'last'>,
): Pick<Count, 'due' | 'endsWithDay'> {
  const timeZone = opened.timeZoneId;
  const fromDayOff = unit === 'workingDay' && !isWorkingDay(calendar, opened.toPlainDate());
  if (precision === 'clockTime' && fromDayOff && direction === 'backward')
    return { due: last.toZonedDateTime(timeZone), endsWithDay: false };
  if (precision === 'clockTime' && !fromDayOff && raw.equals(last)) {
    return { due: last.toZonedDateTime({ timeZone, plainTime: opened.toPlainTime() }), endsWithDay: false };
  }
  return { due: last.add({ days: 1 }).toZonedDateTime(timeZone), endsWithDay: true };
}

function rawLastDay({ unit, value, direction }: Parameter, calendar: Calendar, start: TermStart): Temporal.PlainDate {
  const sign = direction === 'forward' ? 1 : -1;
  const from = start.opened.toPlainDate();
  switch (unit) {
    case 'workingDay':
      return addWorkingDays(calendar, from, sign * value + start.paused);
    case 'month':
      return from.add({ months: sign * value }).add({ days: start.paused });
    case 'year':
      return from.add({ years: sign * value }).add({ days: start.paused });
    default:
      return from.add({ days: sign * value * (unit === 'week' ? 7 : 1) + start.paused });
  }
}

/** Temporal refuses dates beyond the year 275760; a wrong parameter must not look like a defect of ours. */
function inRange(count: () => Count): Count {
  try {
    return count();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new Rejection('validation', 'law.instant', 'Expected a term that ends within the range of dates.', { cause });
  }
}
