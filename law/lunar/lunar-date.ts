/**
 * Days of the Vietnamese lunar calendar (âm lịch), by its rules and the clock of UTC+7: a month begins on the day of the new moon,
 * month 11 holds the winter solstice, and in a year of thirteen months the first one without a principal term is the leap month.
 * For years without an official notice: the notice of the year is the law, this is only what it will probably say.
 */
import { Rejection } from '../../errors.ts';
import { FIRST_LUNATION, lunationBefore, newMoonDay, sunSector } from './astronomy.ts';

const ZONE = 7;
const SYNODIC_MONTH = 29.530588853;
/** the short series keep within their error here */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];
const UNIX_EPOCH = 2_440_588;

export interface LunarDay {
  /** lunar year, named after the solar year in which its first day (Tết) falls */
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** in the leap month that follows the month of the same number */
  readonly leap?: boolean;
}

/** The solar date of a lunar day. Throws Rejection `law.lunarDate` where the year has no such day. */
export function solarDate({ year, month, day, leap = false }: LunarDay): Temporal.PlainDate {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR)
    throw noSuch(`Expected a lunar year from ${FIRST_YEAR} to ${LAST_YEAR}, but found ${year}.`);
  if (!Number.isInteger(month) || month < 1 || month > 12) throw noSuch(`Expected a lunar month from 1 to 12, but found ${month}.`);
  const k = lunationOf(year, month, leap);
  const first = newMoonDay(k, ZONE);
  if (!Number.isInteger(day) || day < 1 || day > newMoonDay(k + 1, ZONE) - first)
    throw noSuch(`Expected a day of month ${month} of lunar year ${year}, but found ${day}.`);
  return new Temporal.PlainDate(1970, 1, 1).add({ days: first + day - 1 - UNIX_EPOCH });
}

/** Months 11 and 12 of a lunar year belong to the solstice year that begins then, the others to the one before. */
function lunationOf(year: number, month: number, leap: boolean): number {
  const solsticeYear = month >= 11 ? year : year - 1;
  const start = lunationOfMonth11(solsticeYear);
  const months = lunationOfMonth11(solsticeYear + 1) - start;
  const leapAt = months === 13 ? leapOffset(start) : undefined;
  const plain = month >= 11 ? month - 11 : month + 1;
  if (leap) {
    if (leapAt === plain + 1) return start + leapAt;
    throw noSuch(`Expected lunar year ${year} to have a leap month ${month}, but it has none.`);
  }
  return start + plain + (leapAt !== undefined && plain >= leapAt ? 1 : 0);
}

function lunationOfMonth11(year: number): number {
  const lastOfYear = dayNumber(new Temporal.PlainDate(year, 12, 31));
  const k = Math.floor((lastOfYear - FIRST_LUNATION) / SYNODIC_MONTH);
  return sunSector(newMoonDay(k, ZONE), ZONE) >= 9 ? k - 1 : k;
}

/** Position, after month 11, of the first month in which the sun enters no new sector. */
function leapOffset(start: number): number {
  for (let at = 1; at < 14; at += 1) {
    if (sunSector(newMoonDay(start + at, ZONE), ZONE) === sunSector(newMoonDay(start + at + 1, ZONE), ZONE)) return at;
  }
  throw noSuch('Expected a year of thirteen months to have one without a principal term.');
}

/** The lunar day of a solar date. */
export function lunarDay(date: Temporal.PlainDate): LunarDay {
  const today = dayNumber(date);
  const near = lunationBefore(today) + 1;
  const k = [near, near - 1, near - 2].find((one) => newMoonDay(one, ZONE) <= today) ?? near - 2;
  const day = today - newMoonDay(k, ZONE) + 1;
  const solsticeYear = k >= lunationOfMonth11(date.year) ? date.year : date.year - 1;
  const start = lunationOfMonth11(solsticeYear);
  const leapAt = lunationOfMonth11(solsticeYear + 1) - start === 13 ? leapOffset(start) : undefined;
  const offset = k - start;
  const plain = leapAt !== undefined && offset >= leapAt ? offset - 1 : offset;
  const month = plain < 2 ? plain + 11 : plain - 1;
  const year = month >= 11 ? solsticeYear : solsticeYear + 1;
  return { year, month, day, ...(offset === leapAt && { leap: true }) };
}

const dayNumber = (date: Temporal.PlainDate): number =>
  new Temporal.PlainDate(1970, 1, 1).until(date, { largestUnit: 'days' }).days + UNIX_EPOCH;
const noSuch = (message: string): Rejection => new Rejection('validation', 'law.lunarDate', message);
