import type { Actor } from '../../engine/command.ts';
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
  /** the cookie's secret: for sign-out only, never logged or shown */
  readonly token: string;
  /** names the session without being it: the token's hash, hex */
  readonly sessionId: string;
}

export const actorOf = ({ account, person, onBehalfOf }: Principal): Actor => ({
  account,
  person,
  ...(onBehalfOf !== undefined && { onBehalfOf }),
});
