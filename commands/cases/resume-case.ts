import { Rejection } from '../../errors.ts';
import { matchMessages } from '../../store/queues/messages.ts';
import type { CaseCommandOf } from '../case-command.ts';
import { authorizeCase } from '../rights/case-rights.ts';

const USUAL_SPREAD_SECONDS = 60;
const LONGEST_SPREAD_SECONDS = 86_400;

/** The case goes on. What came due meanwhile is spread over a minute, and messages that came meanwhile are delivered. */
export const resumeCase: CaseCommandOf<'resumeCase'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  authorize: (at) => authorizeCase(at, 'resume'),
  decide({ loaded }, { spreadSeconds = USUAL_SPREAD_SECONDS }) {
    if (loaded.case.status !== 'suspended')
      throw new Rejection(
        'conflict',
        'caseNotSuspended',
        `Expected case ${loaded.case.id} to be suspended, but it is ${loaded.case.status}.`,
      );
    if (!(spreadSeconds >= 0 && spreadSeconds <= LONGEST_SPREAD_SECONDS))
      throw new Rejection('validation', 'spreadInvalid', `Expected a spread of 0 to ${LONGEST_SPREAD_SECONDS} seconds.`);
    return { command: { type: 'resumeCase' }, status: 'active', spreadSeconds };
  },
  matched: async ({ services, loaded, now }) => await matchMessages(services.db, loaded.case.id, now),
};
