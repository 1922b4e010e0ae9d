/** Reading and writing a place in form data by its pointer; what is on the way is made, and nothing else is touched. */
import type { Json } from '../../../expressions/json.ts';
import type { JsonObject } from '../../../forms/form.ts';

const parts = (pointer: string): readonly string[] => pointer.split('/').slice(1);

export function valueAt(data: Json | undefined, pointer: string): Json | undefined {
  let value = data;
  for (const part of parts(pointer)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, Json>>)[part];
  }
  return value;
}

export const withValueAt = (data: JsonObject, pointer: string, value: Json): JsonObject => put(data, parts(pointer), value) as JsonObject;

function put(data: Json | undefined, [first, ...rest]: readonly string[], value: Json): Json {
  if (first === undefined) return value;
  if (Array.isArray(data)) return data.map((item: Json, at) => (String(at) === first ? put(item, rest, value) : item));
  const object = typeof data === 'object' && data !== null ? (data as JsonObject) : {};
  return { ...object, [first]: put(object[first], rest, value) };
}
