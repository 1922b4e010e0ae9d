/** A real OpenID provider that stands for the national identity, and a browser's way through it. Whoever `who` names is signed in there. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Adapter, type AdapterPayload, type KoaContextWithOIDC } from 'oidc-provider';

export const CLIENT = { id: 'trinh-ky', secret: 'a secret between provider and client, long enough' } as const;
export const CALLBACK = 'http://localhost:8080/api/v1/session/identity/callback';

export interface NationalIdentity {
  readonly issuer: string;
  /** who signs in there next, and by what */
  who: { readonly subject: string; readonly identityNumber?: string; readonly amr?: readonly string[]; readonly acr?: string };
  /** where logout tokens go */
  logoutUri: string;
  /** what was issued so far, by kind */
  readonly stored: ReadonlyMap<string, AdapterPayload>;
  /** Goes to `location` as a browser, signs in, and gives the query that comes back. */
  visit(location: string): Promise<string>;
  /** Ends the sessions of the browser of the last visit there, which tells the clients. */
  signOutThere(): Promise<void>;
  close(): Promise<void>;
}

class MapAdapter implements Adapter {
  static readonly stored = new Map<string, AdapterPayload>();
  readonly #kind: string;
  constructor(kind: string) {
    this.#kind = kind;
  }
  #key(id: string): string {
    return `${this.#kind}:${id}`;
  }
  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    MapAdapter.stored.set(this.#key(id), payload);
    await Promise.resolve();
  }
  async find(id: string): Promise<AdapterPayload | undefined> {
    return await Promise.resolve(MapAdapter.stored.get(this.#key(id)));
  }
  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return await Promise.resolve([...MapAdapter.stored].find(([key, each]) => key.startsWith(`${this.#kind}:`) && each.uid === uid)?.[1]);
  }
  async findByUserCode(): Promise<undefined> {
    await Promise.resolve();
  }
  async consume(id: string): Promise<void> {
    const payload = MapAdapter.stored.get(this.#key(id));
    if (payload) payload['consumed'] = Math.floor(Date.now() / 1_000);
    await Promise.resolve();
  }
  async destroy(id: string): Promise<void> {
    MapAdapter.stored.delete(this.#key(id));
    await Promise.resolve();
  }
  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { grantId: of }] of MapAdapter.stored) if (of === grantId) MapAdapter.stored.delete(key);
    await Promise.resolve();
  }
}

/** `callback`: where it sends the browser back to. */
export async function startNationalIdentity(callback = CALLBACK): Promise<NationalIdentity> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let cookies = new Map<string, string>();
  const identity: NationalIdentity = {
    issuer,
    who: { subject: 'nobody' },
    logoutUri: '',
    stored: MapAdapter.stored,
    async visit(location) {
      cookies = new Map();
      return await walk(location, cookies);
    },
    async signOutThere() {
      const page = await fetch(`${issuer}/session/end`, { headers: { cookie: cookieText(cookies) } });
      keep(page, cookies);
      const xsrf = /name="xsrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
      const body = new URLSearchParams({ xsrf, logout: 'yes' });
      await fetch(`${issuer}/session/end/confirm`, { method: 'POST', body, headers: { cookie: cookieText(cookies) }, redirect: 'manual' });
    },
    close: async () => await stop(server),
  };
  // at the first request: by then it is known where logout tokens go
  let provider: Provider | undefined;
  server.on('request', (request, response) => {
    provider ??= providerOf(issuer, identity, callback);
    void provider.callback()(request, response);
  });
  return identity;
}

function providerOf(issuer: string, identity: NationalIdentity, callback: string): Provider {
  const provider = new Provider(issuer, {
    adapter: MapAdapter,
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [callback],
        backchannel_logout_session_required: true,
        backchannel_logout_uri: identity.logoutUri || new URL('logout', callback).href,
      },
    ],
    claims: { openid: ['sub', 'personal_id', 'sid', 'acr', 'amr'], acr: null as never, sid: null as never },
    acrValues: ['urn:vneid:2'],
    ttl: { Interaction: 60, Grant: 600, Session: 600, AccessToken: 60, AuthorizationCode: 60, IdToken: 60 },
    jwks: { keys: [generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }) as never] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    // ours is on this machine, which it would not call
    fetch: async (url: string | URL | Request, { dispatcher: _, ...given }: RequestInit & { dispatcher?: unknown } = {}) =>
      await fetch(url, given),
    cookies: { keys: ['a key of the cookies there'] },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => {
      const { identityNumber } = identity.who;
      return {
        accountId,
        claims: async () => await Promise.resolve({ sub: accountId, ...(identityNumber !== undefined && { personal_id: identityNumber }) }),
      };
    },
    loadExistingGrant: async (ctx: KoaContextWithOIDC) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: CLIENT.id, accountId: ctx.oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return await next();
    const { subject, amr, acr } = identity.who;
    const login = { accountId: subject, ...(amr && { amr: [...amr] }), ...(acr !== undefined && { acr }) };
    await provider.interactionFinished(ctx.req, ctx.res, { login });
    ctx.respond = false;
  });
  return provider;
}

const cookieText = (cookies: ReadonlyMap<string, string>): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

function keep(answer: Response, cookies: Map<string, string>): void {
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
}

async function walk(location: string, cookies: Map<string, string>): Promise<string> {
  let at = location;
  for (let i = 0; i < 8; i += 1) {
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie: cookieText(cookies) } });
    keep(answer, cookies);
    const next = answer.headers.get('location');
    if (next === null)
      throw new Error(`Expected the provider to send the browser on, but it answered ${answer.status}: ${await answer.text()}`);
    at = new URL(next, at).href;
    if (at.startsWith(CALLBACK)) return new URL(at).search.slice(1);
  }
  throw new Error('Expected the provider to send the browser back.');
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
