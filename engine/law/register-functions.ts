/** `parameter`, `deadline`, `deadline details`, `round dates`: the register of law in expressions. */
import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import { solarDate } from '../../law/lunar/lunar-date.ts';
import type { RoundDate } from '../../law/register-entry.ts';
import type { ParameterRecord } from '../ports.ts';
import type { DeadlineRecord } from '../deadline-record.ts';
import { instantOf, TIME_ZONE } from '../time-values.ts';
import { dateJson, dateOf, isAbsent, momentOf, textAt, wholeAt } from './arguments.ts';
import type { LawFunctions, LawLookup } from './law-call.ts';

export const REGISTER_FUNCTIONS: LawFunctions = {
  parameter: {
    parameters: ['key', 'date'],
    required: 1,
    call: (law, args) =>
      parameterJson(
        law.parameter(textAt(args, 0, 'the key'), isAbsent(args[1]) ? undefined : dateOf(args[1], 'the day whose law applies')),
      ),
  },
  deadline: {
    parameters: ['key', 'start', 'calendar'],
    required: 2,
    call: (law, args) => dueJson(deadlineOf(law, args)),
  },
  'deadline details': {
    parameters: ['key', 'start', 'calendar'],
    required: 2,
    call: (law, args) => deadlineJson(deadlineOf(law, args)),
  },
  'round dates': {
    parameters: ['key', 'year'],
    required: 2,
    call: (law, args) => roundsJson(law.parameter(textAt(args, 0, 'the key')), wholeAt(args, 1, 'the year')),
  },
};

function deadlineOf(law: LawLookup, args: readonly Json[]): DeadlineRecord {
  const start = new Date(instantOf(momentOf(args[1], 'the start of the term'))).toISOString();
  return law.deadline(textAt(args, 0, 'the key'), start, isAbsent(args[2]) ? undefined : textAt(args, 2, 'the calendar'));
}

/** `duration` where the value is a calendar length, so that it can be added to a date. */
function parameterJson({ key, kind, value, unit, version, citation, confidence, settled, title }: ParameterRecord): Json {
  const duration = typeof value === 'number' && unit !== undefined ? DURATIONS[unit]?.(value) : undefined;
  return {
    key,
    kind,
    value,
    unit: unit ?? null,
    ...(duration !== undefined && { duration }),
    version,
    citation,
    confidence,
    settled,
    ...(title && { title: { ...title } }),
  };
}

const days = (n: number): Json => ({ $type: 'daysTimeDuration', value: `P${n}D` });
const months = (n: number): Json => ({ $type: 'yearsMonthsDuration', value: `P${n}M` });
const DURATIONS: Readonly<Record<string, (n: number) => Json>> = {
  day: days,
  calendarDay: days,
  week: (n) => days(7 * n),
  month: months,
  year: (n) => months(12 * n),
};

/** 24:00 of a day is 00:00 of the next: the day itself stands in `deadline details`. */
function dueJson({ due }: DeadlineRecord): Json {
  const local = Temporal.Instant.from(due).toZonedDateTimeISO(TIME_ZONE);
  return { $type: 'dateTime', value: `${local.toPlainDateTime().toString()}${local.offset}` };
}

function deadlineJson(record: DeadlineRecord): Json {
  const { localDate, provisional, parameter, parameterVersion, calendarVersion, citation, settled } = record;
  return {
    due: dueJson(record),
    ...(localDate !== undefined && { day: dateJson(localDate) }),
    provisional: provisional ?? false,
    parameter: parameter ?? null,
    version: parameterVersion ?? null,
    calendarVersion: calendarVersion ?? null,
    ...(citation !== undefined && { citation }),
    ...(settled !== undefined && { settled }),
  };
}

function roundsJson({ key, kind, value }: ParameterRecord, year: number): Json {
  if (kind !== 'dates') throw new Rejection('validation', 'law.argument', `Expected parameter '${key}' to be days of the year.`);
  return (value as unknown as readonly RoundDate[]).map((round) => ({
    key: round.key,
    name: { ...round.name },
    date: dateJson(dayIn(round, year)),
  }));
}

function dayIn({ on, calendar }: RoundDate, year: number): string {
  const [month = 0, day = 0] = on.split('-').map(Number);
  const date = calendar === 'lunar' ? solarDate({ year, month, day }) : new Temporal.PlainDate(year, month, day, 'iso8601');
  return date.toString();
}
