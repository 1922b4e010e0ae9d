import { Rejection } from '../errors.ts';
import type { Variables } from '../engine/command.ts';
import type { Form, FormScope } from '../forms/form.ts';
import { validateForm } from '../forms/validate-form.ts';

/** The variables to set: typed, only those that the form may change. Throws Rejection validation with one problem per field. */
export function checkFormData(form: Form, key: string, submitted: Variables, scope: FormScope): Variables {
  const result = validateForm(form, submitted, scope);
  if (result.ok) return result.value;
  throw new Rejection('validation', 'formInvalid', `Expected the data of form '${key}' to be complete and correct.`, {
    problems: result.problems,
  });
}
