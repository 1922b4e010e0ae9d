/** An open session of a PKCS#11 library, and what every token is asked: objects, their attributes, a signature over a digest. */
import pkcs11, { type Handle, type PKCS11, type Template } from 'pkcs11js';
import { ecdsaValue } from '../signing/crypto/ecdsa-value.ts';
import type { SigningAlgorithm } from '../signing/crypto/signing-algorithm.ts';

/** DigestInfo before a SHA-256 digest (RFC 8017 9.2, note 1). */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const LONGEST_SIGNATURE = 1024;

/** Errors are those of the library: their message is the name of the return value. */
export class TokenSession {
  readonly #library: PKCS11;
  readonly #session: Handle;

  constructor(library: PKCS11, slot: Handle) {
    this.#library = library;
    this.#session = library.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION);
  }

  login(pin: string): void {
    this.#library.C_Login(this.#session, pkcs11.CKU_USER, pin);
  }

  logout(): void {
    quietly(() => this.#library.C_Logout(this.#session));
  }

  close(): void {
    quietly(() => this.#library.C_CloseSession(this.#session));
  }

  certificates(most: number, named: Template = []): readonly Handle[] {
    return this.#find([{ type: pkcs11.CKA_CLASS, value: pkcs11.CKO_CERTIFICATE }, ...named], most);
  }

  /** Two at most: whoever asks for one must know when there are more. */
  privateKeys(named: Template): readonly Handle[] {
    return this.#find([{ type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY }, ...named], 2);
  }

  /** Empty where the object has none. */
  attribute(object: Handle, type: number): Buffer {
    const [attribute] = this.#library.C_GetAttributeValue(this.#session, object, [{ type }]);
    return Buffer.isBuffer(attribute?.value) ? attribute.value : Buffer.alloc(0);
  }

  /** RSA as RSASSA-PKCS1-v1_5, ECDSA as the DER value that CMS holds. */
  sign(key: Handle, algorithm: SigningAlgorithm, digest: Uint8Array): Buffer {
    const isRsa = algorithm === 'rsa-sha256';
    this.#library.C_SignInit(this.#session, { mechanism: isRsa ? pkcs11.CKM_RSA_PKCS : pkcs11.CKM_ECDSA }, key);
    const input = isRsa ? Buffer.concat([SHA256_INFO, digest]) : Buffer.from(digest);
    const signed = Buffer.from(this.#library.C_Sign(this.#session, input, Buffer.alloc(LONGEST_SIGNATURE)));
    return isRsa ? signed : ecdsaValue(signed);
  }

  #find(template: Template, most: number): readonly Handle[] {
    this.#library.C_FindObjectsInit(this.#session, template);
    try {
      return this.#library.C_FindObjects(this.#session, most);
    } finally {
      this.#library.C_FindObjectsFinal(this.#session);
    }
  }
}

/** What has been signed is signed, even if the token is pulled before it is let go of. */
function quietly(release: () => void): void {
  try {
    release();
  } catch {
    // the session ends with the token or with this process
  }
}
