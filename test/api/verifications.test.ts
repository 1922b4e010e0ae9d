import ava from 'ava';
import { completeEvidence } from '../../worker/complete-evidence.ts';
import { MOST_PDF_BYTES } from '../../api/routes/verifications.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { letter } from '../signing/pdfs/letter.ts';
import { useApi } from './api-server.ts';
import { signTask } from './test-keys.ts';

const server = useApi(ava);
const test = ava.serial;
const signature = (order: number): string =>
  `<extensionElements><tk:signature document="quyet-dinh" capacity="personal" level="B-B" order="${order}"/></extensionElements>`;

test.before(async () => {
  const content = bpmn(
    'ky-hai',
    `<startEvent id="s"/>${task('a', 'tk:candidateRoles="officer"', signature(1))}${task('b', 'tk:candidateRoles="officer"', signature(2))}<endEvent id="e"/>${chain('s', 'a', 'b', 'e')}`,
  );
  const body = { name: 'ký', resources: [{ name: 'ky-hai.bpmn', content }] };
  await server.as('analyst')('POST', '/api/v1/deployments', { body });
});

/** A document with two signatures, and its case. */
async function signedTwice() {
  const lan = server.as('lan');
  const { body: begun } = await lan('POST', '/api/v1/cases', { body: { procedure: 'ky-hai' } });
  let instance = begun.opened[0].instance as number;
  for (let count = 0; count < 2; count += 1) {
    const at = `/api/v1/tasks/${begun.caseId}/${instance}`;
    await lan('POST', `${at}/claim`, { body: {} });
    const { body } = await signTask(lan, at, {});
    instance = body.step.opened[0]?.instance ?? 0;
  }
  while (await completeEvidence(server.services.commands));
  const { body } = await lan('GET', `/api/v1/cases/${begun.caseId}/documents`);
  return { document: body.documents[0], at: `/api/v1/cases/${begun.caseId}/documents/${body.documents[0].id}` };
}
async function bytesOf(at: string, revision?: number): Promise<Buffer> {
  const token = await server.tokenOf('lan');
  const query = revision === undefined ? '' : `?revision=${revision}`;
  const answer = await fetch(`${server.url}${at}${query}`, { headers: { cookie: `trinh-ky=${token}` } });
  return Buffer.from(await answer.arrayBuffer());
}
const PDF = { 'content-type': 'application/pdf' };
const verify = async (raw: Buffer, headers: Record<string, string> = PDF, name = 'lan') =>
  await server.as(name)('POST', '/api/v1/verifications', { raw: raw as never, headers });

test('a document says what makes it last, whether it is what is on record, and what came since', async (t) => {
  const { document, at } = await signedTwice();
  t.like(document.evidence, { state: 'complete', wanted: 'B-B', reached: 'B-B', pending: [], sound: true });
  const { body } = await server.as('lan')('GET', `${at}/verification`);
  t.is(body.schema, 'trinh-ky/verification/1');
  t.is(body.signatures.length, 2);
  t.like(body.record, { newest: 2, revision: 2, isRecorded: true, rolledBack: false, missingSigners: [], unknownFields: [], since: [] });
  t.is(body.evidence.state, 'complete');
  const before = (await server.as('lan')('GET', `${at}/verification?revision=1`)).body;
  t.is(before.signatures.length, 1);
  t.like(before.record, { newest: 2, revision: 1, isRecorded: true, rolledBack: true });
  t.deepEqual(
    before.record.missingSigners.map(({ field }: { field: string }) => field),
    ['personal-2'],
  );
  t.like(before.record.since, [{ revision: 2, cause: 'signature' }]);
});

test('a file that somebody has is judged, told whether it is the last word, and kept nowhere', async (t) => {
  const { at } = await signedTwice();
  const count = async () =>
    (await server.db.pool.query('select (select count(*) from document_content) + (select count(*) from document) as n')).rows[0].n;
  const kept = await count();
  const newest = await verify(await bytesOf(at));
  t.is(newest.status, 200);
  t.is(newest.body.signatures.length, 2);
  t.deepEqual(newest.body.record, { standing: 'newest', rolledBack: false, missingSignatures: 0 });
  const earlier = await verify(await bytesOf(at, 1));
  t.is(earlier.body.signatures[0].indication, newest.body.signatures[0].indication, 'a rollback verifies by itself');
  t.deepEqual(earlier.body.record, { standing: 'earlier', rolledBack: true, missingSignatures: 1 });
  const foreign = await verify(letter(), PDF, 'analyst');
  t.is(foreign.body.indication, 'INDETERMINATE', 'nobody has signed it');
  t.deepEqual(foreign.body.record, { standing: 'unknown', rolledBack: null, missingSignatures: null });
  t.is(await count(), kept);
});

test('what is no PDF gets a report, and what is sent as something else or too large is refused', async (t) => {
  const nothing = await verify(Buffer.from('no PDF at all'));
  t.deepEqual([nothing.status, nothing.body.indication, nothing.body.findings[0].code], [200, 'TOTAL-FAILED', 'unreadable']);
  t.is((await verify(letter(), { 'content-type': 'application/json' })).status, 415);
  t.is((await verify(Buffer.alloc(MOST_PDF_BYTES + 1))).status, 413);
  t.is((await server.anyone('POST', '/api/v1/verifications', { raw: letter() as never, headers: PDF })).status, 401);
});

test('whoever asks too often waits', async (t) => {
  const most = server.services.options.limits.deploy;
  let last = 200;
  for (let count = 0; count <= most && last === 200; count += 1) last = (await verify(Buffer.from('no'), PDF, 'minh')).status;
  t.is(last, 429);
});
