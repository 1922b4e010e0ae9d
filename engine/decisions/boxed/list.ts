import type { List } from '../ast.ts';
import type { Evaluate } from '../frame.ts';
import type { Scope } from './scope.ts';

/** DMN 1.5, 10.2.1.5. */
export function compileList(expression: List, scope: Scope): Evaluate {
  const items = expression.items.map((item) => scope.compile(item, scope));
  return (frame) => {
    frame.run.fuel.spend(items.length);
    return items.map((item) => item(frame));
  };
}
