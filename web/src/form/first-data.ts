/** What a form begins with: the values that the case has of its fields, and the rows that a list must have. */
import type { Json } from '../../../expressions/json.ts';
import { isStructure, type JsonObject, type ObjectShape } from '../../../forms/form.ts';

export function firstData(shape: ObjectShape, existing: JsonObject): JsonObject {
  const entries: [string, Json][] = [];
  for (const [key, entry] of shape.entries) {
    if (entry.entry === 'field' && entry.unseen === true) continue;
    const before = existing[key];
    if (entry.entry === 'object') entries.push([key, firstData(entry, isStructure(before) ? before : {})]);
    else if (entry.entry === 'list') {
      const rows: readonly Json[] = Array.isArray(before) ? before : Array.from({ length: entry.minItems }, () => ({}));
      entries.push([key, rows.map((row) => firstData(entry.row, isStructure(row) ? row : {}))]);
    } else if (entry.kind === 'boolean') entries.push([key, before ?? false]);
    else if (before !== undefined && entry.kind !== 'computed') entries.push([key, before]);
  }
  return Object.fromEntries(entries);
}
