import { fieldsOf } from '../forms/fields-of.ts';
import type { Form } from '../forms/form.ts';
import { withAccess } from '../forms/with-access.ts';
import type { Ability } from '../policies/ability.ts';
import { fieldAccess, type FormPlace } from '../policies/field-access.ts';

/** Who fills in a form, and where it stands: a task of a case, or the beginning of one. */
export interface FilledBy {
  readonly ability: Ability;
  readonly place: Omit<FormPlace, 'form'>;
}

/** The form as rules let the actor fill it in. */
export function accessibleForm(form: Form, key: string, { ability, place }: FilledBy): Form {
  return withAccess(form, fieldAccess(ability, { ...place, form: key }, fieldsOf(form)));
}
