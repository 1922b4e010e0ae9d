/**
 * One small door to every private key: a PKCS#12 file, an HSM, a remote service, a token on the signer's computer. What stands behind it
 * sees only what is to be signed. A PIN comes with each call, goes to the key and nowhere else: it is not kept, not logged, not in an error.
 */
import type { SignatureRequest } from '../signing/cms/build-signed-attributes.ts';
import type { SigningAlgorithm } from '../signing/crypto/signing-algorithm.ts';
import type { SignerIdentity } from '../signing/sign-pdf.ts';

/** Whose key: a person signs personally, a unit seals. */
export interface Holder {
  readonly kind: 'person' | 'unit';
  readonly id: string;
}

/** The certificate that belongs to the key, its issuers without or with the anchor, and how the key signs. */
export interface KeyIdentity extends SignerIdentity {
  readonly algorithm: SigningAlgorithm;
}

export interface SigningContext {
  readonly holder: Holder;
  /** names this one signature: the same request is never signed twice unasked */
  readonly requestId: string;
  /** for the signer's eyes: what is signed */
  readonly description: string;
  /** of the key, where it has one */
  readonly pin?: string;
  /** a one-time code, where the service asks for one besides */
  readonly otp?: string;
  /** milliseconds until nobody waits any more; each back end has a limit of its own */
  readonly timeoutMs?: number;
}

export type BackendName = 'demo' | 'pkcs12' | 'hsm' | 'csc' | 'agent';

/** Throws Rejection `keys.*` for what a person must mend, Transient `keys.*` for what may pass: see key-fault.ts. */
export interface SigningBackend {
  readonly name: BackendName;
  identity(holder: Holder): Promise<KeyIdentity>;
  /** The raw signature over `request.attributes`, checked against the certificate; ECDSA in DER. */
  sign(request: SignatureRequest, context: SigningContext): Promise<Buffer>;
  close(): Promise<void>;
}
