/** Signatures of @signpdf (adbe.pkcs7.detached, RSA with node-forge), judged by the same algorithm as ours. */
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import test from 'ava';
import forge from 'node-forge';
import { verifyPdf } from '../../../signing/verify-pdf.ts';
import { fieldOf, overwrite, revise } from '../attacks/revise.ts';
import { makeCrl, type Issued } from '../pki/test-authority.ts';
import { MINUTE, NOW, makePki } from '../pki/test-pki.ts';
import { letter } from '../pdfs/letter.ts';
import { codesOf, verifyLetter, withRoute } from '../sign-letter.ts';

// node-forge reads nothing but RSA
const pki = await makePki(NOW, 'rsa-2048');
const signer = await pki.issue({ name: 'Signer', key: 'rsa-2048' });
const PLACEHOLDER = '/ByteRange [0 /********** /********** /**********]';

function container({ privateKey, certificate }: Issued): Buffer {
  const key = forge.pki.privateKeyFromPem(String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
  const toForge = (der: Buffer): forge.pki.Certificate => forge.pki.certificateFromAsn1(forge.asn1.fromDer(der.toString('binary')));
  const pfx = forge.pkcs12.toPkcs12Asn1(key, [toForge(certificate.der)], 'secret', { algorithm: '3des' });
  return Buffer.from(forge.asn1.toDer(pfx).getBytes(), 'binary');
}

async function signWithIt(): Promise<Buffer> {
  const prepared = revise(withRoute(letter()), (update) => {
    const dict = `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached${PLACEHOLDER}/Contents <${'0'.repeat(16_384)}>/M(D:20260601100000+07'00')>>`;
    fieldOf(update, 'Drafter').entries.set('V', update.add(dict));
  });
  return Buffer.from(await new SignPdf().sign(prepared, new P12Signer(container(signer), { passphrase: 'secret' })));
}

test('what @signpdf signs is verified, and the report says that it does not name its certificate', async (t) => {
  const signed = await signWithIt();
  const bare = verifyPdf(signed, {
    anchors: pki.anchors,
    at: pki.now + MINUTE,
    evidence: { certificates: [pki.issuing.certificate.der], ocspResponses: [], crls: [] },
  });
  t.deepEqual([bare.indication, bare.subIndication], ['INDETERMINATE', 'TRY_LATER']);
  const crls = [await makeCrl(pki.issuing, { thisUpdate: pki.now }), await makeCrl(pki.root, { thisUpdate: pki.now })];
  const evidence = { certificates: [pki.issuing.certificate.der], ocspResponses: [], crls };
  const report = verifyPdf(signed, { anchors: pki.anchors, at: pki.now + MINUTE, evidence });
  t.is(report.indication, 'TOTAL-PASSED', codesOf(report).join());
  const [signature] = report.signatures;
  t.is(signature?.format, 'adbe.pkcs7.detached');
  t.is(signature?.level, null);
  t.deepEqual(signature?.warnings, ['noCertificateReference']);
  t.true(signature?.coversWholeFile);
});

test('a change of what @signpdf signed is refused', async (t) => {
  t.deepEqual(codesOf(verifyLetter(pki, overwrite(await signWithIt(), '100 dong', '900 dong'))), ['digestMismatch']);
});
