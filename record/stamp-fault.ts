import { X509Certificate } from 'node:crypto';
import { Rejection } from '../errors.ts';
import { Fault, type FindingCode } from '../signing/finding.ts';
import { buildPath } from '../signing/trust/build-path.ts';
import { Certificate } from '../signing/trust/certificate.ts';
import { checkTimeStampToken, type TimeStampToken } from '../signing/trust/time-stamp-token.ts';

export type StampFault = 'notAToken' | 'otherImprint' | 'badAttributes' | 'unknownSigner' | 'badSignature' | 'untrusted';

/** What the verifier of signatures finds wrong with a token, in the words of the record. */
const FAULTS: Partial<Record<FindingCode, StampFault>> = {
  digestMismatch: 'otherImprint',
  attributeMissing: 'badAttributes',
  malformedSignature: 'badAttributes',
  signerMissing: 'unknownSigner',
  signerMismatch: 'unknownSigner',
  keyPurpose: 'unknownSigner',
  wrongSignature: 'badSignature',
};

/**
 * Why a token (base64 DER) does not prove that `stamped` existed at its time; undefined when it does. Without `authorities` (PEM) the
 * chain of the signer is not looked at: then the token proves only what whoever holds its certificate says.
 */
export function stampFault(token: string, stamped: Buffer, authorities?: readonly string[]): StampFault | undefined {
  try {
    const read = checkTimeStampToken(Buffer.from(token, 'base64'), [stamped]);
    return authorities && !isTrusted(read, authorities) ? 'untrusted' : undefined;
  } catch (error) {
    if (error instanceof Fault) return FAULTS[error.finding.code] ?? 'notAToken';
    if (error instanceof Rejection) return error.code === 'signing.weakAlgorithm' ? 'badSignature' : 'notAToken';
    throw error;
  }
}

function isTrusted({ authority, certificates, time }: TimeStampToken, authorities: readonly string[]): boolean {
  const anchors = authorities.map((pem) => ({ certificate: new Certificate(new X509Certificate(pem).raw) }));
  return 'path' in buildPath(authority, certificates, anchors, time);
}
