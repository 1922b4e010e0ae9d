/**
 * Key-encryption keys in a key management service, over HTTPS: `POST <url>/wrap {context, plaintext}` answers `{key, ciphertext}`,
 * `POST <url>/unwrap {key, context, ciphertext}` answers `{plaintext}`; bytes in base64. `GET <url>` answers `{current}`.
 */
import { Invariant, Transient } from '../errors.ts';
import type { KeyWrapper } from './key-wrapper.ts';

export interface KmsOptions {
  readonly url: string;
  /** sent as a bearer token */
  readonly token?: string | undefined;
  readonly timeoutMs?: number;
}

const USUAL_TIMEOUT_MS = 5_000;

/** Throws Transient `keyService` while the service cannot be reached. */
export async function kmsKeys(options: KmsOptions): Promise<KeyWrapper> {
  const { current } = await ask(options, '');
  if (typeof current !== 'string' || current === '') throw new Invariant('Expected the key service to name its current key.');
  return {
    current,
    async wrap(secret, owner) {
      const { key, ciphertext } = await ask(options, '/wrap', { key: current, context: owner, plaintext: secret.toString('base64') });
      if (key !== current) throw new Invariant('Expected the key service to wrap with the key that it was asked for.');
      return bytesOf(ciphertext);
    },
    async unwrap(wrapped, owner, keyId) {
      const { plaintext } = await ask(options, '/unwrap', { key: keyId, context: owner, ciphertext: wrapped.toString('base64') });
      return bytesOf(plaintext);
    },
  };
}

async function ask(
  { url, token, timeoutMs = USUAL_TIMEOUT_MS }: KmsOptions,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  let response: Response;
  try {
    response = await fetch(`${url.replace(/\/$/, '')}${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (cause) {
    throw new Transient('keyService', 'Expected the key service to answer.', cause);
  }
  if (!response.ok) throw new Transient('keyService', `The key service answered ${response.status}.`);
  return (await response.json()) as Record<string, unknown>;
}

function bytesOf(text: unknown): Buffer {
  if (typeof text === 'string' && text !== '') return Buffer.from(text, 'base64');
  throw new Invariant('Expected the key service to answer with bytes in base64.');
}
