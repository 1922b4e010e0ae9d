/** What personal data may be looked at or taken for (S1 Đ13k2, k6a; S3 Đ15k3). The words are ours, to be verified. */
import type { Bilingual } from '../law/calendar.ts';
import list from './purposes.json' with { type: 'json' };

export interface Purpose {
  readonly code: string;
  readonly title: Bilingual;
  readonly citation: string;
}

export const PURPOSES: readonly Purpose[] = list;

export const isPurpose = (code: string): boolean => PURPOSES.some((purpose) => purpose.code === code);
