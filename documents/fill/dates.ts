/** Days as Vietnamese documents write them. Instants are read on the law's clock, +07:00. */
import type { Json } from '../../expressions/json.ts';

export interface Day {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  /** HH:MM, where an instant was given */
  readonly time?: string;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const OFFSET_MS = 7 * 60 * 60 * 1000;

/** Of a FEEL date, date and time, or their ISO texts; undefined for anything else, and for a day that no calendar has. */
export function dayOf(value: Json): Day | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const match = DAY.exec(text);
  if (match) return isDay(text) ? { year: match[1] ?? '', month: match[2] ?? '', day: match[3] ?? '' } : undefined;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  const local = new Date(at + OFFSET_MS).toISOString();
  return { year: local.slice(0, 4), month: local.slice(5, 7), day: local.slice(8, 10), time: local.slice(11, 16) };
}

function textOf(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { $type, value: text } = value as { readonly $type?: Json; readonly value?: Json };
  return ($type === 'date' || $type === 'dateTime') && typeof text === 'string' ? text.replace(/@.*$/, '') : undefined;
}

const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** N30: days below ten and the months January and February with a leading zero. */
export const longDate = ({ day, month, year }: Day): string => `ngày ${day} tháng ${monthText(month)} năm ${year}`;

export const monthText = (month: string): string => (Number(month) > 2 ? String(Number(month)) : month);
