/** A token behind a PKCS#11 library. Runs only in the process of its own, which ends with the answer: the library blocks, and may crash. */
import pkcs11, { type Handle, type Template } from 'pkcs11js';
import { TokenFault } from '../../pkcs11/token-fault.ts';
import { TokenSession } from '../../pkcs11/token-session.ts';
import type { TokenAnswer, TokenPlace, TokenQuestion } from './token-message.ts';

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
    if (question.what === 'sign') return { what: 'signatures', signatures: sign(session, question) };
    return { what: 'certificates', certificates: certificates(session).map(({ der }) => der) };
  }

  #open(): TokenSession {
    const all = this.#library.C_GetSlotList(true);
    const slots =
      this.#label === undefined ? all.filter((slot) => this.#isReady(slot)) : all.filter((slot) => this.#labelOf(slot) === this.#label);
    const [slot, other] = slots;
    if (slot === undefined) throw new TokenFault('tokenRemoved', 'Expected a token in a slot.');
    if (other !== undefined) throw new TokenFault('tokenRemoved', 'Expected one token, or its label to be named.');
    return new TokenSession(this.#library, slot);
  }

  #labelOf(slot: Handle): string {
    return this.#library.C_GetTokenInfo(slot).label.trim();
  }

  #isReady(slot: Handle): boolean {
    return (this.#library.C_GetTokenInfo(slot).flags & pkcs11.CKF_TOKEN_INITIALIZED) !== 0;
  }
}

function certificates(session: TokenSession): readonly { readonly object: Handle; readonly der: Buffer }[] {
  return session.certificates(MOST_CERTIFICATES).map((object) => ({ object, der: session.attribute(object, pkcs11.CKA_VALUE) }));
}

/** One login for all of one request. */
function sign(session: TokenSession, { pin, certificate, algorithm, digests }: Sign): readonly Uint8Array[] {
  const named = namesOf(session, Buffer.from(certificate));
  session.login(pin);
  const keys = session.privateKeys(named);
  const [key] = keys;
  if (key === undefined || keys.length > 1) throw new TokenFault('keyGone', `Expected one key for the certificate, not ${keys.length}.`);
  return digests.map((digest) => session.sign(key, algorithm, digest));
}

/** Key and certificate share CKA_ID (PKCS#11 2.40, 4.4); where a token leaves it empty, their label. */
function namesOf(session: TokenSession, certificate: Buffer): Template {
  const found = certificates(session).find(({ der }) => der.equals(certificate));
  if (!found) throw new TokenFault('keyGone', 'Expected the certificate to be on the token still.');
  const id = session.attribute(found.object, pkcs11.CKA_ID);
  if (id.length > 0) return [{ type: pkcs11.CKA_ID, value: id }];
  return [{ type: pkcs11.CKA_LABEL, value: session.attribute(found.object, pkcs11.CKA_LABEL) }];
}
