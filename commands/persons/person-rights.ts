import { Rejection } from '../../errors.ts';
import type { PersonRecord } from '../../store/person-contract.ts';
import { findPersons } from '../../store/queries/persons.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';
import { notFound, requirePermission } from '../../casework/require-permission.ts';

/** The entry, for who may do `action` with it. Throws notFound `personNotFound`, then forbidden. */
export async function personFor({ db }: Services, { ability }: Acting, id: string, action: string): Promise<PersonRecord> {
  const [person] = await findPersons(db, [id]);
  if (!person) throw notFound('Person');
  requirePermission(ability, action, 'Person', { ...person });
  return person;
}

/** Persons that a case is to be about must be in the register. Throws Rejection validation `personUnknown`. */
export async function requirePersons({ db }: Services, ids: readonly string[]): Promise<readonly string[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const known = new Set((await findPersons(db, wanted)).map(({ id }) => id));
  const problems = wanted.flatMap((id, at) =>
    known.has(id)
      ? []
      : [
          {
            code: 'personUnknown',
            path: `/persons/${at}`,
            message: `Expected person '${id}' to be in the register.`,
            details: { person: id },
          },
        ],
  );
  if (problems.length === 0) return wanted;
  throw new Rejection('validation', 'personUnknown', 'Expected the persons of a case to be in the register.', { problems });
}
