/** The boxed expressions of DMN 1.5 (7.3, 10.2.1), each to a closure that runs as often as is asked. */
import type { Expression } from '../ast.ts';
import { compileText } from '../feel.ts';
import type { Evaluate } from '../frame.ts';
import { coercedOrNull } from '../types/coerce.ts';
import { referenced } from '../types/resolve-types.ts';
import { compileConditional } from './conditional.ts';
import { compileContext } from './context.ts';
import { compileFilter } from './filter.ts';
import { compileFunction } from './function.ts';
import { compileInvocation } from './invocation.ts';
import { compileIteration } from './iteration.ts';
import { compileList } from './list.ts';
import { compileQuantified } from './quantified.ts';
import { compileRelation } from './relation.ts';
import type { Scope } from './scope.ts';
import { compileTable } from '../tables/compile-table.ts';

/** With `typeRef`, the result is coerced to that type, or null (DMN 1.5, 10.3.2.9.4). A function's type is that of its calls. */
export function compileExpression(expression: Expression, scope: Scope): Evaluate {
  const evaluate = dispatch(expression, scope);
  if (expression.typeRef === undefined || expression.kind === 'function') return evaluate;
  const type = referenced(expression.typeRef, expression.id, scope);
  if (type.kind === 'any') return evaluate;
  return (frame) => coercedOrNull(evaluate(frame), type, frame, expression.id);
}

function dispatch(expression: Expression, scope: Scope): Evaluate {
  switch (expression.kind) {
    case 'literal':
      return compileText(expression.text, expression.id, scope);
    case 'table':
      return compileTable(expression, scope);
    case 'context':
      return compileContext(expression, scope);
    case 'list':
      return compileList(expression, scope);
    case 'relation':
      return compileRelation(expression, scope);
    case 'invocation':
      return compileInvocation(expression, scope);
    case 'function':
      return compileFunction(expression, scope);
    case 'conditional':
      return compileConditional(expression, scope);
    case 'filter':
      return compileFilter(expression, scope);
    case 'for':
      return compileIteration(expression, scope);
    case 'some':
    case 'every':
      return compileQuantified(expression, scope);
  }
}
