import type { Json } from '../expressions/json.ts';
import { isStructure, type JsonObject, type ObjectShape } from './form.ts';

/** What may be sent of the data of a form: without the fields and lists that are barred. */
export function withoutBarred(shape: ObjectShape, data: JsonObject): JsonObject {
  const entries: [string, Json][] = [];
  for (const [key, value] of Object.entries(data)) {
    const entry = shape.entries.get(key);
    if (!entry) entries.push([key, value]);
    else if (entry.entry === 'object') entries.push([key, isStructure(value) ? withoutBarred(entry, value) : value]);
    else if (entry.barred !== true) {
      const rows = entry.entry === 'list' && Array.isArray(value) ? value.map((row: Json) => rowOf(entry.row, row)) : value;
      entries.push([key, rows]);
    }
  }
  return Object.fromEntries(entries);
}

const rowOf = (shape: ObjectShape, row: Json): Json => (isStructure(row) ? withoutBarred(shape, row) : row);
