/** The one way to the server: JSON in and out, problems as Problem, a key for each write so that a retry never does it twice. */
import i18n from 'i18next';
import { actingIsOver, behalfOf } from './acting.ts';
import { Problem, problemOf } from './problem.ts';

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | boolean | readonly (string | number)[] | undefined>>;
  /** a form is sent as it is, with its files */
  readonly body?: unknown;
  /** the same for every try of one act */
  readonly idempotencyKey?: string;
  /** the revision that the person saw */
  readonly revision?: number | undefined;
  /** what sensitive data is looked at for: a code of the catalogue of purposes */
  readonly purpose?: string | undefined;
  readonly signal?: AbortSignal;
}

/** Nobody may be acted for as was asked. */
const COVER_ENDED = 'substitutionUnknown';

/** Throws Problem. Undefined where the server has nothing to say. */
export async function request<T>(
  path: string,
  { method = 'GET', query, body, idempotencyKey, revision, purpose, signal }: Ask = {},
): Promise<T> {
  const behalf = behalfOf(path, method);
  const response = await send(`/api/v1${path}${search(query)}`, {
    method,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json, application/problem+json',
      'Accept-Language': i18n.language,
      ...(body !== undefined && !(body instanceof FormData) && { 'Content-Type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
      ...(revision !== undefined && { 'If-Match': `"${revision}"` }),
      ...(purpose !== undefined && { Purpose: purpose }),
      ...behalf,
    },
    ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const text = await response.text();
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
  const problem = problemOf(text, response.headers.get('Retry-After'));
  if (problem.code === COVER_ENDED && 'On-Behalf-Of' in behalf) actingIsOver();
  throw problem;
}

export async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem({ code: 'offline', title: i18n.t('problem.offline'), remedy: i18n.t('problem.offlineRemedy') }, true);
  }
}

function search(query: Ask['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as readonly (string | number)[]) : [value]).flatMap((one) =>
      one === undefined || one === '' ? [] : [[name, String(one)]],
    ),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

export const newKey = (): string => crypto.randomUUID();
