/** Texts to temporal values (DMN 1.5 §10.3.2.3.4 to 7, XML Schema lexical forms). Null where a text is none of them. */
import { dateTimeValue, dateValue, daysTimeValue, timeValue, yearsMonthsValue } from '../values/constructors.ts';
import type { DaysTimeDuration, FeelDate, FeelDateTime, FeelTime, FeelValue, YearsMonthsDuration } from '../values/value.ts';
import { inRange, NANOS_PER_DAY, NANOS_PER_SECOND, parseZone } from './zone.ts';

const DATE = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(.*)$/s;
const DAYS_TIME = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/;
const YEARS_MONTHS = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?$/;
const MAX_LENGTH = 100;

export function parseDate(text: string): FeelDate | null {
  const match = text.length <= MAX_LENGTH ? DATE.exec(text) : null;
  if (!match) return null;
  const year = Number(`${match[1]}${match[2]}`);
  return dateFrom(year, Number(match[3]), Number(match[4]));
}

/** Null where the calendar has no such day. */
export function dateFrom(year: number, month: number, day: number): FeelDate | null {
  const date = inRange(() => Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }));
  return date && dateValue(date);
}

export function parseTime(text: string): FeelTime | null {
  const match = text.length <= MAX_LENGTH ? TIME.exec(text) : null;
  if (!match) return null;
  const [, hour, minute, second, fraction = '', suffix = ''] = match;
  const zone = parseZone(suffix);
  if (zone === undefined) return null;
  return timeFrom(Number(hour), Number(minute), Number(second), Number(fraction.slice(0, 9).padEnd(9, '0')), zone);
}

export function timeFrom(hour: number, minute: number, second: number, nanosecond: number, zone: FeelTime['zone']): FeelTime | null {
  if (hour > 23 || minute > 59 || second > 59) return null;
  const [millisecond, microsecond, rest] = [Math.floor(nanosecond / 1e6), Math.floor(nanosecond / 1e3) % 1e3, nanosecond % 1e3];
  const time = inRange(() => new Temporal.PlainTime(hour, minute, second, millisecond, microsecond, rest));
  return time && timeValue(time, zone);
}

export function parseDateTime(text: string): FeelDateTime | null {
  const at = text.indexOf('T');
  const date = at === -1 ? null : parseDate(text.slice(0, at));
  if (!date) return null;
  const rest = text.slice(at + 1);
  if (rest.startsWith('24:00:00')) return endOfDay(date, rest);
  const time = parseTime(rest);
  return time && dateTimeValue(date.date.toPlainDateTime(time.time), time.zone);
}

/** XML Schema lets `24:00:00` be the first instant of the next day. */
function endOfDay(date: FeelDate, rest: string): FeelDateTime | null {
  const time = parseTime(rest.replace(/^24:00:00(?:\.0+)?/, '00:00:00'));
  const next = inRange(() => date.date.add({ days: 1 }));
  return time && next && dateTimeValue(next.toPlainDateTime(time.time), time.zone);
}

export function parseDuration(text: string): DaysTimeDuration | YearsMonthsDuration | null {
  if (text.length > MAX_LENGTH || /[PT]$/.test(text)) return null;
  return parseYearsMonths(text) ?? parseDaysTime(text);
}

function parseYearsMonths(text: string): YearsMonthsDuration | null {
  const match = YEARS_MONTHS.exec(text);
  if (!match) return null;
  const months = Number(match[2] ?? 0) * 12 + Number(match[3] ?? 0);
  return yearsMonthsValue(match[1] ? -months : months);
}

function parseDaysTime(text: string): DaysTimeDuration | null {
  const match = DAYS_TIME.exec(text);
  if (!match) return null;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const whole = (BigInt(hours) * 3_600n + BigInt(minutes) * 60n + BigInt(seconds)) * NANOS_PER_SECOND;
  const nanoseconds = BigInt(days) * NANOS_PER_DAY + whole + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
  return daysTimeValue(sign ? -nanoseconds : nanoseconds);
}

/** The value of `@"…"` (DMN 1.5 rule 62). */
export function parseAtLiteral(text: string): FeelValue {
  return parseDate(text) ?? parseDateTime(text) ?? parseTime(text) ?? parseDuration(text);
}
