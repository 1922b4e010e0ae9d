/** The two halves of signing, and what they refuse. */
import { createHash, privateEncrypt, randomBytes, sign, constants } from 'node:crypto';
import fs from 'node:fs';
import test from 'ava';
import { addFields } from '../../signing/pdf/add-fields.ts';
import { prepareSignature } from '../../signing/pdf/prepare-signature.ts';
import { addEvidence } from '../../signing/collect-evidence.ts';
import { complete, prepare, type SignatureJob } from '../../signing/sign-pdf.ts';
import { buildOcspRequest } from '../../signing/trust/ocsp-request.ts';
import { buildTimeStampRequest, readTimeStampResponse } from '../../signing/trust/time-stamp-request.ts';
import { checkTimeStampToken } from '../../signing/trust/time-stamp-token.ts';
import { integer, sequence } from '../../signing/asn1/write-der.ts';
import { makeToken } from './pki/make-token.ts';
import { MINUTE, makePki } from './pki/test-pki.ts';
import { letter } from './pdfs/letter.ts';
import { codesOf, keyOf, signLetter, verifyLetter, withRoute } from './sign-letter.ts';
import { folderOf, hasTool, pem, runTool } from './tools/run-tool.ts';

const pki = await makePki();
const rsa = await pki.issue({ name: 'Signer', key: 'rsa-2048' });
const ec = await pki.issue({ name: 'Signer' });
const identityOf = ({ certificate }: typeof rsa) => ({ certificate, chain: [pki.issuing.certificate] });
const SPEC = { field: 'Drafter', time: pki.now } as const;

test('who gets only the digest signs as well as who gets the attributes', async (t) => {
  const job = prepare(withRoute(letter()), SPEC, identityOf(rsa), randomBytes);
  // what a token does with a digest: the DigestInfo of SHA-256 before it, then the private key
  const info = Buffer.concat([Buffer.from('3031300d060960864801650304020105000420', 'hex'), job.request.digest]);
  const signature = privateEncrypt({ key: rsa.privateKey, padding: constants.RSA_PKCS1_PADDING }, info);
  t.deepEqual(codesOf(verifyLetter(pki, await complete(job, signature, identityOf(rsa)))), ['revocationUnknown']);
});

test('a job is data: it waits in a store, and the digest is that of the bytes that were shown', async (t) => {
  const job = prepare(withRoute(letter()), SPEC, identityOf(ec), randomBytes);
  const { prepared, request } = job;
  const stored: SignatureJob = {
    prepared: { ...prepared, pdf: Buffer.from(prepared.pdf) },
    request: { ...request, attributes: Buffer.from(request.attributes) },
  };
  const [, length, resume] = prepared.byteRange;
  t.deepEqual(
    createHash('sha256').update(prepared.pdf.subarray(0, length)).update(prepared.pdf.subarray(resume)).digest(),
    prepared.digest,
  );
  const signed = await complete(stored, await keyOf(ec)(request), identityOf(ec));
  t.deepEqual(codesOf(verifyLetter(pki, signed)), ['revocationUnknown']);
});

test('a signature by a wrong key, over other bytes, or cut off is refused before anything is written', async (t) => {
  const job = prepare(withRoute(letter()), SPEC, identityOf(ec), randomBytes);
  const before = Buffer.from(job.prepared.pdf);
  const right = await keyOf(ec)(job.request);
  const wrong = [
    await keyOf(pki.responder)(job.request),
    sign('sha256', Buffer.from('other'), ec.privateKey),
    right.subarray(0, -1),
    Buffer.alloc(0),
  ];
  for (const signature of wrong) await t.throwsAsync(complete(job, signature, identityOf(ec)), { code: 'signing.wrongSignature' });
  t.true(job.prepared.pdf.equals(before));
});

test('a signature that does not fit is refused with nothing written', async (t) => {
  const job = prepare(withRoute(letter()), { ...SPEC, room: 600 }, identityOf(rsa), randomBytes);
  await t.throwsAsync(
    keyOf(rsa)(job.request).then(async (signature) => await complete(job, signature, identityOf(rsa))),
    { code: 'signing.noRoom' },
  );
});

