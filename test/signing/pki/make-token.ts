import { createHash } from 'node:crypto';
import { GeneralizedTime, Integer, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import * as pkijs from 'pkijs';
import type { Issued } from './test-authority.ts';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';

/** A time-stamp token (RFC 3161) of `authority` over a SHA-256 digest, made with pkijs. */
export async function makeToken(authority: Issued, digest: Buffer, time: number): Promise<Buffer> {
  const info = Buffer.from(tstInfo(digest, time).toBER());
  const data = new pkijs.SignedData({
    version: 3,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: TST_INFO }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: authority.asn1.issuer, serialNumber: authority.asn1.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: attributesOf(authority, info) }),
      }),
    ],
    certificates: [authority.asn1],
  });
  // the constructor would cut the octets into pieces, which DER forbids
  data.encapContentInfo.eContent = new OctetString({ valueHex: info });
  await data.sign(authority.key.pair.privateKey, 0, 'SHA-256');
  const content = new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: data.toSchema(true) });
  return Buffer.from(content.toSchema().toBER());
}

function tstInfo(digest: Buffer, time: number): Sequence {
  const sha256 = new Sequence({ value: [new ObjectIdentifier({ value: '2.16.840.1.101.3.4.2.1' }), new Null()] });
  return new Sequence({
    value: [
      new Integer({ value: 1 }),
      new ObjectIdentifier({ value: '1.2.3.4.1' }),
      new Sequence({ value: [sha256, new OctetString({ valueHex: digest })] }),
      new Integer({ value: 1 }),
      new GeneralizedTime({ valueDate: new Date(time) }),
    ],
  });
}

function attributesOf({ certificate }: Issued, content: Buffer): pkijs.Attribute[] {
  const sha256 = (bytes: Buffer): OctetString => new OctetString({ valueHex: createHash('sha256').update(bytes).digest() });
  const reference = new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [sha256(certificate.der)] })] })] });
  return [
    new pkijs.Attribute({ type: '1.2.840.113549.1.9.3', values: [new ObjectIdentifier({ value: TST_INFO })] }),
    new pkijs.Attribute({ type: '1.2.840.113549.1.9.4', values: [sha256(content)] }),
    new pkijs.Attribute({ type: '1.2.840.113549.1.9.16.2.47', values: [reference] }),
  ];
}
