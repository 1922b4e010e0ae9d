/** Who stands at the head of a unit from a day on, by person or by role: told when work of the unit is late. */
import { byRight } from '../../store/by-right.ts';
import { addUnitHead } from '../../store/repositories/unit-heads.ts';
import { findPersonNames } from '../../store/queries/names.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { checkedUnit } from '../../casework/start-rights.ts';
import { requireUnit } from '../cases/start-unit.ts';
import { optionalText, requireText } from '../check-text.ts';
import { invalidInput } from '../invalid-input.ts';
import { requirePermission } from '../../casework/require-permission.ts';
import { requirePeriod } from './checked-dates.ts';

/** Throws validation `headInvalid`, `actorUnknown`, `unitUnknown`, …; forbidden. */
export const nameUnitHead: PlainCommandOf<'nameUnitHead'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, actor, epochs }, { services, input }, now) {
    const unitPath = checkedUnit(input.unitPath);
    const role = optionalText(input.role, 'role', 100);
    const person = optionalText(input.person, 'person', 200);
    requirePermission(ability, 'change', 'Binding', { role, unitPath }, true);
    if (role !== undefined && person !== undefined)
      throw invalidInput('headInvalid', 'role', 'Expected a person or a role, not both.', 'headInvalid');
    await requireUnit(services, unitPath);
    if (person !== undefined && !(await findPersonNames(services.db, [person])).has(person))
      throw invalidInput('actorUnknown', 'person', `Expected person '${person}' to be on record.`, 'actorUnknown');
    const head = { unitPath, ...(role !== undefined && { role }), ...(person !== undefined && { person }) };
    const period = requirePeriod(input.validFrom, input.validTo);
    const entry = { ...head, ...period, reason: requireText(input.reason, 'reason') };
    return { id: await byRight(services.db, epochs, async (tx) => await addUnitHead(tx, entry, actor, now)) };
  },
};
