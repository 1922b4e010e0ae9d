/** The ballot of a member of a council: the member's own, or entered from the minutes by who works on the task. */
import type { CaseCommandOf } from '../case-command.ts';
import { optionalText, requireText } from '../check-text.ts';
import { requireNotExcluded } from '../../casework/excluded.ts';
import { requireOpen } from '../../casework/task-rights.ts';
import { taskAt } from '../rights/task-rights.ts';
import { requireClaimed } from './require-mine.ts';
import { authorizeVote } from './vote-rights.ts';

/** Throws forbidden `notInCouncil`, `memberRecused`, `voteNotYours`, `votesByMinutes`; validation `outcomeUnknown`, `minutesRequired`. */
export const castVote: CaseCommandOf<'castVote'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance, member }) => authorizeVote(at, instance, member ?? at.actor.person ?? ''),
  decide(at, { instance, choice, member = at.actor.person ?? '', reason, minutes }) {
    const task = taskAt(at, instance);
    requireOpen(task);
    if (minutes !== undefined) requireClaimed(at, instance);
    requireNotExcluded(task, [member]);
    const why = optionalText(reason, 'reason');
    const from = optionalText(minutes, 'minutes', 500);
    const ballot = { choice: requireText(choice, 'choice', 200), ...(why !== undefined && { reason: why }) };
    const step = { type: 'castVote', instance, member, ballot, ...(from !== undefined && { minutes: from }) } as const;
    return { command: step, step };
  },
};
