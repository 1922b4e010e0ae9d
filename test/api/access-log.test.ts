import test from 'ava';
import { approval } from '../commands/fixtures.ts';
import { replayCase } from '../../commands/replay-case.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { useApi, type Client } from './api-server.ts';

const server = useApi(test);
const lan: Client = async (...call) => await server.as('lan')(...call);
const root: Client = async (...call) => await server.as('root')(...call);

test.serial.before(async () => {
  const resources = [{ name: 'duyet.bpmn', content: approval('duyet') }];
  await server.as('analyst')('POST', '/api/v1/deployments', { body: { name: 'thử', resources } });
});

async function started(subject: string): Promise<string> {
  const { body } = await lan('POST', '/api/v1/cases', {
    body: { procedure: 'duyet', variables: { subject } },
    headers: { 'user-agent': 'Firefox/9' },
  });
  return body.caseId;
}
interface Entry {
  account: string;
  person: string;
  operation: string;
  subject: string;
  ids: string[];
  scope: Record<string, unknown>;
  purpose: string | null;
  origin: { address: string; agent: string; session: string };
  unit_path: string;
}
const lastAccess = async (): Promise<Entry | undefined> =>
  (await server.db.pool.query<Entry>('select * from access_log order by at desc, id desc limit 1')).rows[0];
const count = async (): Promise<number> =>
  Number((await server.db.pool.query<{ count: string }>('select count(*) as count from access_log')).rows[0]?.count);

test.serial('reading one case is one row: who, which, from where, and for what purpose', async (t) => {
  const id = await started('đất');
  const before = await count();
  const headers = { 'user-agent': 'Firefox/9', 'x-purpose': encodeURIComponent('Giải quyết khiếu nại') };
  t.is((await lan('GET', `/api/v1/cases/${id}/variables`, { headers })).status, 200);
  t.is(await count(), before + 1);
  const entry = await lastAccess();
  t.like(entry, {
    account: 'lan',
    person: 'person-lan',
    operation: 'getCaseVariables',
    subject: 'case',
    ids: [id],
    purpose: 'Giải quyết khiếu nại',
    unit_path: 'cuc.hanoi',
  });
  t.like(entry?.origin, { agent: 'Firefox/9' });
  t.regex(entry?.origin.address ?? '', /127\.0\.0\.1$/);
  t.regex(entry?.origin.session ?? '', /^[0-9a-f]{64}$/);
});

test.serial('a list is one row, with the ids that it gave and what was asked for', async (t) => {
  const ids = [await started('một'), await started('hai')];
  const before = await count();
  const { body } = await lan('GET', '/api/v1/cases?procedure=duyet&limit=2');
  t.is(await count(), before + 1);
  const entry = await lastAccess();
  t.deepEqual(
    entry?.ids,
    body.items.map((item: { id: string }) => item.id),
  );
  t.deepEqual(entry?.ids.toSorted(), ids.toSorted());
  t.like(entry?.scope, { procedure: 'duyet', limit: 2 });
});

test.serial('what was refused gave nothing and is no access', async (t) => {
  const id = await started('đất');
  const before = await count();
  t.is((await server.as('hoa')('GET', `/api/v1/cases/${id}`)).status, 404);
  t.is((await server.anyone('GET', `/api/v1/cases/${id}`)).status, 401);
  t.is(await count(), before);
});

test.serial('an answer that cannot be put on the access log is not released', async (t) => {
  const id = await started('bí mật');
  await server.db.pool.query(`
    create function refuse_access() returns trigger language plpgsql as $$ begin raise exception 'disk full' using errcode = '53100'; end $$;
    create trigger refuse_access before insert on access_log for each row execute function refuse_access()`);
  try {
    for (const path of [`/api/v1/cases/${id}`, `/api/v1/cases/${id}/variables`, '/api/v1/cases', '/api/v1/tasks']) {
      const answer = await lan('GET', path, { expectDefect: true });
      t.true(answer.status >= 500, path);
      t.false(JSON.stringify(answer.body).includes('bí mật'), path);
    }
  } finally {
    await server.db.pool.query('drop trigger refuse_access on access_log; drop function refuse_access');
  }
  t.is((await lan('GET', `/api/v1/cases/${id}`)).status, 200);
});

test.serial('every route that reads cases, persons, accounts or records says that it is sensitive', (t) => {
  const open = new Set(['countTasks', 'verifyCase', 'listCheckpoints', 'getRecordState']);
  const guarded = server.api.routes.filter(
    ({ id, method, rule, path }) =>
      method === 'GET' &&
      !open.has(id) &&
      (/^\/api\/v1\/(cases|tasks|rounds|persons)/.test(path) ||
        (typeof rule === 'object' && ['Case', 'Person', 'Audit'].includes(rule.subject))),
  );
  t.true(guarded.length > 15);
  t.deepEqual(
    guarded.filter(({ sensitive }) => sensitive === undefined).map(({ id }) => id),
    [],
  );
});

for (const [what, header] of [
  ['of broken encoding', '%E0%A4'],
  ['that is too long', 'x'.repeat(501)],
  ['with a line break', 'a%0Ab'],
] as const)
  test.serial(`a purpose ${what} is refused`, async (t) => {
    const answer = await lan('GET', '/api/v1/cases', { headers: { 'x-purpose': header } });
    t.is(answer.status, 400);
    t.is(answer.body.code, 'purposeInvalid');
  });

test.serial('a step keeps where it came from, and replays without it to the same state', async (t) => {
  const id = await started('nguồn');
  const [first] = (await listHistory(server.db, id, { limit: 10 })).items;
  t.like(first?.origin, { agent: 'Firefox/9' });
  t.regex(first?.origin?.session ?? '', /^[0-9a-f]{64}$/);
  t.deepEqual(first?.actor, { account: 'lan', person: 'person-lan' });
  const replayed = await replayCase(server.services.commands, id);
  const { rows } = await server.db.pool.query<{ state: unknown }>('select state from process_case where id = $1', [id]);
  t.deepEqual(replayed?.state as unknown, rows[0]?.state);
  t.false(JSON.stringify(rows[0]?.state).includes('Firefox'));
});

test.serial('an act of administration keeps where it came from', async (t) => {
  t.is(
    (await root('POST', '/api/v1/topics/gui-thu/suspend', { body: { reason: 'bảo trì' }, headers: { 'user-agent': 'Firefox/8' } })).status,
    200,
  );
  const { rows } = await server.db.pool.query<{ origin: Record<string, string> }>(
    'select origin from administrative_act order by id desc limit 1',
  );
  t.like(rows[0]?.origin, { agent: 'Firefox/8' });
});
