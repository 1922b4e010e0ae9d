/** The data a case begins with, checked by the form of its start event, as a task's data is by the task's form. */
import type { FilledBy } from '../../casework/accessible-form.ts';
import { startFormOf } from '../../casework/start-rights.ts';
import type { Variables } from '../../engine/command.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import type { Services } from '../contract.ts';
import { latestForm } from '../loading/latest-form.ts';
import { requireWritableIn } from '../rights/require-writable.ts';
import { validateData, type ValidData } from '../loading/validate-data.ts';

/** Typed variables, only those that the form asks for; what was given, where the start event names no form. `by`: whose rights count; `account`: who has stored its files. */
export async function checkStartForm(
  services: Services,
  model: ProcessModel,
  startEvent: string | undefined,
  given: Variables,
  now: string,
  by?: FilledBy,
  account?: string,
): Promise<ValidData> {
  const key = startFormOf(model, startEvent);
  if (key === undefined) {
    if (by) await requireWritableIn(services, model.id, by, given);
    return { variables: given };
  }
  const version = await latestForm(services, key);
  const uploader = account === undefined ? undefined : { caseId: undefined, account };
  return await validateData(services, { key, version, openedAt: now, now, submitted: given, variables: {}, by, uploader });
}
