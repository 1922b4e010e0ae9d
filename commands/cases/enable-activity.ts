import type { CaseCommandOf } from '../case-command.ts';
import { authorizeCarrier } from './ad-hoc-rights.ts';

/** Starts an activity of an ad-hoc sub-process (BPMN 13.3.5). Throws notFound `activityNotEnabled`, conflict `adHocSequential`, `notAdHoc`. */
export const enableActivity: CaseCommandOf<'enableActivity'> = {
  kind: 'case',
  by: 'person',
  authorize: authorizeCarrier,
  decide(_, { scope, node }) {
    const step = { type: 'enableActivity', scope, node } as const;
    return { command: step, step };
  },
};
