import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { readDer } from '../../../signing/asn1/read-der.ts';
import { Certificate } from '../../../signing/trust/certificate.ts';
import { keyFault } from '../../key-fault.ts';
import { greatestIterations } from './greatest-iterations.ts';

/** A container is a key and a chain: more is no key store of one holder. */
const LARGEST = 256 * 1024;
/** OpenSSL writes 2,048, the strictest advice is 600,000; three million would cost a minute. */
const MOST_ITERATIONS = 1_000_000;

export interface Pkcs12 {
  readonly key: KeyObject;
  readonly certificate: Certificate;
  readonly others: readonly Certificate[];
}

/**
 * The key and the certificates of a PKCS#12 container (RFC 7292, in DER). node-forge only takes it apart; the key goes into a KeyObject at once.
 * Throws Rejection `keys.containerRefused` or `keys.wrongPin`.
 */
export function readPkcs12(bytes: Buffer, pin: string): Pkcs12 {
  refuseCostly(bytes);
  const container = open(bytes, pin);
  const key = keyOf(container);
  const certificates = bagsOf(container, 'certBag').map((bag) => certificateOf(bag));
  const publicKey = createPublicKey(key);
  const certificate = certificates.find((one) => one.key.equals(publicKey));
  if (!certificate) throw keyFault('wrongKey', 'Expected the container to hold the certificate of its key.');
  return { key, certificate, others: certificates.filter((one) => one !== certificate) };
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

function bagsOf(container: forge.pkcs12.Pkcs12Pfx, kind: 'pkcs8ShroudedKeyBag' | 'keyBag' | 'certBag'): readonly forge.pkcs12.Bag[] {
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

function certificateOf({ cert, asn1 }: forge.pkcs12.Bag): Certificate {
  return new Certificate(derOf(cert ? forge.pki.certificateToAsn1(cert) : asn1));
}

function derOf(structure: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(structure).getBytes(), 'latin1');
}
