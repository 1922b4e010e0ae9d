/** Who acts, with the rights that are in force now: the account must be active, and acting for somebody absent needs a substitution. */
import { Rejection } from '../../errors.ts';
import type { Actor } from '../../engine/command.ts';
import { abilityFor, type Ability, type PolicyActor } from '../../policies/ability.ts';
import type { ActorRights, RoleGrant } from '../../store/contract.ts';
import { isSystem } from '../actors.ts';
import type { Services } from '../contract.ts';

export interface Acting {
  /** as it goes into the log: the person comes from the account, never from the request */
  readonly actor: Actor;
  /** may do nothing for a system actor: what that may do is fixed by its commands */
  readonly ability: Ability;
  readonly grants: readonly RoleGrant[];
  /** the acting account first, then the one acted for; empty for system actors */
  readonly epochs: readonly { readonly account: string; readonly epoch: number }[];
  /** the actor's person and the one acted for */
  readonly persons: readonly string[];
}

const NOTHING: Ability = abilityFor({ account: '', roles: [] }, []);

export function systemActing(actor: Actor): Acting {
  return { actor, ability: NOTHING, grants: [], epochs: [], persons: [] };
}

/** Throws Rejection unauthenticated `accountUnknown`, forbidden `accountNotActive`, `substitutionUnknown`. */
export async function actingOf(services: Services, actor: Actor, rights: ActorRights | undefined, now: string): Promise<Acting> {
  if (isSystem(actor)) return systemActing(actor);
  await services.moduleRules.refresh();
  const own = activeRights(rights);
  const absent = actor.onBehalfOf === undefined ? undefined : await absentRights(services, actor.account, actor.onBehalfOf, now);
  const { grants } = absent ?? own;
  const acting: Actor = {
    account: own.account,
    person: own.person,
    ...(absent && { onBehalfOf: absent.person }),
    ...(actor.origin && { origin: actor.origin }),
  };
  return {
    actor: acting,
    grants,
    ability: abilityOf(services, { ...acting, roles: grants, ...(absent?.cover && { cover: absent.cover }) }),
    epochs: [own, ...(absent ? [absent] : [])].map(({ account, epoch }) => ({ account, epoch })),
    persons: [own.person, ...(absent ? [absent.person] : [])],
  };
}

function activeRights(rights: ActorRights | undefined): ActorRights {
  if (!rights) throw new Rejection('unauthenticated', 'accountUnknown', 'Expected the acting account to exist.');
  if (rights.state === 'active') return rights;
  throw new Rejection('forbidden', 'accountNotActive', `Expected the acting account to be active, but it is ${rights.state}.`);
}

/** Throws Rejection forbidden `substitutionUnknown`. */
export async function absentRights(
  { substitution }: Pick<Services, 'substitution'>,
  account: string,
  absent: string,
  now: string,
): Promise<ActorRights> {
  const rights = await substitution(account, absent, now);
  if (rights?.state === 'active') return rights;
  throw new Rejection('forbidden', 'substitutionUnknown', 'Expected a substitution in force for the person acted for.');
}

/** By the rules of the modules as they were read last (`refresh`). */
export function abilityOf({ caches, rules, moduleRules }: Services, actor: PolicyActor): Ability {
  const ofModules = moduleRules.last();
  const key = JSON.stringify([ofModules.version, actor.account, actor.person, actor.onBehalfOf, actor.roles, actor.cover]);
  const known = caches.abilities.get(key);
  if (known) return known;
  const ability = abilityFor(actor, [...rules, ...ofModules.files]);
  caches.abilities.set(key, ability);
  return ability;
}
