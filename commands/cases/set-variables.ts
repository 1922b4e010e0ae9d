import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { checkVariables } from '../check-variables.ts';
import { authorizeCase } from '../rights/case-rights.ts';

/** Corrects the data of a case, with a reason that stays in its record. */
export const setVariables: CaseCommandOf<'setVariables'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  authorize: (at) => authorizeCase(at, 'setVariables'),
  decide(_, { instance, variables, reason }) {
    checkVariables(variables);
    const why = requireText(reason, 'reason');
    const step = { type: 'setVariables', ...(instance !== undefined && { instance }), variables } as const;
    return { command: { ...step, reason: why }, step, comment: why };
  },
};
