import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { authorizeCase } from '../rights/case-rights.ts';
import { gapOf } from './past-signature.ts';
import { requireUninvolved } from './require-uninvolved.ts';

/** An administrator's repair, with a reason; never by somebody who decides in the case; past a signature only as another person proposed it. */
export const moveToken: CaseCommandOf<'moveToken'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  tasks: () => 'open',
  authorize(at) {
    authorizeCase(at, 'moveToken');
    requireUninvolved(at);
  },
  async decide(at, { cancel = [], activate = [], reason, proposal }) {
    const why = requireText(reason, 'reason');
    const step = { type: 'moveToken', cancel, activate } as const;
    const gap = await gapOf(at, { caseId: at.loaded.case.id, cancel, activate, reason, ...(proposal !== undefined && { proposal }) });
    return { command: { ...step, reason: why, ...(gap && { gap }) }, step, comment: why };
  },
};
