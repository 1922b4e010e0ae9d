/** What finishes a task, wherever it is done: an outcome with its reason where one is asked for, and the data of the form. */
import { completion, given, outcomeOf, requireReason } from '../../casework/completion.ts';
import type { CompleteUserTask, PerformedAct, Variables } from '../../engine/command.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt } from '../case-command.ts';
import { modelOf } from '../loading/load-model.ts';
import type { ValidData } from '../loading/validate-data.ts';
import { checkForm } from './check-form.ts';

export interface Completion {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly variables: Variables;
  /** done elsewhere and entered here */
  readonly act?: PerformedAct | undefined;
}
export interface CheckedCompletion {
  readonly step: CompleteUserTask;
  readonly comment: string | undefined;
  /** that the data was checked by, for the log */
  readonly form: ValidData['form'];
  /** ids of the files that the data refers to */
  readonly uploads?: readonly string[];
}

/** Throws validation `reasonRequired`, and those of `checkForm`. */
export async function checkCompletion(
  at: CaseAt,
  task: TaskRecord,
  { outcome, reason, variables, act }: Completion,
): Promise<CheckedCompletion> {
  const why = given(reason);
  const model = await modelOf(at.services, task.definition);
  requireReason(outcomeOf(model, task, outcome), why ?? given(variables['reason']));
  const checked = await checkForm(at, task, variables, outcome);
  const step = completion(task.instance, outcome, checked.variables, why);
  const uploads = checked.uploads?.map(({ id }) => id);
  return { step: act ? { ...step, act } : step, comment: why, form: checked.form, ...(uploads && { uploads }) };
}
