import { KeyObject, webcrypto } from 'node:crypto';

export type KeyKind = 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'rsa-1024' | 'p256' | 'p384';

/** A key pair as the library that makes the test authority wants it, and as node:crypto does. */
export interface TestKey {
  readonly pair: webcrypto.CryptoKeyPair;
  readonly privateKey: KeyObject;
}

export async function makeKey(kind: KeyKind): Promise<TestKey> {
  const pair = (await webcrypto.subtle.generateKey(algorithmOf(kind), true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  return { pair, privateKey: KeyObject.from(pair.privateKey) };
}

function algorithmOf(kind: KeyKind): webcrypto.RsaHashedKeyGenParams | webcrypto.EcKeyGenParams {
  if (kind === 'p256') return { name: 'ECDSA', namedCurve: 'P-256' };
  if (kind === 'p384') return { name: 'ECDSA', namedCurve: 'P-384' };
  const modulusLength = Number(kind.slice(4));
  return { name: 'RSASSA-PKCS1-v1_5', modulusLength, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
}
