import type { Json } from '../../../expressions/json.ts';
import { isJsonObject } from '../../../forms/form.ts';

/** A stored value as text in a field: a tagged one by what it holds. */
export function shownValue(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (isJsonObject(value)) return typeof value['value'] === 'string' ? value['value'] : '';
  return typeof value === 'object' ? '' : String(value);
}
