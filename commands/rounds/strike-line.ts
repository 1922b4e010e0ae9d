/** Strikes a line off the list of its round, with a reason. The diagram of the line hears `line.struckOff`; without it the case ends. */
import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { authorizeCase } from '../rights/case-rights.ts';
import { requireLine, toldToLine } from './leave-round.ts';

/** Throws conflict `notALine`. */
export const strikeLine: CaseCommandOf<'strikeLine'> = {
  kind: 'case',
  by: 'person',
  authorize: (at) => authorizeCase(at, 'manageLines', { status: 'active' }),
  async decide(at, { reason }) {
    const why = requireText(reason, 'reason');
    const round = await requireLine(at);
    const told = await toldToLine(at, 'line.struckOff', { struckOff: { round, reason: why } });
    const step = told ?? ({ type: 'cancelCase', reason: why } as const);
    return { command: { ...step, struckOff: round }, step, line: { state: 'struck', reason: why }, comment: why };
  },
};
