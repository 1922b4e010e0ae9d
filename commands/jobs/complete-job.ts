import type { CaseCommandOf } from '../case-command.ts';
import { checkVariables, withoutOwnNames } from '../check-variables.ts';
import { authorizeAnswer } from './job-rights.ts';

/** What a job gave. A second answer for the same job is refused by the kernel: conflict `jobNotOpen` or `instanceEnded`. */
export const completeJob: CaseCommandOf<'completeJob'> = {
  kind: 'case',
  by: 'anyone',
  about: 'Job',
  authorize: authorizeAnswer,
  decide(_, { instance, variables: given }) {
    const variables = withoutOwnNames(given);
    checkVariables(variables);
    const step = { type: 'completeJob', instance, variables } as const;
    return { command: step, step };
  },
};
