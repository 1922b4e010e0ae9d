import { Rejection } from '../../errors.ts';
import { Certificate } from './certificate.ts';
import type { TrustAnchor } from './trust-anchor.ts';

const BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** Every certificate of a PEM file, each as an anchor for its whole validity. Throws Rejection `signing.noAnchors` or `signing.certificate`. */
export function readAnchors(pem: string): readonly TrustAnchor[] {
  const anchors = [...pem.matchAll(BLOCK)].map(([, base64 = '']) => ({ certificate: new Certificate(Buffer.from(base64, 'base64')) }));
  if (anchors.length === 0) throw new Rejection('validation', 'signing.noAnchors', 'Expected certificates in PEM.');
  return anchors;
}
