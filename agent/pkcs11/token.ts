/** A token behind a PKCS#11 library. Runs only in the process of its own: the library blocks, and may crash. */
import pkcs11, { type Handle, type Template } from 'pkcs11js';
import { ecdsaValue } from '../../signing/crypto/ecdsa-value.ts';
import { TokenFault } from './token-fault.ts';
import type { TokenAnswer, TokenPlace, TokenQuestion } from './token-message.ts';

/** DigestInfo before a SHA-256 digest (RFC 8017 9.2, note 1). */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const LONGEST_SIGNATURE = 1024;
const MOST_CERTIFICATES = 64;

type Sign = Extract<TokenQuestion, { what: 'sign' }>;

export class Token {
  readonly #library = new pkcs11.PKCS11();
  readonly #label: string | undefined;

  /** Throws what the library throws when it cannot be loaded. */
  constructor({ module, token }: TokenPlace) {
    this.#label = token;
    this.#library.load(module);
    this.#library.C_Initialize();
  }

  /** Throws TokenFault, or an error whose message is the return value. */
  answer(question: TokenQuestion): TokenAnswer {
    const session = this.#open();
    if (question.what === 'certificates') return { what: 'certificates', certificates: this.#certificates(session).map(({ der }) => der) };
    return { what: 'signatures', signatures: this.#sign(session, question) };
  }

  #open(): Handle {
    const all = this.#library.C_GetSlotList(true);
    const slots =
      this.#label === undefined ? all.filter((slot) => this.#isReady(slot)) : all.filter((slot) => this.#labelOf(slot) === this.#label);
    const [slot, other] = slots;
    if (slot === undefined) throw new TokenFault('tokenRemoved', 'Expected a token in a slot.');
    if (other !== undefined) throw new TokenFault('tokenRemoved', 'Expected one token, or its label to be named.');
    return this.#library.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION);
  }

  #labelOf(slot: Handle): string {
    return this.#library.C_GetTokenInfo(slot).label.trim();
  }

  #isReady(slot: Handle): boolean {
    return (this.#library.C_GetTokenInfo(slot).flags & pkcs11.CKF_TOKEN_INITIALIZED) !== 0;
  }

  #certificates(session: Handle): readonly { readonly object: Handle; readonly der: Buffer }[] {
    const found = this.#find(session, [{ type: pkcs11.CKA_CLASS, value: pkcs11.CKO_CERTIFICATE }], MOST_CERTIFICATES);
    return found.map((object) => ({ object, der: this.#attribute(session, object, pkcs11.CKA_VALUE) }));
  }

  /** One login for all of one request. */
  #sign(session: Handle, { pin, certificate, algorithm, digests }: Sign): readonly Uint8Array[] {
    const named = this.#namesOf(session, Buffer.from(certificate));
    this.#library.C_Login(session, pkcs11.CKU_USER, pin);
    const keys = this.#find(session, [{ type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY }, ...named], 2);
    const [key] = keys;
    if (key === undefined || keys.length > 1) throw new TokenFault('keyGone', `Expected one key for the certificate, not ${keys.length}.`);
    return digests.map((digest) => this.#signOne(session, key, algorithm, Buffer.from(digest)));
  }

  #signOne(session: Handle, key: Handle, algorithm: Sign['algorithm'], digest: Buffer): Buffer {
    const isRsa = algorithm === 'rsa-sha256';
    this.#library.C_SignInit(session, { mechanism: isRsa ? pkcs11.CKM_RSA_PKCS : pkcs11.CKM_ECDSA }, key);
    const input = isRsa ? Buffer.concat([SHA256_INFO, digest]) : digest;
    const signed = Buffer.from(this.#library.C_Sign(session, input, Buffer.alloc(LONGEST_SIGNATURE)));
    return isRsa ? signed : ecdsaValue(signed);
  }

  /** Key and certificate share CKA_ID (PKCS#11 2.40, 4.4); where a token leaves it empty, their label. */
  #namesOf(session: Handle, certificate: Buffer): Template {
    const found = this.#certificates(session).find(({ der }) => der.equals(certificate));
    if (!found) throw new TokenFault('keyGone', 'Expected the certificate to be on the token still.');
    const id = this.#attribute(session, found.object, pkcs11.CKA_ID);
    if (id.length > 0) return [{ type: pkcs11.CKA_ID, value: id }];
    return [{ type: pkcs11.CKA_LABEL, value: this.#attribute(session, found.object, pkcs11.CKA_LABEL) }];
  }

  #find(session: Handle, template: Template, most: number): readonly Handle[] {
    this.#library.C_FindObjectsInit(session, template);
    try {
      return this.#library.C_FindObjects(session, most);
    } finally {
      this.#library.C_FindObjectsFinal(session);
    }
  }

  #attribute(session: Handle, object: Handle, type: number): Buffer {
    const [attribute] = this.#library.C_GetAttributeValue(session, object, [{ type }]);
    return Buffer.isBuffer(attribute?.value) ? attribute.value : Buffer.alloc(0);
  }
}
