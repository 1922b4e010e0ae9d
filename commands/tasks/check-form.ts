/** What a person filled in, checked against the form version that the task was opened with; and what any input must keep to. */
import type { Variables } from '../../engine/command.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt } from '../case-command.ts';
import { checkVariables } from '../check-variables.ts';
import { filledBy } from '../rights/filled-by.ts';
import { requireWritable } from '../rights/require-writable.ts';
import { isNumberedHere } from '../signing/is-numbered-here.ts';
import { latestForm } from '../loading/latest-form.ts';
import { validateData, type ValidData } from '../loading/validate-data.ts';
import { visibleVariables } from '../../casework/visible-variables.ts';

/**
 * Throws Rejection validation with one problem per field, those that rules keep from the actor included; forbidden `fieldForbidden`
 * where a task without a form brings such a field. A form that came after the task opened counts in its latest version.
 */
export async function checkForm(at: CaseAt, task: TaskRecord, submitted: Variables, outcome: string | undefined): Promise<ValidData> {
  const { services, loaded, now } = at;
  checkVariables(submitted);
  const { form: key, createdAt: openedAt } = task;
  if (key === undefined) {
    await requireWritable(at, submitted);
    return { variables: submitted };
  }
  const version = task.formVersion ?? (await latestForm(services, key));
  const variables = visibleVariables(loaded, task.instance);
  const uploader = { caseId: loaded.case.id, account: at.actor.account };
  const isNumbered = await isNumberedHere(services, task, loaded.case.procedure);
  const filled = { key, version, openedAt, now, submitted, variables, outcome, isNumbered, by: filledBy(at, task), uploader };
  return await validateData(services, filled);
}
