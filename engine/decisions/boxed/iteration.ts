import type { FeelValue } from '../../../expressions/values/value.ts';
import type { Iteration } from '../ast.ts';
import type { Evaluate, Frame } from '../frame.ts';
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
    if (items === null) return null;
    const results: FeelValue[] = [];
    for (const item of items) {
      frame.run.fuel.spend(1);
      results.push(body(inRound(frame, expression.variable, item, results)));
    }
    return results;
  };
}

/** `partial` is copied when it is asked for: most bodies do not, and those that do pay for it. */
function inRound(frame: Frame, variable: string, item: FeelValue, results: readonly FeelValue[]): Frame {
  const { run, variables } = frame;
  const get = (name: string): FeelValue | undefined => {
    if (name === variable) return item;
    if (name !== 'partial') return variables.get(name);
    run.fuel.spend(results.length);
    return [...results];
  };
  return { run, variables: { get } };
}
