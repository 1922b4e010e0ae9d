/**
 * OCSP responses and revocation lists, asked about one certificate at a time. Only what the certificate's issuer, or a responder that the
 * issuer has authorised, signed is believed (RFC 6960 4.2.2.2, RFC 5280 6.3): anybody can make a response that says "good".
 */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import { OID } from '../asn1/oids.ts';
import { verifySignature } from '../crypto/verify-signature.ts';
import { isIssuedBy } from './build-path.ts';
import { KEY_USAGE, type Certificate } from './certificate.ts';
import { outOfScope } from './crl-scope.ts';
import { findRevocation, readCrl, type Crl } from './crl.ts';
import { unknownCritical } from './extensions.ts';
import { readOcspResponse, type OcspResponse, type SingleResponse } from './read-ocsp-response.ts';
import { isStatus, type EvidenceResult, type RevocationStatus, type UnusableEvidence } from './revocation-status.ts';

/** One piece of evidence (DER), and when it is known to have existed: now, or when a time-stamp covered it. */
export interface Evidence {
  readonly der: Buffer;
  readonly provenAt: number;
  /** whether the document itself carries it */
  readonly embedded: boolean;
}

interface Read<Value> {
  readonly value: Value;
  readonly evidence: Evidence;
}

/** Clocks of authorities differ by minutes at most. */
export const CLOCK_SKEW = 5 * 60_000;
/** SHA-1 identifies an issuer here and protects nothing (RFC 6960 4.3). */
const IDENTIFIER_HASHES: Readonly<Record<string, string>> = {
  [OID.sha1]: 'sha1',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
};
const UNDERSTOOD_IN_RESPONDER: ReadonlySet<string> = new Set([
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.ocspNoCheck,
  OID.certificatePolicies,
]);

export class RevocationEvidence {
  /** what could not be read at all */
  readonly unreadable: UnusableEvidence[] = [];
  readonly #ocsp: readonly Read<OcspResponse>[];
  readonly #crls: readonly Read<Crl>[];
  readonly #now: number;
  readonly #signedLists = new Map<Crl, Map<string, boolean>>();

  constructor(ocsp: readonly Evidence[], crls: readonly Evidence[], now: number) {
    this.#ocsp = this.#readAll('ocsp', ocsp, readOcspResponse);
    this.#crls = this.#readAll('crl', crls, readCrl);
    this.#now = now;
  }

  /** Everything that speaks about `certificate`, the unusable with its reason. */
  about(certificate: Certificate, issuer: Certificate): readonly EvidenceResult[] {
    return [...this.#ocspAbout(certificate, issuer), ...this.#crlsAbout(certificate, issuer)];
  }

  #readAll<Value>(source: 'ocsp' | 'crl', list: readonly Evidence[], read: (der: Buffer) => Value): readonly Read<Value>[] {
    return list.flatMap((evidence) => {
      try {
        return [{ value: read(evidence.der), evidence }];
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
        this.unreadable.push({ source, reason: 'malformed', detail: error.message });
        return [];
      }
    });
  }

