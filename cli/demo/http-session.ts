import { setTimeout as pause } from 'node:timers/promises';
import { generateSync } from 'otplib';
import { Rejection } from '../../errors.ts';

/** A signed-in user of a running server, over HTTP as a browser would be. */
export interface HttpSession {
  readonly login: string;
  get<T>(path: string): Promise<T>;
  /** what the server gives as a file */
  bytes(path: string): Promise<Buffer>;
  post<T>(path: string, body?: unknown): Promise<T>;
}

export interface DemoCredentials {
  readonly login: string;
  readonly password: string;
  readonly otpSecret: string;
}

const STEP_MS = 30_000;
const ROUNDS = 3;

/** Throws a Rejection when the server cannot be reached or refuses; the message is the server's own. */
export async function signIn(server: string, credentials: DemoCredentials): Promise<HttpSession> {
  const { login, password } = credentials;
  const answer = await send(server, 'POST', '/api/v1/session', undefined, { login, password });
  const { step } = (await answer.clone().json()) as { step?: string };
  const cookie = cookieOf(step === undefined ? answer : await passFactor(server, credentials, cookieOf(answer)));
  return {
    login,
    get: async <T>(path: string) => (await (await send(server, 'GET', path, cookie)).json()) as T,
    bytes: async (path) => Buffer.from(await (await send(server, 'GET', path, cookie)).arrayBuffer()),
    post: async <T>(path: string, body: unknown = {}) => (await (await send(server, 'POST', path, cookie, body)).json()) as T,
  };
}

const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

/** A code is good once: when an earlier run has just used it, the next one is taken, or waited for. */
async function passFactor(server: string, { otpSecret: secret }: DemoCredentials, cookie: string): Promise<Response> {
  for (let round = 1; ; round += 1) {
    for (const ahead of [0, STEP_MS]) {
      const code = generateSync({ secret, epoch: Math.floor((Date.now() + ahead) / 1_000) });
      const answer = await ask(server, 'POST', '/api/v1/session/factor', cookie, { method: 'otp', code });
      if (answer.ok) return answer;
      if (round === ROUNDS) throw await refusalOf('POST', '/api/v1/session/factor', answer);
    }
    await pause(STEP_MS - (Date.now() % STEP_MS));
  }
}

async function send(server: string, method: string, path: string, cookie: string | undefined, body?: unknown): Promise<Response> {
  const response = await ask(server, method, path, cookie, body);
  if (response.ok) return response;
  throw await refusalOf(method, path, response);
}

const refusalOf = async (method: string, path: string, response: Response): Promise<Rejection> =>
  new Rejection('conflict', 'demo.refused', `${method} ${path}: ${await response.text()}`);

async function ask(server: string, method: string, path: string, cookie: string | undefined, body?: unknown): Promise<Response> {
  const headers = {
    'X-Requested-With': 'trinh-ky',
    'Accept-Language': 'vi',
    ...(cookie !== undefined && { Cookie: cookie }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
  };
  return await reach(new URL(path, server), { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

async function reach(url: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    throw new Rejection(
      'conflict',
      'demo.unreachable',
      `There is no server at ${url.origin}. Start one with npm start, or name it with --url.`,
      {
        cause: error,
      },
    );
  }
}
