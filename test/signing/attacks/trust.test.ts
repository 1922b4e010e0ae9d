/** Certificates and evidence that are wrong: every signature here is sound in its bytes. */
import { randomBytes } from 'node:crypto';
import test from 'ava';
import { addValidationData } from '../../../signing/pdf/add-validation-data.ts';
import type { VerificationReport } from '../../../signing/report/verification-report.ts';
import { verifyPdf } from '../../../signing/verify-pdf.ts';
import {
  PURPOSE,
  USAGE,
  issueBy,
  makeCrl,
  makeOcsp,
  makeRoot,
  type CertificateSpec,
  type EvidenceSpec,
  type Issued,
} from '../pki/test-authority.ts';
import { DAY, MINUTE, makePki } from '../pki/test-pki.ts';
import { letter } from '../pdfs/letter.ts';
import { addLetterEvidence, codesOf, signLetter, stampLetter, verifyLetter, withRoute } from '../sign-letter.ts';

const pki = await makePki();
const signer = await pki.issue({ name: 'Signer' });
const signed = await signLetter(pki, withRoute(letter()), { by: signer, stampedAt: pki.now + MINUTE });
const LATER = { thisUpdate: pki.now + 10 * MINUTE, nextUpdate: pki.now + DAY } as const;

type Verdict = readonly [string, string | null, readonly string[]];
const verdict = (report: VerificationReport): Verdict => [report.indication, report.subIndication, codesOf(report)];

/** Evidence for the time-stamp and the authority is right; that for the signer is given. */
async function withAnswer(ocspResponses: readonly Buffer[], crls: readonly Buffer[] = []): Promise<VerificationReport> {
  const stamper = await makeOcsp(pki.stamper, pki.issuing, pki.responder, LATER);
  const data = { certificates: [], ocspResponses: [stamper, ...ocspResponses], crls: [await makeCrl(pki.root, LATER), ...crls] };
  return verifyLetter(pki, addValidationData(Buffer.from(signed), data, [], randomBytes));
}

const answerBy = async (responder: Issued, spec: EvidenceSpec = LATER): Promise<Buffer> =>
  await makeOcsp(signer, pki.issuing, responder, spec);

test('the right answer makes the signature valid', async (t) => {
  t.deepEqual(verdict(await withAnswer([await answerBy(pki.responder)])), ['TOTAL-PASSED', null, []]);
  t.deepEqual(verdict(await withAnswer([], [await makeCrl(pki.issuing, LATER)])), ['TOTAL-PASSED', null, []]);
});

test('a forged OCSP answer is not believed, whoever signed it', async (t) => {
  const stranger = await makeRoot({ name: 'Test Issuing CA', now: pki.now });
  const forgers: Readonly<Record<string, Issued>> = {
    'an authority of the same name': stranger,
    'a responder of that authority': await issueBy(stranger, pki.now, {
      name: 'Test OCSP',
      purposes: [PURPOSE.ocspSigning],
      noCheck: true,
    }),
    'a signer of the right authority': await pki.issue({ name: 'Other signer' }),
    'a responder of another branch': await issueBy(pki.root, pki.now, {
      name: 'Test OCSP',
      purposes: [PURPOSE.ocspSigning],
      noCheck: true,
    }),
    'an expired responder': await pki.issue({ name: 'Old', purposes: [PURPOSE.ocspSigning], noCheck: true, notAfter: pki.now - DAY }),
    'a responder that nobody vouches for': await pki.issue({ name: 'New', purposes: [PURPOSE.ocspSigning] }),
  };
  for (const [name, forger] of Object.entries(forgers)) {
    t.deepEqual(verdict(await withAnswer([await answerBy(forger)])), ['INDETERMINATE', 'TRY_LATER', ['revocationUnknown']], name);
  }
});

test('a responder without exemption is believed while its own authority lists it as sound', async (t) => {
  const responder = await pki.issue({ name: 'New', purposes: [PURPOSE.ocspSigning] });
  const answer = await answerBy(responder);
  const listed = { ...LATER, revoked: [{ subject: responder, at: pki.now }] };
  t.deepEqual(verdict(await withAnswer([answer], [await makeCrl(pki.issuing, LATER)])), ['TOTAL-PASSED', null, []]);
  const revoked = await withAnswer([answer], [await makeCrl(pki.issuing, listed)]);
  t.is(revoked.signatures[0]?.chain[0]?.source, 'crl', 'the answer of a revoked responder is not used');
});

