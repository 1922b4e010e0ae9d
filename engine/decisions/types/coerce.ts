import { dateTimeValue } from '../../../expressions/values/constructors.ts';
import { isList, isKind } from '../../../expressions/values/value.ts';
import type { FeelValue } from '../../../expressions/values/value.ts';
import type { Frame } from '../frame.ts';
import { conforms } from './conforms.ts';
import { bareType, describeType, type ItemType } from './item-type.ts';

/**
 * The value as one of the type, or undefined where it is none (DMN 1.5, 10.3.2.9.4): as it is; the only item of a list; a list
 * of the one item; a date as the midnight (UTC) that begins it.
 */
export function coerced(value: FeelValue, type: ItemType, frame: Frame): FeelValue | undefined {
  if (conforms(value, type, frame)) return value;
  const bare = bareType(type);
  const [only] = isList(value) && value.length === 1 ? value : [];
  if (bare.kind !== 'list' && only !== undefined && conforms(only, type, frame)) return only;
  if (bare.kind === 'list' && !isList(value) && conforms([value], type, frame)) return [value];
  if (bare.kind === 'simple' && bare.of === 'dateTime' && isKind(value, 'date')) {
    const midnight = dateTimeValue(value.date.toPlainDateTime(), 0);
    return conforms(midnight, type, frame) ? midnight : undefined;
  }
  return undefined;
}

/** As the standard says of results: null where the value is not of the type. The trace keeps a note of it. */
export function coercedOrNull(value: FeelValue, type: ItemType, frame: Frame, element: string): FeelValue {
  const result = coerced(value, type, frame);
  if (result !== undefined) return result;
  frame.run.trace.note(element, `Expected a value of type ${describeType(type)}, but it is another: the result is null.`);
  return null;
}
