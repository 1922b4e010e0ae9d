/** Files of cases: stored once, encrypted, nobody's but the sender's until a step refers to them, and gone with the contents of the case. */
import ava from 'ava';
import { Rejection } from '../../../errors.ts';
import { findUploadContent, findUploads } from '../../../store/queries/find-uploads.ts';
import { keepHouse } from '../../../store/queues/housekeeping.ts';
import { installParameters } from '../../../store/repositories/parameters.ts';
import { bpmn, chain, deployed, MANAGER, NOW, OFFICER, outcomes, person, refusal, STRANGER, task, useOffice } from '../fixtures.ts';
import { jpeg, scanPdf, sha256 } from './files.ts';

const office = useOffice(ava);
const test = ava.serial;
const OFFICER_2 = person('officer2');
const DAY = 86_400;
const FORM = {
  id: 'with-files',
  type: 'default',
  components: [{ type: 'filepicker', key: 'files', label: 'Tệp', multiple: true }],
};

test.before(async () => {
  const OFFICERS = 'tk:candidateRoles="officer" tk:form="with-files"';
  const body = `${task('draft', OFFICERS)}${task('again', OFFICERS)}${task('decide', 'tk:candidateRoles="manager"', outcomes('id="grant" name="x"'))}<endEvent id="e"/>`;
  await deployed(
    office,
    ['filed.bpmn', bpmn('filed', `<startEvent id="s"/>${body}${chain('s', 'draft', 'again', 'decide', 'e')}`)],
    ['at-start.bpmn', bpmn('at-start', `<startEvent id="s" tk:form="with-files"/>${body}${chain('s', 'draft', 'again', 'decide', 'e')}`)],
    ['with-files.form', JSON.stringify(FORM)],
  );
});

type Stored = { readonly sha256: string; readonly size: number; readonly type: string; readonly id: string };
const store = async (file: Buffer, caseId?: string, by = OFFICER) =>
  await office.run<'storeUpload'>(by, { type: 'storeUpload', file, ...(caseId !== undefined && { caseId }) });
const reference = ({ id, sha256: hash, size, type }: Stored, name = 'đơn.pdf') => ({ id, name, type, size, sha256: hash });
const invented = (hash: string) => reference({ id: 'f1', sha256: hash, size: 3, type: 'application/pdf' });

async function begun() {
  const { caseId, opened } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'filed' });
  return await claim({ caseId, instance: opened[0]?.instance ?? 0 });
}
async function claim(at: { caseId: string; instance: number }, by = OFFICER) {
  await office.run<'claimTask'>(by, { type: 'claimTask', ...at });
  return at;
}
const finish = async (at: { caseId: string; instance: number }, files: readonly object[], by = OFFICER) =>
  await office.run<'completeTask'>(by, { type: 'completeTask', ...at, variables: { files: files as never } });
const faults = async (running: Promise<unknown>): Promise<readonly string[]> => {
  const error: unknown = await running.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Rejection ? error.problems.map(({ code, path }) => `${path} ${code}`) : ['done'];
};
const rowsOf = async (caseId: string) =>
  (await office.db.pool.query('select account, expires_at, sealed, bytes from upload where case_id = $1 order by id', [caseId])).rows;

test('a file is stored once, however often it is sent, and lies there encrypted', async (t) => {
  const at = await begun();
  const file = scanPdf({ text: 'một lần' });
  const [first, again] = await Promise.all([store(file, at.caseId), store(file, at.caseId)]);
  const third = await store(file, at.caseId);
  t.deepEqual([again?.sha256, third.sha256], [first?.sha256, sha256(file)]);
  t.like(first, { size: file.length, type: 'application/pdf', content: { sha256: sha256(file), pages: 1, dpi: 200 } });
  const [row, more] = await rowsOf(at.caseId);
  t.is(more, undefined);
  t.true(row.sealed);
  t.false(row.bytes.includes('%PDF'));
  const found = (await findUploads(office.db, { caseId: at.caseId, account: 'officer', now: NOW }, [sha256(file)])).get(sha256(file));
  t.true(found && (await findUploadContent(office.db, found))?.equals(file));
  await office.db.pool.query('update upload set bytes = overlay(bytes placing $2 from 40) where case_id = $1', [
    at.caseId,
    Buffer.from('x'),
  ]);
  await t.throwsAsync(async () => found && (await findUploadContent(office.db, found)), { name: 'Invariant' });
});

