import type { Field, Form, ObjectShape } from './form.ts';

export interface PlacedField {
  /** dotted; `[]` after a list, once for all its rows: `documents[].name` */
  readonly path: string;
  readonly field: Field;
}

/** All fields with their places, in order: for masking by confidentiality, for search, for catalogues of data. */
export function fieldsOf(form: Form): readonly PlacedField[] {
  const inside = (shape: ObjectShape, prefix: string): readonly PlacedField[] =>
    [...shape.entries].flatMap(([key, entry]) => {
      const path = `${prefix}${key}`;
      if (entry.entry === 'field') return [{ path, field: entry }];
      return entry.entry === 'list' ? inside(entry.row, `${path}[].`) : inside(entry, `${path}.`);
    });
  return inside(form.shape, '');
}
