import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { authorizeCase } from '../rights/case-rights.ts';

export const comment: CaseCommandOf<'comment'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  authorize: (at) => authorizeCase(at, 'comment'),
  decide(_, { text }) {
    const checked = requireText(text, 'text');
    return { command: { type: 'comment', text: checked }, comment: checked };
  },
};
