/**
 * Puts a line off to another round of the same procedure, or takes it out to go on by itself (express lane: its time is shorter than
 * the round). Its diagram hears `line.moved` or `line.express`, and its variable `round` says where it belongs now.
 */
import { Rejection } from '../../errors.ts';
import type { CaseAt, CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { authorizeCase } from '../rights/case-rights.ts';
import { requireLine, toldToLine } from './leave-round.ts';
import { roundFor, type RoundAt } from './round-for.ts';

/** Throws conflict `notALine`, `lineInRound`, `roundClosed`, `roundOfOtherProcedure`, `personInRound`. */
export const moveLine: CaseCommandOf<'moveLine'> = {
  kind: 'case',
  by: 'person',
  authorize: (at) => authorizeCase(at, 'manageLines', { status: 'active' }),
  async decide(at, { to, reason }) {
    const why = requireText(reason, 'reason');
    const from = await requireLine(at);
    if (from === to) throw new Rejection('conflict', 'lineInRound', `Expected a line that is not in round ${to}.`);
    const target = to === undefined ? undefined : await targetOf(at, to);
    const round = target ? { caseId: target.record.id, code: target.record.code, title: target.record.title } : null;
    const variables = { round, moved: { from, reason: why } };
    const told = await toldToLine(at, target ? 'line.moved' : 'line.express', variables);
    const step = told ?? ({ type: 'setVariables', variables: { round } } as const);
    const state = target ? 'moved' : 'express';
    return {
      command: { ...step, movedFrom: from, ...(to !== undefined && { movedTo: to }) },
      step,
      line: { state, reason: why, ...(to !== undefined && { to }) },
      comment: why,
    };
  },
};

async function targetOf(at: CaseAt, to: string): Promise<RoundAt> {
  return await roundFor(at.services, at, to, 'manageLines', at.now);
}
