/** What a person filled in, against a form version and the lists of the day on which the form was opened. */
import { accessibleForm, type FilledBy } from '../../casework/accessible-form.ts';
import { checkFormData } from '../../casework/check-form-data.ts';
import { Rejection } from '../../errors.ts';
import type { Variables } from '../../engine/command.ts';
import { stepFuel } from '../../engine/fuel.ts';
import type { CheckedForm } from '../checked-form.ts';
import type { Upload } from '../../store/upload-contract.ts';
import type { Services } from '../contract.ts';
import type { Form } from '../../forms/form.ts';
import { typedNumbers } from '../../forms/number-given.ts';
import { dayOf } from '../../forms/shown-date.ts';
import { unitValues } from '../../forms/unit-values.ts';
import { withOutcome } from '../../forms/with-outcome.ts';
import { findUnitFacts } from '../../store/queries/find-unit-facts.ts';
import { crashPoint } from '../crash-point.ts';
import { heldAttachments, type Uploader } from '../uploads/held-uploads.ts';
import { loadCatalogues } from './load-catalogues.ts';
import { loadForm } from './load-form.ts';

export interface Filled {
  readonly key: string;
  readonly version: number;
  /** ISO 8601 UTC */
  readonly openedAt: string;
  readonly now: string;
  readonly submitted: Variables;
  /** the variables of the case that the form sees */
  readonly variables: Variables;
  /** of a task: the outcome that is chosen; absent where the form begins a case */
  readonly outcome?: string | undefined;
  /** the register of numbers gives what the form has fields for */
  readonly isNumbered?: boolean;
  /** whose rights count, field by field; none for the product itself */
  readonly by?: FilledBy | undefined;
  /** who has stored the files that the data refers to; none for the product itself, whose data comes from cases that hold theirs */
  readonly uploader?: Uploader | undefined;
}

export interface ValidData {
  /** to set: typed, only those that the form may change */
  readonly variables: Variables;
  /** none where there is no form */
  readonly form?: CheckedForm;
  /** files that the data refers to */
  readonly uploads?: readonly Upload[];
}

/** Throws Rejection validation `formInvalid` with one problem per field. */
export async function validateData(services: Services, filled: Filled): Promise<ValidData> {
  const { key, version, openedAt, now, submitted, variables, outcome, isNumbered = false, by, uploader } = filled;
  if (isNumbered) requireNoNumber(await loadForm(services, key, version), key, submitted);
  const whole = await loadForm(services, key, version, isNumbered);
  const form = by ? accessibleForm(whole, key, by) : whole;
  const { scope, versions } = await loadCatalogues(services, form, openedAt);
  const units = await findUnitFacts(services.db, unitValues(form, submitted, variables), dayOf(now) ?? '');
  crashPoint('formChecked');
  const fuel = stepFuel(services.limits.fuel);
  const seen = withOutcome(form, variables, outcome);
  const accepted = checkFormData(form, key, submitted, {
    ...scope,
    unit: (path) => units.get(path),
    variable: (name) => seen[name],
    now,
    fuel,
  });
  const checked = { variables: accepted, form: { key, version, catalogues: versions } };
  if (!uploader) return checked;
  const uploads = await heldAttachments(services, form, { data: accepted, known: variables, by: uploader, now });
  return uploads.length === 0 ? checked : { ...checked, uploads };
}

/** A number that somebody typed is nobody's: it is refused by name, not taken for a field that the form does not have. */
function requireNoNumber(form: Form, key: string, submitted: Variables): void {
  const problems = typedNumbers(form, submitted);
  if (problems.length === 0) return;
  throw new Rejection('validation', 'formInvalid', `Expected the data of form '${key}' to be complete and correct.`, { problems });
}
