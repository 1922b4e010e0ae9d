import { localDate } from '../../engine/time-values.ts';
import { coveredGrants } from '../../policies/cover.ts';
import type { Database } from '../../store/connection.ts';
import type { ActorRights } from '../../store/contract.ts';
import { loadCoverInForce } from '../../store/repositories/substitutions.ts';

/**
 * What `account` may use now of the rights of the absent person: as far as the substitution goes and the substitute's own rights are
 * enough. Only what is the absent person's own, never what that person covers for others: there are no chains.
 */
export function storedSubstitution(db: Database) {
  return async (account: string, onBehalfOf: string, now: string): Promise<ActorRights | undefined> => {
    const found = await loadCoverInForce(db, account, onBehalfOf, now);
    if (!found) return undefined;
    const { absent, own, scope } = found;
    const day = localDate(Date.parse(now));
    const grants = coveredGrants(absent.grants, own.grants, scope, day);
    const roles = [...new Set(grants.map(({ role }) => role))];
    const forbidding = [...own.grants, ...absent.grants];
    return { ...absent, grants, cover: { ...scope, roles, account: absent.account, day, forbidding } };
  };
}
