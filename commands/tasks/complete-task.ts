/** A person finishes a task: with an outcome, with the data of its form, and with a reason where the outcome asks for one. */
import { Rejection } from '../../errors.ts';
import type { Outcome } from '../../engine/model/process-model.ts';
import type { Variables } from '../../engine/command.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt, CaseCommandOf } from '../case-command.ts';
import { modelOf } from '../loading/load-model.ts';
import { taskAt } from '../rights/task-rights.ts';
import { checkForm } from './check-form.ts';
import { authorizeWork, requireClaimed } from './require-mine.ts';

export const completeTask: CaseCommandOf<'completeTask'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeWork(at, instance, 'complete'),
  async decide(at, { instance, outcome, reason, variables = {} }) {
    requireClaimed(at, instance);
    const task = taskAt(at, instance);
    const why = given(reason) ?? given(variables['reason']);
    requireReason(await outcomeOf(at, task, outcome), why);
    const checked = await checkForm(at, task, variables);
    const step = {
      type: 'completeUserTask',
      instance,
      ...(outcome !== undefined && { outcome }),
      variables: withReason(checked, given(reason)),
    } as const;
    return { command: step, step, comment: given(reason) };
  },
};

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
  const facet = model.nodes.get(task.node)?.userTask;
  // what the votes come to is the kernel's to say
  return facet?.vote ? undefined : facet?.outcomes.find((outcome) => outcome.id === id);
}

function requireReason(outcome: Outcome | undefined, reason: string | undefined): void {
  if (!outcome?.reasonRequired || reason !== undefined) return;
  throw new Rejection('validation', 'reasonRequired', `Expected a reason for the outcome '${outcome.id}'.`, {
    problems: [{ code: 'reasonRequired', path: '/reason', message: `Expected a reason for the outcome '${outcome.id}'.` }],
  });
}
