/** Documents that are looked at again, and archive time-stamps before what proves them ends. */
import test from 'ava';
import { loadContent, loadDocument, loadDocuments } from '../../store/repositories/documents.ts';
import { verifyPdf } from '../../signing/verify-pdf.ts';
import { completeEvidence } from '../../worker/complete-evidence.ts';
import { reverifyDocuments } from '../../worker/reverify-documents.ts';
import { bpmn, chain, deployed, MANAGER, started, task } from '../commands/fixtures.ts';
import { useSigningOffice, type SigningOffice } from '../commands/signing/signing-office.ts';
import { testEvidence } from '../commands/signing/test-evidence.ts';

const DAY_S = 86_400;
const register: { since: string } = { since: '2000-01-01' };
const evidence = testEvidence(
  () => office.pki,
  () => Date.parse(office.services.clock()),
  () => [office.keys('manager')],
);
const office: SigningOffice = useSigningOffice(test, { collectEvidence: evidence.collect });
const asks = (level: string): string =>
  `<extensionElements><tk:signature document="decision" capacity="personal" level="${level}" order="1"/></extensionElements>`;

test.serial.before(async () => {
  for (const [id, level] of [
    ['archive', 'B-LTA'],
    ['short', 'B-B'],
  ] as const)
    await deployed(office, [
      `${id}.bpmn`,
      bpmn(
        id,
        `<startEvent id="s"/>${task('sign', 'tk:candidateRoles="manager"', asks(level))}<endEvent id="e"/>${chain('s', 'sign', 'e')}`,
      ),
    ]);
});

async function kept(procedure: string): Promise<string> {
  const at = await started(office, procedure);
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...at });
  await office.sign(MANAGER, at);
  while (await completeEvidence(office.services));
  return (await loadDocuments(office.db, at.caseId))[0]?.id ?? '';
}
const load = async (id: string) => {
  const document = await loadDocument(office.db, id);
  if (!document) throw new Error('It is gone.');
  return document;
};
/** Nothing of the earlier tests is due. */
test.serial.beforeEach(async () => {
  await office.db.pool.query("update document_evidence set verified_at = '2099-01-01', sound = true, proven_until = null");
});

test.serial('a document is looked at again after a month, and found sound', async (t) => {
  const id = await kept('archive');
  t.deepEqual(await reverifyDocuments(office.services), { looked: 0, unsound: 0, renewed: 0 });
  office.pass(31 * DAY_S);
  t.deepEqual(await reverifyDocuments(office.services), { looked: 1, unsound: 0, renewed: 0 });
  t.deepEqual(await reverifyDocuments(office.services), { looked: 0, unsound: 0, renewed: 0 }, 'once');
  t.like((await load(id)).evidence, { sound: true, verifiedAt: office.services.clock() });
});

for (const [what, change] of [
  [
    'bytes that were changed where they lie',
    `update document_content c set bytes = set_byte(bytes, 600, (get_byte(bytes, 600) + 1) % 256) from document d where d.id = $1 and c.sha256 = d.sha256`,
  ],
  ['bytes that are gone', 'delete from document_content c using document d where d.id = $1 and c.sha256 = d.sha256'],
  [
    'a rollback to what was there before a signature',
    `insert into document_revision (document_id, revision, sha256, size, at, cause, field, signer, certificate)
      select $1, 99, sha256('x'), 1, now(), 'signature', 'personal-2', 'Another', sha256('y')`,
  ],
] as const)
  test.serial(`${what}: found, told to who answers for it, and looked at again within hours`, async (t) => {
    const id = await kept('archive');
    await office.db.pool.query(change, [id]);
    office.pass(31 * DAY_S);
    t.like(await reverifyDocuments(office.services), { looked: 1, unsound: 1 });
    t.is((await load(id)).evidence?.sound, false);
    const { rows } = await office.db.pool.query(
      'select distinct account from notice where template = $1 and data::text <> $2 and case_id = $3 order by 1',
      ['document-unsound', '', (await load(id)).caseId],
    );
    t.deepEqual(
      rows.map(({ account }) => account),
      ['steward', 'sysadmin'],
    );
    t.like(await reverifyDocuments(office.services), { looked: 0 });
    office.pass(2 * 3_600);
    t.like(await reverifyDocuments(office.services), { looked: 1, unsound: 1 });
    t.is((await load(id)).revision, 2, 'and it gets no archive time-stamp over it');
  });

