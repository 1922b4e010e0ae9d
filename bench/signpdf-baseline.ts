/** @signpdf with node-forge on the same file, as what others would take: signing alone, its placeholder made beforehand. RSA only. */
import { SignPdf } from '@signpdf/signpdf';
import { P12Signer } from '@signpdf/signer-p12';
import forge from 'node-forge';
import { fieldOf, revise } from '../test/signing/attacks/revise.ts';
import type { Issued } from '../test/signing/pki/test-authority.ts';

const PLACEHOLDER = '/ByteRange [0 /********** /********** /**********]';
const PASSPHRASE = 'bench';

/** `pdf` has a signature field of this name. */
export function signpdfBaseline(pdf: Buffer, field: string, by: Issued): () => Promise<Buffer> {
  const prepared = revise(pdf, (update) => {
    const dict = `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached${PLACEHOLDER}/Contents <${'0'.repeat(16_384)}>/M(D:20260601100000+07'00')>>`;
    fieldOf(update, field).entries.set('V', update.add(dict));
  });
  const container = containerOf(by);
  return async () => await new SignPdf().sign(prepared, new P12Signer(container, { passphrase: PASSPHRASE }));
}

function containerOf({ privateKey, certificate }: Issued): Buffer {
  const key = forge.pki.privateKeyFromPem(String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
  const own = forge.pki.certificateFromAsn1(forge.asn1.fromDer(certificate.der.toString('binary')));
  return Buffer.from(forge.asn1.toDer(forge.pkcs12.toPkcs12Asn1(key, [own], PASSPHRASE, { algorithm: '3des' })).getBytes(), 'binary');
}
