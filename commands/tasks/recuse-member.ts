/** A member of a council steps back, or is replaced: with a reason, and a substitute who takes the seat. */
import { Rejection } from '../../errors.ts';
import { officialExists } from '../../store/queries/official-exists.ts';
import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { invalidInput } from '../invalid-input.ts';
import { requireNotExcluded } from '../../casework/excluded.ts';
import { requireOpen } from '../../casework/task-rights.ts';
import { taskAt } from '../rights/task-rights.ts';
import { requireClaimed } from './require-mine.ts';
import { actsAsMember, authorizeVote } from './vote-rights.ts';

/** Throws forbidden `substituteNotYours`, `personExcluded`; validation `substituteUnknown`; conflict `notInCouncil`, `substituteInCouncil`. */
export const recuseMember: CaseCommandOf<'recuseMember'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance, member }) => authorizeVote(at, instance, member),
  async decide(at, { instance, member, substitute, reason }) {
    const task = taskAt(at, instance);
    requireOpen(task);
    const own = actsAsMember(at, instance, member);
    if (!own) requireClaimed(at, instance);
    else if (substitute !== undefined)
      throw new Rejection('forbidden', 'substituteNotYours', 'Expected who steps back not to choose the substitute.');
    const why = requireText(reason, 'reason');
    if (substitute !== undefined) {
      if (!(await officialExists(at.services.db, substitute)))
        throw invalidInput('substituteUnknown', 'substitute', `Expected person '${substitute}' to exist.`, 'substituteUnknown');
      requireNotExcluded(task, [substitute]);
    }
    const step = { type: 'recuseMember', instance, member, reason: why, ...(substitute !== undefined && { substitute }) } as const;
    return { command: step, step, comment: why };
  },
};
