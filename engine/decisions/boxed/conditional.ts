import type { Conditional } from '../ast.ts';
import type { Evaluate } from '../frame.ts';
import type { Scope } from './scope.ts';

/** DMN 1.5, 10.2.2.4: whatever is not true takes the else branch, as FEEL's `if` does. */
export function compileConditional(expression: Conditional, scope: Scope): Evaluate {
  const condition = scope.compile(expression.condition, scope);
  const whenTrue = scope.compile(expression.whenTrue, scope);
  const otherwise = scope.compile(expression.otherwise, scope);
  return (frame) => (condition(frame) === true ? whenTrue(frame) : otherwise(frame));
}
