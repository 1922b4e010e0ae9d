/** A token behind a PKCS#11 library, asked one thing at a time. Runs only in the process of its own: the library blocks, and may crash. */
import pkcs11, { type Template } from 'pkcs11js';
import { TokenFault } from '../../../pkcs11/token-fault.ts';
import { TokenSession } from '../../../pkcs11/token-session.ts';
import type { HsmAnswer, HsmQuestion, HsmToken } from './hsm-message.ts';

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
      return question.what === 'identity' ? identity(session, question.label) : sign(session, question);
    } finally {
      session.close();
    }
  }

  #open(): TokenSession {
    const slot = this.#library.C_GetSlotList(true).find((one) => this.#library.C_GetTokenInfo(one).label.trim() === this.#label);
    if (!slot) throw new TokenFault('tokenRemoved', `Expected token '${this.#label}' in a slot.`);
    return new TokenSession(this.#library, slot);
  }

  close(): void {
    this.#library.C_Finalize();
  }
}

function identity(session: TokenSession, label: string): HsmAnswer {
  const certificate = only(certificates(session, [{ type: pkcs11.CKA_LABEL, value: label }]), `certificate '${label}'`);
  return { what: 'identity', certificate, others: certificates(session).filter((one) => !one.equals(certificate)) };
}

function certificates(session: TokenSession, named?: Template): readonly Buffer[] {
  const found = session.certificates(MOST_CERTIFICATES, named).map((one) => session.attribute(one, pkcs11.CKA_VALUE));
  if (found.some(({ length }) => length === 0)) throw new TokenFault('keyGone', 'Expected a certificate with a value.');
  return found;
}

function sign(session: TokenSession, { label, pin, algorithm, digest }: Sign): HsmAnswer {
  session.login(pin);
  try {
    const key = only(session.privateKeys([{ type: pkcs11.CKA_LABEL, value: label }]), `key '${label}'`);
    return { what: 'signature', signature: session.sign(key, algorithm, digest) };
  } finally {
    session.logout();
  }
}

/** Of two that bear one label nobody knows which is meant. */
function only<Value>(found: readonly Value[], what: string): Value {
  const [first, second] = found;
  if (first === undefined || second !== undefined)
    throw new TokenFault('keyGone', `Expected one ${what} on the token, not ${found.length}.`);
  return first;
}
