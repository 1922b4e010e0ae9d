/** By which number certificates name the agency of a unit, so that its seal is recognised; and where its seat is, for its documents. */
import { requirePermission } from '../../casework/require-permission.ts';
import { checkedUnit } from '../../casework/start-rights.ts';
import { byRight } from '../../store/by-right.ts';
import { addAgencyFact } from '../../store/repositories/agency-facts.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireUnit } from '../cases/start-unit.ts';
import { requireText } from '../check-text.ts';

export const stateAgency: PlainCommandOf<'stateAgency'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, actor, epochs }, { services, input }, now) {
    const unitPath = checkedUnit(input.unitPath);
    requirePermission(ability, 'change', 'Binding', { unitPath }, true);
    await requireUnit(services, unitPath);
    const entry = {
      unitPath,
      number: requireText(input.number, 'number', 50),
      place: requireText(input.place, 'place', 200),
      reason: requireText(input.reason, 'reason'),
    };
    return { id: await byRight(services.db, epochs, async (tx) => await addAgencyFact(tx, entry, actor.account, now)) };
  },
};
