import { can } from '../../../policies/can.ts';
import { useAbility, useSession } from '../shared/session.ts';
import type { DefinitionItem } from '../shared/types.ts';

/** The units in which the user may begin a case of a procedure; undefined while that is asked for. */
export function useStartUnits(): ((definition: DefinitionItem) => readonly string[]) | undefined {
  const { grants } = useSession();
  const ability = useAbility();
  if (!ability) return undefined;
  const units = [...new Set(grants.map(({ unitPath }) => unitPath))];
  return ({ key: procedure, starterRoles, suspended }) =>
    suspended ? [] : units.filter((caseUnit) => can(ability, 'start', 'Definition', { procedure, starterRoles, caseUnit }).allowed);
}
