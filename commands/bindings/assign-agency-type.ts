/** To which type of agency a role belongs from a day on: districts are abolished, courts reorganised. Holds for the whole installation. */
import { byRight } from '../../store/by-right.ts';
import { addAgencyType } from '../../store/repositories/bindings.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { requirePermission } from '../../casework/require-permission.ts';
import { requirePeriod } from './checked-dates.ts';

export const assignAgencyType: PlainCommandOf<'assignAgencyType'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, actor, epochs }, { services, input }, now) {
    const entry = {
      role: requireText(input.role, 'role', 100),
      agencyType: requireText(input.agencyType, 'agencyType', 100),
      ...requirePeriod(input.validFrom, input.validTo),
      reason: requireText(input.reason, 'reason'),
    };
    requirePermission(ability, 'change', 'Binding', { role: entry.role, agencyType: entry.agencyType, unitPath: services.rootUnit }, true);
    const recorded = await byRight(services.db, epochs, async (tx) => await addAgencyType(tx, entry, actor, now));
    services.bindings.forget();
    return { id: recorded.id };
  },
};
