import type { Json } from '../../../expressions/json.ts';
import { isJsonObject } from '../../../forms/form.ts';
import type { Change } from './change.ts';

/** Where two states of one thing differ, field by field; lists are compared as a whole. */
export function changesBetween(before: Json | undefined, after: Json | undefined, place = ''): readonly Change[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [one, other] = [fieldsOf(before), fieldsOf(after)];
  if (!one && !other) return [{ place, before, after }];
  const names = new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})]);
  return [...names].flatMap((name) => changesBetween(one?.[name], other?.[name], place === '' ? name : `${place}.${name}`));
}

const fieldsOf = (value: Json | undefined): Readonly<Record<string, Json>> | undefined =>
  value !== undefined && isJsonObject(value) ? value : undefined;
