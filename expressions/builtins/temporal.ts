/** Functions that make temporal values (DMN 1.5 §10.3.4.1 and §10.3.4.9) and read the calendar (§10.3.4.6, table 80). */
import { parseDate, parseDateTime, parseDuration, parseTime, dateFrom, timeFrom } from '../temporal/parse.ts';
import { inRange, NANOS_PER_SECOND } from '../temporal/zone.ts';
import type { Session } from '../session.ts';
import { dateTimeValue, dateValue, timeValue, yearsMonthsValue } from '../values/constructors.ts';
import { FeelNumber, toInteger } from '../values/number.ts';
import type { DaysTimeDuration, FeelDate, FeelDateTime, FeelFunction, FeelTime, FeelValue } from '../values/value.ts';
import { defineFunction, may, needs, overload } from './define.ts';

/** `now()` and `today()` are in the time of the product's country. */
const HOME_ZONE = 'Asia/Ho_Chi_Minh';
const MIDNIGHT = new Temporal.PlainTime();

/** With the offset in numbers, so that any reader of ISO 8601 finds the instant. */
function now(session: Session): FeelDateTime {
  const zoned = Temporal.Instant.from(session.now).toZonedDateTimeISO(HOME_ZONE);
  return dateTimeValue(zoned.toPlainDateTime(), zoned.offsetNanoseconds / 1e9);
}

function dateFromNumbers(year: FeelNumber, month: FeelNumber, day: FeelNumber): FeelDate | null {
  const [y, m, d] = [toInteger(year), toInteger(month), toInteger(day)];
  return y === null || m === null || d === null ? null : dateFrom(y, m, d);
}

function timeFromNumbers(hour: FeelNumber, minute: FeelNumber, second: FeelNumber, offset: DaysTimeDuration | undefined): FeelTime | null {
  const [h, m, s] = [toInteger(hour), toInteger(minute), toInteger(second.floor())];
  const nanosecond = second.minus(second.floor()).times(1e9).trunc().toNumber();
  const zone = offset === undefined ? null : Number(offset.nanoseconds / NANOS_PER_SECOND);
  if (h === null || m === null || s === null || h < 0 || m < 0 || s < 0) return null;
  return zone !== null && Math.abs(zone) > 18 * 3_600 ? null : timeFrom(h, m, s, nanosecond, zone);
}

/** Whole months between two dates, toward zero (DMN 1.5 §10.3.4.1). */
function monthsBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): FeelValue {
  return inRange(() => yearsMonthsValue(from.until(to, { largestUnit: 'months' }).months));
}

const dateOf = (value: FeelDate | FeelDateTime): Temporal.PlainDate => (value.kind === 'date' ? value.date : value.local.toPlainDate());

/** A function of a date or the date of a date and time. */
function ofDate(parameter: string, compute: (date: Temporal.PlainDate) => FeelValue): FeelFunction {
  return defineFunction([
    overload([needs(parameter, 'date')], ([value]) => compute(value.date)),
    overload([needs(parameter, 'dateTime')], ([value]) => compute(dateOf(value))),
  ]);
}

const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const date = [
  overload([needs('from', 'string')], ([from]) => parseDate(from)),
  overload([needs('from', 'date')], ([from]) => from),
  overload([needs('from', 'dateTime')], ([from]) => dateValue(from.local.toPlainDate())),
  overload([needs('year', 'number'), needs('month', 'number'), needs('day', 'number')], ([year, month, day]) =>
    dateFromNumbers(year, month, day),
  ),
];

const time = [
  overload([needs('from', 'string')], ([from]) => parseTime(from)),
  overload([needs('from', 'time')], ([from]) => from),
  overload([needs('from', 'dateTime')], ([from]) => timeValue(from.local.toPlainTime(), from.zone)),
  overload([needs('from', 'date')], () => timeValue(MIDNIGHT, 0)),
  overload(
    [needs('hour', 'number'), needs('minute', 'number'), needs('second', 'number'), may('offset', 'daysTimeDuration')],
    ([hour, minute, second, offset]) => timeFromNumbers(hour, minute, second, offset),
  ),
  overload(
    [needs('hour', 'number'), needs('minute', 'number'), needs('second', 'number'), needs('offset', 'null')],
    ([hour, minute, second]) => timeFromNumbers(hour, minute, second, undefined),
  ),
];

const dateAndTime = [
  overload([needs('from', 'string')], ([from]) => parseDateTime(from) ?? midnight(parseDate(from))),
  overload([needs('from', 'dateTime')], ([from]) => from),
  overload([needs('date', 'date'), needs('time', 'time')], ([day, clock]) =>
    dateTimeValue(day.date.toPlainDateTime(clock.time), clock.zone),
  ),
  overload([needs('date', 'dateTime'), needs('time', 'time')], ([day, clock]) =>
    dateTimeValue(dateOf(day).toPlainDateTime(clock.time), clock.zone),
  ),
];

function midnight(day: FeelDate | null): FeelDateTime | null {
  return day && dateTimeValue(day.date.toPlainDateTime(MIDNIGHT));
}

const yearsAndMonths = (['date', 'dateTime'] as const).flatMap((from) =>
  (['date', 'dateTime'] as const).map((to) =>
    overload([needs('from', from), needs('to', to)], ([a, b]) => monthsBetween(dateOf(a), dateOf(b))),
  ),
);

export const TEMPORAL: Readonly<Record<string, FeelFunction>> = {
  date: defineFunction(date),
  time: defineFunction(time),
  'date and time': defineFunction(dateAndTime),
  duration: defineFunction([
    overload([needs('from', 'string')], ([from]) => parseDuration(from)),
    overload([needs('from', 'daysTimeDuration')], ([from]) => from),
    overload([needs('from', 'yearsMonthsDuration')], ([from]) => from),
  ]),
  'years and months duration': defineFunction(yearsAndMonths),
  'day of year': ofDate('date', ({ dayOfYear }) => new FeelNumber(dayOfYear)),
  'day of week': ofDate('date', ({ dayOfWeek }) => DAYS[dayOfWeek - 1] ?? null),
  'month of year': ofDate('date', ({ month }) => MONTHS[month - 1] ?? null),
  'week of year': ofDate('date', ({ weekOfYear }) => (weekOfYear === undefined ? null : new FeelNumber(weekOfYear))),
  now: defineFunction([overload([], (_, session) => now(session))]),
  today: defineFunction([overload([], (_, session) => dateValue(now(session).local.toPlainDate()))]),
};
