import { abilityOf } from '../../commands/rights/acting.ts';
import type { Services } from '../../commands/contract.ts';
import type { Ability } from '../../policies/ability.ts';
import type { Principal } from './principal.ts';

/** What the signed-in user may do: the same ability that commands decide by. */
export function abilityOfPrincipal(
  services: Services,
  { account, person, rights, onBehalfOf }: Pick<Principal, 'account' | 'person' | 'rights' | 'onBehalfOf'>,
): Ability {
  const { grants: roles, cover } = rights;
  return abilityOf(services, { account, person, roles, ...(onBehalfOf !== undefined && { onBehalfOf }), ...(cover && { cover }) });
}
