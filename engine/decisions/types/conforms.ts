import { isContext, isList, kindOf } from '../../../expressions/values/value.ts';
import { conformsTo } from '../../../expressions/values/types.ts';
import { contextEntry } from '../../../expressions/values/context-entry.ts';
import { normalizeName } from '../../../expressions/parse.ts';
import type { FeelContext, FeelValue } from '../../../expressions/values/value.ts';
import type { Frame } from '../frame.ts';
import type { ItemType } from './item-type.ts';
import { toFeelType } from './to-feel-type.ts';

/**
 * Whether a value is one of the type (DMN 1.5, 10.3.2.9.2): null is of every type; a list if each item is; a context if it has
 * every entry of the type, and it may have more; a function by its signature.
 */
export function conforms(value: FeelValue, type: ItemType, frame: Frame): boolean {
  if (value === null) return true;
  switch (type.kind) {
    case 'any':
      return true;
    case 'simple':
      return kindOf(value) === type.of;
    case 'list':
      if (!isList(value)) return false;
      frame.run.fuel.spend(value.length);
      return value.every((item) => conforms(item, type.of, frame));
    case 'context':
      return isContext(value) && hasEntries(value, type.fields, frame);
    case 'function':
      return conformsTo(value, toFeelType(type), frame.run.fuel);
    case 'constrained':
      return conforms(value, type.base, frame) && type.allows(value, frame);
    case 'named':
      return conforms(value, type.target(), frame);
  }
}

function hasEntries(value: FeelContext, fields: ReadonlyMap<string, ItemType>, frame: Frame): boolean {
  frame.run.fuel.spend(fields.size);
  for (const [name, type] of fields) {
    const entry = contextEntry(value, name, normalizeName(name));
    if (entry === undefined || !conforms(entry, type, frame)) return false;
  }
  return true;
}
