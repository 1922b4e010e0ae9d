import { Rejection } from '../../errors.ts';
import { notFound, requirePermission } from '../../casework/require-permission.ts';
import { byRight } from '../../store/by-right.ts';
import { findCase } from '../../store/queries/find-case.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { proposeDestruction as propose } from '../../store/repositories/destructions.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { isUuid } from '../is-uuid.ts';
import { keptUntil } from './retention.ts';

/** Throws conflict `caseNotEnded`, `retentionNotOver`, `retentionUndetermined`. Another person decides. */
export const proposeDestruction: PlainCommandOf<'proposeDestruction'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, actor, epochs }, { services, input }, now) {
    const { db, newId } = services;
    const found = isUuid(input.caseId) ? await findCase(db, input.caseId, now) : undefined;
    if (!found) throw notFound('Case');
    const { id: caseId, procedure, unitPath, endedAt } = found.case;
    requirePermission(ability, 'proposeDestruction', 'Case', { ...found.case });
    const reason = requireText(input.reason, 'reason');
    const basis = requireText(input.basis, 'basis');
    if (endedAt === undefined) throw new Rejection('conflict', 'caseNotEnded', 'Expected a case that has ended.');
    const notBefore = await keptUntil(services, endedAt, now);
    if (now < notBefore)
      throw new Rejection('conflict', 'retentionNotOver', `Expected the case to be kept until ${notBefore}.`, { details: { notBefore } });
    const id = newId();
    const { account, person = account } = actor;
    await byRight(db, epochs, async (tx) => {
      await propose(tx, { id, caseId, at: now, account, person, reason, basis, notBefore });
      const outcome = { destruction: id, basis, notBefore };
      await recordAct(tx, {
        at: now,
        actor,
        epoch: epochs[0]?.epoch,
        act: 'proposeDestruction',
        subject: caseId,
        procedure,
        unitPath,
        reason,
        outcome,
      });
    });
    return { destruction: id, notBefore };
  },
};
