/**
 * Secrets that were sealed before there was one vault: AES-256-GCM under a key of SECRET_KEY_FILE, which each sealed text names. They are
 * only opened; whatever is sealed now lies in the vault (secret-box.ts).
 */
import { createDecipheriv, createHash } from 'node:crypto';
import { Invariant } from '../../errors.ts';

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 's1.';

const idOf = (key: Buffer): string => createHash('sha256').update('trinh-ky key').update(key).digest('hex').slice(0, 8);

export const isEarlierSecret = (sealed: string): boolean => sealed.startsWith(VERSION);

/** Throws Invariant when it was changed, sealed for another purpose, or under a key that is not among `keys`. */
export function openEarlierSecret(keys: readonly Buffer[], sealed: string, purpose: string): string {
  const [id = '', body = ''] = sealed.slice(VERSION.length).split('.');
  const key = keys.find((one) => idOf(one) === id);
  if (!key) throw new Invariant(`Expected a secret sealed under a key of SECRET_KEY_FILE, but its key is '${id}'.`);
  const bytes = Buffer.from(body, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch (error) {
    throw new Invariant('Expected a sealed secret as it was written.', error);
  }
}
