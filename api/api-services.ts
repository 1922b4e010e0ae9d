/** What the API receives. It opens nothing by itself: database, clock, ids and the commands' services come from the root. */
import type { Services } from '../commands/contract.ts';
import type { ActorRights, SessionRecord } from '../store/contract.ts';
import type { ClientCertificates } from './middleware/believe-proxies.ts';
import type { IdentityProvider } from './session/identity-provider.ts';

export interface SessionPort {
  /** undefined when unknown, expired, or when the account is not active */
  load(token: string, now: string): Promise<(SessionRecord & { readonly rights: ActorRights }) | undefined>;
  touch(token: string, now: string): Promise<void>;
}

export interface Readiness {
  readonly database: boolean;
  /** names of migrations that are missing, and of those that a newer version made */
  readonly pendingMigrations: readonly string[];
  readonly unknownMigrations: readonly string[];
}

/** read and write: per account; deploy: heavy; signIn and open: per address */
export type LimitClass = 'read' | 'write' | 'deploy' | 'signIn' | 'open';
/** Requests a minute. */
export type Limits = Readonly<Record<LimitClass, number>>;

export interface SignInLimits {
  /** failures of one login from one network, before it has to wait */
  readonly pair: number;
  /** failures of one network with logins that never signed in from it */
  readonly network: number;
  readonly windowSeconds: number;
}

/** Attempts within the window to follow a case by its code. */
export interface LookupLimits {
  readonly code: number;
  readonly network: number;
  readonly windowSeconds: number;
}

export interface ApiOptions {
  /** cookies travel over TLS only, under the __Host- prefix */
  readonly secureCookies: boolean;
  /** proxies one behind the other, and their addresses and CIDR networks (undefined: whoever connects) */
  readonly trustedProxies: number;
  readonly proxyAddresses: readonly string[] | undefined;
  readonly clientCertificates: ClientCertificates;
  readonly limits: Limits;
  readonly signInLimits: SignInLimits;
  readonly lookupLimits: LookupLimits;
  /** milliseconds between two looks for changes, and between two signs of life on an event stream */
  readonly changesEveryMs: number;
  readonly heartbeatMs: number;
  /** the built web application; undefined: none is served */
  readonly webFolder: string | undefined;
}
export const DEFAULT_OPTIONS: ApiOptions = {
  secureCookies: true,
  trustedProxies: 0,
  proxyAddresses: undefined,
  clientCertificates: { header: undefined, trust: () => ({ authorities: [], lists: undefined }) },
  limits: { read: 1_200, write: 600, deploy: 30, signIn: 600, open: 600 },
  signInLimits: { pair: 5, network: 100, windowSeconds: 900 },
  lookupLimits: { code: 10, network: 60, windowSeconds: 3_600 },
  changesEveryMs: 500,
  heartbeatMs: 15_000,
  webFolder: undefined,
};

export interface ApiServices {
  readonly commands: Services;
  readonly sessions: SessionPort;
  /** absent: nobody signs in by the national identity */
  readonly identityProvider?: IdentityProvider | undefined;
  readonly readiness: () => Promise<Readiness>;
  readonly version: string;
  readonly options: ApiOptions;
}
