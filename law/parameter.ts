/**
 * One version of one number that the law fixes for a term. A version never changes: a new law is a new version with its own
 * validity, so that a case can always say which number it was counted with.
 */
import type { Standing } from './standing.ts';

export const UNITS = ['calendarDay', 'workingDay', 'week', 'month', 'year', 'hour'] as const;
export type Unit = (typeof UNITS)[number];

export interface Parameter extends Standing {
  readonly kind?: 'term';
  /** a whole number of units, 0 to 10,000 */
  readonly value: number;
  readonly unit: Unit;
  /** endOfDay: until 24:00 of the last day (BLTTHS Điều 134 k1); clockTime: until the same clock time */
  readonly precision: 'endOfDay' | 'clockTime';
  /** a last day that is off moves to the next working day; in a backward term, to the one before. Off for custody terms. */
  readonly rollForward: boolean;
  /** forward: N after the event; backward: at the latest N before it */
  readonly direction: 'forward' | 'backward';
  /** officeHours: what arrives after closing, or on a day off, counts as received when the office next opens */
  readonly receipt: 'asReceived' | 'officeHours';
  /** what a request for supplement does to a running term */
  readonly onSupplement: 'restart' | 'suspend' | 'continue';
}
