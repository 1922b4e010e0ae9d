import type { FeelValue } from '../../../expressions/values/value.ts';
import type { Quantified } from '../ast.ts';
import { within, type Evaluate } from '../frame.ts';
import { itemsOf } from './items.ts';
import { extend, type Scope } from './scope.ts';
import { shapeOfExpression } from './shape.ts';

/**
 * DMN 1.5, 10.2.2.7 and table 55: `some` is a disjunction, `every` a conjunction, of three values: where no item decides it and
 * one has no answer, the result is null.
 */
export function compileQuantified(expression: Quantified, scope: Scope): Evaluate {
  const source = scope.compile(expression.in, scope);
  const shape = shapeOfExpression(expression.in, scope);
  const satisfies = scope.compile(expression.satisfies, extend(scope, { [expression.variable]: shape }));
  const decisive = expression.kind === 'some';
  return (frame) => {
    const items = itemsOf(source(frame), frame);
    if (items === null) return null;
    let result: FeelValue = !decisive;
    for (const item of items) {
      frame.run.fuel.spend(1);
      const verdict = satisfies(within(frame, new Map([[expression.variable, item]])));
      if (verdict === decisive) return decisive;
      if (verdict !== !decisive) result = null;
    }
    return result;
  };
}
