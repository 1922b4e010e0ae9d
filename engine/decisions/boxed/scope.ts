/** What a boxed expression is compiled in: names, types, whom to tell, and the dispatcher (so that no kind imports another). */
import type { NameShape } from '../../../expressions/parse.ts';
import type { Expression } from '../ast.ts';
import type { FeelScope } from '../feel.ts';
import type { Evaluate } from '../frame.ts';
import { shapeOf, type ItemType } from '../types/item-type.ts';

export interface Scope extends FeelScope {
  compile(expression: Expression, scope: Scope): Evaluate;
}

/** The scope with more names, which hide equal names outside. */
export function extend(scope: Scope, names: NameShape): Scope {
  return { ...scope, names: { ...scope.names, ...names } };
}

export function named(name: string, type: ItemType): NameShape {
  return { [name]: shapeOf(type) };
}
