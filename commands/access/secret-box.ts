/**
 * Secrets at rest: AES-256-GCM under a key that lies outside the database. Each sealed text names its key, so that a new key can be
 * used for what comes while the old one still opens what was sealed before. `purpose` is bound: a secret of one thing opens no other.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Invariant } from '../../errors.ts';

export interface SecretBox {
  seal(text: string, purpose: string): string;
  /** Throws Invariant when it was changed, sealed for another purpose, or under a key that is not here. */
  open(sealed: string, purpose: string): string;
}

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 's1';

const idOf = (key: Buffer): string => createHash('sha256').update('trinh-ky key').update(key).digest('hex').slice(0, 8);

/** `keys`: of 32 bytes, the one to seal with first. */
export function createSecretBox(keys: readonly [Buffer, ...Buffer[]]): SecretBox {
  const byId = new Map(keys.map((key) => [idOf(key), key]));
  return {
    seal(text, purpose) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keys[0], nonce).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${VERSION}.${idOf(keys[0])}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },
    open(sealed, purpose) {
      const [version, id = '', body = ''] = sealed.split('.');
      const key = byId.get(id);
      if (version !== VERSION || !key)
        throw new Invariant(`Expected a secret sealed under a key of this installation, but its key is '${id}'.`);
      const bytes = Buffer.from(body, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch (error) {
        throw new Invariant('Expected a sealed secret as it was written.', error);
      }
    },
  };
}
