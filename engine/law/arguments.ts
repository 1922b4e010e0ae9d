/** Arguments of law functions: stored JSON to what the room of the law takes. Throws Rejection `law.argument`. */
import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import { fractionOf as readFraction } from './read-fraction.ts';

export const USUAL_CALENDAR = 'vn';

type Args = readonly Json[];
type Context = Readonly<Record<string, Json>>;

export function textAt(args: Args, at: number, what: string): string {
  const value = args[at];
  if (typeof value === 'string' && value !== '') return value;
  throw wrong(`Expected ${what} to be a text`, value);
}

export function calendarAt(args: Args, at: number): string {
  return isAbsent(args[at]) ? USUAL_CALENDAR : textAt(args, at, 'the calendar');
}

/** An ISO date; of a date and time, its day as it is written. */
export function dateOf(value: Json | undefined, what: string): string {
  const text = temporalText(value);
  const date = text === undefined ? undefined : /^(\d{4}-\d{2}-\d{2})(T|$)/.exec(text)?.[1];
  if (date !== undefined) return date;
  throw wrong(`Expected ${what} to be a date`, value);
}

/** A date, or a date and time, as text. */
export function momentOf(value: Json | undefined, what: string): string {
  const text = temporalText(value);
  if (text !== undefined && /^\d{4}-\d{2}-\d{2}/.test(text)) return text;
  throw wrong(`Expected ${what} to be a date, or a date and time`, value);
}

export function wholeAt(args: Args, at: number, what: string): number {
  const value = args[at];
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw wrong(`Expected ${what} to be a whole number`, value);
}

export const fractionOf = (value: Json | undefined): readonly [number, number] => readFraction(value) ?? fail(value);
const fail = (value: Json | undefined): never => {
  throw wrong("Expected a fraction like '1/3' or { part: 1, of: 3 }", value);
};

export function contextOf(value: Json | undefined, what: string): Context {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !('$type' in value)) return value as Context;
  throw wrong(`Expected ${what} to be a context`, value);
}

/** A list; nothing is an empty one. */
export function listOf(value: Json | undefined, what: string): readonly Json[] {
  if (isAbsent(value)) return [];
  if (Array.isArray(value)) return value as readonly Json[];
  throw wrong(`Expected ${what} to be a list`, value);
}

export const isAbsent = (value: Json | undefined): value is null | undefined => value === null || value === undefined;

export function temporalText(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  const typed = typeof value === 'object' && value !== null && '$type' in value ? (value as Context)['value'] : undefined;
  return typeof typed === 'string' ? typed : undefined;
}

/** The value itself may be personal and long: only its beginning is told. */
export function wrong(expected: string, value: Json | undefined): Rejection {
  const found = (JSON.stringify(value ?? null) ?? 'null').slice(0, 60);
  return new Rejection('validation', 'law.argument', `${expected}, but found ${found}.`);
}

export const dateJson = (date: string): Json => ({ $type: 'date', value: date });
