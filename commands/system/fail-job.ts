import type { CaseCommandOf } from '../case-command.ts';
import { checkVariables, withoutOwnNames } from '../check-variables.ts';

/** A job whose tries are used up (an incident), or that answers with a BPMN error. */
export const failJob: CaseCommandOf<'failJob'> = {
  kind: 'case',
  by: 'system',
  authorize: () => undefined,
  decide(_, { instance, message, bpmnError, variables: given }) {
    const variables = given && withoutOwnNames(given);
    if (variables) checkVariables(variables);
    const step = { type: 'failJob', instance, message, bpmnError, variables } as const;
    return { command: step, step };
  },
};
