import type { TFunction } from 'i18next';
import { shownDate } from '../../../forms/shown-date.ts';

const DAY_MS = 24 * 3_600_000;

/** The last day of what no longer holds from this day on. ISO dates. */
export const dayBefore = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

/** From and to when, as people say it: the day on which it no longer holds is not its last one. ISO dates. */
export function periodText(t: TFunction, from: string | undefined, until: string | undefined): string {
  const first = from === undefined ? '' : t('accounts.period.from', { day: shownDate(from) });
  const last = until === undefined ? '' : t('accounts.period.to', { day: shownDate(dayBefore(until)) });
  return [first, last].filter((part) => part !== '').join(' ');
}
