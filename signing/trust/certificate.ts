/** An X.509 certificate (RFC 5280), read strictly. What it claims is not checked here: see build-path.ts. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { DerValue } from '../asn1/der-value.ts';
import { OID } from '../asn1/oids.ts';
import { bitStringOctets, booleanOf, childrenOf, childrenTagged, insideOf, readDer, smallNumber } from '../asn1/read-der.ts';
import { readOid } from '../asn1/read-oid.ts';
import { readTime } from '../asn1/read-time.ts';
import { TAG, contextTag, primitiveTag } from '../asn1/tags.ts';
import { malformed } from '../malformed.ts';
import { readExtensions, type Extensions } from './extensions.ts';
import { nameAttribute } from './name-attribute.ts';

/** Bits of KeyUsage (RFC 5280 4.2.1.3). */
export const KEY_USAGE = { digitalSignature: 0, contentCommitment: 1, keyCertSign: 5, cRLSign: 6 } as const;

export class Certificate {
  readonly der: Buffer;
  readonly tbs: Buffer;
  /** contents of the INTEGER */
  readonly serial: Buffer;
  /** DER of the names */
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly notBefore: number;
  readonly notAfter: number;
  /** DER of SubjectPublicKeyInfo */
  readonly publicKeyInfo: Buffer;
  readonly extensions: Extensions;
  readonly signatureAlgorithm: DerValue;
  readonly signature: Buffer;
  #key: KeyObject | undefined;

  /** Throws Rejection `signing.certificate` or `signing.asn1`. */
  constructor(der: Buffer) {
    const [tbs, algorithm, signature] = childrenTagged(readDer(der), TAG.sequence);
    const fields = childrenTagged(tbs, TAG.sequence);
    const [serial, innerAlgorithm, issuer, validity, subject, publicKeyInfo, ...rest] =
      fields[0]?.tag === contextTag(0) ? fields.slice(1) : fields;
    if (!tbs || !algorithm || !serial || !issuer || !subject || !publicKeyInfo)
      throw malformed('certificate', 'Expected a whole certificate.');
    // the unsigned identifier outside must be the signed one inside (4.1.1.2)
    if (!innerAlgorithm?.raw.equals(algorithm.raw)) throw malformed('certificate', 'Expected one signature algorithm.');
    const [notBefore, notAfter] = childrenTagged(validity, TAG.sequence);
    const extensions = rest.find(({ tag }) => tag === contextTag(3));
    this.der = der;
    this.tbs = tbs.raw;
    this.serial = serial.content;
    this.issuer = issuer.raw;
    this.subject = subject.raw;
    this.notBefore = readTime(notBefore);
    this.notAfter = readTime(notAfter);
    this.publicKeyInfo = publicKeyInfo.raw;
    this.extensions = extensions ? readExtensions(insideOf(extensions)) : new Map();
    this.signatureAlgorithm = algorithm;
    this.signature = bitStringOctets(signature);
    this.#readAll();
  }

  /** What is asked later must be readable now: one place refuses a malformed certificate, and no judgment fails in its middle. */
  #readAll(): void {
    this.allows(KEY_USAGE.digitalSignature);
    void [this.purposes, this.authority, this.keyIdentifier, this.keyOctets, this.name, nameAttribute(this.issuer, OID.commonName)];
  }

  /** Throws Rejection `signing.certificate` for a key that cannot be read. */
  get key(): KeyObject {
    return (this.#key ??= readKey(this.publicKeyInfo));
  }

  /** The octets that OCSP identifies an issuer's key by (RFC 6960 4.1.1). */
  get keyOctets(): Buffer {
    return bitStringOctets(childrenTagged(readDer(this.publicKeyInfo), TAG.sequence)[1]);
  }

  get fingerprint(): string {
    return createHash('sha256').update(this.der).digest('hex');
  }

  /** What people call the subject: its common name, else its organisation. */
  get name(): string {
    return nameAttribute(this.subject, OID.commonName) ?? nameAttribute(this.subject, OID.organization) ?? '?';
  }

  /** Whether the key may be used so; a certificate without the extension restricts nothing. */
  allows(bit: number): boolean {
    const usage = this.extensions.get(OID.keyUsage);
    if (!usage) return true;
    const { tag, content } = readDer(usage.value);
    if (tag !== TAG.bitString) throw malformed('certificate', 'Expected key usage to be a BIT STRING.');
    return ((content[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0;
  }

  /** Extended key usage; undefined without the extension. */
  get purposes(): readonly string[] | undefined {
    const usage = this.extensions.get(OID.extendedKeyUsage);
    return usage && childrenTagged(readDer(usage.value), TAG.sequence).map(readOid);
  }

  /** How many authorities may stand below this one, or undefined if it is no authority. */
  get authority(): { readonly pathLength: number } | undefined {
    const constraints = this.extensions.get(OID.basicConstraints);
    if (!constraints) return undefined;
    const [ca, pathLength] = childrenTagged(readDer(constraints.value), TAG.sequence);
    if (ca?.tag !== TAG.boolean || !booleanOf(ca)) return undefined;
    return { pathLength: pathLength ? smallNumber(pathLength) : Number.POSITIVE_INFINITY };
  }

  get keyIdentifier(): Buffer | undefined {
    const identifier = this.extensions.get(OID.subjectKeyIdentifier);
    return identifier && readDer(identifier.value).content;
  }

  isValidAt(time: number): boolean {
    return time >= this.notBefore && time <= this.notAfter;
  }

  equals(other: Certificate): boolean {
    return this.der.equals(other.der);
  }

  /** Addresses of OCSP services (`OID.ocsp`) or of the issuer's certificate (`OID.caIssuers`), as the certificate states them. */
  addressesOf(method: string): readonly string[] {
    const access = this.extensions.get(OID.authorityInfoAccess);
    if (!access) return [];
    return childrenTagged(readDer(access.value), TAG.sequence).flatMap((description) => {
      const [name, location] = childrenOf(description);
      return readOid(name) === method && location?.tag === primitiveTag(6) ? [location.content.toString('latin1')] : [];
    });
  }
}

function readKey(info: Buffer): KeyObject {
  try {
    return createPublicKey({ key: info, format: 'der', type: 'spki' });
  } catch (error) {
    throw malformed('certificate', `Expected a public key (${error instanceof Error ? error.message : ''}).`);
  }
}
