import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { authorizeCase } from '../rights/case-rights.ts';

/** Ends a case before its end, with a reason: withdrawn by who started it, or stopped by who is responsible for it. */
export const cancelCase: CaseCommandOf<'cancelCase'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  authorize: (at) => authorizeCase(at, 'cancel', { status: 'active' }),
  decide(_, { reason }) {
    const why = requireText(reason, 'reason');
    const step = { type: 'cancelCase', reason: why } as const;
    return { command: step, step, comment: why };
  },
};
