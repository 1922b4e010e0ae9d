import { COMPARISONS } from '../operators/comparisons.ts';
import { rangeContains } from '../operators/contains.ts';
import { equalValues } from '../operators/equal.ts';
import type { Syntax } from '../parse.ts';
import { rangeValue } from '../values/constructors.ts';
import { explainNull } from './explain-null.ts';
import { childOf, operands, requiredChild } from './operands.ts';
import type { Run, Scope } from './scope.ts';
import { compileTests } from './unary-tests.ts';

export function compileComparison(node: Syntax, scope: Scope): Run {
  if (childOf(node, 'between')) return compileBetween(node, scope);
  if (childOf(node, 'in')) return compileIn(node, scope);
  const [left, right] = operands(node, scope);
  const test = COMPARISONS[childOf(node, 'CompareOp')?.text ?? '='] ?? equalValues;
  return (frame) => {
    frame.session.fuel.spend(1);
    const [a, b] = [left(frame), right(frame)];
    const result = test(a, b, frame.session);
    if (result === null) explainNull(frame, node, 'notComparable', [a, b]);
    return result;
  };
}

function compileBetween(node: Syntax, scope: Scope): Run {
  const [value, low, high] = operands(node, scope);
  return (frame) => {
    frame.session.fuel.spend(1);
    const [from, to] = [low(frame), high(frame)];
    const inner = value(frame);
    const result = from === null || to === null ? null : rangeContains(rangeValue(from, to, true, true), inner, frame.session);
    if (result === null) explainNull(frame, node, 'notComparable', [from, to, inner]);
    return result;
  };
}

function compileIn(node: Syntax, scope: Scope): Run {
  const value = scope.unit.compile(requiredChild(node, 0, scope), scope);
  const tests = compileTests(requiredChild(node, 1, scope), scope);
  return (frame) => {
    frame.session.fuel.spend(1);
    const inner = value(frame);
    const result = tests(frame, inner);
    if (result === null) explainNull(frame, node, 'notComparable', [inner]);
    return result;
  };
}
