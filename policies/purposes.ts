/** What personal data may be looked at or taken for, by day (S1 Đ13k2, k6a; S3 Đ15k3). The words are ours, to be verified. */
import type { Bilingual } from '../law/calendar.ts';
import list from './purposes.json' with { type: 'json' };

export interface Purpose {
  readonly code: string;
  readonly title: Bilingual;
  readonly citation: string;
  /** ISO dates; the last day is exclusive */
  readonly validFrom: string;
  readonly validTo?: string;
}

/** Those that were ever in force: what is on record is told with them. */
export const PURPOSES: readonly Purpose[] = list;

export const purposesOn = (day: string, all: readonly Purpose[] = PURPOSES): readonly Purpose[] =>
  all.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day < validTo));

/** ISO date on the law's clock. */
const LAW_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });

/** `now`: an instant. */
export const purposesNow = (now: string): readonly Purpose[] => purposesOn(LAW_DAY.format(new Date(now)));
export const isPurpose = (code: string, now: string): boolean => purposesNow(now).some((purpose) => purpose.code === code);
