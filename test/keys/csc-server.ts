/** A remote signing service of the tests, after the CSC API 2.0: it holds keys, and can be slow, wrong, or asynchronous. */
import { constants, privateEncrypt, randomUUID, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signDigest } from './sign-digest.ts';
import type { KeyIdentity } from '../../keys/signing-backend.ts';

export interface CscKey {
  readonly userId: string;
  readonly key: KeyObject;
  readonly identity: KeyIdentity;
  readonly pin?: string;
  readonly otp?: string;
}

export interface CscServer {
  readonly url: string;
  /** method and body of every call, in order */
  readonly calls: { readonly method: string; readonly body: Record<string, unknown> }[];
  /** what it does from now on */
  readonly deeds: {
    /** authorizes and signs only after so many questions */
    pendingAuthorization: number;
    pendingSignature: number;
    rawEcdsa: boolean;
    keyStatus: string;
    mode: string;
    /** signs with this instead */
    foreignKey: KeyObject | undefined;
    /** answers these calls so */
    replies: Map<string, { readonly status: number; readonly body: string } | 'hangs up'>;
    /** forgets its tokens */
    tokensTaken: boolean;
  };
  close(): Promise<void>;
}

interface Authorization {
  readonly hashes: readonly string[];
  readonly credentialID: string;
  waits: number;
}

const ALGORITHMS = {
  'rsa-sha256': ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.1'],
  'ecdsa-sha256': ['1.2.840.10045.4.3.2'],
  'ecdsa-sha384': [],
};

export async function startCscServer(keys: readonly CscKey[]): Promise<CscServer> {
  const authorizations = new Map<string, Authorization>();
  const responses = new Map<string, { readonly signature: string; waits: number }>();
  let tokens = new Set<string>();
  let url = '';
  const deeds: CscServer['deeds'] = {
    pendingAuthorization: 0,
    pendingSignature: 0,
    rawEcdsa: false,
    keyStatus: 'enabled',
    mode: 'explicit',
    foreignKey: undefined,
    replies: new Map(),
    tokensTaken: false,
  };
  const calls: CscServer['calls'] = [];

  const keyOf = (id: unknown): CscKey | undefined => keys.find(({ userId }) => `cred-${userId}` === id);

  function info(id: unknown): object | undefined {
    const found = keyOf(id);
    if (!found) return undefined;
    const { certificate, chain, algorithm } = found.identity;
    const objects = [
      ...(found.pin === undefined ? [] : [{ type: 'Password', id: 'PIN', format: 'N' }]),
      ...(found.otp === undefined ? [] : [{ type: 'Password', id: 'OTP', format: 'N', generator: 'totp' }]),
    ];
    return {
      key: { status: deeds.keyStatus, algo: ALGORITHMS[algorithm], len: 2048 },
      cert: { status: 'valid', certificates: [certificate, ...chain].map(({ der }) => der.toString('base64')) },
      auth: { mode: deeds.mode, expression: 'PIN', objects },
      SCAL: '2',
      multisign: 1,
    };
  }

  function authorize(body: Record<string, unknown>): Reply {
    const found = keyOf(body['credentialID']);
    const data = body['authData'] as { id: string; value: string }[];
    const given = (id: string): string | undefined => data.find((one) => one.id === id)?.value;
    if (given('PIN') === 'locked') return refuse('invalid_request', 'Credential locked');
    if (found?.pin !== given('PIN') || found?.otp !== given('OTP'))
      return refuse('invalid_authentication_data', 'The authentication data is invalid');
    const id = randomUUID();
    authorizations.set(id, {
      hashes: body['hashes'] as string[],
      credentialID: String(body['credentialID']),
      waits: deeds.pendingAuthorization,
    });
    return deeds.pendingAuthorization > 0 ? { status: 202, body: { handle: id } } : { status: 200, body: { SAD: id, expiresIn: 60 } };
  }

  function signHash(body: Record<string, unknown>): Reply {
    const authorization = authorizations.get(String(body['SAD']));
    const [hash = ''] = body['hashes'] as string[];
    const found = keyOf(body['credentialID']);
    if (!found || !authorization || authorization.credentialID !== body['credentialID'])
      return refuse('invalid_request', 'Invalid parameter SAD');
    if (!authorization.hashes.includes(hash)) return refuse('invalid_request', 'Hash is not authorized by the SAD');
    // SCAL 2: one authorization, one signature
    authorizations.delete(String(body['SAD']));
    const signature = rawSign(deeds.foreignKey ?? found.key, Buffer.from(hash, 'base64'), deeds.rawEcdsa).toString('base64');
    if (deeds.pendingSignature === 0) return { status: 200, body: { signatures: [signature] } };
    const id = randomUUID();
    responses.set(id, { signature, waits: deeds.pendingSignature });
    return { status: 200, body: { responseID: id } };
  }

  function answer(method: string, body: Record<string, unknown>): Reply {
    if (method === 'credentials/list')
      return {
        status: 200,
        body: { credentialIDs: keys.filter(({ userId }) => userId === body['userID']).map(({ userId }) => `cred-${userId}`) },
      };
    if (method === 'credentials/info') return { status: 200, body: info(body['credentialID']) ?? {} };
    if (method === 'credentials/authorize') return authorize(body);
    if (method === 'credentials/authorizeCheck') {
      const found = authorizations.get(String(body['handle']));
      if (!found) return refuse('invalid_request', 'Invalid parameter handle');
      found.waits -= 1;
      return found.waits > 0 ? { status: 202, body: { handle: body['handle'] } } : { status: 200, body: { SAD: body['handle'] } };
    }
    if (method === 'signatures/signHash') return signHash(body);
    const found = responses.get(String(body['requestID']));
    if (!found) return refuse('invalid_request', 'Invalid parameter requestID');
    found.waits -= 1;
    return { status: 200, body: found.waits > 0 ? {} : { signatures: [found.signature] } };
  }

  const server: Server = createServer((request, response) => {
    void read(request).then((text) => {
      const method = (request.url ?? '').replace('/csc/v2/', '');
      const reply = (status: number, body: string): void =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      if (method === 'oauth2/token') {
        const form = new URLSearchParams(text);
        if (form.get('client_secret') !== 'bí mật') return reply(401, '{"error":"invalid_client"}');
        const token = randomUUID();
        tokens.add(token);
        return reply(200, JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600 }));
      }
      if (deeds.tokensTaken) {
        deeds.tokensTaken = false;
        tokens = new Set();
      }
      if (!tokens.has((request.headers.authorization ?? '').replace('Bearer ', ''))) return reply(401, '{"error":"invalid_token"}');
      const body = JSON.parse(text) as Record<string, unknown>;
      calls.push({ method, body });
      const fixed = deeds.replies.get(method);
      if (fixed === 'hangs up') return void request.socket.destroy();
      if (fixed) return reply(fixed.status, fixed.body);
      const found = answer(method, body);
      reply(found.status, JSON.stringify(found.body));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/csc/v2`;
  return {
    url,
    calls,
    deeds,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Reply {
  readonly status: number;
  readonly body: object;
}

const refuse = (error: string, description: string): Reply => ({ status: 400, body: { error, error_description: description } });

/** Over a digest, which node signs only as data of its own hash: for RSA the padding is made here. */
function rawSign(key: KeyObject, digest: Buffer, raw: boolean): Buffer {
  if (key.asymmetricKeyType !== 'rsa') return signDigest(key, digest, raw);
  const info = Buffer.concat([Buffer.from('3031300d060960864801650304020105000420', 'hex'), digest]);
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, info);
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString();
}
