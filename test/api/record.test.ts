import { generateKeyPairSync, sign } from 'node:crypto';
import test from 'ava';
import type { RecordSigner } from '../../record/checkpoint.ts';
import { signCheckpoint } from '../../store/queues/checkpoints.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { saveVerification } from '../../store/repositories/record-verifications.ts';
import { approval } from '../commands/fixtures.ts';
import { sealAll, tamper } from '../store/sealing.ts';
import { useApi, type Client } from './api-server.ts';

const server = useApi(test);
const lan: Client = async (...call) => await server.as('lan')(...call);
const hoa: Client = async (...call) => await server.as('hoa')(...call);
const auditor: Client = async (...call) => await server.as('auditor')(...call);

const cases: Record<string, string> = {};
test.serial.before(async () => {
  const resources = [{ name: 'duyet.bpmn', content: approval('duyet') }];
  await server.as('analyst')('POST', '/api/v1/deployments', { body: { name: 'thử', resources } });
  for (const [name, by] of [
    ['hanoi', lan],
    ['hanoi2', lan],
    ['hue', hoa],
  ] as const) {
    const body = { procedure: 'duyet', variables: { subject: `=1+1 "${name}"` } };
    cases[name] = (await by('POST', '/api/v1/cases', { body })).body.caseId;
  }
  await lan('GET', `/api/v1/cases/${cases['hanoi']}`, { headers: { 'x-purpose': encodeURIComponent('Xem hồ sơ') } });
  await lan('GET', '/api/v1/cases');
  await server.as('root')('POST', '/api/v1/topics/gui-thu/suspend', { body: { reason: 'bảo trì' } });
  await sealAll(server.db);
});

type Found = { act: string; source: string; caseId?: string; person?: string };
const found = async (query: string, by = auditor): Promise<readonly Found[]> => (await by('GET', `/api/v1/record?${query}`)).body.items;
const acts = (items: readonly Found[]): readonly string[] => items.map(({ act }) => act);

test.serial('the record is found by person, with what each did and read, newest first', async (t) => {
  t.deepEqual(acts(await found('person=person-lan')), ['read.listCases', 'read.getCase', 'startCase', 'startCase']);
});

test.serial('the record is found by case: steps, single reads, and lists that gave it', async (t) => {
  const items = await found(`caseId=${cases['hanoi']}`);
  t.deepEqual(acts(items), ['read.listCases', 'read.getCase', 'startCase']);
  t.like(items[1], { purpose: 'Xem hồ sơ', ids: [cases['hanoi']] } as object);
  const { body: one } = await auditor('GET', `/api/v1/cases/${cases['hanoi']}`);
  t.is((items[2] as Found & { caseCode?: string }).caseCode, one.code, 'by the code that people know');
  const first = (await auditor('GET', `/api/v1/record?caseId=${cases['hanoi']}&limit=2`)).body;
  const second = (await auditor('GET', `/api/v1/record?caseId=${cases['hanoi']}&limit=2&cursor=${first.next}`)).body;
  t.deepEqual([...acts(first.items), ...acts(second.items)], acts(items));
});

test.serial('the record is found by act, time, address and source', async (t) => {
  t.deepEqual(acts(await found('act=suspendTopic')), ['suspendTopic']);
  t.like((await found('source=act'))[0], { act: 'suspendTopic', reason: 'bảo trì' } as object);
  t.is((await found('to=2020-01-01T00:00:00Z')).length, 0);
  t.true((await found('from=2020-01-01T00:00:00Z&act=startCase')).length === 3);
  const address = encodeURIComponent(((await found('act=startCase'))[0] as { address?: string }).address ?? '');
  t.true((await found(`address=${address}&act=startCase`)).length === 3);
  t.is((await found('address=192.0.2.1')).length, 0);
});

test.serial('pages of the record neither repeat nor leave out', async (t) => {
  const whole = acts(await found('limit=200&to=2100-01-01T00:00:00Z&source=step'));
  const paged: string[] = [];
  let cursor = '';
  do {
    const { body } = await auditor('GET', `/api/v1/record?limit=1&source=step${cursor}`);
    paged.push(...acts(body.items));
    cursor = body.next === undefined ? '' : `&cursor=${body.next}`;
  } while (cursor !== '');
  t.deepEqual(paged, [...whole]);
});

test.serial('only auditors search the record, and only in their units', async (t) => {
  t.is((await lan('GET', '/api/v1/record')).status, 403);
  t.is((await lan('GET', '/api/v1/record/export?purpose=x')).status, 403);
  t.is((await lan('GET', '/api/v1/record/checkpoints')).status, 403);
  const hue: Client = async (...call) => await server.as('auditor-hue')(...call);
  t.deepEqual(acts(await found('', hue)), ['startCase']);
  t.is((await found(`caseId=${cases['hanoi']}`, hue)).length, 0);
});

test.serial('searching the record is on the record', async (t) => {
  await found('act=startCase');
  const { rows } = await server.db.pool.query<{ operation: string; ids: string[] }>(
    'select operation, ids from access_log order by id desc limit 1',
  );
  t.is(rows[0]?.operation, 'searchRecord');
  t.is(rows[0]?.ids.length, 3);
});

