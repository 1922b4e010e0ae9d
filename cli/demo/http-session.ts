import { Rejection } from '../../errors.ts';

/** A signed-in user of a running server, over HTTP as a browser would be. */
export interface HttpSession {
  readonly login: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
}

/** Throws a Rejection when the server cannot be reached or refuses; the message is the server's own. */
export async function signIn(server: string, login: string, password: string): Promise<HttpSession> {
  const answer = await send(server, 'POST', '/api/v1/session', undefined, { login, password });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return {
    login,
    get: async <T>(path: string) => (await (await send(server, 'GET', path, cookie)).json()) as T,
    post: async <T>(path: string, body: unknown = {}) => (await (await send(server, 'POST', path, cookie, body)).json()) as T,
  };
}

async function send(server: string, method: string, path: string, cookie: string | undefined, body?: unknown): Promise<Response> {
  const headers = {
    'X-Requested-With': 'trinh-ky',
    'Accept-Language': 'vi',
    ...(cookie !== undefined && { Cookie: cookie }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
  };
  const response = await reach(new URL(path, server), { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  if (response.ok) return response;
  throw new Rejection('conflict', 'demo.refused', `${method} ${path}: ${await response.text()}`);
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
