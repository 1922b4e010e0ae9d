import { createHash } from 'node:crypto';
import { OID } from '../asn1/oids.ts';
import { childrenTagged, expectTag, readDer } from '../asn1/read-der.ts';
import { readTime } from '../asn1/read-time.ts';
import { TAG } from '../asn1/tags.ts';
import { checkSignedData } from '../cms/check-signed-data.ts';
import { readSignedData } from '../cms/read-signed-data.ts';
import { digestOf, type DigestName } from '../crypto/digest-name.ts';
import { Fault } from '../finding.ts';
import { KEY_USAGE, type Certificate } from './certificate.ts';

/** A time-stamp token whose signature and imprint hold. Whether its authority is trusted is another question. */
export interface TimeStampToken {
  /** milliseconds of the epoch */
  readonly time: number;
  readonly authority: Certificate;
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Buffer[];
}

/** TSTInfo (RFC 3161 2.4.2), as far as it is checked. */
export interface TimeStampInfo {
  readonly digest: DigestName;
  readonly imprint: Buffer;
  readonly time: number;
  /** contents of the INTEGER */
  readonly nonce: Buffer | undefined;
}

export function readTimeStampInfo(der: Buffer): TimeStampInfo {
  const [, , imprint, , time, ...rest] = childrenTagged(readDer(der), TAG.sequence);
  const [algorithm, hash] = childrenTagged(imprint, TAG.sequence);
  return {
    digest: digestOf(algorithm),
    imprint: expectTag(hash, TAG.octetString).content,
    time: readTime(time),
    nonce: rest.find(({ tag }) => tag === TAG.integer)?.content,
  };
}

/**
 * A token (DER) over `stamped`, which is given in its parts. Throws Fault with what is wrong, or Rejection for malformed bytes and
 * algorithms that are not accepted.
 */
export function checkTimeStampToken(der: Buffer, stamped: readonly Buffer[]): TimeStampToken {
  const data = readSignedData(der);
  const authority = checkSignedData(data, { contentType: OID.tstInfo, detached: undefined, reference: 'any' });
  const info = readTimeStampInfo(data.content ?? Buffer.alloc(0));
  const hash = createHash(info.digest);
  for (const part of stamped) hash.update(part);
  if (!hash.digest().equals(info.imprint)) throw new Fault('digestMismatch');
  checkPurpose(authority);
  return { time: info.time, authority, certificates: data.certificates, crls: data.crls };
}

/** RFC 3161 2.3: the key is for nothing else, and says so critically. */
function checkPurpose(authority: Certificate): void {
  const critical = authority.extensions.get(OID.extendedKeyUsage)?.critical === true;
  const mayStamp = authority.allows(KEY_USAGE.digitalSignature) || authority.allows(KEY_USAGE.contentCommitment);
  if (critical && mayStamp && authority.purposes?.join() === OID.timeStamping) return;
  throw new Fault('keyPurpose', { certificate: authority.name });
}
