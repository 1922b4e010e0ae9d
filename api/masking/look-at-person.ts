import { can } from '../../policies/can.ts';
import { MASK } from '../../protection/sensitive-values.ts';
import type { PersonRecord } from '../../store/person-contract.ts';
import { principalOf, type RouteRequest } from '../route.ts';
import { abilityFor } from '../routes/readable.ts';

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now' | 'purpose' | 'address'>;

/** The identity number is masked, unless a rule lets the reader see it for the stated purpose; then the look is recorded. */
export async function lookAtPerson(request: Request, person: PersonRecord): Promise<PersonRecord> {
  if (person.identityNumber === undefined) return person;
  const { services, now: at, purpose = '', address } = request;
  if (!can(abilityFor(request), 'readSensitive', 'Person', { ...person, purpose }).allowed) return { ...person, identityNumber: MASK };
  const { account, person: reader } = principalOf(request);
  const entry = { at, account, person: reader, action: 'readSensitive', subject: 'Person', object: person.id, purpose, address } as const;
  await services.commands.accessLog.record({ ...entry, scope: ['identityNumber'] });
  return person;
}
