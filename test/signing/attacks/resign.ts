import { constants, createHash, randomBytes, sign } from 'node:crypto';
import { integer, nullValue, octetString, oid, sequence, setOf, tagged } from '../../../signing/asn1/write-der.ts';
import { OID } from '../../../signing/asn1/oids.ts';
import { embedSignature } from '../../../signing/pdf/embed-signature.ts';
import { prepareSignature } from '../../../signing/pdf/prepare-signature.ts';
import type { Issued } from '../pki/test-authority.ts';
import { letter } from '../pdfs/letter.ts';
import { withRoute } from '../sign-letter.ts';

/** What an attacker, or a poor tool, may put into signed data. Everything not named is as it should be. */
export interface Forgery {
  readonly by: Issued;
  readonly certificates?: readonly Issued[];
  /** of the content, in the signed attributes */
  readonly digest?: 'sha1' | 'md5' | 'sha256';
  readonly attributes?: 'none' | 'noDigest' | 'noType' | 'noReference' | 'twoReferences';
  /** the certificate that the attributes refer to */
  readonly referTo?: Issued;
  readonly encapsulated?: Buffer;
  readonly signers?: number;
  readonly padding?: 'pkcs1' | 'pss' | 'pss-sha1';
  readonly protect?: 'sha512';
  /** lists that are enclosed, in DER */
  readonly crls?: readonly Buffer[];
}

const DIGEST_OIDS = { sha1: OID.sha1, sha256: OID.sha256, md5: '1.2.840.113549.2.5' } as const;
const attribute = (type: string, value: Buffer): Buffer => sequence(oid(type), setOf(value));

/** A letter whose signature is made by hand. */
export function signBadly(forgery: Forgery): Buffer {
  const prepared = prepareSignature(withRoute(letter()), { field: 'Drafter', time: 0 }, randomBytes);
  const content =
    forgery.encapsulated ?? Buffer.concat([prepared.pdf.subarray(0, prepared.byteRange[1]), prepared.pdf.subarray(prepared.byteRange[2])]);
  return embedSignature(prepared, signedData(forgery, content));
}

function signedData(forgery: Forgery, content: Buffer): Buffer {
  const { by, certificates = [by], digest = 'sha256', encapsulated, signers = 1, crls = [] } = forgery;
  const algorithm = sequence(oid(DIGEST_OIDS[digest]), nullValue());
  const list = Array.from({ length: signers }, () => signerInfo(forgery, content, algorithm));
  const inside = encapsulated ? [tagged(0xa0, octetString(encapsulated))] : [];
  const data = sequence(
    integer(1),
    setOf(algorithm),
    sequence(oid(OID.data), ...inside),
    tagged(0xa0, ...certificates.map(({ certificate }) => certificate.der)),
    ...(crls.length > 0 ? [tagged(0xa1, ...crls)] : []),
    tagged(0x31, ...list),
  );
  return sequence(oid(OID.signedData), tagged(0xa0, data));
}

function signerInfo(forgery: Forgery, content: Buffer, algorithm: Buffer): Buffer {
  const { by, digest = 'sha256' } = forgery;
  const attributes =
    forgery.attributes === 'none' ? undefined : setOf(...attributesOf(forgery, createHash(digest).update(content).digest()));
  const signed = attributes && Buffer.concat([Buffer.from([0xa0]), attributes.subarray(1)]);
  return sequence(
    integer(1),
    sequence(by.certificate.issuer, tagged(2, by.certificate.serial)),
    algorithm,
    ...(signed ? [signed] : []),
    schemeOf(forgery),
    octetString(signatureOf(forgery, attributes ?? content)),
  );
}

function attributesOf({ attributes, referTo, by, protect }: Forgery, contentDigest: Buffer): readonly Buffer[] {
  const hash = createHash('sha256')
    .update((referTo ?? by).certificate.der)
    .digest();
  const reference = sequence(sequence(sequence(octetString(hash))));
  return [
    ...(attributes === 'noType' ? [] : [attribute(OID.contentType, oid(OID.data))]),
    ...(attributes === 'noDigest' ? [] : [attribute(OID.messageDigest, octetString(contentDigest))]),
    ...(attributes === 'noReference' ? [] : [attribute(OID.signingCertificateV2, reference)]),
    ...(attributes === 'twoReferences' ? [attribute(OID.signingCertificateV2, reference)] : []),
    ...(protect ? [attribute(OID.algorithmProtection, sequence(sequence(oid(OID.sha512)), tagged(0xa1, oid(OID.sha512WithRsa))))] : []),
  ];
}

function schemeOf({ padding = 'pkcs1', by, digest = 'sha256' }: Forgery): Buffer {
  if (by.privateKey.asymmetricKeyType === 'ec') return sequence(oid(digest === 'sha1' ? '1.2.840.10045.4.1' : OID.ecdsaWithSha256));
  if (padding === 'pkcs1') return sequence(oid(digest === 'sha1' ? '1.2.840.113549.1.1.5' : OID.sha256WithRsa), nullValue());
  if (padding === 'pss-sha1') return sequence(oid(OID.rsaPss), sequence());
  const sha256 = sequence(oid(OID.sha256), nullValue());
  return sequence(
    oid(OID.rsaPss),
    sequence(tagged(0xa0, sha256), tagged(0xa1, sequence(oid(OID.mgf1), sha256)), tagged(0xa2, integer(32))),
  );
}

function signatureOf({ padding = 'pkcs1', by, digest = 'sha256' }: Forgery, data: Buffer): Buffer {
  const key = by.privateKey;
  if (padding === 'pkcs1') return sign(digest, data, key);
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING };
  return padding === 'pss' ? sign('sha256', data, { ...pss, saltLength: 32 }) : sign('sha1', data, { ...pss, saltLength: 20 });
}
