import { chargeText } from '../session.ts';
import type { Session } from '../session.ts';
import { addDuration } from '../temporal/arithmetic.ts';
import { daysTimeValue, yearsMonthsValue } from '../values/constructors.ts';
import { finite } from '../values/number.ts';
import { isNumber, kindOf } from '../values/value.ts';
import type { FeelValue } from '../values/value.ts';
import { isDuration, isPoint } from './temporal-kinds.ts';

/** Sum of numbers or durations, concatenation of strings, a point in time and a duration in either order (DMN 1.5 table 56). */
export function add(left: FeelValue, right: FeelValue, session: Session): FeelValue {
  if (isNumber(left)) return isNumber(right) ? finite(left.plus(right)) : null;
  if (typeof left === 'string') return typeof right === 'string' ? concatenate(left, right, session) : null;
  if (isDuration(left)) {
    if (isPoint(right)) return addDuration(right, left);
    return isDuration(right) ? addDurations(left, right) : null;
  }
  return isPoint(left) && isDuration(right) ? addDuration(left, right) : null;
}

function concatenate(left: string, right: string, session: Session): string {
  chargeText(session, left.length + right.length);
  return left + right;
}

/** Null for durations of different kinds. */
export function addDurations(left: FeelValue, right: FeelValue): FeelValue {
  if (!isDuration(left) || !isDuration(right) || kindOf(left) !== kindOf(right)) return null;
  if (left.kind === 'daysTimeDuration') return right.kind === left.kind ? daysTimeValue(left.nanoseconds + right.nanoseconds) : null;
  return right.kind === left.kind ? yearsMonthsValue(left.months + right.months) : null;
}
