import { ExpressionError } from '../contract.ts';
import type { Syntax } from '../parse.ts';
import type { Run, Scope } from './scope.ts';

const PUNCTUATION = new Set(
  'ArithOp CompareOp ( ) [ ] { } . .. , if then else and or between in for return some every satisfies instance of function external'.split(
    ' ',
  ),
);

/** The children that are expressions, without keywords and punctuation. */
export function expressionsIn(node: Syntax): readonly Syntax[] {
  return node.children.filter((child) => !PUNCTUATION.has(child.type));
}

/** The compiled operands of a node; reading past the last is a syntax error, so that callers need not check. */
export function operands(node: Syntax, scope: Scope): readonly [Run, Run, Run] {
  const runs = expressionsIn(node).map((child) => scope.unit.compile(child, scope));
  const missing = (): never => {
    throw new ExpressionError('syntax', `Expected one more operand in '${node.text.slice(0, 60)}'.`, scope.unit.source, node.to);
  };
  return [runs[0] ?? missing, runs[1] ?? missing, runs[2] ?? missing];
}

export function childOf(node: Syntax, type: string): Syntax | undefined {
  return node.children.find((child) => child.type === type);
}

export function requiredChild(node: Syntax, index: number, scope: Scope): Syntax {
  const child = expressionsIn(node)[index];
  if (!child) throw new ExpressionError('syntax', `Expected one more part in '${node.text.slice(0, 60)}'.`, scope.unit.source, node.to);
  return child;
}
