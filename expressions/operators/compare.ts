import { epochNanoseconds, timeNanoseconds } from '../temporal/zone.ts';
import { isNumber, kindOf } from '../values/value.ts';
import type { FeelDateTime, FeelTime, FeelValue } from '../values/value.ts';

/** Negative, zero or positive where both are of one ordered type (DMN 1.5 table 52), else null. */
export function compareValues(left: FeelValue, right: FeelValue): number | null {
  if (isNumber(left)) return isNumber(right) ? left.comparedTo(right) : null;
  if (typeof left === 'string') return typeof right === 'string' ? compareTexts(left, right) : null;
  if (left === null || right === null || kindOf(left) !== kindOf(right)) return null;
  return compareTemporals(left, right);
}

function compareTemporals(left: FeelValue, right: FeelValue): number | null {
  if (typeof left !== 'object' || left === null || !('kind' in left)) return null;
  if (typeof right !== 'object' || right === null || !('kind' in right)) return null;
  if (left.kind === 'date' && right.kind === 'date') return Temporal.PlainDate.compare(left.date, right.date);
  if (left.kind === 'dateTime' && right.kind === 'dateTime') return compareDateTimes(left, right);
  if (left.kind === 'time' && right.kind === 'time') return compareTimes(left, right);
  if (left.kind === 'daysTimeDuration' && right.kind === 'daysTimeDuration') return order(left.nanoseconds, right.nanoseconds);
  if (left.kind === 'yearsMonthsDuration' && right.kind === 'yearsMonthsDuration') return order(left.months, right.months);
  return null;
}

/** Local and zoned values are not comparable: nobody knows where the local one is. */
function compareDateTimes(left: FeelDateTime, right: FeelDateTime): number | null {
  if (left.zone === null && right.zone === null) return Temporal.PlainDateTime.compare(left.local, right.local);
  if (left.zone === null || right.zone === null) return null;
  const [a, b] = [epochNanoseconds(left), epochNanoseconds(right)];
  return a === null || b === null ? null : order(a, b);
}

function compareTimes(left: FeelTime, right: FeelTime): number | null {
  if ((left.zone === null) !== (right.zone === null)) return null;
  return order(timeNanoseconds(left), timeNanoseconds(right));
}

function order<T extends bigint | number>(left: T, right: T): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** By code point, which differs from UTF-16 order above U+FFFF. */
export function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a === b) continue;
    const surrogates = Number(isSurrogate(a)) - Number(isSurrogate(b));
    return surrogates === 0 ? a - b : surrogates;
  }
  return left.length - right.length;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
