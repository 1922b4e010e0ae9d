import { Rejection } from '../../errors.ts';
import { requirePermission } from '../../casework/require-permission.ts';
import { byRight } from '../../store/by-right.ts';
import { unitExists } from '../../store/queries/unit-exists.ts';
import { countSavedFilters, saveFilter as save } from '../../store/repositories/saved-filters.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { invalidInput } from '../invalid-input.ts';

/** Of one person: a list that is longer is not read any more. */
const MOST = 100;
const LONGEST_NAME = 100;

/** Throws forbidden; validation `nameRequired`, `unitUnknown`; conflict `savedFilterNameTaken`, `tooManySavedFilters`. */
export const saveFilter: PlainCommandOf<'saveFilter'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, actor, epochs, persons }, { services, input }, now) {
    const { screen, filters, unitPath } = input;
    const person = persons[0] ?? actor.account;
    const subject = { person, unitPath: unitPath ?? null };
    requirePermission(ability, 'save', 'SavedFilter', subject);
    if (unitPath !== undefined) {
      requirePermission(ability, 'share', 'SavedFilter', subject);
      if (!(await unitExists(services.db, unitPath)))
        throw invalidInput('unitUnknown', 'unitPath', `Expected unit '${unitPath}' to exist.`, 'unitUnknown');
    }
    const name = requireText(input.name, 'name', LONGEST_NAME);
    const content = { screen, name, filters, ...(unitPath !== undefined && { unitPath }) };
    return await byRight(services.db, epochs, async (tx) => {
      if ((await countSavedFilters(tx, person)) >= MOST)
        throw new Rejection('conflict', 'tooManySavedFilters', `Expected at most ${MOST} filters of one person.`, {
          details: { most: MOST },
        });
      const id = await save(tx, { ...content, id: services.newId(), person, at: now });
      if (id !== undefined) return { id };
      throw new Rejection('conflict', 'savedFilterNameTaken', `Expected a name that nobody else gave to a filter shared with this unit.`);
    });
  },
};
