import type { Frame } from '../frame.ts';
import { isList, isKind, type FeelList, type FeelValue } from '../../../expressions/values/value.ts';
import { rangeItems } from '../feel.ts';

/** What an iterator runs over: the items of a list, the numbers or days of a range, one value as a list of it; null: no answer. */
export function itemsOf(value: FeelValue, frame: Frame): FeelList | null {
  if (value === null || isList(value)) return value;
  return isKind(value, 'range') ? rangeItems(value, frame) : [value];
}
