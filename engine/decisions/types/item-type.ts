/**
 * The types of DMN (DMN 1.5, 7.3.3 and 10.3.2.1): what `typeRef` names, resolved. A named type is looked up when it is used,
 * because item definitions may refer to each other in any order and a structure may contain itself.
 */
import type { NameShape } from '../../../expressions/parse.ts';
import type { FeelValue, Kind } from '../../../expressions/values/value.ts';
import type { Frame } from '../frame.ts';

export type ItemType =
  | { readonly kind: 'any' }
  | { readonly kind: 'simple'; readonly of: Kind }
  | { readonly kind: 'list'; readonly of: ItemType }
  | { readonly kind: 'context'; readonly fields: ReadonlyMap<string, ItemType> }
  | { readonly kind: 'function'; readonly parameters: readonly ItemType[]; readonly result: ItemType }
  | {
      readonly kind: 'constrained';
      readonly base: ItemType;
      readonly source: string;
      readonly allows: (value: FeelValue, frame: Frame) => boolean;
    }
  | { readonly kind: 'named'; readonly name: string; readonly target: () => ItemType };

/** What a `typeRef` names; `undefined`: no such type, and who asked reports the problem. */
export type TypeLookup = (typeRef: string) => ItemType | undefined;

export const ANY: ItemType = { kind: 'any' };

/** The type itself, without the name or the constraints around it. */
export function bareType(type: ItemType): ItemType {
  let at = type;
  for (;;) {
    if (at.kind === 'named') at = at.target();
    else if (at.kind === 'constrained') at = at.base;
    else return at;
  }
}

/** What stands between the name and the bare type: the innermost list of allowed values, as written. */
export function allowedValuesOf(type: ItemType): string | undefined {
  let at = type;
  let found: string | undefined;
  for (;;) {
    if (at.kind === 'constrained') {
      found = at.source;
      at = at.base;
    } else if (at.kind === 'named') at = at.target();
    else return found;
  }
}

const MAX_SHAPE_DEPTH = 6;

/** The names inside a value of this type, so that FEEL can read `Applicant.Full Name`. A list has the names of its items. */
export function shapeOf(type: ItemType, depth = 0): NameShape | null {
  const bare = bareType(type);
  if (depth >= MAX_SHAPE_DEPTH) return null;
  if (bare.kind === 'list') return shapeOf(bare.of, depth + 1);
  if (bare.kind !== 'context') return null;
  return Object.fromEntries([...bare.fields].map(([name, field]) => [name, shapeOf(field, depth + 1)]));
}

export function describeType(type: ItemType): string {
  switch (type.kind) {
    case 'any':
      return 'Any';
    case 'simple':
      return type.of;
    case 'list':
      return `list of ${describeType(type.of)}`;
    case 'context':
      return `context<${[...type.fields.keys()].join(', ')}>`;
    case 'function':
      return `function<${type.parameters.map(describeType).join(', ')}>`;
    case 'constrained':
      return `${describeType(type.base)} (${type.source})`;
    case 'named':
      return type.name;
  }
}
