/** Who could stand in for somebody: the same persons whom an appointment accepts, found by name, and as what they could. */
import { notFound, requirePermission } from '../../casework/require-permission.ts';
import { localDate } from '../../engine/time-values.ts';
import type { Ability } from '../../policies/ability.ts';
import { coveredGrants, coveringRoles } from '../../policies/cover.ts';
import { listHoldersOfRoles } from '../../store/queries/list-holders-of-roles.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import type { Services } from '../contract.ts';
import { holderOf } from './holder-of.ts';

export interface SubstituteCandidate {
  readonly person: string;
  readonly name: string;
  readonly title?: string;
  readonly unitPath: string;
  /** of the absent person, which this one could cover */
  readonly roles: readonly string[];
}

interface Asked {
  readonly absent: string;
  /** words of the name */
  readonly text?: string | undefined;
}

const ALL = { procedures: [], units: [], roles: [] };
const MOST = 50;

/** By name. Throws Rejection notFound `personNotFound`, `substitutionNotFound`, forbidden. */
export async function substituteCandidates(
  { db }: Pick<Services, 'db'>,
  ability: Ability,
  { absent, text }: Asked,
  now: string,
): Promise<readonly SubstituteCandidate[]> {
  const holder = await holderOf({ db }, absent);
  if (!holder) throw notFound('Person');
  requirePermission(ability, 'appoint', 'Substitution', { absent, unitPath: holder.unitPath });
  const day = localDate(Date.parse(now));
  const grants = (await loadRights(db, holder.id, now))?.grants ?? [];
  const found = await listHoldersOfRoles(db, { roles: coveringRoles(grants, day), text, now });
  return found
    .filter(({ person }) => person !== absent)
    .flatMap(({ grants: own, title, ...candidate }) => {
      const roles = [...new Set(coveredGrants(grants, own, ALL, day).map(({ role }) => role))];
      return roles.length === 0 ? [] : [{ ...candidate, ...(title !== null && { title }), roles }];
    })
    .slice(0, MOST);
}
