import { compareValues } from '../operators/compare.ts';
import type { Syntax } from '../parse.ts';
import { rangeValue } from '../values/constructors.ts';
import type { FeelValue } from '../values/value.ts';
import { childOf, operands, requiredChild } from './operands.ts';
import type { Run, Scope } from './scope.ts';

/** `[a..b]` and `< a` as values (DMN 1.5 §10.3.2.7). */
export function compileRange(node: Syntax, scope: Scope): Run {
  return childOf(node, 'CompareOp') ? compileHalfRange(node, scope) : scope.unit.compile(requiredChild(node, 0, scope), scope);
}

export function compileInterval(node: Syntax, scope: Scope): Run {
  const [low, high] = operands(node, scope);
  const lowIncluded = node.text.startsWith('[');
  const highIncluded = node.text.endsWith(']');
  return (frame) => {
    frame.session.fuel.spend(1);
    const [from, to] = [low(frame), high(frame)];
    return from === null || to === null ? null : makeRange(from, to, lowIncluded, highIncluded);
  };
}

/** Null where the ends cannot be compared, or where both are open. */
export function makeRange(low: FeelValue, high: FeelValue, lowIncluded: boolean, highIncluded: boolean): FeelValue {
  if (low === null && high === null) return null;
  if (low !== null && compareValues(low, low) === null) return null;
  if (high !== null && compareValues(high, high) === null) return null;
  if (low !== null && high !== null && compareValues(low, high) === null) return null;
  return rangeValue(low, high, lowIncluded, highIncluded);
}

function compileHalfRange(node: Syntax, scope: Scope): Run {
  const operator = childOf(node, 'CompareOp')?.text ?? '';
  const endpoint = scope.unit.compile(requiredChild(node, 0, scope), scope);
  const included = operator.includes('=');
  return (frame) => {
    frame.session.fuel.spend(1);
    const value = endpoint(frame);
    if (operator === '=') return makeRange(value, value, true, true);
    if (operator === '!=') return null;
    return operator.startsWith('<') ? makeRange(null, value, false, included) : makeRange(value, null, included, false);
  };
}
