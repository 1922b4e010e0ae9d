import { malformed } from '../malformed.ts';
import type { DerValue } from './der-value.ts';
import { TAG } from './tags.ts';

const UTC = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
/** RFC 5280 4.1.2.5.2 has no fraction; RFC 3161 allows one. */
const GENERALIZED = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/;

/** A UTCTime or GeneralizedTime as milliseconds of the epoch. Throws Rejection `signing.asn1`. */
export function readTime(value: DerValue | undefined): number {
  const text = value?.content.toString('latin1') ?? '';
  if (value?.tag === TAG.utcTime) return utcTime(text);
  const match = value?.tag === TAG.generalizedTime ? GENERALIZED.exec(text) : null;
  if (!match) throw malformed('asn1', 'Expected a time in UTC.');
  return instant(match, Number(match[1])) + Math.floor(Number(`0.${match[7] ?? 0}`) * 1000);
}

export function isTime(value: DerValue | undefined): boolean {
  return value?.tag === TAG.utcTime || value?.tag === TAG.generalizedTime;
}

/** RFC 5280 4.1.2.5.1: years 50 to 99 are of the last century. */
function utcTime(text: string): number {
  const match = UTC.exec(text);
  if (!match) throw malformed('asn1', 'Expected a time in UTC.');
  const year = Number(match[1]);
  return instant(match, year < 50 ? 2000 + year : 1900 + year);
}

function instant(match: RegExpExecArray, year: number): number {
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(2, 7).map(Number);
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(time);
  const exact =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour && date.getUTCMinutes() === minute;
  if (!exact) throw malformed('asn1', 'Expected a time that exists.');
  return time;
}
