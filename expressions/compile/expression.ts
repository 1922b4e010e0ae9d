/** Which file compiles which node of the grammar. Compiling happens once; what it returns is a tree of closures. */
import { ExpressionError } from '../contract.ts';
import type { Syntax } from '../parse.ts';
import { compileArithmetic } from './arithmetic.ts';
import { compileContext, compileList } from './collections.ts';
import { compileComparison } from './comparison.ts';
import { compileFilter } from './filter.ts';
import { compileFunction } from './functions.ts';
import { compileInvocation } from './invocation.ts';
import { compileFor, compileQuantified } from './iteration.ts';
import { compileAtLiteral, compileNumber, compileString, constant } from './literals.ts';
import { compileConjunction, compileDisjunction, compileIf } from './logic.ts';
import { requiredChild } from './operands.ts';
import { compilePath } from './path.ts';
import { compileInterval, compileRange } from './ranges.ts';
import type { Run, Scope } from './scope.ts';
import { compileInstanceOf } from './types.ts';
import { compileVariable } from './variable.ts';

type Compile = (node: Syntax, scope: Scope) => Run;

const inner: Compile = (node, scope) => scope.unit.compile(requiredChild(node, 0, scope), scope);

const NODES: Readonly<Record<string, Compile>> = {
  Expression: inner,
  ParenthesizedExpression: inner,
  NumericLiteral: compileNumber,
  StringLiteral: compileString,
  BooleanLiteral: (node) => constant(node.text === 'true'),
  null: () => constant(null),
  AtLiteral: compileAtLiteral,
  DateTimeLiteral: (node, scope) => (node.children[0]?.type === 'AtLiteral' ? inner(node, scope) : compileInvocation(node, scope)),
  VariableName: compileVariable,
  '?': compileVariable,
  ArithmeticExpression: compileArithmetic,
  Comparison: compileComparison,
  Conjunction: compileConjunction,
  Disjunction: compileDisjunction,
  IfExpression: compileIf,
  List: compileList,
  Context: compileContext,
  Interval: compileInterval,
  SimplePositiveUnaryTest: compileRange,
  PathExpression: compilePath,
  FilterExpression: compileFilter,
  ForExpression: compileFor,
  QuantifiedExpression: compileQuantified,
  FunctionInvocation: compileInvocation,
  FunctionDefinition: compileFunction,
  InstanceOfExpression: compileInstanceOf,
};

export function compileExpression(node: Syntax, scope: Scope): Run {
  const compile = NODES[node.type];
  if (!compile) throw new ExpressionError('syntax', `Expected an expression, but got ${node.type}.`, scope.unit.source, node.from);
  return compile(node, scope);
}
