import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { OID } from '../../signing/asn1/oids.ts';
import { bitStringOctets, childrenTagged, readDer } from '../../signing/asn1/read-der.ts';
import { TAG, contextTag, primitiveTag } from '../../signing/asn1/tags.ts';
import { integer, nullValue, octetString, oid, sequence, tagged, trueValue } from '../../signing/asn1/write-der.ts';
import { Certificate } from '../../signing/trust/certificate.ts';
import { identifierOf, signedStructure } from './demo-key.ts';
import { bitString, extension, timeOf } from './der-parts.ts';

/** What a certificate of the demo authority is for. */
export type DemoRole = 'root' | 'issuing' | 'ocsp' | 'timeStamp' | 'signer';

export interface DemoCertificateSpec {
  readonly role: DemoRole;
  /** Name (DER) */
  readonly subject: Buffer;
  readonly key: KeyObject;
  /** undefined: signs itself */
  readonly issuer: { readonly certificate: Certificate; readonly key: KeyObject } | undefined;
  readonly serial: Buffer;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly addresses: { readonly ocsp?: string; readonly crl?: string; readonly issuer?: string };
}

const SIGN_CERTIFICATES = bitString(Buffer.from([0x06]), 1);
const SIGN_ONLY = bitString(Buffer.from([0x80]), 7);
const SIGN_AND_COMMIT = bitString(Buffer.from([0xc0]), 6);

/** An X.509 certificate (RFC 5280) with the extensions that its role needs. */
export function buildDemoCertificate(spec: DemoCertificateSpec): Certificate {
  const publicKeyInfo = createPublicKey(spec.key).export({ type: 'spki', format: 'der' });
  const signer = spec.issuer?.key ?? spec.key;
  const keyId = sha1(keyOctets(publicKeyInfo));
  const tbs = sequence(
    tagged(contextTag(0), integer(2)),
    integer(spec.serial),
    identifierOf(signer),
    spec.issuer?.certificate.subject ?? spec.subject,
    sequence(timeOf(spec.notBefore), timeOf(spec.notAfter)),
    spec.subject,
    publicKeyInfo,
    tagged(contextTag(3), sequence(...extensionsOf(spec, keyId))),
  );
  return new Certificate(signedStructure(tbs, signer));
}

function extensionsOf({ role, issuer, addresses }: DemoCertificateSpec, keyId: Buffer): readonly Buffer[] {
  return [
    ...roleExtensions(role),
    extension('subjectKeyIdentifier', octetString(keyId)),
    ...(issuer ? [extension('authorityKeyIdentifier', sequence(tagged(primitiveTag(0), sha1(issuer.certificate.keyOctets))))] : []),
    ...(addresses.crl === undefined ? [] : [extension('crlDistributionPoints', distributionPoint(addresses.crl))]),
    ...accessOf(addresses),
  ];
}

function roleExtensions(role: DemoRole): readonly Buffer[] {
  const authority = (...limit: readonly Buffer[]): readonly Buffer[] => [
    extension('basicConstraints', sequence(trueValue(), ...limit), true),
    extension('keyUsage', SIGN_CERTIFICATES, true),
  ];
  if (role === 'root') return authority();
  if (role === 'issuing') return authority(integer(0));
  const basic = extension('basicConstraints', sequence(), true);
  if (role === 'signer') return [basic, extension('keyUsage', SIGN_AND_COMMIT, true)];
  const signing = [basic, extension('keyUsage', SIGN_ONLY, true)];
  if (role === 'timeStamp') return [...signing, extension('extendedKeyUsage', sequence(oid(OID.timeStamping)), true)];
  return [...signing, extension('extendedKeyUsage', sequence(oid(OID.ocspSigning))), extension('ocspNoCheck', nullValue())];
}

const addressName = (address: string): Buffer => tagged(primitiveTag(6), Buffer.from(address, 'latin1'));

function distributionPoint(address: string): Buffer {
  return sequence(sequence(tagged(contextTag(0), tagged(contextTag(0), addressName(address)))));
}

function accessOf({ ocsp, issuer }: DemoCertificateSpec['addresses']): readonly Buffer[] {
  const methods = [
    ...(ocsp === undefined ? [] : [sequence(oid(OID.ocsp), addressName(ocsp))]),
    ...(issuer === undefined ? [] : [sequence(oid(OID.caIssuers), addressName(issuer))]),
  ];
  return methods.length === 0 ? [] : [extension('authorityInfoAccess', sequence(...methods))];
}

/** Identifies a key here and protects nothing (RFC 5280 4.2.1.2). */
const sha1 = (bytes: Buffer): Buffer => createHash('sha1').update(bytes).digest();
const keyOctets = (publicKeyInfo: Buffer): Buffer => bitStringOctets(childrenTagged(readDer(publicKeyInfo), TAG.sequence)[1]);
