import { Rejection } from '../../errors.ts';
import { isMissing } from '../../casework/missing.ts';
import type { Services } from '../contract.ts';
import { findParameter } from '../loading/find-parameter.ts';

/** At least so long is the record kept (S3 Điều 10 khoản 4); and so long the contents of a case, once it has ended. */
const TERMS = ['record.retention', 'record.case_contents'] as const;
const MONTHS: Readonly<Record<string, number>> = { year: 12, month: 1 };

/** The end of the longer of the terms in force, as an instant. Throws conflict `retentionUndetermined` where the law is not settled. */
export async function keptUntil(services: Services, endedAt: string, now: string): Promise<string> {
  const ends: string[] = [];
  for (const key of TERMS) {
    const term = await findParameter(services, { key, asOf: now.slice(0, 10) });
    if (isMissing(term)) throw new Rejection('conflict', 'retentionUndetermined', term.missing, { details: { key } });
    const months = MONTHS[term.unit ?? ''];
    if (months === undefined || typeof term.value !== 'number')
      throw new Rejection('conflict', 'retentionUndetermined', `Expected ${key} to be in months or years.`, { details: { key } });
    ends.push(addMonths(endedAt, months * term.value));
  }
  return ends.toSorted().at(-1) ?? now;
}

/** By the calendar: the last day of a month has no corresponding day in a shorter one, and then it is that one's last. */
function addMonths(instant: string, months: number): string {
  const end = new Date(instant);
  const day = end.getUTCDate();
  end.setUTCMonth(end.getUTCMonth() + months);
  if (end.getUTCDate() !== day) end.setUTCDate(0);
  return end.toISOString();
}
