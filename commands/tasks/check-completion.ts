/** What finishes a task, wherever it is done: an outcome with its reason where one is asked for, and the data of the form. */
import { Rejection } from '../../errors.ts';
import type { Variables } from '../../engine/command.ts';
import type { Outcome } from '../../engine/model/process-model.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt } from '../case-command.ts';
import { modelOf } from '../loading/load-model.ts';
import { checkForm } from './check-form.ts';

export interface Completion {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly variables: Variables;
}
export interface CheckedCompletion {
  readonly step: { readonly outcome?: string; readonly variables: Variables };
  readonly comment: string | undefined;
}

/** Throws validation `reasonRequired`, and those of `checkForm`. */
export async function checkCompletion(
  at: CaseAt,
  task: TaskRecord,
  { outcome, reason, variables }: Completion,
): Promise<CheckedCompletion> {
  const why = given(reason);
  requireReason(await outcomeOf(at, task, outcome), why ?? given(variables['reason']));
  const checked = await checkForm(at, task, variables);
  return { step: { ...(outcome !== undefined && { outcome }), variables: withReason(checked, why) }, comment: why };
}

function given(text: unknown): string | undefined {
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

/** The reason is a variable too: notices and decisions quote it. */
function withReason(variables: Variables, reason: string | undefined): Variables {
  return reason === undefined ? variables : { ...variables, reason };
}

/** Undefined where the task declares no outcomes; the kernel refuses one that it does not know. */
async function outcomeOf({ services }: CaseAt, task: TaskRecord, id: string | undefined): Promise<Outcome | undefined> {
  if (task.companion) return undefined;
  const model = await modelOf(services, task.definition);
  return model.nodes.get(task.node)?.userTask?.outcomes.find((outcome) => outcome.id === id);
}

function requireReason(outcome: Outcome | undefined, reason: string | undefined): void {
  if (!outcome?.reasonRequired || reason !== undefined) return;
  throw new Rejection('validation', 'reasonRequired', `Expected a reason for the outcome '${outcome.id}'.`, {
    problems: [{ code: 'reasonRequired', path: '/reason', message: `Expected a reason for the outcome '${outcome.id}'.` }],
  });
}
