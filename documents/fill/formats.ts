/** How values become text: by the formats that a template names, never by guessing. */
import type { Json } from '../../expressions/json.ts';
import { dayOf, longDate, monthText } from './dates.ts';
import { numberWords } from './number-words.ts';

/** The meaning of a code in a catalogue, in Vietnamese; undefined where there is none. */
export type Labels = (catalogue: string, code: string) => string | undefined;

interface Format {
  /** `labels` needs a catalogue in brackets */
  readonly argument?: true;
  /** undefined where the value is not of its kind */
  apply(value: Json, labels: Labels, argument: string): string | undefined;
}

const DECIMAL_PLACES = 20;

const FORMATS: Readonly<Record<string, Format>> = {
  date: { apply: (value) => withDay(value, ({ day, month, year }) => `${day}/${month}/${year}`) },
  longDate: { apply: (value) => withDay(value, longDate) },
  month: { apply: (value) => withDay(value, ({ month, year }) => `tháng ${monthText(month)} năm ${year}`) },
  dateTime: {
    apply: (value) =>
      withDay(value, (day) => (day.time === undefined ? undefined : `${day.time.replace(':', ' giờ ')} phút, ${longDate(day)}`)),
  },
  number: { apply: (value) => numberText(value) },
  money: { apply: (value) => suffixed(numberText(value), ' đồng') },
  /** two figures: 02 */
  padded: { apply: (value) => suffixed(numberText(value)?.padStart(2, '0'), '') },
  words: { apply: (value) => (typeof value === 'number' ? numberWords(value) : undefined) },
  /** of `{ years, months, days }`: 09 năm 06 tháng; what is none is left out */
  term: { apply: termText },
  upper: { apply: (value) => (typeof value === 'string' ? value.toLocaleUpperCase('vi') : undefined) },
  /** first letter large, where a sentence begins */
  capital: { apply: (value) => (typeof value === 'string' ? value.slice(0, 1).toLocaleUpperCase('vi') + value.slice(1) : undefined) },
  label: {
    argument: true,
    apply: (value, labels, catalogue) => (typeof value === 'string' ? labels(catalogue, value) : undefined),
  },
  /** dots to be filled in by hand where there is no value */
  blank: { apply: (value) => (typeof value === 'string' ? value : undefined) },
};

export const FORMAT_NAMES: readonly string[] = Object.keys(FORMATS);
export const formatOf = (name: string): Format | undefined => (Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined);

const TERM_PARTS = [
  ['years', 'năm'],
  ['months', 'tháng'],
  ['days', 'ngày'],
] as const;

/** A term of nothing is no days. */
function termText(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || '$type' in value) return undefined;
  const said: string[] = [];
  for (const [name, word] of TERM_PARTS) {
    const count = (value as Readonly<Record<string, Json>>)[name] ?? 0;
    if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) return undefined;
    if (count > 0) said.push(`${String(count).padStart(2, '0')} ${word}`);
  }
  return said.length === 0 ? '00 ngày' : said.join(' ');
}

/** 1.234,5 */
function numberText(value: Json): string | undefined {
  const plain = plainNumber(value);
  if (plain === undefined) return undefined;
  const [whole = '', fraction] = plain.replace('-', '').split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '.');
  return `${plain.startsWith('-') ? '-' : ''}${grouped}${fraction === undefined ? '' : `,${fraction}`}`;
}

/** Exact, as it is stored. */
function plainNumber(value: Json): string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : decimal(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { $type, value: text } = value as { readonly $type?: Json; readonly value?: Json };
  return $type === 'number' && typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
}

function decimal(value: number): string | undefined {
  const text = String(value);
  return /e/i.test(text) ? value.toFixed(DECIMAL_PLACES).replace(/0+$/, '') : text;
}

const suffixed = (text: string | undefined, suffix: string): string | undefined => (text === undefined ? undefined : `${text}${suffix}`);

function withDay(value: Json, write: (day: NonNullable<ReturnType<typeof dayOf>>) => string | undefined): string | undefined {
  const day = dayOf(value);
  return day && write(day);
}
