/** Which fields of a form somebody may read and write: the same rules for the server, its lists, and the page that shows the form. */
import type { Ability } from './ability.ts';
import { can } from './can.ts';

/** The form, and the case that it is filled in for; `node`: the task, null for the form that a case begins with. */
export interface FormPlace {
  readonly procedure: string;
  readonly unitPath: string;
  readonly node: string | null;
  readonly form: string;
  /** class of the case */
  readonly confidentiality: string;
}

/** As fieldsOf of forms gives them. */
export interface AskedField {
  /** dotted, `[]` after a list */
  readonly path: string;
  readonly field: { readonly confidentiality: string; readonly access?: string };
}

export interface FieldAccess {
  readonly unreadable: ReadonlySet<string>;
  readonly unwritable: ReadonlySet<string>;
}

export function fieldAccess(ability: Ability, place: FormPlace, fields: readonly AskedField[]): FieldAccess {
  const without = (action: FieldAction): ReadonlySet<string> => {
    const asked = hasUsualFields(ability, action) ? fields.filter(({ field }) => field.access !== undefined) : fields;
    return new Set(asked.filter((field) => !can(ability, action, 'FormField', formField(place, field)).allowed).map(({ path }) => path));
  };
  return { unreadable: without('read'), unwritable: without('write') };
}

type FieldAction = 'read' | 'write';

/** Nothing speaks of fields but the product's own rule, which gives every one that no form leaves to rules. */
export function hasUsualFields(ability: Ability, action: FieldAction): boolean {
  const rules = ability.rulesFor(action, 'FormField');
  return rules.length === 1 && rules[0]?.inverted === false && JSON.stringify(rules[0].conditions) === '{"access":null}';
}

/** As rules see it. */
export function formField(place: FormPlace, { path, field }: AskedField) {
  const { procedure, unitPath, node, form, confidentiality: caseConfidentiality } = place;
  const { confidentiality, access = null } = field;
  return { procedure, unitPath, node, form, field: path, within: within(path), confidentiality, caseConfidentiality, access };
}

/** `a`, `a.list`, `a.list[].name`: the field, and what stands around it. */
export function within(path: string): readonly string[] {
  const around = [...path.matchAll(/\[\]\.|\./g)].map(({ index }) => path.slice(0, index));
  return [...around, path];
}
