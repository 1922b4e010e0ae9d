import type { Json } from '../expressions/json.ts';
import { isStructure, type Entry, type Field, type Form, type JsonObject, type Numbering, type ObjectShape } from './form.ts';

export type GivenNumber = Readonly<Record<Numbering, string>>;

/** The data with what the register of numbers gave wherever the form has a field for it, in place of what was filled in. */
export const withNumber = ({ shape }: Form, data: JsonObject, given: GivenNumber): JsonObject => numbered(shape, data, given);

function numbered(shape: ObjectShape, data: JsonObject, given: GivenNumber): JsonObject {
  const entries = [...shape.entries].flatMap(([key, entry]): [string, Json][] => {
    const value = valueOf(entry, data[key], given);
    return value === undefined ? [] : [[key, value]];
  });
  return { ...data, ...Object.fromEntries(entries) };
}

/** Undefined where the register gives nothing. */
function valueOf(entry: Entry, value: Json | undefined, given: GivenNumber): Json | undefined {
  if (entry.entry === 'field') return numberOf(entry, given);
  if (entry.entry === 'list') return undefined;
  const inner = numbered(entry, isStructure(value) ? value : {}, given);
  return Object.keys(inner).length > 0 ? inner : undefined;
}

function numberOf({ numbering }: Field, { number, day }: GivenNumber): Json | undefined {
  if (numbering === undefined) return undefined;
  return numbering === 'number' ? number : { $type: 'date', value: day };
}