test('only an empty signature field of the document is signed, and only the first signature certifies', async (t) => {
  const signed = await signLetter(pki, withRoute(letter()), { by: ec });
  for (const field of ['Nowhere', 'Number', 'Drafter']) {
    t.throws(() => prepareSignature(signed, { field, time: 0 }, randomBytes), { code: 'signing.fieldMissing' });
  }
  t.throws(() => prepareSignature(signed, { field: 'Leader', time: 0, certify: 2 }, randomBytes), { code: 'signing.alreadyCertified' });
  t.throws(() => addFields(letter(), [{ name: 'F', kind: 'text', page: 9, rectangle: [0, 0, 1, 1] }], randomBytes), {
    code: 'signing.pageMissing',
  });
});

test('content of the document cannot pass for the placeholder, and texts cannot break out of the dictionary', async (t) => {
  const decoy = letter({ extra: [`<</Contents<${'0'.repeat(200)}>/ByteRange[0 0000000000 0000000000 0000000000]>>`] });
  const signed = await signLetter(pki, withRoute(decoy), { by: ec, reason: ') /Contents <00> >> Lý do', name: 'Nguyễn' });
  const report = verifyLetter(pki, signed);
  t.deepEqual(codesOf(report), ['revocationUnknown']);
  t.is(report.signatures[0]?.claimed.reason, ') /Contents <00> >> Lý do');
});

test('text in decomposed letters is composed', async (t) => {
  const report = verifyLetter(pki, await signLetter(pki, withRoute(letter()), { by: ec, reason: 'Phê duyệt'.normalize('NFD') }));
  t.is(report.signatures[0]?.claimed.reason, 'Phê duyệt'.normalize('NFC'));
});

test('half the evidence is refused', async (t) => {
  const signed = await signLetter(pki, withRoute(letter()), { by: ec, stampedAt: pki.now + MINUTE });
  const options = { anchors: pki.anchors, at: pki.now + MINUTE, random: randomBytes };
  await t.throwsAsync(addEvidence(signed, { ...options, fetch: async () => ({}) }), { code: 'signing.evidenceIncomplete' });
  await t.throwsAsync(addEvidence(signed, { ...options, anchors: [], fetch: async () => ({}) }), { code: 'signing.evidenceIncomplete' });
});

test('an answer of a time-stamp authority must be for the request', async (t) => {
  const digest = createHash('sha256').update('x').digest();
  const request = buildTimeStampRequest(digest, randomBytes(8));
  const answer = (token: Buffer, status = 0): Buffer => sequence(sequence(integer(status)), token);
  const foreign = await makeToken(pki.stamper, createHash('sha256').update('y').digest(), pki.now);
  t.throws(() => readTimeStampResponse(answer(foreign), request), { code: 'signing.timeStamp' });
  t.throws(() => readTimeStampResponse(answer(foreign, 2), request), { code: 'signing.timeStampRefused' });
});

test('requests for time-stamps and OCSP answers are understood by openssl, and its time-stamp by us', (t) => {
  if (!hasTool(t, 'openssl')) return;
  const request = buildTimeStampRequest(createHash('sha256').update('x').digest(), randomBytes(8));
  const at = folderOf(t, {
    'query.tsq': request.der,
    'request.ocsp': buildOcspRequest(ec.certificate, pki.issuing.certificate),
    'tsa.pem': pem(pki.stamper.certificate.der),
    'tsa.key': pki.stamper.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    serial: '01',
  });
  const settings = [
    `serial=${at('serial')}`,
    'signer_digest=sha256',
    'default_policy=1.2.3.4.1',
    'digests=sha256',
    'ess_cert_id_alg=sha256',
  ];
  fs.writeFileSync(at('tsa.cnf'), `[t]\n${settings.join('\n')}\n`);
  t.regex(runTool('openssl', ['ocsp', '-reqin', at('request.ocsp'), '-req_text', '-noverify']).out, /Serial Number/);
  const stamper = ['-signer', at('tsa.pem'), '-inkey', at('tsa.key')];
  const { error } = runTool('openssl', [
    'ts',
    '-reply',
    '-config',
    at('tsa.cnf'),
    '-section',
    't',
    '-queryfile',
    at('query.tsq'),
    ...stamper,
    '-out',
    at('answer.tsr'),
  ]);
  const answer = fs.readFileSync(at('answer.tsr'));
  const token = readTimeStampResponse(answer, request);
  t.is(checkTimeStampToken(token, [Buffer.from('x')]).authority.name, 'Test TSA', error);
});
