import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { checkVariables, withoutOwnNames } from '../check-variables.ts';
import { authorizeAnswer } from './job-rights.ts';

/** A job whose tries are used up (an incident), or that answers with a BPMN error. */
export const failJob: CaseCommandOf<'failJob'> = {
  kind: 'case',
  by: 'anyone',
  about: 'Job',
  authorize: authorizeAnswer,
  decide(_, { instance, message, bpmnError, variables: given }) {
    const variables = given && withoutOwnNames(given);
    if (variables) checkVariables(variables);
    const error = bpmnError === undefined ? undefined : requireText(bpmnError, 'code', 200);
    const step = { type: 'failJob', instance, message, bpmnError: error, variables } as const;
    return { command: step, step };
  },
};
