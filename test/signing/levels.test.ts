import test from 'ava';
import { addValidationData } from '../../signing/pdf/add-validation-data.ts';
import { addFields } from '../../signing/pdf/add-fields.ts';
import { randomBytes } from 'node:crypto';
import type { KeyKind } from './pki/test-key.ts';
import { makeCrl, makeOcsp } from './pki/test-authority.ts';
import { DAY, MINUTE, YEAR, makePki } from './pki/test-pki.ts';
import { compressedLetter, letter } from './pdfs/letter.ts';
import { addLetterEvidence, codesOf, signLetter, stampLetter, verifyLetter, withRoute } from './sign-letter.ts';
import { verifyPdf } from '../../signing/verify-pdf.ts';

const pki = await makePki();
const signer = await pki.issue({ name: 'Nguyễn Thị Thuỳ Dương', uid: 'CCCD:001099000001', organization: 'Sở Tư pháp' });
const KINDS: readonly KeyKind[] = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p256', 'p384'];

test('a signature without evidence is indeterminate, however sound its bytes are', async (t) => {
  const report = verifyLetter(pki, await signLetter(pki, withRoute(letter()), { by: signer }));
  t.is(report.indication, 'INDETERMINATE');
  t.is(report.subIndication, 'TRY_LATER');
  t.deepEqual(codesOf(report), ['revocationUnknown']);
  t.is(report.signatures[0]?.level, 'B-B');
  t.is(report.signatures[0]?.signer?.name, 'Nguyễn Thị Thuỳ Dương');
  t.is(report.signatures[0]?.signer?.capacity, 'person');
});

test('fresh evidence from outside makes a B-B signature valid', async (t) => {
  const pdf = await signLetter(pki, withRoute(letter()), { by: signer });
  const at = pki.now + MINUTE;
  const evidence = {
    certificates: [],
    ocspResponses: [await makeOcsp(signer, pki.issuing, pki.responder, { thisUpdate: pki.now, nextUpdate: pki.now + DAY })],
    crls: [await makeCrl(pki.root, { thisUpdate: pki.now })],
  };
  const report = verifyPdf(pdf, { anchors: pki.anchors, at, evidence });
  t.is(report.indication, 'TOTAL-PASSED');
  t.is(report.signatures[0]?.level, 'B-B');
  t.is(report.signatures[0]?.signedBefore, null);
});

for (const kind of KINDS) {
  test(`with ${kind} a signature is made and verified at every level`, async (t) => {
    const by = await pki.issue({ name: `Signer ${kind}`, key: kind });
    const stamped = await signLetter(pki, withRoute(letter()), { by, stampedAt: pki.now + MINUTE });
    const [first] = verifyLetter(pki, stamped).signatures;
    t.is(first?.indication, 'INDETERMINATE');
    t.is(first?.signedBefore, null, 'a time-stamp whose authority nobody vouches for proves nothing');
    const longTerm = await addLetterEvidence(pki, Buffer.from(stamped), [by]);
    const withEvidence = verifyLetter(pki, longTerm);
    t.is(withEvidence.indication, 'TOTAL-PASSED', JSON.stringify(codesOf(withEvidence)));
    t.is(withEvidence.signatures[0]?.level, 'B-LT');
    t.is(withEvidence.signatures[0]?.signedBefore, new Date(pki.now + MINUTE).toISOString());
    const archived = await stampLetter(pki, longTerm, pki.now + 12 * MINUTE);
    const report = verifyLetter(pki, archived);
    t.is(report.indication, 'TOTAL-PASSED', JSON.stringify(codesOf(report)));
    t.deepEqual(
      report.signatures.map(({ field, kind: what, level }) => [field, what, level]),
      [
        ['Drafter', 'signature', 'B-LTA'],
        ['DocTimeStamp1', 'documentTimeStamp', null],
      ],
    );
    t.deepEqual(report.signatures[0]?.changesSince, {
      permitted: [
        { code: 'timeStampAdded', subject: 'DocTimeStamp1' },
        { code: 'evidenceAdded', subject: 'DSS' },
      ],
      refused: [],
    });
    t.true(report.signatures[1]?.coversWholeFile);
  });
}

test('a file with object streams is signed with a cross-reference stream, by several signers in turn', async (t) => {
  const leader = await pki.issue({ name: 'Leader', key: 'p384' });
  const first = await signLetter(pki, withRoute(compressedLetter()), { by: signer, stampedAt: pki.now + MINUTE });
  const second = await signLetter(pki, first, { by: leader, field: 'Leader', stampedAt: pki.now + 2 * MINUTE });
  const report = verifyLetter(pki, await addLetterEvidence(pki, second, [signer, leader]));
  t.is(report.indication, 'TOTAL-PASSED', JSON.stringify(codesOf(report)));
  t.deepEqual(
    report.signatures.map(({ level }) => level),
    ['B-LT', 'B-LT'],
  );
  t.deepEqual(report.unsignedFields, ['Seal']);
  t.deepEqual(
    report.signatures[0]?.changesSince.permitted.map(({ code, subject }) => `${code} ${subject}`),
    ['fieldSigned Leader', 'evidenceAdded DSS'],
  );
});

