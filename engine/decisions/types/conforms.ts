import { isContext, isKind, isList, kindOf } from '../../../expressions/values/value.ts';
import { ANY, typeConforms } from '../../../expressions/values/types.ts';
import { contextEntry } from '../../../expressions/values/context-entry.ts';
import { normalizeName } from '../../../expressions/parse.ts';
import type { FeelContext, FeelFunction, FeelValue } from '../../../expressions/values/value.ts';
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
      return isKind(value, 'function') && hasSignature(value, type);
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

/** Parameters are contravariant, the result covariant; what a function does not declare cannot be told before it is called. */
function hasSignature({ parameters, signature }: FeelFunction, type: ItemType & { kind: 'function' }): boolean {
  if (parameters.length !== type.parameters.length) return false;
  if (!signature) return true;
  const { result } = signature;
  const accepts = type.parameters.every((wanted, at) => typeConforms(toFeelType(wanted), signature.parameters[at] ?? ANY));
  return accepts && (result.type === 'any' || typeConforms(result, toFeelType(type.result)));
}
