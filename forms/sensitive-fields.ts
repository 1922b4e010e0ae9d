import { fieldsOf } from './fields-of.ts';
import type { Form } from './form.ts';

/** Where values are sensitive. */
export interface SensitiveFields {
  /** dotted, `[]` after a list: `documents[].name` */
  readonly places: ReadonlySet<string>;
  /** root variables that are found by an equal value */
  readonly findable: ReadonlySet<string>;
}

export const NOTHING_SENSITIVE: SensitiveFields = { places: new Set(), findable: new Set() };

export function sensitiveFields(form: Form): SensitiveFields {
  const sensitive = fieldsOf(form).filter(({ field }) => field.confidentiality === 'sensitive');
  if (sensitive.length === 0) return NOTHING_SENSITIVE;
  const findable = sensitive.filter(({ path, field }) => field.findable === true && !/[.[]/.test(path));
  return { places: new Set(sensitive.map(({ path }) => path)), findable: new Set(findable.map(({ path }) => path)) };
}

export function together(all: readonly SensitiveFields[]): SensitiveFields {
  return {
    places: new Set(all.flatMap(({ places }) => [...places])),
    findable: new Set(all.flatMap(({ findable }) => [...findable])),
  };
}