test.serial('before the certificate of the newest time-stamp ends, another time-stamp is put over all of it', async (t) => {
  const id = await kept('archive');
  const { rows } = await office.db.pool.query('select proven_until from document_evidence where document_id = $1', [id]);
  const left = (Date.parse(rows[0].proven_until) - Date.parse(office.services.clock())) / 1000;
  t.true(left > 300 * DAY_S);
  await office.db.pool.query('update document_evidence set proven_until = $2::timestamptz where document_id = $1', [
    id,
    new Date(Date.parse(office.services.clock()) + 80 * DAY_S * 1000).toISOString(),
  ]);
  t.is((await reverifyDocuments(office.services)).renewed, 1);
  t.is((await reverifyDocuments(office.services)).renewed, 0, 'asked for once');
  t.is((await load(id)).evidence?.state, 'pending');
  while (await completeEvidence(office.services));
  const after = await load(id);
  t.like(after.evidence, { state: 'complete', reached: 'B-LTA' });
  t.deepEqual(
    after.revisions.map(({ cause }) => cause),
    ['signature', 'evidence', 'evidence'],
  );
  const bytes = (await loadContent(office.db, after.caseId, after.sha256)) ?? Buffer.alloc(0);
  const report = verifyPdf(bytes, { anchors: office.pki.anchors, at: Date.parse(office.services.clock()) });
  t.is(report.indication, 'TOTAL-PASSED');
  const stamps = report.signatures.filter(({ kind }) => kind === 'documentTimeStamp');
  t.is(stamps.length, 3, 'two that prove a signature without one, and the new one');
  t.is((await reverifyDocuments(office.services)).renewed, 0, 'the new one is good for years');
});

test.serial('a renewal that an authority refuses leaves the file, and is asked for again', async (t) => {
  const id = await kept('archive');
  await office.db.pool.query(
    'update document_evidence set proven_until = now() - interval $2 where document_id = $1'.replace('$2', "'1 day'"),
    [id],
  );
  evidence.down.add('timeStamp');
  t.is((await reverifyDocuments(office.services)).renewed, 1);
  while (await completeEvidence(office.services));
  t.like((await load(id)).evidence, { state: 'pending', reached: 'B-LTA' });
  t.is((await load(id)).revision, 2);
  evidence.down.clear();
  office.pass(3_700);
  while (await completeEvidence(office.services));
  t.is((await load(id)).revision, 3);
  t.is((await load(id)).evidence?.state, 'complete');
});

test.serial('what was proven before an algorithm became weak gets another time-stamp, by the day in the register', async (t) => {
  const id = await kept('archive');
  const today = new Date(Date.parse(office.services.clock()) + DAY_S * 1000).toISOString().slice(0, 10);
  await office.db.pool.query("update document_evidence set proven_until = '2090-01-01' where document_id = $1", [id]);
  register.since = today;
  t.is(
    (await reverifyDocuments({ ...office.services, law: { ...office.services.law, parameters: async (key) => await parameters(key) } }))
      .renewed,
    1,
  );
});

async function parameters(key: string) {
  const { ACCESS_REGISTER } = await import('../../commands/access/access-value.ts');
  return ACCESS_REGISTER.filter((entry) => entry.key === key).map((entry) =>
    entry.key === 'access.signing.archive.since' && entry.kind === 'text' ? { ...entry, value: register.since } : entry,
  );
}

test.serial('a document that was to last no longer than its certificate is no fault when that ends', async (t) => {
  const id = await kept('short');
  office.pass(400 * DAY_S);
  await office.db.pool.query("update document_evidence set verified_at = '2000-01-01' where document_id = $1", [id]);
  t.is((await reverifyDocuments(office.services)).unsound, 0);
  t.like((await load(id)).evidence, { sound: true, verifiedAt: office.services.clock() });
});
