import type { RoleGrant, TaskRecord } from '../../store/contract.ts';

type Named = Pick<TaskRecord, 'candidateUnits' | 'candidateRoles' | 'unitPath'>;

/**
 * The unit whose agency a task is done for: of those that its diagram names the one in which the actor holds the role, else the case's own.
 * Its seal is asked for, its head is on the page.
 */
export function agencyOfTask({ candidateUnits, candidateRoles, unitPath }: Named, grants: readonly RoleGrant[]): string {
  const own = candidateUnits.find((unit) => grants.some((grant) => candidateRoles.includes(grant.role) && isRelated(unit, grant.unitPath)));
  return own ?? candidateUnits[0] ?? unitPath;
}

const isRelated = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
