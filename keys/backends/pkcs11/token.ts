/** A token behind a PKCS#11 library, asked one thing at a time. Runs only in the process of its own: the library blocks, and may crash. */
import pkcs11, { type Handle, type Template } from 'pkcs11js';
import type { HsmAnswer, HsmQuestion, HsmToken } from './hsm-message.ts';
import { ecdsaValue } from '../../../signing/crypto/ecdsa-value.ts';
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
      quietly(() => this.#library.C_CloseSession(session));
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
    const certificate = only(of([{ type: pkcs11.CKA_LABEL, value: label }]), `certificate '${label}'`);
    return { what: 'identity', certificate, others: of([]).filter((one) => !one.equals(certificate)) };
  }

  #sign(session: Handle, { label, pin, algorithm, digest }: Sign): HsmAnswer {
    this.#library.C_Login(session, pkcs11.CKU_USER, pin);
    try {
      const labelled = [
        { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY },
        { type: pkcs11.CKA_LABEL, value: label },
      ];
      const key = only(this.#find(session, labelled, 2), `key '${label}'`);
      const isRsa = algorithm === 'rsa-sha256';
      this.#library.C_SignInit(session, { mechanism: isRsa ? pkcs11.CKM_RSA_PKCS : pkcs11.CKM_ECDSA }, key);
      const signed = this.#library.C_Sign(
        session,
        isRsa ? Buffer.concat([SHA256_INFO, digest]) : Buffer.from(digest),
        Buffer.alloc(LONGEST_SIGNATURE),
      );
      return { what: 'signature', signature: isRsa ? Buffer.from(signed) : ecdsaValue(Buffer.from(signed)) };
    } finally {
      quietly(() => this.#library.C_Logout(session));
    }
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

/** Of two that bear one label nobody knows which is meant. */
function only<Value>(found: readonly Value[], what: string): Value {
  const [first, second] = found;
  if (first === undefined || second !== undefined)
    throw new TokenFault('keyGone', `Expected one ${what} on the token, not ${found.length}.`);
  return first;
}

/** What has been signed is signed, even if the token is pulled before it is let go of. */
function quietly(release: () => void): void {
  try {
    release();
  } catch {
    // the session ends with the token or with this process
  }
}
