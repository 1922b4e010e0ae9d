/**
 * One version of one entry of the register of law: a term (law/parameter.ts), or any other value that a text fixes. A version never
 * changes; a new law is a new version. What a reader may rely on is said with it: citation, confidence, and whether it is settled.
 */
import type { Bilingual } from './calendar.ts';
import type { Parameter } from './parameter.ts';
import type { Standing } from './standing.ts';

/** Rounds of a year (đợt): a fixed day, or one of the lunar calendar. */
export interface RoundDate {
  readonly key: string;
  readonly name: Bilingual;
  /** month and day, `MM-DD` */
  readonly on: string;
  readonly calendar: 'solar' | 'lunar';
}

export const LENGTH_UNITS = ['day', 'month', 'year'] as const;
export type LengthUnit = (typeof LENGTH_UNITS)[number];

export type PlainEntry = Standing &
  (
    | { readonly kind: 'number'; readonly value: number; readonly unit?: string }
    | { readonly kind: 'fraction'; readonly value: { readonly part: number; readonly of: number } }
    | { readonly kind: 'dates'; readonly value: readonly RoundDate[] }
    /** a calendar length that is no deadline: an age, a longest term, a part of a sentence in fixed years */
    | { readonly kind: 'age' | 'length'; readonly value: number; readonly unit: LengthUnit }
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'enum'; readonly value: string; readonly allowed: readonly string[] }
  );

/** Stored terms of before have no kind. */
export type RegisterEntry = Parameter | PlainEntry;
export type EntryKind = PlainEntry['kind'] | 'term';

export const ENTRY_KINDS: readonly EntryKind[] = ['term', 'number', 'fraction', 'dates', 'age', 'length', 'text', 'enum'];

export const kindOfEntry = (entry: RegisterEntry): EntryKind => entry.kind ?? 'term';
export const isTerm = (entry: RegisterEntry): entry is Parameter => kindOfEntry(entry) === 'term';
export const isSettled = ({ settled, confidence }: Standing): boolean => settled ?? confidence !== 'C';
