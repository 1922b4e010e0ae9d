/**
 * The key of one owner (a case, a person of the register, the messages): AES-256-GCM, bound to its owner and to the place where the
 * text stands. The same text in the same place gives the same ciphertext, so that a replayed step can be compared with the stored one
 * byte for byte: the nonce is a keyed hash of place and text, as in AES-SIV (RFC 5297), so that it never meets a second text.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { Invariant } from '../errors.ts';

const NONCE = 12;
const TAG = 16;

export class DataKey {
  readonly owner: string;
  readonly #cipher: Buffer;
  readonly #nonce: Buffer;
  readonly #index: Buffer;

  /** `secret`: 32 random bytes */
  constructor(owner: string, secret: Buffer) {
    const derived = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `trinh-ky ${purpose}`, 32));
    this.owner = owner;
    this.#cipher = derived('cipher');
    this.#nonce = derived('nonce');
    this.#index = derived('index');
  }

  /** base64url of what `sealBytes` gives */
  seal(text: string, place: string): string {
    return this.sealBytes(Buffer.from(text), place).toString('base64url');
  }

  /** Throws Invariant as `openBytes` does. */
  open(sealed: string, place: string): string {
    return this.openBytes(Buffer.from(sealed, 'base64url'), place).toString('utf8');
  }

  /** nonce, tag and ciphertext */
  sealBytes(bytes: Buffer, place: string): Buffer {
    const bound = Buffer.from(`${this.owner}\u001f${place}`);
    const nonce = createHmac('sha256', this.#nonce).update(`${bound.length}\u001f`).update(bound).update(bytes).digest().subarray(0, NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#cipher, nonce).setAAD(bound);
    const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  /** Throws Invariant, without the bytes, where they were changed, or moved from another place or owner. */
  openBytes(bytes: Buffer, place: string): Buffer {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#cipher, bytes.subarray(0, NONCE), { authTagLength: TAG });
      decipher.setAAD(Buffer.from(`${this.owner}\u001f${place}`)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
    } catch (cause) {
      throw new Invariant(`Expected what is sealed for ${this.owner} at ${place} to be whole.`, cause);
    }
  }

  /** A keyed hash by which an equal text is found without being read; 32 bytes in hex. */
  blindIndex(text: string, place: string): string {
    return createHmac('sha256', this.#index).update(`${place}\u001f${text}`).digest('hex');
  }
}