test('a forged list is not believed', async (t) => {
  const forged = await makeCrl(pki.issuing, { ...LATER, signer: pki.responder });
  t.deepEqual(verdict(await withAnswer([], [forged])), ['INDETERMINATE', 'TRY_LATER', ['revocationUnknown']]);
});

test('an answer that is too old, or from the future, says nothing', async (t) => {
  const old = await answerBy(pki.responder, { thisUpdate: pki.now - 3 * DAY, nextUpdate: pki.now - 2 * DAY });
  const future = await answerBy(pki.responder, { thisUpdate: pki.now + 2 * DAY, nextUpdate: pki.now + 3 * DAY });
  for (const answer of [old, future]) t.deepEqual(verdict(await withAnswer([answer]))[2], ['revocationUnknown']);
});

test('an answer about another certificate says nothing about this one', async (t) => {
  const other = await pki.issue({ name: 'Other' });
  t.deepEqual(verdict(await withAnswer([await makeOcsp(other, pki.issuing, pki.responder, LATER)]))[2], ['revocationUnknown']);
});

test('revoked before the signature was proven is not valid, even beside an older answer that said good', async (t) => {
  const revoked = { ...LATER, revokedAt: pki.now - DAY };
  const good = await answerBy(pki.responder);
  for (const answers of [[await answerBy(pki.responder, revoked)], [good, await answerBy(pki.responder, revoked)]]) {
    t.deepEqual(verdict(await withAnswer(answers)), ['INDETERMINATE', 'REVOKED_NO_POE', ['revoked']]);
  }
  const listed = await makeCrl(pki.issuing, { ...LATER, revoked: [{ subject: signer, at: pki.now - DAY }] });
  t.deepEqual(verdict(await withAnswer([good], [listed])), ['INDETERMINATE', 'REVOKED_NO_POE', ['revoked']]);
});

test('revoked after the proven time stays valid', async (t) => {
  const later = await answerBy(pki.responder, { ...LATER, revokedAt: pki.now + 5 * MINUTE });
  t.deepEqual(verdict(await withAnswer([later])), ['TOTAL-PASSED', null, []]);
});

test('a revoked authority takes its certificates with it', async (t) => {
  const list = await makeCrl(pki.root, { ...LATER, revoked: [{ subject: pki.issuing, at: pki.now - DAY }] });
  const data = { certificates: [], ocspResponses: [await answerBy(pki.responder)], crls: [list] };
  const report = verifyLetter(pki, addValidationData(Buffer.from(signed), data, [], randomBytes));
  t.deepEqual([report.indication, report.subIndication], ['INDETERMINATE', 'REVOKED_CA_NO_POE']);
});

const CERTIFICATES: readonly (readonly [string, CertificateSpec, string, string])[] = [
  ['expired', { name: 'S', notAfter: pki.now - DAY }, 'OUT_OF_BOUNDS_NO_POE', 'certificateOutOfBounds'],
  ['not yet valid', { name: 'S', notBefore: pki.now + DAY }, 'NOT_YET_VALID', 'certificateNotYetValid'],
  ['for servers only', { name: 'S', purposes: [PURPOSE.serverAuth] }, 'CHAIN_CONSTRAINTS_FAILURE', 'keyPurpose'],
  [
    'for time-stamps only',
    { name: 'S', purposes: [PURPOSE.timeStamping], purposesCritical: true },
    'CHAIN_CONSTRAINTS_FAILURE',
    'keyPurpose',
  ],
  ['for OCSP only', { name: 'S', purposes: [PURPOSE.ocspSigning] }, 'CHAIN_CONSTRAINTS_FAILURE', 'keyPurpose'],
  ['for key agreement only', { name: 'S', usage: 0x08 }, 'CHAIN_CONSTRAINTS_FAILURE', 'keyPurpose'],
  ['of an authority', { name: 'S', ca: true, usage: 0xc6 }, 'CHAIN_CONSTRAINTS_FAILURE', 'keyPurpose'],
  ['with a critical extension that nobody knows', { name: 'S', strangeExtension: true }, 'CHAIN_CONSTRAINTS_FAILURE', 'chainConstraints'],
  ['signed with SHA-1', { name: 'S', digest: 'SHA-1' }, 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'weakAlgorithm'],
];

