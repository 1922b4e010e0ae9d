import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { authorizeCase } from '../rights/case-rights.ts';
import { requireUninvolved } from './require-uninvolved.ts';

/** A repair that goes past a signature is on record before it is done: another person does it, by this very entry of the log. */
export const proposeTokenMove: CaseCommandOf<'proposeTokenMove'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  authorize(at) {
    authorizeCase(at, 'moveToken');
    requireUninvolved(at);
  },
  decide(_, { cancel = [], activate = [], reason }) {
    const why = requireText(reason, 'reason');
    return { command: { type: 'proposeTokenMove', cancel, activate, reason: why }, comment: why };
  },
};
