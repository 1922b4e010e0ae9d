import { can } from '../../../policies/can.ts';
import { useAbility, useSession } from '../shared/session.ts';

/** What the user may do with the registers of a unit, and in which of the own units numbers are reserved. Nothing while that is asked for. */
export function useNumberRights(): { readonly may: (action: string, unitPath: string) => boolean; readonly units: readonly string[] } {
  const { grants } = useSession();
  const ability = useAbility();
  const may = (action: string, unitPath: string): boolean =>
    ability !== undefined && can(ability, action, 'NumberRegister', { unitPath }).allowed;
  return { may, units: [...new Set(grants.map(({ unitPath }) => unitPath))].filter((unit) => may('reserve', unit)) };
}
