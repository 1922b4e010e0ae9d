import type { Scope } from '../expressions/contract.ts';
import type { Json } from '../expressions/json.ts';
import { isJsonObject, isStructure, type Field, type JsonObject, type ListShape, type ObjectShape } from './form.ts';

/** One field or list where it stands in the data: in a row of a list, once for each row. */
export interface Instance {
  readonly entry: Field | ListShape;
  readonly pointer: string;
  /** as submitted, in its stored type; undefined when it was not submitted */
  readonly value: Json | undefined;
  /** as the case has it */
  readonly existing: Json | undefined;
  /** the variables that its expressions see */
  readonly scope: Scope;
}

export interface Level {
  readonly data: JsonObject;
  /** what expressions see of this level: submitted, hidden ones empty, the rest as the case has it */
  readonly context: JsonObject;
  /** what the case has here, by key */
  readonly existing: (key: string) => Json | undefined;
  readonly scope: Scope;
  readonly pointer: string;
}

const own = (object: JsonObject, key: string): Json | undefined => (Object.hasOwn(object, key) ? object[key] : undefined);
const structure = (value: Json | undefined): JsonObject => (isStructure(value) ? value : {});
const lookup =
  (value: Json | undefined) =>
  (key: string): Json | undefined =>
    own(structure(value), key);
export const rowsOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** Names of the inner layer hide those of the outer ones. */
export function layered(outer: Scope, layer: JsonObject): Scope {
  return {
    now: outer.now,
    fuel: outer.fuel,
    variable: (name) => own(layer, name) ?? (Object.hasOwn(layer, name) ? null : outer.variable(name)),
  };
}

/**
 * Every field and list in the order of the form, a list before its rows; rows of a list that `skips` names are left out. A list that was
 * not submitted has the rows of the case.
 */
export function* instances(shape: ObjectShape, level: Level, skips: (pointer: string) => boolean): Generator<Instance> {
  for (const [key, entry] of shape.entries) {
    const pointer = `${level.pointer}/${key}`;
    const value = own(level.data, key);
    const existing = level.existing(key);
    if (entry.entry === 'object') {
      const context = structure(own(level.context, key));
      yield* instances(entry, { data: structure(value), context, existing: lookup(existing), scope: level.scope, pointer }, skips);
      continue;
    }
    yield { entry, pointer, value, existing, scope: level.scope };
    if (entry.entry === 'list' && !skips(pointer)) yield* rows(entry, level, { key, pointer, value, existing }, skips);
  }
}

function* rows(
  list: ListShape,
  level: Level,
  { key, pointer, value, existing }: { key: string; pointer: string; value: Json | undefined; existing: Json | undefined },
  skips: (pointer: string) => boolean,
): Generator<Instance> {
  const kept = value === undefined;
  const contexts = rowsOf(own(level.context, key));
  for (const [i, row] of rowsOf(kept ? existing : value).entries()) {
    const context = structure(kept ? row : contexts[i]);
    // the names that form-js gives to the row, its number and what is around it
    const names = { i: i + 1, this: context, parent: level.context, ...context };
    yield* instances(
      list.row,
      {
        data: !kept && isJsonObject(row) ? row : {},
        context,
        existing: lookup(kept || list.fixed ? rowsOf(existing)[i] : undefined),
        scope: layered(level.scope, names),
        pointer: `${pointer}/${i}`,
      },
      skips,
    );
  }
}
