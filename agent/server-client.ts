/** Dials out to the server. Over TLS, but for a server on this very computer; redirections are not followed, answers are bounded. */
import { AgentFault } from './agent-fault.ts';
import { ServerRefusal, type AgentServer, type AskedRequest, type RefusalKind } from './agent-protocol.ts';

/** milliseconds */
const TIMEOUT = 60_000;
/** bytes */
const LARGEST = 256 * 1024 * 1024;
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);
const API = '/api/v1';
/** of HTTP statuses */
const FAMILY = 100;
const FAULTS = 5;

/** Throws AgentFault `serverInvalid`. */
export function serverAddress(text: string): URL {
  const url = URL.parse(text);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOCAL.has(url.hostname));
  if (!url || !isSafe || url.username !== '' || url.password !== '') throw new AgentFault('serverInvalid');
  return url;
}

interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
  readonly token?: string;
}

async function send(server: URL, { method, path, body, token }: Sent): Promise<Buffer> {
  const answer = await fetch(new URL(`${API}${path}`, server), {
    method,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT),
    headers: {
      accept: 'application/json, application/pdf',
      'user-agent': 'trinh-ky-agent/0.1.0',
      ...(body && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const bytes = await bounded(answer);
  if (answer.ok) return bytes;
  const code = codeOf(bytes);
  throw new ServerRefusal(kindOf(answer, code), code);
}

/** A server that has too much to do, or a proxy whose server is away, says so by its family of answers or by when to come back. */
function kindOf({ status, headers }: Response, code: string): RefusalKind {
  if (code === 'notSignedIn') return 'ended';
  return Math.floor(status / FAMILY) === FAULTS || headers.has('retry-after') ? 'later' : 'refused';
}

async function bounded({ body }: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    if (size > LARGEST) throw new AgentFault('answerTooLarge');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Of Problem Details; a proxy's own page has none. */
function codeOf(bytes: Buffer): string {
  try {
    const { code } = JSON.parse(bytes.toString()) as { code?: unknown };
    return typeof code === 'string' ? code : '';
  } catch {
    return '';
  }
}

export interface Pairing {
  readonly code: string;
  readonly platform: string;
  readonly certificate: string;
  readonly chain: readonly string[];
}

/** Throws ServerRefusal. */
export async function pairWith(
  server: URL,
  pairing: Pairing,
): Promise<{ readonly agent: string; readonly name: string; readonly token: string }> {
  const bytes = await send(server, { method: 'POST', path: '/agents', body: pairing });
  return JSON.parse(bytes.toString()) as { agent: string; name: string; token: string };
}

export function createServerClient(server: URL, token: string): AgentServer {
  const post = async (path: string, body?: object): Promise<void> =>
    void (await send(server, { method: 'POST', path: `/agent${path}`, token, ...(body && { body }) }));
  const get = async (path: string): Promise<Buffer> => await send(server, { method: 'GET', path: `/agent${path}`, token });
  return {
    announce: async (key) => void (await send(server, { method: 'PUT', path: '/agent/key', body: key, token })),
    requests: async (wait) => (JSON.parse((await get(`/requests?wait=${wait}`)).toString()) as { requests: AskedRequest[] }).requests,
    document: async (request, place) => await get(`/requests/${request}/documents/${place}`),
    shown: async (request) => await post(`/requests/${request}/shown`),
    refuse: async (request, reason) => await post(`/requests/${request}/refusal`, { reason }),
    deliver: async (request, signatures) => await post(`/requests/${request}/signatures`, { signatures }),
  };
}
