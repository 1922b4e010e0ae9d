import { checkedUnit } from '../../casework/start-rights.ts';
import type { CaseCommandOf } from '../case-command.ts';

/**
 * A case follows its unit into another one, with its open tasks, candidates and documents on their way. A step like any other: the
 * history says from where, and a step that was decided on the old unit finds another revision and is decided again.
 */
export const moveCaseToUnit: CaseCommandOf<'moveCaseToUnit'> = {
  kind: 'case',
  by: 'system',
  whileSuspended: true,
  authorize: () => undefined,
  decide({ loaded }, { unitPath, change }) {
    const unit = checkedUnit(unitPath);
    return { command: { type: 'moveCaseToUnit', from: loaded.case.unitPath, to: unit, change }, unit };
  },
};
