import type { KeyObject } from 'node:crypto';
import { weakAlgorithm } from '../malformed.ts';

/** Larger moduli only cost time; smaller ones prove nothing (ETSI TS 119 312). */
const RSA_BITS = { least: 2048, most: 8192 };
const MAX_RSA_EXPONENT = 2n ** 64n;
const CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** Throws Rejection `signing.weakAlgorithm` for a key that is too weak, too costly or of an unknown kind. */
export function checkKey({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): void {
  if (type === 'rsa' || type === 'rsa-pss') {
    const { modulusLength = 0, publicExponent = 0n } = details ?? {};
    const sound = modulusLength >= RSA_BITS.least && modulusLength <= RSA_BITS.most;
    if (sound && publicExponent >= 65_537n && publicExponent < MAX_RSA_EXPONENT) return;
    throw weakAlgorithm(`Expected an RSA key of ${RSA_BITS.least} to ${RSA_BITS.most} bits, but it has ${modulusLength}.`);
  }
  if (type === 'ec' && CURVES.has(details?.namedCurve ?? '')) return;
  throw weakAlgorithm(`Expected an RSA key or one on P-256, P-384 or P-521, but it is ${type} ${details?.namedCurve ?? ''}.`);
}
