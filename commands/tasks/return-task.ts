/** Sends a case back to an earlier step for supplement, with a reason. */
import { Rejection } from '../../errors.ts';
import { stepWasDone } from '../../store/queries/step-was-done.ts';
import type { CaseAt, CaseCommandOf, Plan } from '../case-command.ts';
import type { CommandOf } from '../contract.ts';
import { requireText } from '../check-text.ts';
import { checkVariables } from '../check-variables.ts';
import { requireWritable } from '../rights/require-writable.ts';
import { taskAt } from '../rights/task-rights.ts';
import { requireSigned } from '../signing/require-signed.ts';
import { distinct, heldScans } from './held-scans.ts';
import { paperActOf } from './performed-act.ts';
import { authorizeWork, requireClaimed } from './require-mine.ts';

/** Throws conflict `stepNotDone` (the target was never done in this case), `notAnEarlierStep`, `taskNotOpen`. */
export const returnTask: CaseCommandOf<'returnTask'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeWork(at, instance, 'return'),
  async decide(at, input) {
    const plan = await planReturn(at, input);
    const { instance, target, reason, variables, signing } = input;
    const signed = await requireSigned(at, taskAt(at, instance), {
      reason,
      variables,
      returnTo: target,
      ...(signing !== undefined && { signing }),
    });
    return signed ? { ...plan, command: { ...plan.command, signing: signed }, signing: signed.id } : plan;
  },
};

/** What sending back comes to, but for its signature. */
export async function planReturn(
  at: CaseAt,
  { instance, target, reason, variables = {}, paper }: Omit<CommandOf<'returnTask'>, 'type'>,
): Promise<Plan> {
  requireClaimed(at, instance);
  const why = requireText(reason, 'reason');
  checkVariables(variables);
  await requireWritable(at, variables);
  await requireDone(at, target);
  const act = await paperActOf(at, taskAt(at, instance), paper);
  const step = { type: 'returnToStep', instance, target, variables: { ...variables, reason: why }, ...(act && { act }) } as const;
  const uploads = distinct(await heldScans(at, paper));
  return { command: paper ? { ...step, paper } : step, step, comment: why, ...(uploads.length > 0 && { uploads }) };
}

async function requireDone({ services, loaded }: CaseAt, target: string): Promise<void> {
  if (await stepWasDone(services.db, loaded.case.id, target)) return;
  throw new Rejection('conflict', 'stepNotDone', `Expected step '${target}' to have been done in this case.`, { details: { target } });
}
