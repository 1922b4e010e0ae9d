import { COMPARISONS } from '../operators/comparisons.ts';
import { rangeContains } from '../operators/contains.ts';
import { equalValues } from '../operators/equal.ts';
import type { Syntax } from '../parse.ts';
import { rangeValue } from '../values/constructors.ts';
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
    return test(left(frame), right(frame), frame.session);
  };
}

function compileBetween(node: Syntax, scope: Scope): Run {
  const [value, low, high] = operands(node, scope);
  return (frame) => {
    frame.session.fuel.spend(1);
    const [from, to] = [low(frame), high(frame)];
    return from === null || to === null ? null : rangeContains(rangeValue(from, to, true, true), value(frame), frame.session);
  };
}

function compileIn(node: Syntax, scope: Scope): Run {
  const value = scope.unit.compile(requiredChild(node, 0, scope), scope);
  const tests = compileTests(requiredChild(node, 1, scope), scope);
  return (frame) => {
    frame.session.fuel.spend(1);
    return tests(frame, value(frame));
  };
}
