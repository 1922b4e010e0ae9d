import type { Json } from '../expressions/json.ts';
import { UNIT_PATH } from './check-unit.ts';
import { isStructure, type Entry, type Form } from './form.ts';

/** The paths that stand in the fields for units of these data, each once: what has to be looked up before the form can be checked. */
export function unitValues({ shape }: Form, ...data: readonly Json[]): readonly string[] {
  return [...new Set(data.flatMap((one) => valuesIn(shape, one)))];
}

function valuesIn(entry: Entry, value: Json): readonly string[] {
  if (entry.entry === 'list') return Array.isArray(value) ? value.flatMap((row: Json) => valuesIn(entry.row, row)) : [];
  if (entry.entry === 'field') return entry.format === 'unit' && typeof value === 'string' && UNIT_PATH.test(value) ? [value] : [];
  if (!isStructure(value)) return [];
  return [...entry.entries].flatMap(([key, inner]) => (Object.hasOwn(value, key) ? valuesIn(inner, value[key] ?? null) : []));
}
