import { Rejection } from '../../errors.ts';
import { notFound, requirePermission } from '../../casework/require-permission.ts';
import { byRight } from '../../store/by-right.ts';
import { findSubstitution } from '../../store/queries/list-substitutions.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { endSubstitution as end, holdAccountsOf } from '../../store/repositories/substitutions.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';

/**
 * At once, also for a step that is under way: by the absent person who is back, the substitute who cannot go on, or whoever is over them.
 * Throws notFound `substitutionNotFound`, forbidden, conflict `substitutionEnded`.
 */
export const endSubstitution: PlainCommandOf<'endSubstitution'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, actor, epochs, persons }, { services: { db }, input }, now) {
    const found = await findSubstitution(db, input.substitution);
    if (!found) throw notFound('Substitution');
    const { id, absent, substitute, unitPath } = found;
    requirePermission(ability, 'end', 'Substitution', { absent, substitute, unitPath });
    const reason = requireText(input.reason, 'reason');
    const by = { account: actor.account, person: persons[0] ?? '' };
    return await byRight(
      db,
      epochs,
      async (tx) => {
        if (!(await end(tx, id, by, reason, now)))
          throw new Rejection('conflict', 'substitutionEnded', `Expected substitution ${id} to be in force or to come.`);
        const act = { at: now, actor, epoch: epochs[0]?.epoch, act: 'endSubstitution', subject: String(id), unitPath, reason };
        await recordAct(tx, { ...act, outcome: { absent, substitute } });
        return { ended: true as const };
      },
      async (tx) => await holdAccountsOf(tx, [absent, substitute], [by.account]),
    );
  },
};