  #ocspAbout(certificate: Certificate, issuer: Certificate): readonly EvidenceResult[] {
    return this.#ocsp.flatMap(({ value, evidence }) => {
      const single = value.responses.find((one) => isAbout(one, certificate, issuer));
      return single && single.status !== 'unknown' ? [this.#judgeOcsp(value, single, issuer, evidence)] : [];
    });
  }

  #judgeOcsp(response: OcspResponse, single: SingleResponse, issuer: Certificate, { provenAt, embedded }: Evidence): EvidenceResult {
    const responder = [issuer, ...response.certificates].find((one) => this.#mayAnswer(one, response, issuer, provenAt));
    if (!responder) return { source: 'ocsp', reason: 'unauthorised', detail: 'no authorised responder signed it' };
    if (Math.max(response.producedAt, single.thisUpdate) > this.#now + CLOCK_SKEW)
      return { source: 'ocsp', reason: 'fromTheFuture', detail: '' };
    return { source: 'ocsp', embedded, ...timesOf(single, single.revokedAt) };
  }

  #mayAnswer(responder: Certificate, response: OcspResponse, issuer: Certificate, provenAt: number): boolean {
    return attempt(() => {
      const { algorithm, data, signature } = response;
      if (!responder.equals(issuer) && !this.#isDelegate(responder, issuer, provenAt)) return false;
      return responder.isValidAt(provenAt) && verifySignature({ algorithm, key: responder.key, data, signature });
    });
  }

  /** RFC 6960 4.2.2.2: issued by the issuer itself for this purpose, and either not to be checked or known not to be revoked. */
  #isDelegate(responder: Certificate, issuer: Certificate, provenAt: number): boolean {
    const fit =
      responder.issuer.equals(issuer.subject) &&
      (responder.purposes?.includes(OID.ocspSigning) ?? false) &&
      responder.allows(KEY_USAGE.digitalSignature) &&
      unknownCritical(responder.extensions, UNDERSTOOD_IN_RESPONDER).length === 0 &&
      isIssuedBy(responder, issuer);
    if (!fit || responder.extensions.has(OID.ocspNoCheck)) return fit;
    const lists = this.#crlsAbout(responder, issuer).filter(isStatus);
    return (
      lists.some(({ thisUpdate, nextUpdate = 0 }) => thisUpdate <= provenAt && provenAt <= nextUpdate) &&
      lists.every(({ revokedAt }) => revokedAt === undefined)
    );
  }

  #crlsAbout(certificate: Certificate, issuer: Certificate): readonly EvidenceResult[] {
    const own = this.#crls.filter(({ value }) => value.issuer.equals(issuer.subject));
    return own.map(({ value, evidence }) => this.#judgeCrl(value, certificate, issuer, evidence));
  }

  #judgeCrl(crl: Crl, certificate: Certificate, issuer: Certificate, { provenAt, embedded }: Evidence): EvidenceResult {
    const signed = this.#isSigned(crl, issuer) && issuer.isValidAt(provenAt);
    if (!signed) return { source: 'crl', reason: 'unauthorised', detail: 'the issuer did not sign it' };
    try {
      const scope = outOfScope(crl, certificate);
      if (scope !== undefined) return { source: 'crl', reason: 'unsupported', detail: scope };
      if (crl.thisUpdate > this.#now + CLOCK_SKEW) return { source: 'crl', reason: 'fromTheFuture', detail: '' };
      return { source: 'crl', embedded, ...timesOf(crl, findRevocation(crl, certificate.serial)) };
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      return { source: 'crl', reason: 'malformed', detail: error.message };
    }
  }

  /** A list may be large, and is asked about many certificates: its signature is verified once. */
  #isSigned(crl: Crl, issuer: Certificate): boolean {
    const known = this.#signedLists.get(crl) ?? new Map<string, boolean>();
    this.#signedLists.set(crl, known);
    const signed = known.get(issuer.fingerprint) ?? attempt(() => isListSigned(crl, issuer));
    known.set(issuer.fingerprint, signed);
    return signed;
  }
}

type Times = Pick<RevocationStatus, 'thisUpdate' | 'nextUpdate' | 'revokedAt'>;

function timesOf({ thisUpdate, nextUpdate }: Pick<Times, 'thisUpdate' | 'nextUpdate'>, revokedAt: number | undefined): Times {
  return { thisUpdate, ...(revokedAt !== undefined && { revokedAt }), ...(nextUpdate !== undefined && { nextUpdate }) };
}

/** Throws Rejection for algorithms and keys that are not accepted. */
export function isListSigned({ algorithm, tbs, signature }: Crl, issuer: Certificate): boolean {
  return issuer.allows(KEY_USAGE.cRLSign) && verifySignature({ algorithm, key: issuer.key, data: tbs, signature });
}

function isAbout(single: SingleResponse, certificate: Certificate, issuer: Certificate): boolean {
  const hash = IDENTIFIER_HASHES[single.hashOid];
  if (hash === undefined || !single.serial.equals(certificate.serial)) return false;
  const digest = (bytes: Buffer): Buffer => createHash(hash).update(bytes).digest();
  return single.issuerNameHash.equals(digest(certificate.issuer)) && single.issuerKeyHash.equals(digest(issuer.keyOctets));
}

/** Evidence that cannot be verified is as good as none. */
function attempt(check: () => boolean): boolean {
  try {
    return check();
  } catch (error) {
    if (error instanceof Rejection) return false;
    throw error;
  }
}
