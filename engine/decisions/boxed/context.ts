import type { FeelValue } from '../../../expressions/values/value.ts';
import type { Context } from '../ast.ts';
import { within, type Evaluate } from '../frame.ts';
import { coercedOrNull } from '../types/coerce.ts';
import { ANY } from '../types/item-type.ts';
import { referenced } from '../types/resolve-types.ts';
import { shapeOfExpression } from './shape.ts';
import { extend, named, type Scope } from './scope.ts';

/** DMN 1.5, 10.2.1.4: each entry sees those before it; an entry without a name is the result, else the context itself is. */
export function compileContext(expression: Context, scope: Scope): Evaluate {
  let inner = scope;
  const entries = expression.entries.map(({ variable, value }) => {
    const evaluate = scope.compile(value, inner);
    if (!variable) return { evaluate, id: value.id, type: ANY };
    const type = referenced(variable.typeRef, variable.id, scope);
    inner = extend(inner, type.kind === 'any' ? { [variable.name]: shapeOfExpression(value, scope) } : named(variable.name, type));
    return { evaluate, id: variable.id, type, name: variable.name };
  });
  return (frame) => {
    const values = new Map<string, FeelValue>();
    const inside = within(frame, values);
    for (const { evaluate, id, type, name } of entries) {
      frame.run.fuel.spend(1);
      const value = coercedOrNull(evaluate(inside), type, inside, id);
      if (name === undefined) return value;
      values.set(name, value);
    }
    return values;
  };
}
