/** The answer of another agency's system to the work it was asked for: checked by the same form, outcome and reason as work done here. */
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseCommandOf } from '../case-command.ts';
import { invalidInput } from '../invalid-input.ts';
import { taskAt } from '../rights/task-rights.ts';
import { checkCompletion } from '../tasks/check-completion.ts';
import { performedAct } from '../tasks/performed-act.ts';
import { requireMessageId } from './message-id.ts';
import { authorizeAnswer, requireAwaited } from './exchange-task.ts';

/** Throws conflict `exchangeAnswered`, `exchangeWithdrawn`, `exchangeTakenOver`; validation `formVersionOther`, `formInvalid`, …. */
export const answerExchangeTask: CaseCommandOf<'answerExchangeTask'> = {
  kind: 'case',
  by: 'person',
  once: ({ id }) => requireMessageId(id),
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeAnswer(at, instance),
  async decide(at, { instance, id, outcome, reason, variables = {}, formVersion, at: actedAt, by = [] }) {
    const task = taskAt(at, instance);
    requireAwaited(task);
    requireVersion(task, formVersion);
    const act = await performedAct(at, task, { at: actedAt ?? at.now, by });
    const { step, comment, form, uploads } = await checkCompletion(at, task, { outcome, reason, variables, act });
    const receipt = { caseId: at.loaded.case.id, instance, at: at.now, note: id };
    return {
      command: { ...step, message: id },
      step,
      comment,
      ...(form && { form }),
      ...(uploads && { uploads }),
      outbox: [{ kind: 'exchangeAnswered', payload: receipt }],
    };
  },
};

/** An answer to another version of the form may leave out what this one asks for. */
function requireVersion({ formVersion: expected, node }: TaskRecord, given: number | undefined): void {
  if (given === undefined || expected === undefined || given === expected) return;
  const message = `Expected version ${expected} of the form of '${node}', but found ${given}.`;
  throw invalidInput('formVersionOther', 'formVersion', message, 'formVersionOther', { expected });
}
