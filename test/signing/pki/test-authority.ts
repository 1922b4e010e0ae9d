/**
 * A certificate authority for tests, made with pkijs, which shares no code with what is tested. It issues certificates, OCSP responses and
 * revocation lists, right ones and wrong ones.
 */
import { createHash, randomInt, sign, type KeyObject } from 'node:crypto';
import { Boolean as Asn1Boolean, BitString, Constructed, GeneralizedTime, Integer, Null, OctetString, Primitive, Utf8String } from 'asn1js';
import * as pkijs from 'pkijs';
import { Certificate } from '../../../signing/trust/certificate.ts';
import { makeKey, type KeyKind, type TestKey } from './test-key.ts';

export interface CertificateSpec {
  readonly name: string;
  readonly key?: KeyKind;
  readonly uid?: string;
  readonly organization?: string;
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly ca?: boolean;
  readonly pathLength?: number;
  /** octets of the KeyUsage bits */
  readonly usage?: number;
  readonly purposes?: readonly string[];
  readonly purposesCritical?: boolean;
  readonly noCheck?: boolean;
  /** an extension that nobody knows */
  readonly strangeExtension?: boolean;
  readonly digest?: 'SHA-1' | 'SHA-256';
}

export const USAGE = { signer: 0xc0, authority: 0x06, stamper: 0x80 } as const;
export const PURPOSE = {
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  emailProtection: '1.3.6.1.5.5.7.3.4',
} as const;
const YEAR = 365 * 86_400_000;

/** A certificate with its key. */
export interface Issued {
  readonly certificate: Certificate;
  readonly key: TestKey;
  readonly privateKey: KeyObject;
  readonly asn1: pkijs.Certificate;
}

export interface EvidenceSpec {
  readonly thisUpdate: number;
  readonly nextUpdate?: number;
  readonly revokedAt?: number;
}

/** A self-signed authority. */
export async function makeRoot(spec: CertificateSpec & { readonly now: number }): Promise<Issued> {
  const key = await makeKey(spec.key ?? 'p256');
  return await issue({ ca: true, usage: USAGE.authority, notAfter: spec.now + 20 * YEAR, ...spec }, key, undefined, spec.now);
}

/** A certificate by `issuer`; with `key`, one for a key that exists. */
export async function issueBy(issuer: Issued, now: number, spec: CertificateSpec, key?: TestKey): Promise<Issued> {
  return await issue(spec, key ?? (await makeKey(spec.key ?? 'p256')), issuer, now);
}

async function issue(spec: CertificateSpec, key: TestKey, issuer: Issued | undefined, now: number): Promise<Issued> {
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: randomInt(1, 2 ** 31) });
  certificate.subject.typesAndValues.push(...namesOf(spec));
  if (issuer) certificate.issuer = issuer.asn1.subject;
  else certificate.issuer.typesAndValues.push(...namesOf(spec));
  certificate.notBefore = timeOf(spec.notBefore ?? now - YEAR);
  certificate.notAfter = timeOf(spec.notAfter ?? now + 2 * YEAR);
  await certificate.subjectPublicKeyInfo.importKey(key.pair.publicKey);
  certificate.extensions = [...extensionsOf(spec), ...keyIdentifiersOf(certificate, issuer?.asn1)];
  await certificate.sign((issuer?.key ?? key).pair.privateKey, spec.digest ?? 'SHA-256');
  if ((issuer?.key ?? key).privateKey.asymmetricKeyType === 'rsa') signAgain(certificate, (issuer?.key ?? key).privateKey);
  const der = Buffer.from(certificate.toSchema(true).toBER());
  return { certificate: new Certificate(der), key, privateKey: key.privateKey, asn1: certificate };
}

/** RFC 4055 5: the parameters of RSA are NULL, which the library leaves out. */
function signAgain(certificate: pkijs.Certificate, key: KeyObject): void {
  for (const algorithm of [certificate.signature, certificate.signatureAlgorithm]) algorithm.algorithmParams = new Null();
  const tbs = Buffer.from(certificate.encodeTBS().toBER());
  certificate.signatureValue = new BitString({ valueHex: sign('sha256', tbs, key) });
}

function namesOf({ name, uid, organization }: CertificateSpec): pkijs.AttributeTypeAndValue[] {
  const pairs = [
    ['2.5.4.10', organization],
    ['2.5.4.3', name],
    ['0.9.2342.19200300.100.1.1', uid],
  ] as const;
  return pairs.flatMap(([type, value]) =>
    value === undefined ? [] : [new pkijs.AttributeTypeAndValue({ type, value: new Utf8String({ value }) })],
  );
}

function timeOf(time: number): pkijs.Time {
  const value = new Date(time);
  return new pkijs.Time({ type: value.getUTCFullYear() >= 2050 ? 1 : 0, value });
}

