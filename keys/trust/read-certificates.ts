import { readAnchors } from '../../signing/trust/read-anchors.ts';
import type { Certificate } from '../../signing/trust/certificate.ts';

/** Every certificate of a PEM text, in its order. Throws Rejection `signing.noAnchors` or `signing.certificate`. */
export function readCertificates(pem: string): readonly Certificate[] {
  return readAnchors(pem).map(({ certificate }) => certificate);
}
