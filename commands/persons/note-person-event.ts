import type { CaseCommandOf } from '../case-command.ts';

/** The history of a case says that an event of its person came which its diagram does not listen to. */
export const notePersonEvent: CaseCommandOf<'notePersonEvent'> = {
  kind: 'case',
  by: 'system',
  whileSuspended: true,
  once: ({ caseId, event }) => `personEvent:${event}:${caseId}`,
  authorize: () => undefined,
  decide: (_, { event, kind, person, date }) => ({ command: { type: 'notePersonEvent', event, kind, person, date } }),
};
