/** One signed-in user of the HTTP interface, as a program would be: cookie, problem details, a key per write so that a retry is safe. */
import { randomUUID } from 'node:crypto';

export interface HttpClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  signOut(): Promise<void>;
}

interface ProblemDetails {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
}

export async function signIn(url: string, login: string, password: string): Promise<HttpClient> {
  const response = await send(url, 'POST', '/api/v1/session', { login, password }, {});
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const request = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const headers = { cookie, ...(method === 'POST' && { 'idempotency-key': randomUUID() }) };
    const answer = await send(url, method, path, body, headers);
    const text = await answer.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  return {
    get: async (path) => await request('GET', path),
    post: async (path, body = {}) => await request('POST', path, body),
    signOut: async () => await request('DELETE', '/api/v1/session'),
  };
}

async function send(url: string, method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: {
      accept: 'application/json',
      'accept-language': 'vi',
      'x-requested-with': 'trinh-ky',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as ProblemDetails;
  throw new Error(`${method} ${path}: ${response.status} ${problem.code ?? ''} ${problem.detail ?? problem.title ?? ''}`);
}
