import { day, dayAndClock } from '../shared/instants.ts';
import type { SubstitutionItem } from '../shared/types.ts';

export const STANDINGS = ['running', 'coming', 'ended'] as const;
export type Standing = (typeof STANDINGS)[number];

/** How it stands with a substitution at an instant. */
export function standingOf({ validFrom, validTo, endedAt }: SubstitutionItem, now: number): Standing {
  if (endedAt !== undefined || Date.parse(validTo) <= now) return 'ended';
  return Date.parse(validFrom) > now ? 'coming' : 'running';
}

const HANOI_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const isMidnight = (instant: string): boolean => (Date.parse(instant) + HANOI_MS) % DAY_MS === 0;

/** A time that begins or ends with a day is called by that day; its end is no longer part of it. */
export const firstDay = (instant: string): string => (isMidnight(instant) ? day(instant) : dayAndClock(instant));
export const lastDay = (instant: string): string =>
  isMidnight(instant) ? day(new Date(Date.parse(instant) - 1).toISOString()) : dayAndClock(instant);

/** A day of Hà Nội, ISO, as the instant at which it begins; `next`: at which the day after it does. */
export const beginningOf = (isoDay: string, next = false): string =>
  new Date(Date.parse(`${isoDay}T00:00:00+07:00`) + (next ? DAY_MS : 0)).toISOString();
