/** Whom a case is about, changed after its start: with a reason. Who comes in brings along what happened to them before. */
import { Rejection } from '../../errors.ts';
import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { authorizeCase } from '../rights/case-rights.ts';
import { requirePersons } from './person-rights.ts';

/** Throws validation `personUnknown`, `nothingToChange`. */
export const linkPersons: CaseCommandOf<'linkPersons'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  authorize: (at) => authorizeCase(at, 'linkPersons', { status: 'active' }),
  async decide({ services, loaded }, { add = [], remove = [], reason }) {
    const why = requireText(reason, 'reason');
    const { parties: before } = loaded.case;
    const added = (await requirePersons(services, add)).filter((person) => !before.includes(person));
    const parties = [...before.filter((person) => !remove.includes(person)), ...added];
    if (parties.length === before.length && added.length === 0)
      throw new Rejection('validation', 'nothingToChange', 'Expected persons to add who are not linked, or persons to remove who are.');
    return { command: { type: 'linkPersons', add: added, remove: [...remove], reason: why }, parties, comment: why };
  },
};
