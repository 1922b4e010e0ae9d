import type { Bilingual } from './calendar.ts';
import { ENTRY_AS_OF, type Standing } from './standing.ts';
import { isDate, type JsonObject, type Reader } from './shape.ts';

export const STANDING_KEYS = [
  'key',
  'version',
  'kind',
  'citation',
  'confidence',
  'validFrom',
  'validTo',
  'title',
  'asOf',
  'running',
  'settled',
] as const;

/** What every kind of entry says of itself; faults go to the reader. */
export function readStanding(read: Reader, from: JsonObject): Standing {
  return {
    key: read.text(from, 'key', '', /^[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*$/),
    version: read.text(from, 'version', ''),
    citation: read.text(from, 'citation', ''),
    confidence: read.oneOf(from, 'confidence', '', ['A', 'B', 'C']),
    ...validity(read, from),
    ...title(read, from),
    ...(from['asOf'] !== undefined && { asOf: read.oneOf(from, 'asOf', '', ENTRY_AS_OF) }),
    ...(from['running'] !== undefined && { running: read.oneOf(from, 'running', '', ['keep', 'recompute'] as const) }),
    ...settled(read, from),
  };
}

/** What is known from memory or the press only cannot be settled. */
function settled(read: Reader, from: JsonObject): { settled?: boolean } {
  const value = from['settled'];
  if (value === undefined) return {};
  if (typeof value !== 'boolean') read.fault('/settled', 'law.flag', "Expected 'settled' to be true or false.");
  else if (value && from['confidence'] === 'C')
    read.fault('/settled', 'law.settled', 'What is of confidence C is not settled: cite a text and raise the confidence.');
  return { settled: value === true };
}

function validity(read: Reader, from: JsonObject): Pick<Standing, 'validFrom' | 'validTo'> {
  const validFrom = date(read, from, 'validFrom');
  if (from['validTo'] === undefined || from['validTo'] === null) return { validFrom };
  const validTo = date(read, from, 'validTo');
  if (validTo !== '' && validTo <= validFrom) read.fault('/validTo', 'law.validity', "Expected 'validTo' to be after 'validFrom'.");
  return { validFrom, validTo };
}

function date(read: Reader, from: JsonObject, key: string): string {
  const value = from[key];
  if (isDate(value)) return value;
  read.fault(`/${key}`, 'law.date', `Expected '${key}' to be a date.`);
  return '';
}

function title(read: Reader, from: JsonObject): { title?: Bilingual } {
  if (from['title'] === undefined) return {};
  const text = read.object(from['title'], '/title');
  return { title: { vi: read.text(text, 'vi', '/title'), en: read.text(text, 'en', '/title') } };
}
