/** What was done before the screen that a test is about: the same requests that the application sends, without its pages. */
import organisation from '../../composition/demo/organisation.json' with { type: 'json' };

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}
export type Ask = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown) => Promise<Answer>;

/** Signed in as somebody of the made-up organisation who has no second factor. */
export async function courtApi(url: string, login: string): Promise<Ask> {
  let cookie = '';
  const ask: Ask = async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        Cookie: cookie,
        'X-Requested-With': 'test',
        ...(method !== 'GET' && { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie();
    if (set.length > 0) cookie = set.map((one) => one.split(';')[0]).join('; ');
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const { status } = await ask('POST', '/session', { login, password: organisation.password });
  if (status >= 300) throw new Error(`Expected ${login} to be signed in, but the server answered ${status}.`);
  return ask;
}

export async function done(answer: Promise<Answer>): Promise<Record<string, unknown>> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`Expected the server to accept this, but it answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
