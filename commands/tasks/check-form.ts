/** What a person filled in, checked against the form version that the task was opened with; and what any input must keep to. */
import type { Variables } from '../../engine/command.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt } from '../case-command.ts';
import { checkVariables } from '../check-variables.ts';
import { validateData, type ValidData } from '../loading/validate-data.ts';
import { visibleVariables } from '../../casework/visible-variables.ts';

/** Throws Rejection validation with one problem per field. */
export async function checkForm({ services, loaded, now }: CaseAt, task: TaskRecord, submitted: Variables): Promise<ValidData> {
  checkVariables(submitted);
  const { form: key, formVersion: version, createdAt: openedAt } = task;
  if (key === undefined || version === undefined) return { variables: submitted };
  const variables = visibleVariables(loaded, task.instance);
  return await validateData(services, { key, version, openedAt, now, submitted, variables });
}
