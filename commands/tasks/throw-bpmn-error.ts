import { Rejection } from '../../errors.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt, CaseCommandOf } from '../case-command.ts';
import { optionalText, requireText } from '../check-text.ts';
import { checkVariables } from '../check-variables.ts';
import { requireWritable } from '../rights/require-writable.ts';
import { taskAt } from '../rights/task-rights.ts';
import { isFinishedBySigning } from '../signing/required-signatures.ts';
import { authorizeWork, requireClaimed } from './require-mine.ts';

/** Who works on a task says that it cannot be done as drawn: caught by an error event, else an incident. */
export const throwBpmnError: CaseCommandOf<'throwBpmnError'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeWork(at, instance, 'complete'),
  async decide(at, { instance, code, variables = {}, reason }) {
    requireClaimed(at, instance);
    await refuseUnsigned(at, taskAt(at, instance));
    checkVariables(variables);
    await requireWritable(at, variables);
    const why = optionalText(reason, 'reason');
    const step = { type: 'throwBpmnError', instance, code: requireText(code, 'code', 200), variables } as const;
    return { command: why === undefined ? step : { ...step, reason: why }, step, comment: why };
  },
};

/** Throws conflict `signatureRequired`: an error would end, unsigned, what is to be signed; it is sent back or decided instead. */
async function refuseUnsigned({ services }: CaseAt, task: TaskRecord): Promise<void> {
  if (!(await isFinishedBySigning(services, task))) return;
  throw new Rejection('conflict', 'signatureRequired', `Expected task '${task.node}' to be finished by signing.`);
}
