import { isKind, type FeelValue } from '../../../expressions/values/value.ts';
import type { Invocation } from '../ast.ts';
import { invokeNamed } from '../feel.ts';
import type { Evaluate } from '../frame.ts';
import { coercedOrNull } from '../types/coerce.ts';
import { referenced } from '../types/resolve-types.ts';
import type { Scope } from './scope.ts';

/** DMN 1.5, 10.2.1.3: parameters are bound by name; a name that the function does not have makes the result null. */
export function compileInvocation(expression: Invocation, scope: Scope): Evaluate {
  const called = scope.compile(expression.called, scope);
  const bindings = expression.bindings.map(({ parameter, value }) => ({
    ...parameter,
    type: referenced(parameter.typeRef, parameter.id, scope),
    evaluate: scope.compile(value, scope),
  }));
  return (frame) => {
    const target = called(frame);
    if (!isKind(target, 'function')) {
      frame.run.trace.note(expression.id, 'Expected a function to invoke, but there is none: the result is null.');
      return null;
    }
    const args = new Map<string, FeelValue>();
    for (const { id, name, type, evaluate } of bindings) args.set(name, coercedOrNull(evaluate(frame), type, frame, id));
    return invokeNamed(target, args, frame);
  };
}
