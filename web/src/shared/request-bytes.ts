/** A file from the server, as it is. */
import i18n from 'i18next';
import { problemOf } from './problem.ts';
import { send } from './request.ts';

/** Throws Problem. */
export async function requestBytes(path: string, signal?: AbortSignal, purpose?: string): Promise<Uint8Array> {
  const response = await send(`/api/v1${path}`, {
    credentials: 'same-origin',
    headers: {
      Accept: 'application/pdf, application/problem+json',
      'Accept-Language': i18n.language,
      ...(purpose !== undefined && { Purpose: purpose }),
    },
    ...(signal && { signal }),
  });
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  throw problemOf(await response.text(), response.headers.get('Retry-After'));
}
