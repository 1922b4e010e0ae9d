import { integer, sequence } from '../asn1/write-der.ts';

/** Ecdsa-Sig-Value (RFC 5480 2.2.3) of the two numbers that a token gives side by side (PKCS#11 2.3.1). */
export function ecdsaValue(raw: Buffer): Buffer {
  const half = raw.length / 2;
  return sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half)));
}
