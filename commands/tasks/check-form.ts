/** What a person filled in, checked against the form version that the task was opened with; and what any input must keep to. */
import { checkFormData } from '../../casework/check-form-data.ts';
import type { Variables } from '../../engine/command.ts';
import { stepFuel } from '../../engine/fuel.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt } from '../case-command.ts';
import { checkVariables } from '../check-variables.ts';
import { crashPoint } from '../crash-point.ts';
import { loadForm } from '../loading/load-form.ts';
import { visibleVariables } from '../../casework/visible-variables.ts';

/** The variables to set: typed, only those that the form may change. Throws Rejection validation with one problem per field. */
export async function checkForm({ services, loaded, now }: CaseAt, task: TaskRecord, submitted: Variables): Promise<Variables> {
  checkVariables(submitted);
  if (task.form === undefined || task.formVersion === undefined) return submitted;
  const form = await loadForm(services, task.form, task.formVersion);
  crashPoint('formChecked');
  const variables = visibleVariables(loaded, task.instance);
  return checkFormData(form, task.form, submitted, { variable: (name) => variables[name], now, fuel: stepFuel(services.limits.fuel) });
}
