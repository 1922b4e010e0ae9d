/**
 * Enters a person into the register, or finds who is there already under the identity number or the file number: agencies that
 * know the same person by the same number mean the same entry, whichever of them comes first.
 */
import { Rejection } from '../../errors.ts';
import type { PersonRecord } from '../../store/person-contract.ts';
import { findPersonsByNumber } from '../../store/queries/persons.ts';
import { addPerson } from '../../store/repositories/persons.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireUnit } from '../cases/start-unit.ts';
import { requirePermission } from '../../casework/require-permission.ts';
import { checkPerson } from './check-person.ts';

const TRIES = 3;

/** Throws conflict `personMismatch` when the numbers are those of two persons. */
export const registerPerson: PlainCommandOf<'registerPerson'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }, now) {
    const facts = checkPerson(input);
    requirePermission(acting.ability, 'register', 'Person', { ...facts }, true);
    await requireUnit(services, facts.unitPath);
    const id = services.newId();
    // somebody else may enter the same person at this moment
    for (let tries = 0; tries < TRIES; tries += 1) {
      const known = sameOf(await findPersonsByNumber(services.db, facts), facts);
      if (known) return { person: known.id, isNew: false };
      if (await addPerson(services.db, id, facts, acting.actor, now)) return { person: id, isNew: true };
    }
    throw new Rejection('conflict', 'personMismatch', 'Expected numbers that belong to one person.');
  },
};

function sameOf(
  found: readonly PersonRecord[],
  { identityNumber, fileNumber }: { readonly identityNumber?: string; readonly fileNumber?: string },
): PersonRecord | undefined {
  const [person, other] = found;
  if (!person) return undefined;
  const differs = (own: string | undefined, given: string | undefined): boolean =>
    own !== undefined && given !== undefined && own !== given;
  if (other || differs(person.identityNumber, identityNumber) || differs(person.fileNumber, fileNumber))
    throw new Rejection('conflict', 'personMismatch', 'Expected the identity number and the file number to belong to one person.');
  return person;
}
