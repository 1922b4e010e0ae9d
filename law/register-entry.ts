/**
 * One version of one entry of the register of law: a term (law/parameter.ts), or any other value that a text fixes. A version never
 * changes; a new law is a new version. What a reader may rely on is said with it: citation, confidence, and whether it is settled.
 */
import type { Bilingual } from './calendar.ts';
import type { Parameter } from './parameter.ts';

/** On which day's law an entry is looked up where its user does not say (design D13). */
export const ENTRY_AS_OF = ['caseStart', 'step', 'offence'] as const;
export type EntryAsOf = (typeof ENTRY_AS_OF)[number];

/** What every kind of entry says of itself. */
export interface Standing {
  readonly key: string;
  /** identifies this version among all versions of the key */
  readonly version: string;
  readonly citation: string;
  /** A: text read, in force; B: text read, parent law since replaced; C: memory or press only */
  readonly confidence: 'A' | 'B' | 'C';
  /** first ISO date on which the version applies */
  readonly validFrom: string;
  /** ISO date on which it no longer applies */
  readonly validTo?: string;
  readonly title?: Bilingual;
  readonly asOf?: EntryAsOf;
  /** what becomes of deadlines that run when the version comes into force; keep where it does not say */
  readonly running?: 'keep' | 'recompute';
  /** false: to be verified by a jurist; where it does not say, everything but confidence C is settled */
  readonly settled?: boolean;
}

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
