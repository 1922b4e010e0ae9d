import { isList, type FeelValue } from '../../../expressions/values/value.ts';
import type { Iteration } from '../ast.ts';
import { within, type Evaluate } from '../frame.ts';
import { itemsOf } from './items.ts';
import { extend, type Scope } from './scope.ts';
import { shapeOfExpression } from './shape.ts';

/** DMN 1.5, 10.2.2.6: as FEEL's `for … in … return`; `partial` holds the results so far. */
export function compileIteration(expression: Iteration, scope: Scope): Evaluate {
  const source = scope.compile(expression.in, scope);
  const shape = shapeOfExpression(expression.in, scope);
  const body = scope.compile(expression.return, extend(scope, { [expression.variable]: shape, partial: null }));
  return (frame) => {
    const items = itemsOf(source(frame), frame);
    if (!isList(items)) return null;
    const partial: FeelValue[] = [];
    for (const item of items) {
      frame.run.fuel.spend(1);
      partial.push(
        body(
          within(
            frame,
            new Map<string, FeelValue>([
              [expression.variable, item],
              ['partial', [...partial]],
            ]),
          ),
        ),
      );
    }
    return partial;
  };
}
