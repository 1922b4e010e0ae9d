import type { CaseCommandOf } from '../case-command.ts';
import { requireInstant, requireText } from '../check-text.ts';
import { authorizeCase } from '../rights/case-rights.ts';
import { requireUninvolved } from './require-uninvolved.ts';

/** Moves an armed timer: a repair, as moving a token is. Throws conflict `timerNotArmed`. */
export const changeTimer: CaseCommandOf<'changeTimer'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  tasks: () => 'open',
  authorize(at) {
    authorizeCase(at, 'moveToken');
    requireUninvolved(at);
  },
  decide(_, { instance, node, due, reason }) {
    const why = requireText(reason, 'reason');
    const step = { type: 'changeTimer', instance, node, due: Date.parse(requireInstant(due, 'due')) } as const;
    return { command: { ...step, reason: why }, step, comment: why };
  },
};
