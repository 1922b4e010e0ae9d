/** Inputs of an evaluation from JSON: found by name, read as their type, refused where they are not of it. */
import { decode } from '../../../expressions/codec/decode.ts';
import type { Json } from '../../../expressions/json.ts';
import { kindOf, type FeelValue } from '../../../expressions/values/value.ts';
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
  const { id, name, type } = wanted;
  const key = Object.hasOwn(inputs, name) ? name : id;
  const json = Object.hasOwn(inputs, key) ? inputs[key] : undefined;
  frame.run.trace.input(name, json ?? null);
  if (json === undefined) {
    frame.run.trace.note(id, `Input '${name}' was not given: it is null.`);
    return null;
  }
  const read = readJson(json, id, name);
  const value = coerced(read, type, frame);
  if (value === undefined) throw new DecisionFailure('dmnInputType', id, { name, type: describeType(type), kind: kindOf(read) });
  return value;
}

/** A tagged value (a date, a duration, …) that cannot be read would be null, silently. */
function readJson(json: Json, id: string, name: string): FeelValue {
  const tag = unreadable(json);
  if (tag !== undefined) throw new DecisionFailure('dmnInputUnreadable', id, { name, type: tag });
  return decode(json);
}

/** The tag of the first tagged value that is none of its type. The value itself may be personal, and stays out of messages. */
function unreadable(json: Json): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const tag = Array.isArray(json) ? undefined : (json as Record<string, Json>)['$type'];
  if (typeof tag === 'string' && decode(json) === null) return tag;
  for (const part of Object.values(json) as readonly Json[]) {
    const bad = unreadable(part);
    if (bad !== undefined) return bad;
  }
  return undefined;
}
