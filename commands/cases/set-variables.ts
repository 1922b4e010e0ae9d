import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { checkVariables } from '../check-variables.ts';
import { authorizeCase } from '../rights/case-rights.ts';
import { requireWritable } from '../rights/require-writable.ts';
import { requireUninvolved } from './require-uninvolved.ts';
import { requireUnshared } from './require-unshared.ts';

/** An administrator's correction of the data of a case, with a reason that stays in its record; never by who decides in it. */
export const setVariables: CaseCommandOf<'setVariables'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  tasks: () => 'open',
  authorize(at) {
    authorizeCase(at, 'setVariables');
    requireUninvolved(at);
  },
  async decide(at, { instance, variables, reason }) {
    checkVariables(variables);
    const why = requireText(reason, 'reason');
    await requireUnshared(at);
    await requireWritable(at, variables);
    const step = { type: 'setVariables', ...(instance !== undefined && { instance }), variables } as const;
    return { command: { ...step, reason: why }, step, comment: why };
  },
};
