import { fieldsOf } from './fields-of.ts';
import type { Form } from './form.ts';
import { isStateSecret, type StateSecret } from './state-secrets.ts';

/** Where values are sensitive, state secrets that are held included. */
export interface SensitiveFields {
  /** dotted, `[]` after a list: `documents[].name` */
  readonly places: ReadonlySet<string>;
  /** root variables that are found by an equal value */
  readonly findable: ReadonlySet<string>;
  /** places of state secrets */
  readonly graded: ReadonlyMap<string, StateSecret>;
}

export const NOTHING_SENSITIVE: SensitiveFields = { places: new Set(), findable: new Set(), graded: new Map() };

export function sensitiveFields(form: Form): SensitiveFields {
  const sensitive = fieldsOf(form).filter(({ field }) => field.confidentiality === 'sensitive' || isStateSecret(field.confidentiality));
  if (sensitive.length === 0) return NOTHING_SENSITIVE;
  const findable = sensitive.filter(({ path, field }) => field.findable === true && !/[.[]/.test(path));
  return {
    places: new Set(sensitive.map(({ path }) => path)),
    findable: new Set(findable.map(({ path }) => path)),
    graded: new Map(
      sensitive.flatMap(({ path, field: { confidentiality } }) =>
        isStateSecret(confidentiality) ? [[path, confidentiality] as const] : [],
      ),
    ),
  };
}

export function together(all: readonly SensitiveFields[]): SensitiveFields {
  return {
    places: new Set(all.flatMap(({ places }) => [...places])),
    findable: new Set(all.flatMap(({ findable }) => [...findable])),
    graded: new Map(all.flatMap(({ graded }) => [...graded])),
  };
}
