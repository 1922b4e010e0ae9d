import type { DerValue } from '../asn1/der-value.ts';
import type { DigestName } from '../crypto/digest-name.ts';
import type { Certificate } from '../trust/certificate.ts';

/** SignedData (RFC 5652 5) with exactly one signer, as PAdES and RFC 3161 ask for. */
export interface SignedData {
  readonly contentType: string;
  /** encapsulated content; undefined in a detached signature */
  readonly content: Buffer | undefined;
  readonly certificates: readonly Certificate[];
  /** DER of revocation lists that the signer has enclosed */
  readonly crls: readonly Buffer[];
  readonly signer: SignerInfo;
}

export interface SignerInfo {
  readonly identifier: { readonly issuer: Buffer; readonly serial: Buffer } | { readonly keyIdentifier: Buffer };
  readonly digestAlgorithm: DerValue;
  readonly digest: DigestName;
  /** by object identifier; each at most once, with one value */
  readonly attributes: ReadonlyMap<string, DerValue>;
  /** what is signed: the attributes as a SET */
  readonly attributesDer: Buffer;
  readonly signatureAlgorithm: DerValue;
  readonly signature: Buffer;
  /** by object identifier, with all values */
  readonly unsignedAttributes: ReadonlyMap<string, readonly DerValue[]>;
}
