/** The other system cannot take the work: an incident here, or the work goes on on paper, as the binding says. */
import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { taskAt } from '../rights/task-rights.ts';
import { authorizeAnswer, requireAwaited } from './exchange-task.ts';
import { requireMessageId } from './message-id.ts';

export const bounceExchangeTask: CaseCommandOf<'bounceExchangeTask'> = {
  kind: 'case',
  by: 'person',
  once: ({ id }) => requireMessageId(id),
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeAnswer(at, instance),
  decide(at, { instance, id, reason }) {
    requireAwaited(taskAt(at, instance));
    const why = requireText(reason, 'reason');
    const step = { type: 'bounceTask', instance, message: why } as const;
    const receipt = { caseId: at.loaded.case.id, instance, at: at.now, note: why };
    return { command: { ...step, id }, step, comment: why, outbox: [{ kind: 'exchangeBounced', payload: receipt }] };
  },
};
