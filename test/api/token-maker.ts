/** An OpenID provider that answers with whatever token a test makes: a real one would never issue the wrong ones. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

export interface Wish {
  /** changes of the claims; undefined takes one away */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** signed by a key that is not published */
  readonly strange?: boolean;
  /** whole, instead of all that */
  readonly token?: string;
}

export interface TokenMaker {
  readonly issuer: string;
  /** of the next ID token */
  wish: Wish;
  /** what was answered beside the ID token */
  readonly accessToken: string;
  /** signed as the ID tokens are */
  sign(claims: JWTPayload, wish?: Pick<Wish, 'strange'>): Promise<string>;
  close(): Promise<void>;
}

export const CLIENT = { id: 'trinh-ky', secret: 'a secret between provider and client, long enough' } as const;
const ALGORITHM = 'RS256';

export async function startTokenMaker(nonce: () => string): Promise<TokenMaker> {
  const [known, strange] = [await generateKeyPair(ALGORITHM), await generateKeyPair(ALGORITHM)];
  const jwk = { ...(await exportJWK(known.publicKey)), kid: 'k1', use: 'sig', alg: ALGORITHM };
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const maker: TokenMaker = {
    issuer,
    wish: {},
    accessToken: 'an-access-token-that-stays-on-the-server',
    sign: async (claims, { strange: unknown } = {}) =>
      await new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM, kid: 'k1' }).sign((unknown ? strange : known).privateKey),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const idToken = async (): Promise<string> => maker.wish.token ?? (await maker.sign(claimsOf(issuer, nonce(), maker.wish), maker.wish));
  const answers: Readonly<Record<string, () => Promise<object> | object>> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [ALGORITHM],
    }),
    '/jwks': () => ({ keys: [jwk] }),
    '/token': async () => ({ access_token: maker.accessToken, token_type: 'Bearer', expires_in: 60, id_token: await idToken() }),
  };
  server.on('request', (request, response) => {
    request.resume();
    void Promise.resolve(answers[request.url ?? '']?.() ?? {}).then((body) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
    );
  });
  return maker;
}

function claimsOf(issuer: string, nonce: string, { claims }: Wish): JWTPayload {
  const now = Math.floor(Date.now() / 1_000);
  const usual = { iss: issuer, sub: 'sub-an', aud: CLIENT.id, iat: now, exp: now + 60, nonce, personal_id: '001090000101' };
  return Object.fromEntries(Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== undefined));
}
