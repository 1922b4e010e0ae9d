import type { Bilingual } from './calendar.ts';

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
