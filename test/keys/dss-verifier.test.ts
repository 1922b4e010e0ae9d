/** What the answers of the EU's DSS mean, in the words it answers with; that it really answers so is seen by `npm run validators`. */
import test from 'ava';
import { Transient } from '../../errors.ts';
import type { Exchange, ServiceRequest } from '../../keys/evidence/exchange.ts';
import { dssVerifier } from '../../keys/second-verifier/dss-verifier.ts';
import { letter } from '../signing/pdfs/letter.ts';
import { MINUTE, makePki } from '../signing/pki/test-pki.ts';
import { signLetter, verifyLetter, withRoute } from '../signing/sign-letter.ts';

const pki = await makePki();
const people = [await pki.issue({ name: 'Người ký' }), await pki.issue({ name: 'Lãnh đạo' })] as const;
const first = await signLetter(pki, withRoute(letter()), { by: people[0], certify: 2, stampedAt: pki.now + MINUTE });
const pdf = Buffer.from(await signLetter(pki, first, { by: people[1], field: 'Leader', stampedAt: pki.now + 2 * MINUTE }));
const report = verifyLetter(pki, pdf);
const at = '2026-11-30T10:00:00.000Z';

const passed = { Signature: { Indication: 'TOTAL_PASSED', SubIndication: null } };
const failed = { Signature: { Indication: 'TOTAL_FAILED', SubIndication: 'HASH_FAILURE' } };
const stamp = (Indication: string) => ({ Timestamp: { Indication, SubIndication: null } });

function serviceOf(body: string, status = 200) {
  const asked: ServiceRequest[] = [];
  const exchange: Exchange = async (request) => {
    asked.push(request);
    return await Promise.resolve({ status, type: 'application/json', retryAfter: undefined, body: Buffer.from(body) });
  };
  return { asked, ...dssVerifier('https://dss.gov.vn', exchange) };
}
const answering = (...entries: readonly object[]) =>
  serviceOf(JSON.stringify({ SimpleReport: { signatureOrTimestampOrEvidenceRecord: entries }, DiagnosticData: {} }));

test('the whole file is sent, to be judged for the time that ours is judged for', async (t) => {
  const { verify, asked } = answering(passed, passed);
  t.true((await verify(pdf, report, at)).valid);
  const [{ url, method, body } = { url: undefined, method: '', body: Buffer.alloc(0) }] = asked;
  t.is(String(url), 'https://dss.gov.vn/services/rest/validation/validateSignature');
  t.is(method, 'POST');
  const sent = JSON.parse(String(body)) as { signedDocument: { bytes: string }; validationTime: number };
  t.true(Buffer.from(sent.signedDocument.bytes, 'base64').equals(pdf));
  t.is(sent.validationTime, Date.parse(at));
});

test('it agrees only when every signature and every time-stamp passes, and there are as many as ours has found', async (t) => {
  const valid = async (...entries: readonly object[]) => (await answering(...entries).verify(pdf, report, at)).valid;
  t.true(await valid(passed, passed, stamp('PASSED')));
  t.false(await valid(passed, failed));
  t.false(await valid(passed, passed, stamp('INDETERMINATE')));
  t.false(await valid(passed), 'one that it does not see');
  t.false(await valid(passed, passed, passed), 'one that ours does not see');
  t.false(await valid());
  const { said } = await answering(passed, failed).verify(pdf, report, at);
  t.is(said, 'signature: TOTAL_PASSED\nsignature: TOTAL_FAILED, HASH_FAILURE');
});

test('an answer that is no report says nothing about the document: it is asked again later', async (t) => {
  for (const service of [
    serviceOf('<html>502 Bad Gateway</html>', 502),
    serviceOf('java.lang.OutOfMemoryError', 500),
    serviceOf('<html>sign in</html>'),
    serviceOf('{}'),
    serviceOf('null'),
  ])
    await t.throwsAsync(service.verify(pdf, report, at), { instanceOf: Transient, code: 'verifierUnavailable' });
});

test('where the service is, is told when a node starts; that it is down then keeps no node from starting', async (t) => {
  t.is(await serviceOf('', 503).check(), 'at dss.gov.vn');
});
