/** What the user may do with accounts, by the server's own rules. */
import { can, type Permission } from '../../../policies/can.ts';
import { useStartUnits } from '../start/use-start-units.ts';
import { useQuery } from '@tanstack/react-query';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import { useAbility, useSession } from '../shared/session.ts';
import type { AccountListed } from '../shared/types.ts';
import { ACCOUNT_PROCEDURES } from './account-procedures.ts';

type Known = Pick<AccountListed, 'id' | 'person' | 'unitPath' | 'state' | 'roles'>;

export interface AccountRights {
  /** false while the rules are asked for */
  readonly known: boolean;
  /** units whose accounts the user administers, the topmost ones */
  readonly roots: readonly string[];
  /** a request about an account can be made */
  readonly proposes: boolean;
  /** an account can be locked at once */
  readonly suspends: boolean;
  may(action: string, account: Known): Permission | undefined;
}

export function useAccountRights(): AccountRights {
  const { grants } = useSession();
  const ability = useAbility();
  const unitsOf = useStartUnits();
  const { data: definitions = [] } = useQuery(proceduresQuery);
  const starts = (key: string): boolean => definitions.some((one) => one.key === key && (unitsOf?.(one).length ?? 0) > 0);
  const units = [...new Set(grants.map(({ unitPath }) => unitPath))].filter(
    (unitPath) => ability && can(ability, 'endSessions', 'Account', { unitPath, roles: [] }).allowed,
  );
  return {
    known: ability !== undefined,
    roots: units.filter((unit) => !units.some((other) => unit.startsWith(`${other}.`))),
    proposes: starts(ACCOUNT_PROCEDURES.request),
    suspends: starts(ACCOUNT_PROCEDURES.suspension),
    may: (action, { id, person, unitPath, state, roles }) =>
      ability && can(ability, action, 'Account', { account: id, person, unitPath, state, roles }),
  };
}
