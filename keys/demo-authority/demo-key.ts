import { constants, createPublicKey, generateKeyPair, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { bitString } from './der-parts.ts';
import { ALGORITHMS, algorithmFor } from '../../signing/crypto/signing-algorithm.ts';
import { sequence } from '../../signing/asn1/write-der.ts';

export type DemoKeyKind = 'rsa-2048' | 'p256';

const generate = promisify(generateKeyPair);

export async function makeDemoKey(kind: DemoKeyKind): Promise<KeyObject> {
  const { privateKey } = kind === 'p256' ? await generate('ec', { namedCurve: 'P-256' }) : await generate('rsa', { modulusLength: 2048 });
  return privateKey;
}

/** What is signed, the algorithm and the signature: the outer shape of certificates, lists and OCSP responses, with more after it. */
export function signedStructure(tbs: Buffer, key: KeyObject, ...more: readonly Buffer[]): Buffer {
  return sequence(tbs, identifierOf(key), bitString(signBytes(tbs, key)), ...more);
}

/** AlgorithmIdentifier of what `key` signs with. */
export function identifierOf(key: KeyObject): Buffer {
  return ALGORITHMS[algorithmFor(createPublicKey(key))].identifier;
}

export function signBytes(bytes: Buffer, key: KeyObject): Buffer {
  const isRsa = key.asymmetricKeyType === 'rsa';
  return sign('sha256', bytes, isRsa ? { key, padding: constants.RSA_PKCS1_PADDING } : { key, dsaEncoding: 'der' });
}