test('certification, number and seal: all that the route foresees passes, and the seal ends it', async (t) => {
  const [leader, seal] = [await pki.issue({ name: 'Leader' }), await pki.issue({ name: 'SỞ TƯ PHÁP', uid: 'MST:0100100100' })];
  const drafted = await signLetter(pki, withRoute(letter()), { by: signer, certify: 2, reason: 'Soạn thảo', stampedAt: pki.now + MINUTE });
  const led = await signLetter(pki, drafted, { by: leader, field: 'Leader', stampedAt: pki.now + 2 * MINUTE });
  const fill = [{ field: 'Number', value: '125/QĐ-STP', appearance: { content: 'q Q' } }];
  const sealed = await signLetter(pki, led, { by: seal, field: 'Seal', fill, stampedAt: pki.now + 3 * MINUTE });
  const report = verifyLetter(
    pki,
    await stampLetter(pki, await addLetterEvidence(pki, sealed, [signer, leader, seal]), pki.now + 12 * MINUTE),
  );
  t.is(report.indication, 'TOTAL-PASSED', JSON.stringify(codesOf(report)));
  t.is(report.signatures[0]?.certifies, 2);
  t.is(report.signatures[0]?.claimed.reason, 'Soạn thảo');
  t.deepEqual(
    report.signatures[0]?.changesSince.permitted.find(({ code }) => code === 'fieldFilled'),
    { code: 'fieldFilled', subject: 'Number', value: '125/QĐ-STP' },
  );
  t.is(report.signatures[2]?.signer?.capacity, 'agency');
  t.throws(() => addFields(sealed, [{ name: 'Seal', kind: 'text', page: 0, rectangle: [0, 0, 1, 1] }], randomBytes), { message: /Seal/ });
});

test('years after the certificate has expired a proven signature holds, until the time-stamp authority expires too', async (t) => {
  const longTerm = await addLetterEvidence(pki, await signLetter(pki, withRoute(letter()), { by: signer, stampedAt: pki.now + MINUTE }), [
    signer,
  ]);
  const archived = await stampLetter(pki, Buffer.from(longTerm), pki.now + 12 * MINUTE);
  for (const pdf of [longTerm, archived]) {
    const report = verifyLetter(pki, pdf, pki.now + 4 * YEAR);
    t.is(report.indication, 'TOTAL-PASSED', JSON.stringify(codesOf(report)));
    t.true(report.signatures[0]?.certificateValidAtSigning);
    const late = verifyLetter(pki, pdf, pki.now + 6 * YEAR);
    t.deepEqual([late.indication, late.subIndication], ['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE']);
  }
});

test('an answer of a responder that has expired counts only if a time-stamp proves it is older', async (t) => {
  const signed = await signLetter(pki, withRoute(letter()), { by: signer, stampedAt: pki.now + MINUTE });
  const at = pki.now + 10 * MINUTE;
  const answer = async (subject: typeof signer): Promise<Buffer> =>
    await makeOcsp(subject, pki.issuing, pki.responder, { thisUpdate: at, nextUpdate: at + DAY });
  const data = {
    certificates: [],
    ocspResponses: [await answer(signer), await answer(pki.stamper)],
    crls: [await makeCrl(pki.root, { thisUpdate: at })],
  };
  const longTerm = addValidationData(signed, data, [], randomBytes);
  t.is(verifyLetter(pki, longTerm).indication, 'TOTAL-PASSED');
  const later = pki.now + YEAR;
  t.deepEqual(codesOf(verifyLetter(pki, longTerm, later)), ['revocationUnknown']);
  const archived = await stampLetter(pki, longTerm, pki.now + 12 * MINUTE);
  const evidence = { certificates: [], ocspResponses: [], crls: [await makeCrl(pki.issuing, { thisUpdate: later })] };
  t.is(verifyPdf(archived, { anchors: pki.anchors, at: later, evidence }).indication, 'TOTAL-PASSED');
});

test('an archive is renewed by a further time-stamp before the first expires', async (t) => {
  const signed = await signLetter(pki, withRoute(letter()), { by: signer, stampedAt: pki.now + MINUTE });
  const archived = await stampLetter(pki, await addLetterEvidence(pki, signed, [signer]), pki.now + 12 * MINUTE);
  const nextPki = {
    ...pki,
    stamper: await pki.issue({ name: 'TSA 2', purposes: ['1.3.6.1.5.5.7.3.8'], purposesCritical: true, notAfter: pki.now + 9 * YEAR }),
  };
  const renewedAt = pki.now + 4 * YEAR;
  const crls = [await makeCrl(pki.issuing, { thisUpdate: renewedAt }), await makeCrl(pki.root, { thisUpdate: renewedAt })];
  const renewed = await stampLetter(nextPki, archived, renewedAt + MINUTE);
  const evidence = { certificates: [], ocspResponses: [], crls };
  const report = verifyPdf(renewed, { anchors: pki.anchors, at: pki.now + 8 * YEAR, evidence });
  t.is(report.indication, 'TOTAL-PASSED', JSON.stringify(codesOf(report)));
  t.is(report.signatures.length, 3);
});
