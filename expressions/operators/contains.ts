import { chargeText } from '../session.ts';
import type { Session } from '../session.ts';
import { isKind } from '../values/value.ts';
import type { FeelRange, FeelValue } from '../values/value.ts';
import { compareValues } from './compare.ts';

/** Whether the range holds the value; null where they cannot be compared (DMN 1.5 table 54). */
export function rangeContains(range: FeelRange, value: FeelValue, session?: Session): boolean | null {
  if (session && typeof value === 'string') chargeText(session, value.length);
  if (value === null || (range.low === null && range.high === null)) return null;
  const above = range.low === null ? true : within(compareValues(value, range.low), range.lowIncluded);
  const below = range.high === null ? true : within(negated(compareValues(value, range.high)), range.highIncluded);
  if (above === null || below === null) return null;
  return above && below;
}

export function isRange(value: FeelValue): value is FeelRange {
  return isKind(value, 'range');
}

function negated(order: number | null): number | null {
  return order === null ? null : -order;
}

function within(order: number | null, included: boolean): boolean | null {
  if (order === null) return null;
  return order > 0 || (included && order === 0);
}
