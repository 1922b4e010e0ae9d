import { notFound, requirePermission } from '../../casework/require-permission.ts';
import { byRight } from '../../store/by-right.ts';
import { findSavedFilter, removeSavedFilter } from '../../store/repositories/saved-filters.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { isUuid } from '../is-uuid.ts';

/** By its owner; one that is shared also by whoever is over the unit. Throws notFound `savedFilterNotFound`, forbidden. */
export const removeFilter: PlainCommandOf<'removeFilter'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, epochs }, { services: { db }, input: { filter } }) {
    const found = isUuid(filter) ? await findSavedFilter(db, filter) : undefined;
    if (!found) throw notFound('SavedFilter');
    requirePermission(ability, 'remove', 'SavedFilter', { person: found.person, unitPath: found.unitPath ?? null });
    await byRight(db, epochs, async (tx) => await removeSavedFilter(tx, filter));
    return { removed: true };
  },
};
