import { OID } from '../../signing/asn1/oids.ts';
import { TAG } from '../../signing/asn1/tags.ts';
import { octetString, oid, sequence, tagged, trueValue } from '../../signing/asn1/write-der.ts';

/** Whole octets, unless some bits at the end are unused. */
export const bitString = (octets: Buffer, unused = 0): Buffer => tagged(TAG.bitString, Buffer.from([unused]), octets);
export const enumerated = (value: number): Buffer => tagged(TAG.enumerated, Buffer.from([value]));

export function extension(name: keyof typeof OID, value: Buffer, critical = false): Buffer {
  return sequence(oid(OID[name]), ...(critical ? [trueValue()] : []), octetString(value));
}

/** UTCTime before 2050, as RFC 5280 4.1.2.5 demands. */
export function timeOf(milliseconds: number): Buffer {
  const text = generalized(milliseconds);
  return Number(text.slice(0, 4)) < 2050 ? tagged(TAG.utcTime, Buffer.from(text.slice(2))) : tagged(TAG.generalizedTime, Buffer.from(text));
}

/** Whole seconds. */
export const generalizedTimeOf = (milliseconds: number): Buffer => tagged(TAG.generalizedTime, Buffer.from(generalized(milliseconds)));

function generalized(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
}
