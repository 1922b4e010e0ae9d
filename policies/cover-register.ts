/**
 * Which roles may be covered during an absence, and by whom: a register of its own, by day of the law. On a day that has no version nothing
 * is covered; a version that is replaced gets its last day (`validTo`, exclusive), and stays for who asks about the past.
 */
import type { Bilingual } from '../law/calendar.ts';
import shipped from './cover.json' with { type: 'json' };

export interface CoverRule {
  readonly role: string;
  readonly by: readonly string[];
  /** unit: whoever holds it for that unit or above; siblings: also for a unit below the same one */
  readonly reach: string;
}

export interface CoverVersion {
  readonly version: string;
  /** ISO dates on the law's clock */
  readonly validFrom: string;
  readonly validTo?: string;
  readonly confidence: string;
  /** false: to be verified by a jurist */
  readonly settled: boolean;
  readonly citation: string;
  readonly roles: readonly CoverRule[];
  readonly procedures: { readonly never: readonly string[] };
  /** what a substitution is about; nothing of the others is covered */
  readonly subjects: readonly string[];
}

export interface CoverRegister {
  readonly key: string;
  readonly title: Bilingual;
  readonly versions: readonly CoverVersion[];
}

export const COVER: CoverRegister = shipped;

/** `day`: ISO date. */
export function coverInForce(day: string, { versions }: CoverRegister = COVER): CoverVersion | undefined {
  return versions.find(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day < validTo));
}
