import type { Conditional } from '../ast.ts';
import type { Evaluate } from '../frame.ts';
import type { Scope } from './scope.ts';
import { verdictOf } from './verdict.ts';

/** DMN 1.5, 10.2.2.4: true takes the one branch, false and null the other; a condition that is no boolean has no result. */
export function compileConditional(expression: Conditional, scope: Scope): Evaluate {
  const condition = scope.compile(expression.condition, scope);
  const whenTrue = scope.compile(expression.whenTrue, scope);
  const otherwise = scope.compile(expression.otherwise, scope);
  return (frame) => {
    const verdict = verdictOf(condition(frame), expression.id, frame);
    if (verdict === undefined) return null;
    return verdict === true ? whenTrue(frame) : otherwise(frame);
  };
}
