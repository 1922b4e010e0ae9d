import { chargeTextPair, checkValueDepth } from '../session.ts';
import type { Session } from '../session.ts';
import { isContext, isList, isNumber, kindOf } from '../values/value.ts';
import type { FeelContext, FeelList, FeelRange, FeelValue } from '../values/value.ts';
import { compareValues } from './compare.ts';

/** FEEL's `=` (DMN 1.5 table 51): null equals only null; values of different types have no answer, which is null. */
export function equalValues(left: FeelValue, right: FeelValue, session: Session, depth = 0): boolean | null {
  if (left === null || right === null) return left === right;
  if (typeof left !== 'object') {
    chargeTextPair(session, left, right);
    return typeof left === typeof right ? left === right : null;
  }
  if (isNumber(left)) return isNumber(right) ? left.equals(right) : null;
  if (kindOf(left) !== kindOf(right)) return null;
  checkValueDepth(session, depth);
  if (isList(left)) return isList(right) ? equalLists(left, right, session, depth) : null;
  if (isContext(left)) return isContext(right) ? equalContexts(left, right, session, depth) : null;
  if (left.kind === 'range') return equalRanges(left, right as FeelRange, session, depth);
  if (left.kind === 'function') return left === right;
  const order = compareValues(left, right);
  return order === null ? null : order === 0;
}

function equalLists(left: FeelList, right: FeelList, session: Session, depth: number): boolean | null {
  if (left.length !== right.length) return false;
  session.fuel.spend(left.length);
  for (let at = 0; at < left.length; at += 1) {
    const same = equalValues(left[at] ?? null, right[at] ?? null, session, depth + 1);
    if (same !== true) return same;
  }
  return true;
}

function equalContexts(left: FeelContext, right: FeelContext, session: Session, depth: number): boolean | null {
  if (left.size !== right.size) return false;
  session.fuel.spend(left.size);
  for (const [key, value] of left) {
    const other = right.get(key);
    if (other === undefined) return false;
    const same = equalValues(value, other, session, depth + 1);
    if (same !== true) return same;
  }
  return true;
}

function equalRanges(left: FeelRange, right: FeelRange, session: Session, depth: number): boolean | null {
  if (left.lowIncluded !== right.lowIncluded || left.highIncluded !== right.highIncluded) return false;
  const low = equalValues(left.low, right.low, session, depth + 1);
  return low === true ? equalValues(left.high, right.high, session, depth + 1) : low;
}
