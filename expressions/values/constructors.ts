import type { Session } from '../session.ts';
import type {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelRange,
  FeelTime,
  FeelValue,
  YearsMonthsDuration,
  Zone,
} from './value.ts';

export const dateValue = (date: Temporal.PlainDate): FeelDate => ({ kind: 'date', date });
export const timeValue = (time: Temporal.PlainTime, zone: Zone = null): FeelTime => ({ kind: 'time', time, zone });
export const dateTimeValue = (local: Temporal.PlainDateTime, zone: Zone = null): FeelDateTime => ({ kind: 'dateTime', local, zone });

const MAX_NANOSECONDS = 10n ** 28n;

/** Null beyond 10^28 nanoseconds (more than the ages of all dates there are). */
export function daysTimeValue(nanoseconds: bigint): DaysTimeDuration | null {
  return nanoseconds > MAX_NANOSECONDS || nanoseconds < -MAX_NANOSECONDS ? null : { kind: 'daysTimeDuration', nanoseconds };
}

/** Null where the number of months is beyond what a double counts exactly. */
export function yearsMonthsValue(months: number): YearsMonthsDuration | null {
  return Number.isSafeInteger(months) ? { kind: 'yearsMonthsDuration', months: months === 0 ? 0 : months } : null;
}

export function rangeValue(low: FeelValue, high: FeelValue, lowIncluded: boolean, highIncluded: boolean): FeelRange {
  return { kind: 'range', low, high, lowIncluded: lowIncluded && low !== null, highIncluded: highIncluded && high !== null };
}

/** A FEEL function from host code: the door for DMN business knowledge models. `body` gets exactly one value per parameter. */
export function functionValue(
  parameters: readonly string[],
  body: (args: readonly FeelValue[], session: Session) => FeelValue,
): FeelFunction {
  return {
    kind: 'function',
    parameters,
    invoke: (args, session) => (args.length === parameters.length ? body(args, session) : null),
  };
}
