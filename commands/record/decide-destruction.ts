import { Rejection } from '../../errors.ts';
import { notFound, requirePermission } from '../../casework/require-permission.ts';
import { byRight } from '../../store/by-right.ts';
import { findCase } from '../../store/queries/find-case.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { decideDestruction as decide, destroyContents, findDestruction } from '../../store/repositories/destructions.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { isUuid } from '../is-uuid.ts';

/** Approved: the contents are gone with the decision. Throws forbidden `ownProposal`, conflict `destructionDecided`. */
export const decideDestruction: PlainCommandOf<'decideDestruction'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, actor, epochs, persons }, { services: { db }, input }, now) {
    const proposal = isUuid(input.destruction) ? await findDestruction(db, input.destruction) : undefined;
    const found = proposal && (await findCase(db, proposal.caseId, now));
    if (!proposal || !found) throw notFound('Destruction');
    const { procedure, unitPath } = found.case;
    requirePermission(ability, 'decideDestruction', 'Case', { ...found.case });
    if ([...persons, actor.account].some((one) => one === proposal.person || one === proposal.account))
      throw new Rejection('forbidden', 'ownProposal', 'Expected another person than the one who proposed it.');
    const reason = requireText(input.reason, 'reason');
    const { approve } = input;
    const { account, person = account } = actor;
    return await byRight(db, epochs, async (tx) => {
      const isFirst = await decide(tx, { id: proposal.id, approved: approve, at: now, account, person, reason });
      if (!isFirst) throw new Rejection('conflict', 'destructionDecided', 'Expected a proposal that nobody has decided yet.');
      const steps = approve ? await destroyContents(tx, proposal.id) : 0;
      const outcome = { destruction: proposal.id, steps, proposedBy: proposal.account };
      const act = approve ? 'approveDestruction' : 'refuseDestruction';
      await recordAct(tx, { at: now, actor, epoch: epochs[0]?.epoch, act, subject: proposal.caseId, procedure, unitPath, reason, outcome });
      return { steps };
    });
  },
};
