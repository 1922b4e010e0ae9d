import type { CaseCommandOf } from '../case-command.ts';
import { authorizeCarrier } from './ad-hoc-rights.ts';

/** Enough is done in an ad-hoc sub-process. Throws conflict `adHocRunning`, `notAdHoc`. */
export const completeAdHoc: CaseCommandOf<'completeAdHoc'> = {
  kind: 'case',
  by: 'person',
  authorize: authorizeCarrier,
  decide(_, { scope }) {
    const step = { type: 'completeAdHoc', scope } as const;
    return { command: step, step };
  },
};