test('what a form refers to must be stored, by whoever refers to it, with its size and its type', async (t) => {
  const at = await begun();
  const stored = await store(scanPdf({ text: 'kèm theo' }), at.caseId);
  const missing = ['/files form.fileMissing'];
  t.deepEqual(await faults(finish(at, [invented('a'.repeat(64))])), missing);
  t.deepEqual(await faults(finish(at, [{ ...reference(stored), size: 3 }])), missing);
  t.deepEqual(await faults(finish(at, [{ ...reference(stored), type: 'image/png' }])), missing, 'the type is that of the content');
  const others = await store(scanPdf({ text: 'của người khác' }), at.caseId, OFFICER_2);
  t.deepEqual(await faults(finish(at, [reference(others)])), missing);
  const elsewhere = await store(scanPdf({ text: 'hồ sơ khác' }), (await begun()).caseId);
  t.deepEqual(await faults(finish(at, [reference(elsewhere)])), missing);
  t.true(
    (await rowsOf(at.caseId)).every(({ expires_at: until }) => until !== null),
    'a refused step keeps nothing',
  );
  const { opened } = await finish(at, [reference(stored)]);
  const kept = (await rowsOf(at.caseId)).filter(({ expires_at: until }) => until === null);
  t.deepEqual(
    kept.map(({ account }) => account),
    ['officer'],
  );
  const next = await claim({ caseId: at.caseId, instance: opened[0]?.instance ?? 0 }, OFFICER_2);
  await finish(next, [reference(stored)], OFFICER_2);
  t.pass('what is on record is there for whoever works on the case');
});

test('a file that was stored before its case begins goes with it, under the key of the case', async (t) => {
  const file = jpeg();
  const stored = await store(file);
  t.is(stored.type, 'image/jpeg');
  const own = 'select count(*)::int as n from data_key where owner like $1';
  t.is((await office.db.pool.query(own, ['upload/%'])).rows[0].n, 1);
  const start = { type: 'startCase', procedure: 'at-start', variables: { files: [reference(stored, 'ảnh.jpg')] } } as const;
  t.deepEqual(await faults(office.run<'startCase'>(OFFICER_2, start)), ['/files form.fileMissing']);
  const { caseId } = await office.run<'startCase'>(OFFICER, start);
  const [row] = await rowsOf(caseId);
  t.is(row.expires_at, null);
  const reader = { caseId, account: 'manager', now: NOW };
  const upload = (await findUploads(office.db, reader, [stored.sha256])).get(stored.sha256);
  t.true((upload && (await findUploadContent(office.db, upload)))?.subarray(0, 5).equals(Buffer.from('%PDF-')));
  office.pass(4 * DAY);
  await keepHouse(office.db, office.services.clock());
  t.is((await office.db.pool.query(own, ['upload/%'])).rows[0].n, 0, 'its own key ends with it');
  t.is((await office.db.pool.query('select from upload where case_id is null')).rowCount, 0);
  t.is((await rowsOf(caseId)).length, 1);
});

test('what no step refers to is gone in three days; a step that comes too late is refused', async (t) => {
  const at = await begun();
  const stored = await store(scanPdf({ text: 'quá hạn' }), at.caseId);
  office.pass(2 * DAY);
  await store(scanPdf({ text: 'quá hạn' }), at.caseId);
  office.pass(2 * DAY);
  t.is((await keepHouse(office.db, office.services.clock())).uploads, 0, 'it was sent again meanwhile');
  office.pass(2 * DAY);
  t.deepEqual(await faults(finish(at, [reference(stored)])), ['/files form.fileMissing']);
  t.is((await keepHouse(office.db, office.services.clock())).uploads, 1);
  t.is((await rowsOf(at.caseId)).length, 0);
  const anew = await store(scanPdf({ text: 'quá hạn' }), at.caseId);
  await finish(at, [reference(anew)]);
  t.is((await rowsOf(at.caseId)).length, 1);
});

