import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { authorizeCase } from '../rights/case-rights.ts';
import { requireUninvolved } from './require-uninvolved.ts';

/** An administrator's repair, with a reason; never by somebody who decides in the case. */
export const moveToken: CaseCommandOf<'moveToken'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  tasks: () => 'open',
  authorize(at) {
    authorizeCase(at, 'moveToken');
    requireUninvolved(at);
  },
  decide(_, { cancel = [], activate = [], reason }) {
    const why = requireText(reason, 'reason');
    const step = { type: 'moveToken', cancel, activate } as const;
    return { command: { ...step, reason: why }, step, comment: why };
  },
};