test.serial('an export needs a purpose, which is recorded with filter and rows, and no cell becomes a formula', async (t) => {
  t.is((await auditor('GET', '/api/v1/record/export')).status, 400);
  const answer = await auditor('GET', `/api/v1/record/export?act=startCase&purpose=${encodeURIComponent('Thanh tra quý IV')}`);
  t.is(answer.status, 200);
  const lines = String(answer.body).trimEnd().split('\r\n');
  t.is(lines.length, 4);
  t.regex(lines[0] ?? '', /^\uFEFF?position,at,source,act,account/);
  const { rows } = await server.db.pool.query<{ purpose: string; ids: string[]; scope: object }>(
    'select purpose, ids, scope from access_log order by id desc limit 1',
  );
  t.like(rows[0], { purpose: 'Thanh tra quý IV', scope: { act: 'startCase', purpose: 'Thanh tra quý IV', rows: 3 } });
  t.is(rows[0]?.ids.length, 3);
});

test.serial('what a step changed is told field by field, before and after; where from, to auditors only', async (t) => {
  const id = cases['hanoi2'];
  const { body } = await lan('GET', `/api/v1/tasks?list=claimable&caseId=${id}`);
  const at = `/api/v1/tasks/${id}/${body.items[0].instance}`;
  await lan('POST', `${at}/claim`);
  t.is((await lan('POST', `${at}/complete`, { body: { variables: { draft: 'xong' } } })).status, 200);
  const { items } = (await auditor('GET', `/api/v1/cases/${id}/changes`)).body;
  t.deepEqual(
    items.map(({ type }: { type: string }) => type),
    ['startCase', 'claimTask', 'completeUserTask'],
  );
  t.deepEqual(items[0].changes[0], { scope: 1, path: ['subject'], after: '=1+1 "hanoi2"' });
  t.deepEqual(items[1].changes, []);
  t.true(
    items[2].changes.some((change: { path: string[]; after: unknown }) => change.path.join('.') === 'draft' && change.after === 'xong'),
  );
  t.like(items[2].actor, { account: 'lan', person: 'person-lan' });
  t.regex(items[2].origin.address, /127\.0\.0\.1/);
  const seen = (await lan('GET', `/api/v1/cases/${id}/changes?limit=1&cursor=2`)).body;
  t.is(seen.items[0].revision, 3);
  t.is(seen.items[0].origin, undefined);
});

test.serial('the record is found by for whom somebody acted, with what it was done to', async (t) => {
  const at = new Date().toISOString();
  const actor = { account: 'mai', person: 'person-mai', onBehalfOf: 'person-minh' };
  await recordAct(server.db, {
    at,
    actor,
    act: 'suspendTopic',
    subject: 'gui-thu-2',
    unitPath: 'cuc.hanoi',
    reason: 'thay mặt',
    outcome: {},
  });
  await sealAll(server.db);
  const items = await found('onBehalfOf=person-minh');
  t.deepEqual(acts(items), ['suspendTopic']);
  t.like(items[0], { person: 'person-mai', subject: 'gui-thu-2', reason: 'thay mặt' } as object);
  t.is((await found('onBehalfOf=person-mai')).length, 0);
  t.is((await found('onBehalfOf=person-minh&to=2020-01-01T00:00:00Z')).length, 0);
});

const KEYS = generateKeyPairSync('ed25519');
const SIGNER: RecordSigner = {
  algorithm: 'Ed25519',
  publicKey: KEYS.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  sign: (text) => sign(null, Buffer.from(text), KEYS.privateKey),
};
const state = async () => (await auditor('GET', '/api/v1/record/state')).body;

test.serial('the state of the record says what is sealed, signed and verified, and what waits', async (t) => {
  t.is((await lan('GET', '/api/v1/record/state')).status, 403);
  await sealAll(server.db);
  const { rows } = await server.db.pool.query<{ n: number }>('select count(*)::int as n from record_entry');
  const before = await state();
  t.like(before, { sealed: { entries: rows[0]?.n }, unsealed: { rows: 0, more: false }, unstamped: 0 });
  t.is(before.checkpoint, undefined);
  t.is(before.verified, undefined);
  await found('act=startCase');
  t.like(await state(), { unsealed: { rows: 1, more: false } });
  t.truthy((await state()).unsealed.oldest);
  await sealAll(server.db);
  await signCheckpoint(server.db, SIGNER, { now: new Date().toISOString() });
  await saveVerification(server.db, { at: '2026-11-30T01:00:00.000Z', entries: 7, unsealed: 1, findings: 2, ownKeys: true });
  const after = await state();
  t.like(after, { unstamped: 1, verified: { at: '2026-11-30T01:00:00.000Z', entries: 7, unsealed: 1, findings: 2, ownKeys: true } });
  t.like(after.checkpoint, { number: 1, holds: true, entries: after.sealed.entries });
  t.regex(after.checkpoint.keyId, /^[0-9a-f]{64}$/);
});

test.serial('a checkpoint that somebody changed is told not to hold', async (t) => {
  await tamper(server.db, "update record_checkpoint set signature = '\\x00'");
  t.like((await state()).checkpoint, { number: 1, holds: false });
});

test.serial('results of verifications are kept as they are', async (t) => {
  await t.throwsAsync(server.db.pool.query('update record_verification set findings = 0'));
  await t.throwsAsync(server.db.pool.query('delete from record_verification'));
});
