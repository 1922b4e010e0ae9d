/** A token behind a PKCS#11 library, asked one thing at a time. Runs only in the process of its own: the library blocks, and may crash. */
import pkcs11, { type Handle, type Template } from 'pkcs11js';
import type { HsmAnswer, HsmQuestion, HsmToken } from './hsm-message.ts';
import { ecdsaValue } from '../ecdsa-value.ts';
import { TokenFault } from './token-fault.ts';

/** DigestInfo before a SHA-256 digest (RFC 8017 9.2, note 1). */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const LONGEST_SIGNATURE = 1024;
const MOST_CERTIFICATES = 256;

type Sign = Extract<HsmQuestion, { what: 'sign' }>;

export class Token {
  readonly #library = new pkcs11.PKCS11();
  readonly #label: string;

  /** Throws what the library throws when it cannot be loaded. */
  constructor({ module, token }: HsmToken) {
    this.#label = token;
    this.#library.load(module);
    this.#library.C_Initialize();
  }

  /** Throws TokenFault, or an error whose message is the return value. */
  answer(question: HsmQuestion): HsmAnswer {
    const session = this.#open();
    try {
      return question.what === 'identity' ? this.#identity(session, question.label) : this.#sign(session, question);
    } finally {
      this.#library.C_CloseSession(session);
    }
  }

  #open(): Handle {
    const slot = this.#library.C_GetSlotList(true).find((one) => this.#library.C_GetTokenInfo(one).label.trim() === this.#label);
    if (!slot) throw new TokenFault('tokenRemoved', `Expected token '${this.#label}' in a slot.`);
    return this.#library.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION);
  }

  #identity(session: Handle, label: string): HsmAnswer {
    const of = (template: Template): readonly Buffer[] =>
      this.#find(session, [{ type: pkcs11.CKA_CLASS, value: pkcs11.CKO_CERTIFICATE }, ...template], MOST_CERTIFICATES).map((one) =>
        this.#valueOf(session, one),
      );
    const [certificate] = of([{ type: pkcs11.CKA_LABEL, value: label }]);
    if (!certificate) throw new TokenFault('keyGone', `Expected a certificate '${label}' on the token.`);
    return { what: 'identity', certificate, others: of([]).filter((one) => !one.equals(certificate)) };
  }

  #sign(session: Handle, { label, pin, algorithm, digest }: Sign): HsmAnswer {
    this.#logIn(session, pin);
    try {
      const [key] = this.#find(
        session,
        [
          { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY },
          { type: pkcs11.CKA_LABEL, value: label },
        ],
        1,
      );
      if (!key) throw new TokenFault('keyGone', `Expected a key '${label}' on the token.`);
      const isRsa = algorithm === 'rsa-sha256';
      this.#library.C_SignInit(session, { mechanism: isRsa ? pkcs11.CKM_RSA_PKCS : pkcs11.CKM_ECDSA }, key);
      const signed = this.#library.C_Sign(
        session,
        isRsa ? Buffer.concat([SHA256_INFO, digest]) : Buffer.from(digest),
        Buffer.alloc(LONGEST_SIGNATURE),
      );
      return { what: 'signature', signature: isRsa ? Buffer.from(signed) : ecdsaValue(Buffer.from(signed)) };
    } finally {
      this.#library.C_Logout(session);
    }
  }

  /** Some libraries are unusable after a failed login until they are begun anew: the caller then ends this process. */
  #logIn(session: Handle, pin: string): void {
    this.#library.C_Login(session, pkcs11.CKU_USER, pin);
  }

  #find(session: Handle, template: Template, most: number): readonly Handle[] {
    this.#library.C_FindObjectsInit(session, template);
    try {
      return this.#library.C_FindObjects(session, most);
    } finally {
      this.#library.C_FindObjectsFinal(session);
    }
  }

  #valueOf(session: Handle, object: Handle): Buffer {
    const [attribute] = this.#library.C_GetAttributeValue(session, object, [{ type: pkcs11.CKA_VALUE }]);
    if (!Buffer.isBuffer(attribute?.value)) throw new TokenFault('keyGone', 'Expected a certificate with a value.');
    return attribute.value;
  }

  close(): void {
    this.#library.C_Finalize();
  }
}
