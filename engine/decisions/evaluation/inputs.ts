/** Inputs of an evaluation from JSON: found by name, read as their type, refused where they are not of it. */
import { decode } from '../../../expressions/codec/decode.ts';
import type { Json } from '../../../expressions/json.ts';
import type { FeelValue } from '../../../expressions/values/value.ts';
import { DecisionFailure } from '../decision-failure.ts';
import type { Frame } from '../frame.ts';
import { coerced } from '../types/coerce.ts';
import { describeType, type ItemType } from '../types/item-type.ts';

export type Inputs = Readonly<Record<string, Json>>;

export interface Wanted {
  readonly id: string;
  readonly name: string;
  readonly type: ItemType;
}

/** Null where none is given, with a note in the trace. Throws DecisionFailure where the value is not of the input's type. */
export function readInput(inputs: Inputs, wanted: Wanted, frame: Frame): FeelValue {
  const json = given(inputs, wanted.name) ?? given(inputs, wanted.id);
  if (json === undefined) {
    frame.run.trace.note(wanted.id, `Input '${wanted.name}' was not given: it is null.`);
    return null;
  }
  const value = coerced(readJson(json, wanted.id, wanted.name), wanted.type, frame);
  if (value !== undefined) return value;
  throw new DecisionFailure(wanted.id, `Expected input '${wanted.name}' of type ${describeType(wanted.type)}, but it is ${excerpt(json)}.`);
}

export function given(inputs: Inputs, name: string): Json | undefined {
  return Object.hasOwn(inputs, name) ? inputs[name] : undefined;
}

/** Throws DecisionFailure where a tagged value (a date, a duration, …) cannot be read: it would be null otherwise. */
export function readJson(json: Json, id: string, name: string): FeelValue {
  const bad = unreadable(json);
  if (bad !== undefined) throw new DecisionFailure(id, `Input '${name}' has a value that cannot be read: ${excerpt(bad)}.`);
  return decode(json);
}

function unreadable(json: Json): Json | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  if (!Array.isArray(json) && Object.hasOwn(json, '$type') && decode(json) === null) return json;
  for (const part of Object.values(json) as readonly Json[]) {
    const bad = unreadable(part);
    if (bad !== undefined) return bad;
  }
  return undefined;
}

function excerpt(json: Json): string {
  const text = JSON.stringify(json);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
