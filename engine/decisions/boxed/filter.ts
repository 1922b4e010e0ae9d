import { toInteger } from '../../../expressions/values/number.ts';
import { isContext, isList, isNumber, type FeelContext, type FeelList, type FeelValue } from '../../../expressions/values/value.ts';
import type { Filter } from '../ast.ts';
import { within, type Evaluate, type Frame } from '../frame.ts';
import { shapeOfExpression } from './shape.ts';
import { extend, type Scope } from './scope.ts';
import { verdictOf } from './verdict.ts';

/**
 * DMN 1.5, 10.2.2.5 and table 60: the items for which `match` is true, with `item` and an item's own entries in scope; a number
 * picks by position: from 1, or backwards from -1. One value counts as a list of it, null as an empty list.
 */
export function compileFilter(expression: Filter, scope: Scope): Evaluate {
  const source = scope.compile(expression.in, scope);
  const shape = shapeOfExpression(expression.in, scope);
  const match = scope.compile(expression.match, { ...extend(scope, { ...shape, item: shape }), inItem: true });
  return (frame) => {
    const value = source(frame);
    const items: FeelList = isList(value) ? value : value === null ? [] : [value];
    // Only the verdict tells a position from a test: on an empty list, that on no item.
    const first = match(inItem(frame, items[0] ?? null));
    if (isNumber(first)) return itemAt(items, toInteger(first));
    const kept: FeelValue[] = [];
    for (const [at, item] of items.entries()) {
      frame.run.fuel.spend(1);
      const verdict = verdictOf(at === 0 ? first : match(inItem(frame, item)), expression.id, frame);
      if (verdict === undefined) return null;
      if (verdict === true) kept.push(item);
    }
    return kept;
  };
}

function itemAt(items: FeelList, position: number | null): FeelValue {
  if (position === null || position === 0) return null;
  return items[position > 0 ? position - 1 : items.length + position] ?? null;
}

function inItem(frame: Frame, item: FeelValue): Frame {
  const entries: FeelContext = isContext(item) ? item : new Map<string, FeelValue>();
  return within(within(frame, new Map([['item', item]])), entries);
}
