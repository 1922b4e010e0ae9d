import { createHash, verify, X509Certificate } from 'node:crypto';
import { childOf, OCTETS, OID, SEQUENCE, type Der } from './der.ts';
import { readToken, type Token } from './read-token.ts';
import { SHA256_OID } from './request.ts';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const PSS = '1.2.840.113549.1.1.10';
const HASHES: Readonly<Record<string, string>> = {
  [SHA256_OID]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const LONGEST_CHAIN = 5;

export type StampFault = 'notAToken' | 'otherImprint' | 'badAttributes' | 'unknownSigner' | 'badSignature' | 'untrusted';

/**
 * Why a token (base64 DER) does not prove that `stamped` existed at its time; undefined when it does. Without `authorities` (PEM) the
 * chain of the signer is not looked at: then the token proves only what whoever holds its certificate says.
 */
export function stampFault(token: string, stamped: Buffer, authorities?: readonly string[]): StampFault | undefined {
  try {
    return faultOf(readToken(Buffer.from(token, 'base64')), stamped, authorities);
  } catch {
    return 'notAToken';
  }
}

function faultOf(token: Token, stamped: Buffer, authorities: readonly string[] | undefined): StampFault | undefined {
  const { imprint, imprintAlgorithm, attributes, info, signedAttributes, signature } = token;
  if (imprintAlgorithm !== SHA256_OID || !createHash('sha256').update(stamped).digest().equals(imprint)) return 'otherImprint';
  const hash = HASHES[token.digestAlgorithm];
  const contentType = attributes.get(CONTENT_TYPE)?.oid;
  const digest = attributes.get(MESSAGE_DIGEST);
  if (hash === undefined || token.contentType !== TST_INFO || contentType !== TST_INFO || digest?.tag !== OCTETS) return 'badAttributes';
  if (!createHash(hash).update(info).digest().equals(digest.content)) return 'badAttributes';
  const signer = signerOf(token);
  if (!signer || signer.keyUsage?.join() !== TIME_STAMPING || token.signatureAlgorithm === PSS) return 'unknownSigner';
  if (!verify(hash, signedAttributes, signer.publicKey, signature)) return 'badSignature';
  if (authorities && !isTrusted(signer, token, authorities)) return 'untrusted';
  return undefined;
}

/** The certificate that the token itself names by its hash (RFC 5035, RFC 5816). */
function signerOf({ attributes, certificates }: Token): X509Certificate | undefined {
  const named = attributes.get(SIGNING_CERTIFICATE_V2) ?? attributes.get(SIGNING_CERTIFICATE);
  if (!named) return undefined;
  const id = childOf(childOf(named, 0, SEQUENCE), 0, SEQUENCE);
  const algorithm = id.children[0]?.tag === SEQUENCE ? childOf(childOf(id, 0, SEQUENCE), 0, OID).oid : undefined;
  const hash = attributes.has(SIGNING_CERTIFICATE_V2) ? HASHES[algorithm ?? SHA256_OID] : 'sha1';
  const expected = id.children.find((child: Der) => child.tag === OCTETS)?.content;
  if (hash === undefined || !expected) return undefined;
  return certificates.find(({ raw }) => createHash(hash).update(raw).digest().equals(expected));
}

function isTrusted(signer: X509Certificate, { certificates, at }: Token, authorities: readonly string[]): boolean {
  const trusted = authorities.map((pem) => new X509Certificate(pem));
  let current = signer;
  for (let length = 0; length < LONGEST_CHAIN; length += 1) {
    if (at < new Date(current.validFrom) || at > new Date(current.validTo)) return false;
    if (trusted.some(({ fingerprint256 }) => fingerprint256 === current.fingerprint256)) return true;
    const issuer = [...trusted, ...certificates].find(
      (one) => one.ca && current.checkIssued(one) && current.verify(one.publicKey) && one.fingerprint256 !== current.fingerprint256,
    );
    if (!issuer) return false;
    current = issuer;
  }
  return false;
}
