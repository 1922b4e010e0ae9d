import type { Obligation } from '../../commands/access-contract.ts';
import type { Actor, Origin } from '../../engine/command.ts';
import type { ActorRights } from '../../store/contract.ts';

/** Who is signed in, as loaded with this request: rights are never older than the request. */
export interface Principal {
  readonly account: string;
  readonly person: string;
  /** of `onBehalfOf` where somebody absent is acted for */
  readonly rights: ActorRights;
  /** the absent person whom this request acts for */
  readonly onBehalfOf?: string;
  readonly expiresAt: string;
  /** when the holder last proved who they are */
  readonly authenticatedAt: string;
  readonly methods: readonly string[];
  /** has to be done before anything else */
  readonly obligation?: Obligation;
  /** the cookie's secret: for sign-out only, never logged or shown */
  readonly token: string;
  /** names the session without being it: the token's hash, hex */
  readonly sessionId: string;
  /** of this request */
  readonly origin: Origin;
  /** it is this agent of the account that calls, with its own token and for its own operations only */
  readonly signingAgent?: string;
}

export const actorOf = ({ account, person, onBehalfOf, origin }: Principal): Actor => ({
  account,
  person,
  ...(onBehalfOf !== undefined && { onBehalfOf }),
  origin,
});
