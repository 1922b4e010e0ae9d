import type { Problem } from '../errors.ts';
import type { Json } from '../expressions/json.ts';
import { coerceValue } from './coerce-value.ts';
import { isStructure, type Entry, type JsonObject, type ListShape, type ObjectShape } from './form.ts';
import { problem } from './problem.ts';

/** Submitted data in its stored types. Faults lie by the pointer of their field: those of a hidden field do not matter. */
export interface Coerced {
  readonly data: JsonObject;
  readonly faults: ReadonlyMap<string, Problem>;
  /** keys that the form does not have: refused whether hidden or not */
  readonly unknown: readonly Problem[];
}

/** More rows than any form may have are not even looked at. */
const MOST_ROWS = 10_000;

export function coerce(shape: ObjectShape, submitted: JsonObject): Coerced {
  const faults = new Map<string, Problem>();
  const unknown: Problem[] = [];

  const object = (of: ObjectShape, data: JsonObject, pointer: string): JsonObject => {
    const entries: [string, Json][] = [];
    for (const [key, value] of Object.entries(data)) {
      const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const entry = of.entries.get(key);
      if (!entry) unknown.push(problem('form.unknownKey', at, { key }));
      else entries.push([key, one(entry, value, at)]);
    }
    return Object.fromEntries(entries);
  };

  const one = (entry: Entry, value: Json, at: string): Json => {
    if (value === null || value === '') return null;
    if (entry.entry === 'list') return rows(entry, value, at);
    if (entry.entry === 'object') {
      if (isStructure(value)) return object(entry, value, at);
      unknown.push(problem('form.type', at, { label: at }));
      return null;
    }
    const result = coerceValue(entry, value);
    if (result.ok) return result.value;
    faults.set(at, problem(result.code, at, { label: entry.label, labelEn: entry.labelEn ?? entry.label, ...result.details }));
    return null;
  };

  const rows = ({ row, label, labelEn = label }: ListShape, value: Json, at: string): Json => {
    if (Array.isArray(value) && value.length <= MOST_ROWS && value.every(isStructure)) {
      return value.map((item: JsonObject, i) => object(row, item, `${at}/${i}`));
    }
    faults.set(at, problem('form.type', at, { label, labelEn }));
    return null;
  };

  return { data: object(shape, submitted, ''), faults, unknown };
}