for (const [what, spec, subIndication, code] of CERTIFICATES) {
  test(`a certificate ${what} does not sign documents`, async (t) => {
    const by = await pki.issue(spec);
    const pdf = await signLetter(pki, withRoute(letter()), { by, stampedAt: pki.now + MINUTE });
    const crls = [await makeCrl(pki.issuing, LATER), await makeCrl(pki.root, LATER)];
    const report = verifyLetter(pki, addValidationData(pdf, { certificates: [], ocspResponses: [], crls }, [], randomBytes));
    t.is(report.subIndication as string, subIndication);
    t.true(codesOf(report).includes(code), codesOf(report).join());
    t.not(report.indication, 'TOTAL-PASSED');
  });
}

test('a certificate that a mere signer issued, or an authority below its limit, has no path', async (t) => {
  const byPerson = await issueBy(signer, pki.now, { name: 'Forged' });
  const subordinate = await pki.issue({ name: 'Below', ca: true, usage: USAGE.authority });
  const tooDeep = await issueBy(subordinate, pki.now, { name: 'Too deep' });
  for (const [by, chain] of [
    [byPerson, signer],
    [tooDeep, subordinate],
  ] as const) {
    const report = verifyPdf(await signLetter({ ...pki, issuing: chain }, withRoute(letter()), { by }), {
      anchors: pki.anchors,
      at: pki.now + MINUTE,
      evidence: { certificates: [pki.issuing.certificate.der], ocspResponses: [], crls: [] },
    });
    t.deepEqual([report.indication, report.subIndication], ['INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE']);
  }
});

test('an authority that nobody trusts, of whatever name, or an anchor out of its recorded time, gives no path', async (t) => {
  const stranger = await makePki();
  const pdf = await signLetter(stranger, withRoute(letter()), { by: await stranger.issue({ name: 'Signer' }) });
  t.deepEqual(verdict(verifyLetter(pki, pdf)), ['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND', ['chainMissing']]);
  const anchors = [{ certificate: pki.root.certificate, trustedUntil: pki.now - DAY }];
  const report = verifyPdf(signed, { anchors, timeStampAnchors: pki.anchors, at: pki.now + MINUTE });
  t.is(report.subIndication, 'OUT_OF_BOUNDS_NO_POE');
});

test('a time-stamp by a certificate of another purpose, or by a stranger, proves nothing', async (t) => {
  const stranger = await makePki();
  for (const [stamper, finding] of [
    [signer, 'timeStampInvalid'],
    [stranger.stamper, 'chainMissing'],
  ] as const) {
    const pdf = await signLetter({ ...pki, stamper }, withRoute(letter()), { by: signer, stampedAt: pki.now + MINUTE });
    const crls = [await makeCrl(pki.issuing, LATER), await makeCrl(pki.root, LATER)];
    const report = verifyLetter(pki, addValidationData(pdf, { certificates: [], ocspResponses: [], crls }, [], randomBytes));
    t.true(codesOf(report).includes(finding));
    t.is(report.signatures[0]?.signedBefore, null);
  }
});

test('a time-stamp authority that was revoked later is not believed about the past, unless a later time-stamp proves it older', async (t) => {
  const other = await pki.issue({ name: 'TSA 2', purposes: [PURPOSE.timeStamping], purposesCritical: true });
  const revoked = { ...LATER, revokedAt: pki.now + 5 * MINUTE };
  const data = {
    certificates: [],
    ocspResponses: [
      await answerBy(pki.responder),
      await makeOcsp(pki.stamper, pki.issuing, pki.responder, revoked),
      await makeOcsp(other, pki.issuing, pki.responder, LATER),
    ],
    crls: [await makeCrl(pki.root, LATER)],
  };
  const unproven = verifyLetter(pki, addValidationData(Buffer.from(signed), data, [], randomBytes));
  t.is(unproven.signatures[0]?.signedBefore, null);
  t.true(codesOf(unproven).includes('revoked'));
  const stamped = await stampLetter({ ...pki, stamper: other }, Buffer.from(signed), pki.now + 3 * MINUTE);
  t.deepEqual(verdict(verifyLetter(pki, addValidationData(stamped, data, [], randomBytes))), ['TOTAL-PASSED', null, []]);
});

test('a time-stamp from the future, or one older than what it covers, is out of order', async (t) => {
  const future = await addLetterEvidence(pki, await signLetter(pki, withRoute(letter()), { by: signer, stampedAt: pki.now + DAY }), [
    signer,
  ]);
  t.true(codesOf(verifyLetter(pki, future)).includes('timeStampOrder'));
  const older = await stampLetter(pki, await addLetterEvidence(pki, Buffer.from(signed), [signer]), pki.now - DAY);
  t.true(codesOf(verifyLetter(pki, older)).includes('timeStampOrder'));
});
