/** Signed data that is wrong inside, made by hand: what a verifier must not take for a signature of the document. */
import test from 'ava';
import { issueBy, makeCrl } from '../pki/test-authority.ts';
import { MINUTE, makePki } from '../pki/test-pki.ts';
import { letter } from '../pdfs/letter.ts';
import { addLetterEvidence, codesOf, signLetter, verifyLetter, withRoute } from '../sign-letter.ts';
import { verifyPdf } from '../../../signing/verify-pdf.ts';
import { signBadly, type Forgery } from './resign.ts';

const pki = await makePki();
const rsa = await pki.issue({ name: 'Signer', key: 'rsa-2048' });
const ec = await pki.issue({ name: 'Signer', key: 'p256' });

function judge(forgery: Forgery): readonly [string, string | null, readonly string[]] {
  const evidence = { certificates: [pki.issuing.certificate.der], ocspResponses: [], crls: [] };
  const report = verifyPdf(signBadly(forgery), { anchors: pki.anchors, at: pki.now + MINUTE, evidence });
  return [report.indication, report.subIndication, codesOf(report)];
}

test('signed data made by hand is accepted when nothing is wrong with it, PSS too', (t) => {
  for (const forgery of [{ by: rsa }, { by: ec }, { by: rsa, padding: 'pss' } as const]) {
    t.deepEqual(judge(forgery), ['INDETERMINATE', 'TRY_LATER', ['revocationUnknown']]);
  }
});

test('lists that a signer encloses are evidence, if the authorities signed them', async (t) => {
  const lists = [await makeCrl(pki.issuing, { thisUpdate: pki.now }), await makeCrl(pki.root, { thisUpdate: pki.now })];
  t.deepEqual(judge({ by: ec, crls: lists }), ['TOTAL-PASSED', null, []]);
  const forged = [await makeCrl(pki.issuing, { thisUpdate: pki.now, signer: pki.root }), ...lists.slice(1)];
  t.deepEqual(judge({ by: ec, crls: forged })[2], ['revocationUnknown']);
});

test('weak digests are refused, in the content, the signature, or both', (t) => {
  for (const forgery of [
    { by: rsa, digest: 'sha1' },
    { by: rsa, digest: 'md5' },
    { by: ec, digest: 'sha1' },
    { by: rsa, padding: 'pss-sha1' },
  ] as const) {
    t.deepEqual(judge(forgery), ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', ['weakAlgorithm']]);
  }
});

test('weak keys are refused', async (t) => {
  const weak = await pki.issue({ name: 'Weak', key: 'rsa-1024' });
  t.deepEqual(judge({ by: weak }), ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', ['weakAlgorithm']]);
});

test('a detached signature that brings other content is one of that content', (t) => {
  t.deepEqual(judge({ by: rsa, encapsulated: Buffer.from('something else') }), ['TOTAL-FAILED', 'FORMAT_FAILURE', ['encapsulatedContent']]);
});

test('signed attributes are required, each once', (t) => {
  for (const attributes of ['none', 'noDigest', 'noType', 'noReference'] as const) {
    t.deepEqual(judge({ by: rsa, attributes }), ['TOTAL-FAILED', 'FORMAT_FAILURE', ['attributeMissing']], attributes);
  }
  t.deepEqual(judge({ by: rsa, attributes: 'twoReferences' })[2], ['malformedSignature']);
});

test('there is exactly one signer', (t) => {
  for (const signers of [0, 2]) t.deepEqual(judge({ by: rsa, signers }), ['TOTAL-FAILED', 'FORMAT_FAILURE', ['malformedSignature']]);
});

test('another certificate for the same key does not take the place of the signer', async (t) => {
  const twin = await issueBy(pki.issuing, pki.now, { name: 'Somebody else' }, rsa.key);
  t.deepEqual(judge({ by: twin, referTo: rsa }), ['INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND', ['signerMismatch']]);
  t.deepEqual(judge({ by: rsa, certificates: [twin] }), ['INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND', ['signerMissing']]);
});

test('a signature by another key is wrong, however right its attributes are', (t) => {
  const mixed = { ...rsa, certificate: ec.certificate };
  t.deepEqual(judge({ by: mixed })[2], ['weakAlgorithm'], 'an algorithm of another kind than the key');
  const impostor = { ...ec, privateKey: pki.stamper.privateKey };
  t.deepEqual(judge({ by: impostor }), ['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE', ['wrongSignature']]);
});

test('algorithms that are signed must be those that are used', (t) => {
  t.deepEqual(judge({ by: rsa, protect: 'sha512' }), ['TOTAL-FAILED', 'FORMAT_FAILURE', ['malformedSignature']]);
});

test('a time-stamp over something else is no time-stamp, and one that is stripped leaves the signature unproven', async (t) => {
  const one = await signLetter(pki, withRoute(letter()), { by: rsa, stampedAt: pki.now + MINUTE });
  const two = await signLetter(pki, withRoute(letter({ extra: ['<<>>'] })), { by: ec });
  t.is(verifyLetter(pki, await addLetterEvidence(pki, two, [ec])).signatures[0]?.level, 'B-B');
  // the imprint of the token is the digest of the signature: one of its octets changed is another token
  const at = one.indexOf('020101', one.indexOf('060b2a864886f70d0109100104', 0, 'latin1'), 'latin1');
  t.true(at > 0);
  const changed = Buffer.from(one);
  const imprint = one.indexOf('0420', at, 'latin1') + 4;
  changed.write(changed[imprint] === 0x30 ? '1' : '0', imprint, 'latin1');
  const report = verifyLetter(pki, changed);
  t.is(report.indication, 'INDETERMINATE');
  t.true(codesOf(report).includes('timeStampInvalid'));
});
