/** Unary tests (DMN 1.5 §10.3.2.9, grammar rules 7 to 17): what a decision table's cell and the right side of `in` are. */
import { COMPARISONS } from '../operators/comparisons.ts';
import { isRange, rangeContains } from '../operators/contains.ts';
import { equalValues } from '../operators/equal.ts';
import type { Syntax } from '../parse.ts';
import type { Session } from '../session.ts';
import { isList } from '../values/value.ts';
import type { FeelValue } from '../values/value.ts';
import { childOf, requiredChild } from './operands.ts';
import { innerFrame, innerScope } from './scope.ts';
import type { Frame, Run, Scope } from './scope.ts';

export type Tests = (frame: Frame, input: FeelValue) => boolean | null;

/** A whole cell: `-`, tests, or `not(tests)`. */
export function compileUnaryTests(node: Syntax, scope: Scope): Tests {
  if (childOf(node, 'Wildcard')) return () => true;
  const tests = compileTests(requiredChild(node, childOf(node, 'not') ? 1 : 0, scope), scope);
  if (!childOf(node, 'not')) return tests;
  return (frame, input) => {
    const result = tests(frame, input);
    return result === null ? null : !result;
  };
}

/** One PositiveUnaryTest or several: true if any is, else null if any is. */
export function compileTests(node: Syntax, scope: Scope): Tests {
  const nodes = node.type === 'PositiveUnaryTests' ? node.children.filter((child) => child.type === 'PositiveUnaryTest') : [node];
  const tests = nodes.map((child) => compileTest(requiredChild(child, 0, scope), scope));
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return (frame, input) => {
    let result: boolean | null = false;
    for (const test of tests) {
      const one = test(frame, input);
      if (one === true) return true;
      if (one === null) result = null;
    }
    return result;
  };
}

function compileTest(wrapped: Syntax, scope: Scope): Tests {
  const node = withoutParentheses(wrapped);
  if (node.type === 'SimplePositiveUnaryTest' && childOf(node, 'CompareOp')) return compileOperatorTest(node, scope);
  if (mentionsInput(node)) return compileInputTest(node, scope);
  const run = scope.unit.compile(node, scope);
  const isInterval = node.type === 'SimplePositiveUnaryTest';
  const isCondition = CONDITIONS.has(node.type);
  return (frame, input) => {
    const value = run(frame);
    if (value === null && isInterval) return null;
    if (isCondition && typeof value === 'boolean' && typeof input !== 'boolean') return value;
    return matches(input, value, frame.session);
  };
}

/** `(= 5)` is the test, not the range that it is as a value. */
function withoutParentheses(node: Syntax): Syntax {
  const [, inner] = node.children;
  return node.type === 'ParenthesizedExpression' && inner?.type === 'SimplePositiveUnaryTest' ? inner : node;
}

const CONDITIONS = new Set([
  'Comparison',
  'Conjunction',
  'Disjunction',
  'QuantifiedExpression',
  'InstanceOfExpression',
  'FunctionInvocation',
]);

/** `< 10`: the operator and its right side. */
function compileOperatorTest(node: Syntax, scope: Scope): Tests {
  const operator = COMPARISONS[childOf(node, 'CompareOp')?.text ?? ''] ?? equalValues;
  const endpoint = scope.unit.compile(requiredChild(node, 0, scope), scope);
  return (frame, input) => {
    frame.session.fuel.spend(1);
    return operator(input, endpoint(frame), frame.session);
  };
}

/** An expression over `?`: its truth is the answer; another value is compared with the input. */
function compileInputTest(node: Syntax, scope: Scope): Tests {
  const run: Run = scope.unit.compile(node, innerScope(scope, ['?']));
  return (frame, input) => {
    const value = run(innerFrame(frame, [input]));
    return value === null || typeof value === 'boolean' ? value : matches(input, value, frame.session);
  };
}

function mentionsInput(node: Syntax): boolean {
  return node.type === '?' || node.children.some(mentionsInput);
}

/** In a range, in a list (whose elements may be ranges), or equal (DMN 1.5 table 55). */
function matches(input: FeelValue, value: FeelValue, session: Session): boolean | null {
  if (isRange(value)) return isRange(input) ? equalValues(input, value, session) : rangeContains(value, input, session);
  if (!isList(value)) return equalValues(input, value, session);
  if (isList(input) && equalValues(input, value, session) === true) return true;
  session.fuel.spend(value.length);
  return value.some((element) => matchesElement(input, element, session));
}

function matchesElement(input: FeelValue, element: FeelValue, session: Session): boolean {
  if (isRange(element) && !isRange(input)) return rangeContains(element, input, session) === true;
  return equalValues(input, element, session) === true;
}
