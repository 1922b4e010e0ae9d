import type { Quantified } from '../ast.ts';
import { within, type Evaluate } from '../frame.ts';
import { itemsOf } from './items.ts';
import { extend, type Scope } from './scope.ts';
import { shapeOfExpression } from './shape.ts';
import { verdictOf } from './verdict.ts';

/**
 * DMN 1.5, 10.2.2.7 and table 55: `some` is a disjunction, `every` a conjunction, of three values: where no item decides it and
 * one has no answer, the result is null. All items are asked: one that answers with no boolean leaves no result.
 */
export function compileQuantified(expression: Quantified, scope: Scope): Evaluate {
  const source = scope.compile(expression.in, scope);
  const shape = shapeOfExpression(expression.in, scope);
  const satisfies = scope.compile(expression.satisfies, extend(scope, { [expression.variable]: shape }));
  const decisive = expression.kind === 'some';
  return (frame) => {
    const items = itemsOf(source(frame), frame);
    if (items === null) return null;
    let result: boolean | null = !decisive;
    for (const item of items) {
      frame.run.fuel.spend(1);
      const verdict = verdictOf(satisfies(within(frame, new Map([[expression.variable, item]]))), expression.id, frame);
      if (verdict === undefined) return null;
      if (verdict === decisive) result = decisive;
      else if (verdict === null && result !== decisive) result = null;
    }
    return result;
  };
}
