/**
 * Revocation lists that an administrator puts beside the authorities that he trusts. Promise: whom no list in force speaks about is not
 * believed, because whoever keeps a list away would otherwise keep a revocation away.
 */
import { LRUCache } from 'lru-cache';
import { Rejection } from '../../errors.ts';
import { malformed } from '../malformed.ts';
import { isIssuedBy } from './build-path.ts';
import { Certificate } from './certificate.ts';
import { readCrl } from './crl.ts';
import { judgeStanding, type Standing } from './judge-standing.ts';
import { isListSigned, RevocationEvidence } from './revocation-evidence.ts';
import type { EvidenceResult } from './revocation-status.ts';

/** A list may have a million entries: each certificate is looked for once. */
const REMEMBERED = 10_000;

export class RevocationLists {
  /** milliseconds of the epoch: when the first of them runs out; undefined when none says so */
  readonly nextUpdate: number | undefined;
  readonly #authorities: readonly Certificate[];
  readonly #evidence: RevocationEvidence;
  readonly #known = new LRUCache<string, readonly EvidenceResult[]>({ max: REMEMBERED });

  /** `lists` and `authorities` in DER. Throws Rejection `signing.evidence`, `signing.asn1` or `signing.certificate`. */
  constructor(lists: readonly Buffer[], authorities: readonly Buffer[], now: number) {
    this.#authorities = authorities.map((der) => new Certificate(der));
    const read = lists.map(readCrl);
    for (const list of read) {
      const signed = this.#authorities.some((one) => one.subject.equals(list.issuer) && isListSigned(list, one));
      if (!signed) throw malformed('evidence', 'Expected each revocation list to be signed by one of the authorities.');
    }
    const ends = read.flatMap(({ nextUpdate }) => nextUpdate ?? []);
    this.nextUpdate = ends.length > 0 ? Math.min(...ends) : undefined;
    this.#evidence = new RevocationEvidence(
      [],
      lists.map((der) => ({ der, provenAt: now, embedded: false })),
      now,
    );
  }

  /** Of a certificate (DER) of one of the authorities, at `now` in milliseconds of the epoch. Throws Rejection for malformed bytes. */
  standingOf(der: Buffer, now: number): Standing['standing'] {
    const certificate = new Certificate(der);
    const issuer = this.#issuerOf(certificate);
    if (!issuer) return 'unknown';
    // an authority is trusted by being configured: a list that says it is revoked outweighs that, the lack of one does not
    return this.#isRevoked(issuer, now) ? 'revoked' : this.#standing(certificate, issuer, now);
  }

  /** An authority, or one above it; authorities that certify each other are looked at once. */
  #isRevoked(authority: Certificate, now: number): boolean {
    let below = authority;
    for (let step = 0; step < this.#authorities.length; step += 1) {
      const above = this.#issuerOf(below);
      if (!above) return false;
      if (this.#standing(below, above, now) === 'revoked') return true;
      below = above;
    }
    return false;
  }

  #standing(certificate: Certificate, issuer: Certificate, now: number): Standing['standing'] {
    const about = this.#known.get(certificate.fingerprint) ?? this.#evidence.about(certificate, issuer);
    this.#known.set(certificate.fingerprint, about);
    const question = { certificate, issuer, goodAt: now, revokedBy: Number.POSITIVE_INFINITY };
    return judgeStanding(question, { about: () => about }).standing;
  }

  /** Another certificate whose key signed this one. */
  #issuerOf(certificate: Certificate): Certificate | undefined {
    if (certificate.issuer.equals(certificate.subject)) return undefined;
    return this.#authorities.find((one) => one.subject.equals(certificate.issuer) && isSigned(certificate, one));
  }
}

/** What is signed by an algorithm that is not accepted is signed by nobody. */
function isSigned(certificate: Certificate, issuer: Certificate): boolean {
  try {
    return isIssuedBy(certificate, issuer);
  } catch (error) {
    if (error instanceof Rejection) return false;
    throw error;
  }
}
