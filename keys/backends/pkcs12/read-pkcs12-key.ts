import { createPrivateKey, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { readDer } from '../../../signing/asn1/read-der.ts';
import { keyFault } from '../../key-fault.ts';
import { greatestIterations } from './greatest-iterations.ts';

/** a key and its chain */
const LARGEST = 256 * 1024;
/** OpenSSL writes 2,048, the strictest advice is 600,000; three million would cost a minute. */
const MOST_ITERATIONS = 1_000_000;

/**
 * The private key of a PKCS#12 container (RFC 7292, in DER). node-forge only takes it apart; the key goes into a KeyObject at once. Its
 * certificates are not looked at: whose key it is, the signature shows. Throws Rejection `keys.containerRefused`, `keys.wrongPin`, `keys.keyGone`.
 */
export function readPkcs12Key(bytes: Buffer, pin: string): KeyObject {
  refuseCostly(bytes);
  return keyOf(open(bytes, pin));
}

function refuseCostly(bytes: Buffer): void {
  if (bytes.length > LARGEST) throw keyFault('containerRefused', `Expected a container of at most ${LARGEST} bytes.`);
  let iterations: number;
  try {
    iterations = greatestIterations(readDer(bytes));
  } catch (error) {
    throw keyFault('containerRefused', 'Expected a PKCS#12 container in DER.', error);
  }
  if (iterations > MOST_ITERATIONS)
    throw keyFault('containerRefused', `Expected at most ${MOST_ITERATIONS} iterations, not ${iterations}.`);
}

function open(bytes: Buffer, pin: string): forge.pkcs12.Pkcs12Pfx {
  let structure: forge.asn1.Asn1;
  try {
    structure = forge.asn1.fromDer(bytes.toString('latin1'));
  } catch (error) {
    throw keyFault('containerRefused', 'Expected a PKCS#12 container.', error);
  }
  try {
    return forge.pkcs12.pkcs12FromAsn1(structure, false, pin);
  } catch (error) {
    const wrongPin = error instanceof Error && /MAC could not be verified|Invalid password/i.test(error.message);
    if (wrongPin) throw keyFault('wrongPin', 'Expected the PIN of the container.');
    throw keyFault('containerRefused', 'Expected a PKCS#12 container that can be read.', error);
  }
}

function bagsOf(container: forge.pkcs12.Pkcs12Pfx, kind: 'pkcs8ShroudedKeyBag' | 'keyBag'): readonly forge.pkcs12.Bag[] {
  const bagType = forge.pki.oids[kind] ?? '';
  return container.getBags({ bagType })[bagType] ?? [];
}

function keyOf(container: forge.pkcs12.Pkcs12Pfx): KeyObject {
  const [bag, ...more] = [...bagsOf(container, 'pkcs8ShroudedKeyBag'), ...bagsOf(container, 'keyBag')];
  if (!bag || more.length > 0) throw keyFault('keyGone', 'Expected one key in the container.');
  // forge decodes RSA keys, and leaves those it does not know as they are
  const info = bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : bag.asn1;
  try {
    return createPrivateKey({ key: derOf(info), format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw keyFault('containerRefused', 'Expected a private key in the container.', error);
  }
}

function derOf(structure: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(structure).getBytes(), 'latin1');
}
