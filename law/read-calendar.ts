import type { AnnualHoliday, Bilingual, Calendar, CalendarDay, LunarHoliday, OfficeHours } from './calendar.ts';
import { accepted, isDate, reader, type JsonObject, type Reader } from './shape.ts';

const KEYS = ['key', 'version', 'zone', 'weeklyOff', 'office', 'days', 'annual', 'lunar', 'notices'];
const MOST_LUNAR_DAYS = 15;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A calendar from JSON of unknown origin. Throws Rejection `law.calendarInvalid` with every fault and its JSON pointer. */
export function readCalendar(json: unknown): Calendar {
  const read = reader();
  const from = read.object(json, '');
  read.known(from, '', KEYS);
  const calendar: Calendar = {
    key: read.text(from, 'key', ''),
    version: read.text(from, 'version', ''),
    zone: zone(read, from),
    weeklyOff: weekdays(read, from['weeklyOff']),
    office: office(read, from['office']),
    days: entries(read, from['days'], '/days', isDate, day),
    annual: entries(read, from['annual'], '/annual', (key) => isDate(`2028-${key}`), annual),
    ...(from['lunar'] !== undefined && { lunar: entries(read, from['lunar'], '/lunar', isLunarDay, lunar) }),
    notices: entries(read, from['notices'], '/notices', (key) => /^\d{4}$/.test(key), notices),
  };
  return accepted(calendar, 'law.calendarInvalid', read);
}

function zone(read: Reader, from: JsonObject): string {
  const name = read.text(from, 'zone', '');
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
  } catch {
    read.fault('/zone', 'law.zone', `There is no time zone '${name}'.`);
  }
  return name;
}

function weekdays(read: Reader, value: unknown): readonly number[] {
  const valid =
    Array.isArray(value) && new Set(value).size === value.length && value.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  if (valid && value.length < 7) return value as number[];
  read.fault('/weeklyOff', 'law.weeklyOff', 'Expected up to six different weekdays from 1 (Monday) to 7 (Sunday).');
  return [];
}

function office(read: Reader, value: unknown): readonly OfficeHours[] {
  const list = Array.isArray(value) ? value : [];
  const hours = list.map((entry, i) => {
    const from = read.object(entry, `/office/${i}`);
    return { from: read.text(from, 'from', `/office/${i}`, CLOCK), to: read.text(from, 'to', `/office/${i}`, CLOCK) };
  });
  const clock = hours.flatMap(({ from, to }) => [from, to]);
  const ordered = clock.every((time, i) => i === 0 || (clock[i - 1] as string) < time);
  if (hours.length === 0 || !ordered) read.fault('/office', 'law.office', 'Expected office hours in order, without overlap.');
  return hours;
}

function entries<T>(
  read: Reader,
  value: unknown,
  path: string,
  isKey: (key: string) => boolean,
  one: (read: Reader, value: unknown, path: string) => T,
): Record<string, T> {
  const out: Record<string, T> = {};
  for (const [key, entry] of Object.entries(read.object(value, path))) {
    if (!isKey(key)) read.fault(`${path}/${key}`, 'law.date', `'${key}' is not a date here.`);
    out[key] = one(read, entry, `${path}/${key}`);
  }
  return out;
}

function day(read: Reader, value: unknown, path: string): CalendarDay {
  const from = read.object(value, path);
  read.known(from, path, ['kind', 'reason', 'source', 'status']);
  return {
    kind: read.oneOf(from, 'kind', path, ['off', 'working']),
    reason: bilingual(read, from['reason'], `${path}/reason`),
    source: read.text(from, 'source', path),
    status: read.oneOf(from, 'status', path, ['official', 'unconfirmed']),
  };
}

/** The shortest lunar month has 29 days: the 30th would be missing in some years. */
const isLunarDay = (key: string): boolean => /^(0[1-9]|1[0-2])-(0[1-9]|1\d|2\d)$/.test(key);

function lunar(read: Reader, value: unknown, path: string): LunarHoliday {
  const from = read.object(value, path);
  const count = (key: string): object => {
    const n = from[key];
    if (n === undefined) return {};
    if (typeof n === 'number' && Number.isInteger(n) && n >= 0 && n <= MOST_LUNAR_DAYS) return { [key]: n };
    read.fault(`${path}/${key}`, 'law.lunarDays', `Expected '${key}' to be a whole number up to ${MOST_LUNAR_DAYS}.`);
    return {};
  };
  return { ...annual(read, value, path, ['before', 'days']), ...count('before'), ...count('days') };
}

function annual(read: Reader, value: unknown, path: string, more: readonly string[] = []): AnnualHoliday {
  const from = read.object(value, path);
  read.known(from, path, ['since', 'reason', 'source', 'madeUp', ...more]);
  const since = from['since'];
  if (!Number.isInteger(since)) read.fault(`${path}/since`, 'law.year', 'Expected the first year of the holiday.');
  const { madeUp } = from;
  if (madeUp !== undefined && typeof madeUp !== 'boolean')
    read.fault(`${path}/madeUp`, 'law.flag', "Expected 'madeUp' to be true or false.");
  const reason = bilingual(read, from['reason'], `${path}/reason`);
  return { since: Number(since), reason, source: read.text(from, 'source', path), ...(typeof madeUp === 'boolean' && { madeUp }) };
}

function bilingual(read: Reader, value: unknown, path: string): Bilingual {
  const from = read.object(value, path);
  return { vi: read.text(from, 'vi', path), en: read.text(from, 'en', path) };
}

function notices(read: Reader, value: unknown, path: string): readonly string[] {
  if (Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'string' && entry !== ''))
    return value as string[];
  read.fault(path, 'law.notices', 'Expected a list of the documents that fixed the year.');
  return [];
}
