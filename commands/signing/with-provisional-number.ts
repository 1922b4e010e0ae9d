import { localDate } from '../../engine/time-values.ts';
import type { CompleteUserTask } from '../../engine/command.ts';
import type { CaseAt, Plan } from '../case-command.ts';
import type { CommandOf } from '../contract.ts';
import { taskAt } from '../rights/task-rights.ts';
import { anyNumbered } from './is-numbered-here.ts';
import { proceduresOfTask } from './module-document.ts';
import { requiredSignatures } from './required-signatures.ts';
import { withNumberOf } from './with-given-number.ts';

type Completing = Plan & { readonly step: CompleteUserTask };

/** Before it is sealed nobody knows the number: whether the kernel would take the step is asked with one of today, which is then forgotten. */
export async function withProvisionalNumber(at: CaseAt, plan: Completing, input: Omit<CommandOf<'beginSigning'>, 'type'>): Promise<Plan> {
  const { services, loaded, now } = at;
  const task = taskAt(at, input.instance);
  const required = await requiredSignatures(services, task, input);
  const procedures = await proceduresOfTask(services, task.definition, loaded.case.procedure);
  if (!plan.form || !(await anyNumbered(services, required, procedures))) return plan;
  const step = await withNumberOf(services, plan.step, plan.form, { number: '00', day: localDate(Date.parse(now)) });
  return { ...plan, step, command: { ...plan.command, ...step } };
}
