/** Corrects an entry of the register, with a reason; what it said before is kept. */
import { Rejection } from '../../errors.ts';
import { changePerson as save } from '../../store/repositories/persons.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireUnit } from '../cases/start-unit.ts';
import { requireText } from '../check-text.ts';
import { requirePermission } from '../../casework/require-permission.ts';
import { checkPerson } from './check-person.ts';
import { personFor } from './person-rights.ts';

/** Throws conflict `staleRevision`, `identityNumberTaken`, `fileNumberTaken`. */
export const changePerson: PlainCommandOf<'changePerson'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input, options }, now) {
    const { type: _, person: id, reason, ...changes } = input as typeof input & { readonly type: string };
    const person = await personFor(services, acting, id, 'change');
    const why = requireText(reason, 'reason');
    const facts = checkPerson({ ...person, ...changes });
    // nobody hands a file to a unit where it could not keep it
    requirePermission(acting.ability, 'change', 'Person', { ...facts }, true);
    if (facts.unitPath !== person.unitPath) await requireUnit(services, facts.unitPath);
    const revision = options.expectedRevision ?? person.revision;
    if (revision !== person.revision)
      throw new Rejection('conflict', 'staleRevision', `Expected the entry at revision ${revision}, but it is at ${person.revision}.`, {
        details: { expected: revision, actual: person.revision },
      });
    await save(services.db, { id, revision }, facts, { actor: acting.actor, reason: why, now });
    return { person: id, revision: revision + 1 };
  },
};
