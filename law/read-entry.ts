import { LARGEST_VALUE, readParameter } from './read-parameter.ts';
import { readStanding, STANDING_KEYS } from './read-standing.ts';
import { ENTRY_KINDS, LENGTH_UNITS, type PlainEntry, type RegisterEntry, type RoundDate } from './register-entry.ts';
import { accepted, isDate, reader, type JsonObject, type Reader } from './shape.ts';

/**
 * An entry of the register from JSON of unknown origin; without `kind` it is a term, as all were once.
 * Throws Rejection `law.parameterInvalid` with every fault and its JSON pointer.
 */
export function readEntry(json: unknown): RegisterEntry {
  const read = reader();
  const from = read.object(json, '');
  if (from['kind'] === undefined || from['kind'] === 'term') return readParameter(json);
  const kind = read.oneOf(from, 'kind', '', ENTRY_KINDS) as PlainEntry['kind'];
  const standing = readStanding(read, from);
  read.known(from, '', [...STANDING_KEYS, 'value', ...(MORE_KEYS[kind] ?? [])]);
  const entry = { ...standing, kind, ...VALUES[kind](read, from) } as PlainEntry;
  return accepted(entry, 'law.parameterInvalid', read);
}

const MORE_KEYS: Readonly<Partial<Record<PlainEntry['kind'], readonly string[]>>> = {
  number: ['unit'],
  age: ['unit'],
  length: ['unit'],
  enum: ['allowed'],
};

const lengthOf = (read: Reader, from: JsonObject): object => ({
  value: count(read, from['value'], '/value'),
  unit: read.oneOf(from, 'unit', '', LENGTH_UNITS),
});

const VALUES: Readonly<Record<PlainEntry['kind'], (read: Reader, from: JsonObject) => object>> = {
  number: (read, from) => ({
    value: numeric(read, from['value']),
    ...(from['unit'] !== undefined && { unit: read.text(from, 'unit', '') }),
  }),
  fraction: (read, from) => ({ value: fraction(read, from['value']) }),
  dates: (read, from) => ({ value: dates(read, from['value']) }),
  age: lengthOf,
  length: lengthOf,
  text: (read, from) => ({ value: read.text(from, 'value', '') }),
  enum: (read, from) => {
    const allowed =
      Array.isArray(from['allowed']) && from['allowed'].every((one) => typeof one === 'string') ? (from['allowed'] as string[]) : [];
    if (allowed.length === 0) read.fault('/allowed', 'data.list', "Expected 'allowed' to list texts.");
    return { value: read.oneOf(from, 'value', '', allowed), allowed };
  },
};

function numeric(read: Reader, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  read.fault('/value', 'law.value', "Expected 'value' to be a number.");
  return 0;
}

function count(read: Reader, value: unknown, path: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_VALUE) return value;
  read.fault(path, 'law.value', `Expected a whole number from 0 to ${LARGEST_VALUE}.`);
  return 0;
}

/** As `{ part, of }`, or as it is written: `1/3`. */
function fraction(read: Reader, value: unknown): { readonly part: number; readonly of: number } {
  const written = typeof value === 'string' ? /^(\d{1,4})\/(\d{1,4})$/.exec(value) : null;
  const { part, of } = written ? { part: Number(written[1]), of: Number(written[2]) } : read.object(value, '/value');
  const known = { part: count(read, part, '/value/part'), of: count(read, of, '/value/of') };
  if (known.of === 0 || known.part > known.of) read.fault('/value', 'law.fraction', 'Expected a fraction from 0 to 1.');
  return known;
}

function dates(read: Reader, value: unknown): readonly RoundDate[] {
  if (!Array.isArray(value) || value.length === 0) {
    read.fault('/value', 'data.list', "Expected 'value' to list days of the year.");
    return [];
  }
  return value.map((entry, i) => {
    const path = `/value/${i}`;
    const from: JsonObject = { calendar: 'solar', ...read.object(entry, path) };
    read.known(from, path, ['key', 'name', 'on', 'calendar']);
    const name = read.object(from['name'], `${path}/name`);
    const calendar = read.oneOf(from, 'calendar', path, ['solar', 'lunar']);
    const on = read.text(from, 'on', path, /^\d{2}-\d{2}$/);
    if (on !== '' && !(calendar === 'solar' ? isDate(`2028-${on}`) : /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|30)$/.test(on)))
      read.fault(`${path}/on`, 'law.date', `'${on}' is no day of a year.`);
    return {
      key: read.text(from, 'key', path),
      name: { vi: read.text(name, 'vi', `${path}/name`), en: read.text(name, 'en', `${path}/name`) },
      on,
      calendar,
    };
  });
}
