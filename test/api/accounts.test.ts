import ava from 'ava';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;

/** A small procedure that locks an account, or says that nothing came of it. */
const EFFECT = (name: string, inputs: string) =>
  `<serviceTask id="act" name="act" tk:effect="${name}"><extensionElements><tk:ioMapping>${inputs}</tk:ioMapping></extensionElements></serviceTask>`;
const input = (target: string, source: string) => `<tk:input source="${source}" target="${target}"/>`;
const lock = EFFECT('account.apply', input('operation', '&quot;lock&quot;') + input('account', 'account') + input('reason', 'reason'));

test.before(async () => {
  const resources = [
    ['khoa.bpmn', bpmn('khoa', `<startEvent id="s"/>${lock}<endEvent id="e"/>${chain('s', 'act', 'e')}`)],
    [
      'hai-buoc.bpmn',
      bpmn('hai-buoc', `<startEvent id="s"/>${task('draft', 'tk:candidateRoles="officer"')}<endEvent id="e"/>${chain('s', 'draft', 'e')}`),
    ],
  ].map(([name, content]) => ({ name, content }));
  await server.as('analyst')('POST', '/api/v1/deployments', { body: { name: 'tài khoản', resources } });
});

test('a list of cases is started from rows or from CSV, each row with its own answer', async (t) => {
  const lan = server.as('lan');
  const rows = await lan('POST', '/api/v1/cases/bulk', { body: { procedure: 'hai-buoc', rows: [{ so: 1 }, { caseId: 'x' }] } });
  t.is(rows.status, 200);
  t.like(rows.body.items[0], { ok: true, outcome: { status: 'active' } });
  t.like(rows.body.items[1], { ok: false, refusal: { code: 'variablesInvalid' } });
  const csv = await lan('POST', '/api/v1/cases/bulk', {
    body: { procedure: 'hai-buoc', csv: 'ten.ho,ten.goi\nLê,An\nTrần,"Bình, Minh"\n' },
  });
  t.deepEqual(
    csv.body.items.map(({ ok }: { ok: boolean }) => ok),
    [true, true],
  );
  const { rows: kept } = await server.db.pool.query<{ ten: unknown }>(
    "select data -> '1' -> 'ten' as ten from case_variables where case_id = $1",
    [csv.body.items[1].outcome.caseId],
  );
  t.deepEqual(kept[0]?.ten, { ho: 'Trần', goi: 'Bình, Minh' });
});

test('a list that is neither or both, or cannot be read, is refused as a whole, and says why in both languages', async (t) => {
  const lan = server.as('lan');
  for (const body of [{}, { rows: [{}], csv: 'a\n1' }]) {
    const answer = await lan('POST', '/api/v1/cases/bulk', { body: { procedure: 'hai-buoc', ...body } });
    t.like(answer.body, { status: 400, code: 'startRowsInvalid' });
  }
  const wrong = { body: { procedure: 'hai-buoc', csv: 'ten,ten\n1,2' } };
  t.regex((await lan('POST', '/api/v1/cases/bulk', wrong)).body.detail, /dòng 1/);
  t.regex((await lan('POST', '/api/v1/cases/bulk', { ...wrong, headers: { 'accept-language': 'en' } })).body.detail, /line 1/);
});

test('the administration log shows each change with before and after, to those who may read the record only', async (t) => {
  const started = await server.as('lan')('POST', '/api/v1/cases', {
    body: { procedure: 'khoa', variables: { account: 'hung', reason: 'nghỉ việc' } },
  });
  t.is(started.status, 201);
  const auditor = server.as('auditor');
  const { body } = await auditor('GET', '/api/v1/account-changes?account=hung&limit=1');
  t.like(body.items[0], {
    operation: 'lock',
    result: 'effective',
    stateBefore: 'active',
    stateAfter: 'locked',
    initiator: 'lan',
    reason: 'nghỉ việc',
  });
  t.is(body.items[0].before.grants[0].role, 'manager');
  for (const query of ['result=rejected', 'initiator=mai', 'to=2020-01-01T00:00:00Z', 'from=2099-01-01T00:00:00Z'])
    t.deepEqual((await auditor('GET', `/api/v1/account-changes?account=hung&${query}`)).body.items, [], query);
  t.is((await server.as('lan')('GET', '/api/v1/account-changes')).status, 403);
});

test('a second factor is recorded by the department only', async (t) => {
  const body = { kind: 'otp', reference: 'OTP-9' };
  for (const name of ['lan', 'adm', 'root'])
    t.true((await server.as(name)('PUT', '/api/v1/accounts/minh/second-factor', { body })).status >= 403, name);
  t.is((await server.as('root')('PUT', '/api/v1/accounts/minh/second-factor', { body: { ...body, kind: 'sms' } })).status >= 400, true);
});