test('a file that goes between the check and the step refuses the step', async (t) => {
  const at = await begun();
  const stored = await store(scanPdf({ text: 'biến mất' }), at.caseId);
  await office.db.pool.query(
    `create function vanish() returns trigger language plpgsql as $$ begin delete from upload where case_id = '${at.caseId}'; return new; end $$;
     create trigger vanish before update on process_case for each row execute function vanish()`,
  );
  try {
    t.is(await refusal(finish(at, [reference(stored)])), 'conflict uploadGone');
  } finally {
    await office.db.pool.query('drop trigger vanish on process_case; drop function vanish()');
  }
  const { rows } = await office.db.pool.query('select state from user_task where case_id = $1 and instance = $2', [at.caseId, at.instance]);
  t.is(rows[0].state, 'open');
  t.is((await rowsOf(at.caseId)).length, 1, 'nothing of it was done');
});

test('references from before files were stored stay readable, and may be sent again', async (t) => {
  const old = invented('e'.repeat(64));
  const start = { type: 'startCase', procedure: 'filed', variables: { files: [old] as never } } as const;
  const { caseId, opened } = await office.run<'startCase'>(OFFICER, start);
  const at = await claim({ caseId, instance: opened[0]?.instance ?? 0 });
  t.deepEqual(await faults(finish(at, [old, { ...old, id: 'f2', sha256: 'f'.repeat(64) }])), ['/files form.fileMissing']);
  t.is((await finish(at, [old])).opened.length, 1);
});

test('nobody stores for a case that they do not see, or that has ended; nothing hostile is kept', async (t) => {
  const at = await begun();
  t.is(await refusal(store(scanPdf(), at.caseId, STRANGER)), 'notFound caseNotFound');
  t.is(await refusal(store(scanPdf(), '019bbbbb-0000-7000-8000-000000000000')), 'notFound caseNotFound');
  t.is(await refusal(store(Buffer.alloc(0), at.caseId)), 'validation uploadEmpty');
  t.is(await refusal(store(Buffer.from('PK\u0003\u0004'), at.caseId)), 'validation uploadType');
  const script = scanPdf({ drawn: true, catalog: '/OpenAction<</S/JavaScript/JS(1)>>' });
  t.is(await refusal(store(script, at.caseId)), 'validation uploadActive');
  t.is((await rowsOf(at.caseId)).length, 0);
  await office.run<'cancelCase'>(MANAGER, { type: 'cancelCase', caseId: at.caseId, reason: 'thôi' });
  t.is(await refusal(store(scanPdf(), at.caseId)), 'conflict caseEnded');
});

test('limits are parameters by their day, and what waits of one account has an end', async (t) => {
  const facts = { version: '1', citation: 'test', confidence: 'A' as const, validFrom: '2020-01-01', kind: 'number' as const };
  const set = async (key: string, value: number, unit: string) => {
    const own = { key, ...facts, value, unit };
    await installParameters(office.db, [{ key, ...facts, body: own, running: 'keep' as const }], 'test', NOW);
    office.services.law.forget();
  };
  const at = await begun();
  await set('upload.bytes', 1_000_000, 'byte');
  t.is(await refusal(store(Buffer.alloc(1_000_001), at.caseId)), 'validation uploadTooLarge');
  await set('upload.pages', 1, 'page');
  t.is(await refusal(store(scanPdf({ pages: 2 }), at.caseId)), 'validation uploadPages');
  await set('upload.waiting', 1, 'byte');
  await store(scanPdf({ text: 'đầu' }), at.caseId, OFFICER_2);
  t.is(await refusal(store(scanPdf({ text: 'sau' }), at.caseId, OFFICER_2)), 'tooMany uploadsWaiting');
  t.truthy(await store(scanPdf({ text: 'đầu' }), at.caseId, OFFICER_2), 'the same again costs nothing');
});
