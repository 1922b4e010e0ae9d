import { principalOf } from '../route.ts';
import { actorOf, type Principal } from './principal.ts';

/** The signed-in user as commands take them, with when they last proved who they are. */
export function asMyself(request: { readonly principal: Principal | undefined }) {
  const principal = principalOf(request);
  const { authenticatedAt, token } = principal;
  return { actor: actorOf(principal), token, options: { authenticatedAt } };
}
