import { SERIES_FUEL } from '../session.ts';
import type { Session } from '../session.ts';
import { negateDuration } from '../temporal/arithmetic.ts';
import { daysTimeValue, yearsMonthsValue } from '../values/constructors.ts';
import { finite, FeelNumber, toInteger } from '../values/number.ts';
import { isNumber } from '../values/value.ts';
import type { DaysTimeDuration, FeelValue, YearsMonthsDuration } from '../values/value.ts';
import { isDuration } from './temporal-kinds.ts';

/** Beyond these a power costs too much to compute, and its result is null. */
const MAX_INTEGER_EXPONENT = 1_000_000_000;
const MAX_FRACTIONAL_EXPONENT = 1_000_000;

/** Product of numbers, or of a duration and a number in either order (DMN 1.5 table 57). */
export function multiply(left: FeelValue, right: FeelValue): FeelValue {
  if (isNumber(left)) {
    if (isNumber(right)) return finite(left.times(right));
    return isDuration(right) ? scale(right, left, (size, by) => size.times(by)) : null;
  }
  return isDuration(left) && isNumber(right) ? scale(left, right, (size, by) => size.times(by)) : null;
}

/** Null where the divisor is zero (DMN 1.5 table 57). */
export function divide(left: FeelValue, right: FeelValue): FeelValue {
  if (isNumber(right)) {
    if (right.isZero()) return null;
    if (isNumber(left)) return finite(left.dividedBy(right));
    return isDuration(left) ? scale(left, right, (size, by) => size.dividedBy(by)) : null;
  }
  return isDuration(left) && isDuration(right) ? ratio(left, right) : null;
}

export function power(left: FeelValue, right: FeelValue, session: Session): FeelValue {
  if (!isNumber(left) || !isNumber(right)) return null;
  const isWhole = toInteger(right) !== null;
  session.fuel.spend(isWhole ? SERIES_FUEL / 4 : SERIES_FUEL);
  const limit = isWhole ? MAX_INTEGER_EXPONENT : MAX_FRACTIONAL_EXPONENT;
  return right.abs().greaterThan(limit) ? null : finite(left.pow(right));
}

export function negate(value: FeelValue): FeelValue {
  if (isNumber(value)) return finite(value.negated());
  return isDuration(value) ? negateDuration(value) : null;
}

type Scale = (size: FeelNumber, by: FeelNumber) => FeelNumber;

/** Months are cut to whole months, days and time to whole nanoseconds. */
function scale(duration: DaysTimeDuration | YearsMonthsDuration, by: FeelNumber, apply: Scale): FeelValue {
  const size = sizeOf(duration);
  const result = finite(apply(size, by));
  if (result === null || result.e > 40) return null;
  const whole = result.trunc();
  return duration.kind === 'daysTimeDuration' ? daysTimeValue(BigInt(whole.toFixed())) : yearsMonthsValue(whole.toNumber());
}

function ratio(left: DaysTimeDuration | YearsMonthsDuration, right: DaysTimeDuration | YearsMonthsDuration): FeelValue {
  const divisor = sizeOf(right);
  return left.kind !== right.kind || divisor.isZero() ? null : finite(sizeOf(left).dividedBy(divisor));
}

function sizeOf(duration: DaysTimeDuration | YearsMonthsDuration): FeelNumber {
  return new FeelNumber(duration.kind === 'daysTimeDuration' ? duration.nanoseconds.toString() : duration.months);
}
