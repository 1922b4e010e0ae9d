import { Boolean as DerBoolean, Integer, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';

export const SHA256_OID = '2.16.840.1.101.3.4.2.1';

/** TimeStampReq (RFC 3161 section 2.4.1) for a SHA-256 imprint, asking for the authority's certificate. `nonce`: 8 bytes, the first below 0x80 and not 0. */
export function timeStampRequest(imprint: Buffer, nonce: Buffer): Buffer {
  const algorithm = new Sequence({ value: [new ObjectIdentifier({ value: SHA256_OID }), new Null()] });
  const request = new Sequence({
    value: [
      new Integer({ value: 1 }),
      new Sequence({ value: [algorithm, new OctetString({ valueHex: new Uint8Array(imprint).buffer })] }),
      new Integer({ valueHex: new Uint8Array(nonce).buffer }),
      new DerBoolean({ value: true }),
    ],
  });
  return Buffer.from(request.toBER());
}
