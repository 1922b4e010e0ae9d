import { Rejection } from '../../errors.ts';
import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { authorizeCase } from '../rights/case-rights.ts';

/** Holds a case back: timers and jobs are parked, messages and signals wait, nobody can work on it. */
export const suspendCase: CaseCommandOf<'suspendCase'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  authorize: (at) => authorizeCase(at, 'suspend'),
  decide({ loaded }, { reason }) {
    if (loaded.case.status === 'suspended')
      throw new Rejection('conflict', 'caseSuspended', `Expected case ${loaded.case.id} to be running, but it is suspended.`);
    const why = requireText(reason, 'reason');
    return { command: { type: 'suspendCase', reason: why }, status: 'suspended', comment: why };
  },
};
