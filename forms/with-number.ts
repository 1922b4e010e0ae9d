import type { Json } from '../expressions/json.ts';
import { isStructure, type Entry, type Field, type Form, type Numbering } from './form.ts';

/** The data with what the register of numbers gave in place of what was filled in for it. Fields that are not in the data stay out of it. */
export function withNumber<D extends Readonly<Record<string, Json>>>(
  { shape }: Form,
  data: D,
  given: Readonly<Record<Numbering, string>>,
): D {
  return numbered(shape, data, given) as D;
}

function numbered(entry: Entry, value: Json, given: Readonly<Record<Numbering, string>>): Json {
  if (entry.entry === 'field') return numberOf(entry, given) ?? value;
  if (entry.entry === 'list' || !isStructure(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const of = entry.entries.get(key);
      return [key, of ? numbered(of, inner, given) : inner];
    }),
  );
}

function numberOf({ numbering }: Field, { number, day }: Readonly<Record<Numbering, string>>): Json | undefined {
  if (numbering === undefined) return undefined;
  return numbering === 'number' ? number : { $type: 'date', value: day };
}
