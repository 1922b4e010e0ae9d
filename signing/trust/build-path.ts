import { OID } from '../asn1/oids.ts';
import { Rejection } from '../../errors.ts';
import { verifySignature } from '../crypto/verify-signature.ts';
import { KEY_USAGE, type Certificate } from './certificate.ts';
import { unknownCritical } from './extensions.ts';
import { isTrustedAt, type TrustAnchor } from './trust-anchor.ts';

/** From the certificate itself to the anchor, which is the last. */
export type CertificatePath = readonly [Certificate, ...(readonly Certificate[])];

/** Why there is no path: none leads to an anchor; one does but breaks a rule; one does but was out of its time or weakly signed. */
export interface NoPath {
  readonly code: 'chainMissing' | 'chainConstraints' | 'certificateOutOfBounds' | 'certificateNotYetValid' | 'weakAlgorithm';
  readonly certificate: string;
  readonly reason: string;
}

export type PathResult = { readonly path: CertificatePath } | { readonly failure: NoPath };

/** Extensions that path validation here understands, or that change nothing for it. Name and policy constraints are not among them. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.certificatePolicies,
  OID.subjectKeyIdentifier,
  OID.authorityKeyIdentifier,
  OID.crlDistributionPoints,
  OID.subjectAltName,
  OID.authorityInfoAccess,
  OID.ocspNoCheck,
]);
const MAX_LENGTH = 8;
/** Signatures that one search may verify: authorities with one name and many keys must not cost more. */
const MAX_TRIALS = 64;

/**
 * A path from `certificate` to an anchor that was valid throughout at `time` (RFC 5280 6.1, with the shell model). Revocation is not
 * looked at here. The search is bounded; with several candidates the first that holds wins.
 */
export function buildPath(
  certificate: Certificate,
  pool: readonly Certificate[],
  anchors: readonly TrustAnchor[],
  time: number,
): PathResult {
  const search = new PathSearch(pool, anchors, time);
  const path = search.from([certificate]);
  return path
    ? { path }
    : { failure: search.failure ?? { code: 'chainMissing', certificate: certificate.name, reason: 'no issuer is trusted' } };
}

class PathSearch {
  /** of what came closest to an anchor */
  failure: NoPath | undefined;
  readonly #pool: readonly Certificate[];
  readonly #anchors: readonly TrustAnchor[];
  readonly #time: number;
  #trials = 0;

  constructor(pool: readonly Certificate[], anchors: readonly TrustAnchor[], time: number) {
    this.#pool = pool;
    this.#anchors = anchors;
    this.#time = time;
  }

  from(path: CertificatePath): CertificatePath | undefined {
    const last = path.at(-1) ?? path[0];
    if (!this.#holds(last)) return undefined;
    if (this.#isAnchor(last)) return path;
    if (path.length >= MAX_LENGTH) return undefined;
    for (const issuer of this.#issuersOf(last, path)) {
      const found = this.#mayIssue(issuer, last, path.length - 1) ? this.from([...path, issuer]) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  #isAnchor(certificate: Certificate): boolean {
    const anchor = this.#anchors.find((one) => one.certificate.equals(certificate));
    if (!anchor) return false;
    if (isTrustedAt(anchor, this.#time)) return true;
    this.#fail('certificateOutOfBounds', certificate, 'the anchor was not trusted at that time');
    return false;
  }

  #issuersOf({ issuer }: Certificate, path: CertificatePath): readonly Certificate[] {
    const candidates = [...this.#anchors.map(({ certificate }) => certificate), ...this.#pool];
    return candidates.filter((one) => one.subject.equals(issuer) && !path.some((used) => used.equals(one)));
  }

  /** What every certificate of a path must fulfil by itself. */
  #holds(certificate: Certificate): boolean {
    const unknown = unknownCritical(certificate.extensions, UNDERSTOOD);
    if (unknown.length > 0) return this.#fail('chainConstraints', certificate, `critical extension ${unknown.join(', ')}`);
    if (this.#time < certificate.notBefore) return this.#fail('certificateNotYetValid', certificate, 'it was not yet valid');
    if (this.#time > certificate.notAfter) return this.#fail('certificateOutOfBounds', certificate, 'it had expired');
    return true;
  }

  /** `below` counts the authorities between `issuer` and the end of the path. */
  #mayIssue(issuer: Certificate, subject: Certificate, below: number): boolean {
    if (++this.#trials > MAX_TRIALS) return this.#fail('chainConstraints', subject, 'too many certificates claim to be its issuer');
    const signed = this.#isSignedBy(subject, issuer);
    if (!signed) return false;
    const { authority } = issuer;
    if (!authority) return this.#fail('chainConstraints', issuer, 'it is no certificate of an authority');
    if (authority.pathLength < below) return this.#fail('chainConstraints', issuer, 'more authorities stand below it than it allows');
    return issuer.allows(KEY_USAGE.keyCertSign) || this.#fail('chainConstraints', issuer, 'its key may not sign certificates');
  }

  #isSignedBy(subject: Certificate, issuer: Certificate): boolean {
    try {
      const signed = isIssuedBy(subject, issuer);
      return signed || this.#fail('chainMissing', subject, `it is not signed by ${issuer.name}`);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      return this.#fail(error.code === 'signing.weakAlgorithm' ? 'weakAlgorithm' : 'chainConstraints', subject, error.message);
    }
  }

  /** The first failure that says more than that there is no path is the one to report. */
  #fail(code: NoPath['code'], certificate: Certificate, reason: string): false {
    if (!this.failure || this.failure.code === 'chainMissing') this.failure = { code, certificate: certificate.name, reason };
    return false;
  }
}

/** Whether `issuer`'s key signed `subject`. Throws Rejection for algorithms and keys that are not accepted. */
export function isIssuedBy(subject: Certificate, issuer: Certificate): boolean {
  return verifySignature({ algorithm: subject.signatureAlgorithm, key: issuer.key, data: subject.tbs, signature: subject.signature });
}
