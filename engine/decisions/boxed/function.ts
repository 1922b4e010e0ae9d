import type { FunctionDefinition } from '../ast.ts';
import { within, type Evaluate } from '../frame.ts';
import { DecisionFailure } from '../decision-failure.ts';
import { boxedFunction, signatureOf } from '../boxed-function.ts';
import { ANY, type ItemType } from '../types/item-type.ts';
import { referenced } from '../types/resolve-types.ts';
import { extend, named, type Scope } from './scope.ts';

/**
 * DMN 1.5, 10.2.1.7: a function value that sees the names around its definition. `result` is the type that a knowledge model's
 * variable declares for its calls.
 */
export function compileFunction(expression: FunctionDefinition, scope: Scope, result: ItemType = ANY): Evaluate {
  const { id } = expression;
  const parameters = expression.parameters.map((parameter) => ({ ...parameter, type: referenced(parameter.typeRef, parameter.id, scope) }));
  const inner = parameters.reduce((at, { name, type }) => extend(at, named(name, type)), scope);
  const body = expression.body && scope.compile(expression.body, inner);
  if (!body) {
    return () => {
      throw new DecisionFailure('dmnNoBody', id);
    };
  }
  const own = referenced(functionResult(expression, scope), id, scope);
  const signature = signatureOf(id, parameters, own.kind === 'any' ? result : own);
  return (frame) => boxedFunction(signature, frame.run, (args) => body(within(frame, args)));
}

/** `typeRef` of a function definition names a function type; files of DMN 1.1 name the type of its result. */
function functionResult(expression: FunctionDefinition, scope: Scope): string | undefined {
  const { typeRef } = expression;
  return typeRef === undefined || scope.types(typeRef)?.kind === 'function' ? undefined : typeRef;
}
