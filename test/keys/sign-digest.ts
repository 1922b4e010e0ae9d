import { createECDH, randomBytes, type KeyObject } from 'node:crypto';
import { ecdsaValue } from '../../signing/crypto/ecdsa-value.ts';

/** Order of P-256. */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const numberOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);
const bytesOf = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

/** ECDSA (FIPS 186-5 6.4.1) over a digest, which node:crypto would hash again: for services that get no more than the digest. */
export function signDigest(key: KeyObject, digest: Buffer, raw = false): Buffer {
  const secret = numberOf(Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url'));
  const once = randomBytes(31);
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(Buffer.concat([Buffer.from([0]), once]));
  const r = numberOf(curve.getPublicKey().subarray(1, 33)) % ORDER;
  const s = (inverse(numberOf(once)) * (numberOf(digest) + r * secret)) % ORDER;
  const both = Buffer.concat([bytesOf(r), bytesOf(s)]);
  return raw ? both : ecdsaValue(both);
}

/** By Fermat: the order is prime. */
function inverse(value: bigint): bigint {
  let [result, base] = [1n, value % ORDER];
  for (let power = ORDER - 2n; power > 0n; power >>= 1n) {
    if ((power & 1n) === 1n) result = (result * base) % ORDER;
    base = (base * base) % ORDER;
  }
  return result;
}
