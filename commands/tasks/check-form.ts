/** What a person filled in, checked against the form version that the task was opened with; and what any input must keep to. */
import { Rejection } from '../../errors.ts';
import type { Variables } from '../../engine/command.ts';
import { stepFuel } from '../../engine/fuel.ts';
import { validateForm } from '../../forms/validate-form.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt } from '../case-command.ts';
import { checkVariables } from '../check-variables.ts';
import { crashPoint } from '../crash-point.ts';
import { loadForm } from '../loading/load-form.ts';
import { visibleVariables } from './visible-variables.ts';

/** The variables to set: typed, only those that the form may change. Throws Rejection validation with one problem per field. */
export async function checkForm({ services, loaded, now }: CaseAt, task: TaskRecord, submitted: Variables): Promise<Variables> {
  checkVariables(submitted);
  if (task.form === undefined || task.formVersion === undefined) return submitted;
  const form = await loadForm(services, task.form, task.formVersion);
  crashPoint('formChecked');
  const variables = visibleVariables(loaded, task.instance);
  const result = validateForm(form, submitted, { variable: (name) => variables[name], now, fuel: stepFuel(services.limits.fuel) });
  if (result.ok) return result.value;
  throw new Rejection('validation', 'formInvalid', `Expected the data of form '${task.form}' to be complete and correct.`, {
    problems: result.problems,
  });
}
