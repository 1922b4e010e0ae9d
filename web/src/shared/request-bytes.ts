/** A file from the server, as it is. */
import i18n from 'i18next';
import { behalfOf } from './acting.ts';
import { problemOf } from './problem.ts';
import { send } from './request.ts';

export interface FileAsk {
  readonly signal?: AbortSignal | undefined;
  readonly purpose?: string | undefined;
  /** sent as JSON, by POST */
  readonly body?: unknown;
}
export interface FileGot {
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/** Throws Problem. */
export async function requestFile(path: string, { signal, purpose, body }: FileAsk = {}): Promise<FileGot> {
  const response = await send(`/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    credentials: 'same-origin',
    headers: {
      Accept: '*/*',
      'Accept-Language': i18n.language,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(purpose !== undefined && { Purpose: purpose }),
      ...behalfOf(path),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  if (response.ok) return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
  throw problemOf(await response.text(), response.headers.get('Retry-After'));
}

/** Throws Problem. */
export const requestBytes = async (path: string, signal?: AbortSignal, purpose?: string): Promise<Uint8Array> =>
  (await requestFile(path, { signal, purpose })).bytes;
