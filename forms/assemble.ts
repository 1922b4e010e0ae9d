import type { Json } from '../expressions/json.ts';
import { isStructure, type JsonObject, type ObjectShape } from './form.ts';
import type { States } from './state.ts';
import { rowsOf } from './walk.ts';

export interface Sources {
  readonly states: States;
  /** context: what expressions see, hidden fields are null; value: what is stored, hidden fields stay as the case has them */
  readonly purpose: 'context' | 'value';
  /** what the case has by a variable's name */
  readonly existing: (name: string) => Json | undefined;
}

/**
 * The data of a form as a whole. An object inside keeps what the case has of it beyond this form, so that a form that shows two
 * fields of a person does not erase the others.
 */
export function assemble(shape: ObjectShape, data: JsonObject, sources: Sources): JsonObject {
  const object = (of: ObjectShape, submitted: JsonObject, existing: JsonObject | undefined, pointer: string): JsonObject => {
    const result = new Map<string, Json>(existing && pointer !== '' ? Object.entries(existing) : []);
    for (const [key, entry] of of.entries) {
      const at = `${pointer}/${key}`;
      const value = Object.hasOwn(submitted, key) ? submitted[key] : undefined;
      const before = pointer === '' ? sources.existing(key) : existing?.[key];
      if (entry.entry === 'object') {
        const inner = object(entry, isStructure(value) ? value : {}, isStructure(before) ? before : undefined, at);
        if (Object.keys(inner).length > 0) result.set(key, inner);
        continue;
      }
      const state = sources.states.get(at);
      if (state?.is === 'hidden') {
        if (sources.purpose === 'context') result.set(key, null);
      } else if (state?.is === 'computed') result.set(key, state.value);
      else if (state?.is !== 'locked' && value !== undefined) {
        const row = (item: Json, i: number): Json => {
          const kept = entry.entry === 'list' && entry.fixed ? rowsOf(before)[i] : undefined;
          return entry.entry === 'list' && isStructure(item)
            ? object(entry.row, item, isStructure(kept) ? kept : undefined, `${at}/${i}`)
            : item;
        };
        result.set(key, entry.entry === 'list' && Array.isArray(value) ? value.map(row) : value);
      }
    }
    return Object.fromEntries(result);
  };
  return object(shape, data, undefined, '');
}