/** RFC 5280 4.2.1.1 and 4.2.1.2: every certificate of an authority says whose key it is for and whose key has signed it. */
function keyIdentifiersOf(own: pkijs.Certificate, issuer: pkijs.Certificate = own): pkijs.Extension[] {
  const authority = new pkijs.AuthorityKeyIdentifier({ keyIdentifier: keyIdOf(issuer) });
  return [
    new pkijs.Extension({ extnID: '2.5.29.14', critical: false, extnValue: keyIdOf(own).toBER() }),
    new pkijs.Extension({ extnID: '2.5.29.35', critical: false, extnValue: authority.toSchema().toBER() }),
  ];
}

function keyIdOf({ subjectPublicKeyInfo }: pkijs.Certificate): OctetString {
  const octets = subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  const id = createHash('sha1').update(octets).digest();
  return new OctetString({ valueHex: new Uint8Array(id).buffer });
}

function extensionsOf(spec: CertificateSpec): pkijs.Extension[] {
  const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): pkijs.Extension =>
    new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
  const constraints = new pkijs.BasicConstraints({
    cA: spec.ca ?? false,
    ...(spec.pathLength !== undefined && { pathLenConstraint: spec.pathLength }),
  });
  return [
    extension('2.5.29.19', true, constraints.toSchema()),
    extension('2.5.29.15', true, new BitString({ valueHex: new Uint8Array([spec.usage ?? USAGE.signer]).buffer })),
    ...(spec.purposes
      ? [extension('2.5.29.37', spec.purposesCritical ?? false, new pkijs.ExtKeyUsage({ keyPurposes: [...spec.purposes] }).toSchema())]
      : []),
    ...(spec.noCheck ? [extension('1.3.6.1.5.5.7.48.1.5', false, new Null())] : []),
    ...(spec.strangeExtension ? [extension('1.2.3.4.5', true, new Asn1Boolean({ value: true }))] : []),
  ];
}

/** An OCSP response about `subject`, which `issuer` issued, signed by `responder`. */
export async function makeOcsp(subject: Issued, issuer: Issued, responder: Issued, spec: EvidenceSpec): Promise<Buffer> {
  const identifier = new pkijs.CertID();
  await identifier.createForCertificate(subject.asn1, { hashAlgorithm: 'SHA-1', issuerCertificate: issuer.asn1 });
  const single = new pkijs.SingleResponse({ certID: identifier, thisUpdate: new Date(spec.thisUpdate) });
  single.certStatus = statusOf(spec.revokedAt);
  if (spec.nextUpdate !== undefined) single.nextUpdate = new Date(spec.nextUpdate);
  const basic = new pkijs.BasicOCSPResponse();
  basic.tbsResponseData.responderID = responder.asn1.subject;
  basic.tbsResponseData.producedAt = new Date(spec.thisUpdate);
  basic.tbsResponseData.responses.push(single);
  basic.certs = [responder.asn1];
  await basic.sign(responder.key.pair.privateKey, 'SHA-256');
  const response = new pkijs.OCSPResponse();
  response.responseStatus.valueBlock.valueDec = 0;
  response.responseBytes = new pkijs.ResponseBytes({
    responseType: '1.3.6.1.5.5.7.48.1.1',
    response: new OctetString({ valueHex: basic.toSchema().toBER() }),
  });
  return Buffer.from(response.toSchema().toBER());
}

function statusOf(revokedAt: number | undefined): Primitive | Constructed {
  if (revokedAt === undefined) return new Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, lenBlock: { length: 1 } } as never);
  return new Constructed({
    idBlock: { tagClass: 3, tagNumber: 1 },
    value: [new GeneralizedTime({ valueDate: new Date(revokedAt) })],
  } as never);
}

/** A revocation list of `issuer`, signed by `signer`, which is the issuer unless a forgery is wanted. */
export async function makeCrl(
  issuer: Issued,
  {
    thisUpdate,
    nextUpdate = thisUpdate + 7 * 86_400_000,
    revoked = [],
    signer = issuer,
  }: EvidenceSpec & {
    readonly revoked?: readonly { readonly subject: Issued; readonly at: number }[];
    readonly signer?: Issued;
  },
): Promise<Buffer> {
  const list = new pkijs.CertificateRevocationList();
  list.version = 1;
  list.issuer = issuer.asn1.subject;
  list.thisUpdate = timeOf(thisUpdate);
  list.nextUpdate = timeOf(nextUpdate);
  if (revoked.length > 0) {
    list.revokedCertificates = revoked.map(
      ({ subject, at }) => new pkijs.RevokedCertificate({ userCertificate: subject.asn1.serialNumber, revocationDate: timeOf(at) }),
    );
  }
  await list.sign(signer.key.pair.privateKey, 'SHA-256');
  return Buffer.from(list.toSchema(true).toBER());
}
