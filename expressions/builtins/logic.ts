/** Boolean functions and `is` (DMN 1.5 §10.3.4.2 and §10.3.4.10). */
import { equalValues } from '../operators/equal.ts';
import type { Session } from '../session.ts';
import { kindOf } from '../values/value.ts';
import type { FeelDateTime, FeelFunction, FeelTime, FeelValue } from '../values/value.ts';
import { defineFunction, may, needs, overload } from './define.ts';

/** The same element of the same domain: unlike `=`, 10:00Z is not 11:00+01:00, and values of different types are simply not the same. */
function isSame(left: FeelValue, right: FeelValue, session: Session): boolean {
  if (isClock(left) && isClock(right)) return isSameClock(left, right);
  return kindOf(left) === kindOf(right) && equalValues(left, right, session) === true;
}

function isClock(value: FeelValue): value is FeelTime | FeelDateTime {
  const kind = kindOf(value);
  return kind === 'time' || kind === 'dateTime';
}

function isSameClock(left: FeelTime | FeelDateTime, right: FeelTime | FeelDateTime): boolean {
  if (left.kind === 'time') return right.kind === 'time' && left.time.equals(right.time) && isSameZone(left, right);
  return right.kind === 'dateTime' && left.local.equals(right.local) && isSameZone(left, right);
}

function isSameZone(left: FeelTime | FeelDateTime, right: FeelTime | FeelDateTime): boolean {
  return left.zone === right.zone;
}

export const LOGIC: Readonly<Record<string, FeelFunction>> = {
  not: defineFunction([overload([needs('negand', 'boolean')], ([negand]) => !negand)]),
  is: defineFunction([
    overload([may('value1', 'anyOrNull'), may('value2', 'anyOrNull')], ([left = null, right = null], session) =>
      isSame(left, right, session),
    ),
  ]),
};
