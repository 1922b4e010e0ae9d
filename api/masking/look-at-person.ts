import { can } from '../../policies/can.ts';
import { MASK } from '../../protection/sensitive-values.ts';
import type { PersonRecord } from '../../store/person-contract.ts';
import type { RouteRequest } from '../route.ts';
import { abilityFor } from '../routes/readable.ts';
import { recordLook } from './record-look.ts';

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now' | 'purpose'>;

/** The identity number is masked, unless a rule lets the reader see it for the stated purpose; then the look is recorded. */
export async function lookAtPerson(request: Request, person: PersonRecord): Promise<PersonRecord> {
  if (person.identityNumber === undefined) return person;
  if (!can(abilityFor(request), 'readSensitive', 'Person', { ...person, purpose: request.purpose ?? '' }).allowed)
    return { ...person, identityNumber: MASK };
  await recordLook(request, { operation: 'readSensitive', subject: 'person', ids: [person.id], scope: { fields: ['identityNumber'] } });
  return person;
}
