import ava from 'ava';
import { approval } from '../commands/fixtures.ts';
import { useApi, type Answer, type Client } from './api-server.ts';

const server = useApi(ava);
const test = ava;
const NOBODYS = '019aaaaa-0000-7000-8000-000000000000';

const lan: Client = async (...call) => await server.as('lan')(...call);
const mai: Client = async (...call) => await server.as('mai')(...call);
const minh: Client = async (...call) => await server.as('minh')(...call);
const hoa: Client = async (...call) => await server.as('hoa')(...call);
const analyst: Client = async (...call) => await server.as('analyst')(...call);
const root: Client = async (...call) => await server.as('root')(...call);

test.serial.before('a procedure is deployed', async (t) => {
  const answer = await analyst('POST', '/api/v1/deployments', {
    body: { name: 'thử', resources: [{ name: 'duyet.bpmn', content: approval('duyet') }] },
  });
  t.is(answer.status, 201);
});

let count = 0;
async function started(subject = 'đất đai', by: Client = lan): Promise<Answer> {
  count += 1;
  return await by('POST', '/api/v1/cases', { body: { procedure: 'duyet', businessKey: `HS-${count}`, variables: { subject } } });
}

async function claimed(caseId: string, by: Client): Promise<string> {
  const { body } = await by('GET', `/api/v1/tasks?list=claimable&caseId=${caseId}`);
  const at = `/api/v1/tasks/${caseId}/${body.items[0].instance}`;
  await by('POST', `${at}/claim`);
  return at;
}

test('a case goes from request to effect: started, drafted, approved, ended', async (t) => {
  const start = await started('thửa đất số 5');
  t.is(start.status, 201);
  const { caseId } = start.body;
  t.is(start.headers.get('location'), `/api/v1/cases/${caseId}`);
  t.regex(start.headers.get('etag') ?? '', /^"1\./);
  const draft = await claimed(caseId, lan);
  t.is((await lan('GET', draft)).body.assignee, 'lan');
  t.is((await lan('POST', `${draft}/complete`, { body: { variables: { draft: 'xong' } } })).status, 200);
  const review = await claimed(caseId, minh);
  const done = await minh('POST', `${review}/complete`, { body: { outcome: 'approve' } });
  t.like(done.body, { status: 'ended', endedHow: 'completed', incidents: [] });

  const view = (await lan('GET', `/api/v1/cases/${caseId}`)).body;
  t.like(view, { status: 'ended', title: 'Hồ sơ thửa đất số 5', activities: [] });
  const history = (await lan('GET', `/api/v1/cases/${caseId}/history`)).body.items;
  t.deepEqual(
    history.map((entry: { command: { type: string } }) => entry.command.type),
    ['startCase', 'claimTask', 'completeUserTask', 'claimTask', 'completeUserTask'],
  );
  t.false(JSON.stringify(history).includes('xong'), 'form data is not repeated in the history');
  const path = (await lan('GET', `/api/v1/cases/${caseId}/path`)).body;
  t.like(
    path.nodes.find((node: { node: string }) => node.node === 'review'),
    { how: 'completed', leftBy: { account: 'minh', person: 'person-minh' } },
  );
  t.true(path.complete);
  t.is(path.flows.length, 3);
  t.is((await lan('GET', `/api/v1/cases/${caseId}/tasks`)).body.items.length, 2);
});

test('the variables of a case are read by scope, and its task sees those of the scopes around it', async (t) => {
  const { caseId } = (await started('thửa đất')).body;
  await lan('POST', `${await claimed(caseId, lan)}/complete`, { body: { variables: { draft: 'xong' } } });
  t.like((await lan('GET', `/api/v1/cases/${caseId}/variables`)).body.scopes['1'], { subject: 'thửa đất', draft: 'xong' });
});

test('a form is filled in: shown with what is known, faults pointed at, and then taken', async (t) => {
  const form = {
    id: 'don-xin',
    type: 'default',
    schemaVersion: 17,
    components: [
      { type: 'textfield', key: 'subject', label: 'Nội dung' },
      { type: 'textfield', key: 'lyDo', label: 'Lý do', validate: { required: true, maxLength: 20 } },
      { type: 'number', key: 'soNgay', label: 'Số ngày', validate: { min: 1 } },
    ],
  };
  const content = approval('co-don').replace('id="draft" name="draft"', 'id="draft" name="draft" tk:form="don-xin"');
  const resources = [
    { name: 'a.bpmn', content },
    { name: 'b.form', content: JSON.stringify(form) },
  ];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'x', resources } })).status, 201);
  const { caseId } = (await lan('POST', '/api/v1/cases', { body: { procedure: 'co-don', variables: { subject: 'nghỉ phép' } } })).body;
  const draft = await claimed(caseId, lan);
  const shown = (await lan('GET', `${draft}/form`)).body;
  t.like(shown, { key: 'don-xin', version: 1, schema: { id: 'don-xin' }, variables: { subject: 'nghỉ phép' } });
  t.is((await hoa('GET', `${draft}/form`)).status, 404);
  const refused = await lan('POST', `${draft}/complete`, { body: { variables: { soNgay: 0 } } });
  t.is(refused.status, 400);
  t.deepEqual(
    refused.body.errors.map((error: { pointer: string }) => error.pointer),
    ['/variables/lyDo', '/variables/soNgay'],
  );
  t.regex(refused.body.errors[0].message, /Lý do|bắt buộc|nhập/i);
  t.is((await lan('POST', `${draft}/complete`, { body: { variables: { lyDo: 'ốm', soNgay: 2 } } })).status, 200);
  const review = await claimed(caseId, minh);
  t.is((await minh('GET', `${review}/form`)).body.code, 'formNotFound');
});

test('an ended case keeps its variables', async (t) => {
  const { caseId } = (await started('thửa đất')).body;
  await lan('POST', `/api/v1/cases/${caseId}/cancel`, { body: { reason: 'nộp nhầm' } });
  t.is((await lan('GET', `/api/v1/cases/${caseId}/variables`)).body.scopes['1']?.subject, 'thửa đất');
});

test('a running case says where it stands, what it waits for and what the reader may do', async (t) => {
  const { caseId } = (await started()).body;
  const { body, headers } = await lan('GET', `/api/v1/cases/${caseId}`);
  t.true(body.activities.some((activity: { node: string }) => activity.node === 'draft'));
  t.deepEqual(body.permissions.sort(), ['cancel', 'comment', 'linkPersons', 'read', 'renewLookupCode']);
  t.true(headers.get('etag')?.startsWith(`"${body.revision}.`));
});

test('who may not see a case hears that there is none, in every address of it', async (t) => {
  const { caseId } = (await started()).body;
  for (const path of ['', '/tasks', '/history', '/path', '/variables', '/comments', '/incidents']) {
    const answer = await hoa('GET', `/api/v1/cases/${caseId}${path}`);
    t.is(answer.status, 404, path);
    t.is(answer.body.code, 'caseNotFound');
    const nobodys = await hoa('GET', `/api/v1/cases/${NOBODYS}${path}`);
    t.deepEqual({ ...nobodys.body, instance: '' }, { ...answer.body, instance: '' }, 'the same answer as for a case that is not there');
  }
  t.is((await hoa('POST', `/api/v1/cases/${caseId}/comments`, { body: { text: 'x' } })).status, 404);
  t.is((await hoa('POST', `/api/v1/cases/${caseId}/cancel`, { body: { reason: 'x' } })).status, 404);
  const { items } = (await lan('GET', `/api/v1/cases/${caseId}/tasks`)).body;
  t.is((await hoa('GET', `/api/v1/tasks/${caseId}/${items[0].instance}`)).status, 404);
  t.is((await hoa('POST', `/api/v1/tasks/${caseId}/${items[0].instance}/claim`)).status, 404);
  t.is((await hoa('GET', `/api/v1/cases?code=${(await lan('GET', `/api/v1/cases/${caseId}`)).body.code}`)).body.items.length, 0);
});

test('the history is read page by page', async (t) => {
  const { caseId } = (await started()).body;
  for (const text of ['một', 'hai', 'ba']) await lan('POST', `/api/v1/cases/${caseId}/comments`, { body: { text } });
  const at = `/api/v1/cases/${caseId}/history?limit=3`;
  const first = (await lan('GET', at)).body;
  const second = (await lan('GET', `${at}&cursor=${first.next}`)).body;
  t.deepEqual(
    [...first.items, ...second.items].map((entry: { revision: number }) => entry.revision),
    [1, 2, 3, 4],
  );
  t.is(second.next, undefined);
  for (const cursor of ['x', '-1', '99999999999']) t.is((await lan('GET', `${at}&cursor=${cursor}`)).status, 400);
});

test('what no rule of mine allows is 403 with the reason, before anything is looked up', async (t) => {
  const answer = await lan('POST', `/api/v1/cases/${NOBODYS}/suspend`, { body: { reason: 'x' } });
  t.is(answer.status, 403);
  t.truthy(answer.body.detail);
  t.is((await root('POST', '/api/v1/cases', { body: { procedure: 'duyet' } })).status, 403);
  t.regex((await root('POST', '/api/v1/cases', { body: { procedure: 'duyet' } })).body.detail, /Quản trị vận hành/);
});

test('a stale If-Match is 412 and changes nothing; the right one passes', async (t) => {
  const { caseId } = (await started()).body;
  const stale = { headers: { 'if-match': '"1"' } };
  const comment = async (text: string, more = {}) => await lan('POST', `/api/v1/cases/${caseId}/comments`, { body: { text }, ...more });
  const first = (await comment('một')).headers.get('etag') ?? '';
  t.regex(first, /^"2\./);
  const refused = await comment('hai', stale);
  t.is(refused.status, 412);
  t.is(refused.body.code, 'staleRevision');
  t.regex(refused.body.detail, /2.*1/);
  t.is((await comment('hai', { headers: { 'if-match': first } })).status, 200);
  t.is((await comment('ba', { headers: { 'if-match': 'abc' } })).status, 400);
  const texts = (await lan('GET', `/api/v1/cases/${caseId}/comments`)).body.items.map((item: { text: string }) => item.text);
  t.deepEqual(texts, ['một', 'hai']);
});

test('a case that has not changed is not sent again', async (t) => {
  const { caseId } = (await started()).body;
  const first = await lan('GET', `/api/v1/cases/${caseId}`);
  const etag = first.headers.get('etag') ?? '';
  const again = await lan('GET', `/api/v1/cases/${caseId}`, { headers: { 'if-none-match': `"0", W/${etag}` } });
  t.is(again.status, 304);
  t.is(again.body, '');
  await lan('POST', `/api/v1/cases/${caseId}/comments`, { body: { text: 'x' } });
  t.is((await lan('GET', `/api/v1/cases/${caseId}`, { headers: { 'if-none-match': etag } })).status, 200);
});

test('an answer that differs by the rights of its reader has another tag, though the case is the same', async (t) => {
  const { caseId } = (await started()).body;
  const tagOf = async (client: Client): Promise<string> => (await client('GET', `/api/v1/cases/${caseId}`)).headers.get('etag') ?? '';
  t.not(await tagOf(lan), await tagOf(root));
  t.is(await tagOf(lan), await tagOf(lan));
});

test('the same idempotency key again gets the first answer, and another request with it is refused', async (t) => {
  const ask = (subject: string) => ({ body: { procedure: 'duyet', variables: { subject } }, headers: { 'idempotency-key': 'khoa-1' } });
  const first = await lan('POST', '/api/v1/cases', ask('a'));
  const again = await lan('POST', '/api/v1/cases', ask('a'));
  t.is(again.status, 201);
  t.deepEqual(again.body, first.body);
  const other = await lan('POST', '/api/v1/cases', ask('b'));
  t.is(other.status, 409);
  t.is(other.body.code, 'idempotencyKeyReused');
  t.not((await mai('POST', '/api/v1/cases', ask('a'))).body.caseId, first.body.caseId, "another account's key is another key");
  t.is((await lan('POST', '/api/v1/cases', { body: {}, headers: { 'idempotency-key': 'x'.repeat(201) } })).status, 400);
});

test('ten requests with one key at once start one case', async (t) => {
  const ask = { body: { procedure: 'duyet', variables: { subject: 'đua' } }, headers: { 'idempotency-key': 'khoa-2' } };
  const answers = await Promise.all(Array.from({ length: 10 }, async () => await lan('POST', '/api/v1/cases', ask)));
  t.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
  t.is(new Set(answers.map(({ body }) => body.caseId)).size, 1);
});

test('a business key is unique in its procedure', async (t) => {
  const ask = { body: { procedure: 'duyet', businessKey: 'MOT', variables: { subject: 'x' } } };
  t.is((await lan('POST', '/api/v1/cases', ask)).status, 201);
  const again = await lan('POST', '/api/v1/cases', ask);
  t.is(again.status, 409);
  t.is(again.body.code, 'businessKeyTaken');
});

test('ten people claim one task: one has it, the others hear so', async (t) => {
  const { caseId } = (await started()).body;
  const { body } = await lan('GET', `/api/v1/tasks?list=claimable&caseId=${caseId}`);
  const path = `/api/v1/tasks/${caseId}/${body.items[0].instance}/claim`;
  const answers = await Promise.all(Array.from({ length: 10 }, async (_, i) => await (i % 2 ? lan : mai)('POST', path)));
  t.is(answers.filter(({ status }) => status === 200).length, 1);
  t.true(answers.every(({ status, body: problem }) => status === 200 || (status === 409 && problem.code === 'taskClaimed')));
});

test('an outcome that needs a reason is refused without one, with a pointer', async (t) => {
  const { caseId } = (await started()).body;
  await lan('POST', `${await claimed(caseId, lan)}/complete`);
  const review = await claimed(caseId, minh);
  const refused = await minh('POST', `${review}/complete`, { body: { outcome: 'reject' } });
  t.is(refused.status, 400);
  t.is(refused.body.errors[0].pointer, '/reason');
  t.is((await minh('POST', `${review}/complete`, { body: { outcome: 'reject', reason: 'Thiếu giấy tờ' } })).status, 200);
  const { items } = (await lan('GET', `/api/v1/cases/${caseId}/comments`)).body;
  t.is(items[0].text, 'Thiếu giấy tờ');
});

test('variables that cannot be stored are refused with a pointer into the body', async (t) => {
  const answer = await lan('POST', '/api/v1/cases', { body: { procedure: 'duyet', variables: { subject: 'a', bad: { $x: 1 } } } });
  t.is(answer.status, 400);
  t.is(answer.body.errors[0].pointer, '/variables/bad/$x');
});

test('many commands at once: each has its own answer, in order', async (t) => {
  const [one, two] = [(await started()).body.caseId, (await started()).body.caseId];
  const answer = await lan('POST', '/api/v1/tasks/bulk', {
    body: {
      commands: [
        { type: 'comment', caseId: one, text: 'một' },
        { type: 'claimTask', caseId: NOBODYS, instance: 2 },
        { type: 'comment', caseId: two, text: 'hai', expectedRevision: 7 },
        { type: 'comment', caseId: two, text: 'ba' },
      ],
    },
  });
  t.is(answer.status, 200);
  t.deepEqual(
    answer.body.items.map((item: { ok: boolean; refusal?: { code: string } }) => item.refusal?.code ?? item.ok),
    [true, 'taskNotFound', 'staleRevision', true],
  );
  const wrong = await lan('POST', '/api/v1/tasks/bulk', { body: { commands: [{ type: 'dropTable', caseId: one }] } });
  t.is(wrong.status, 400);
  t.is(wrong.body.errors[0].pointer, '/commands/0');
});

test('pages follow each other without gaps or repetitions, also while cases come in', async (t) => {
  for (let i = 0; i < 7; i += 1) await started('trang', mai);
  const seen: string[] = [];
  let next: string | undefined;
  do {
    const { body } = await mai('GET', `/api/v1/cases?text=${encodeURIComponent('hồ sơ trang')}&limit=2${next ? `&cursor=${next}` : ''}`);
    seen.push(...body.items.map((item: { id: string }) => item.id));
    next = body.next;
    if (seen.length < 5) await started('trang', mai);
  } while (next !== undefined);
  t.is(new Set(seen).size, seen.length);
  t.is(seen.length, 7, 'what came in since is before the first page');
});

test('a cursor of another list is refused', async (t) => {
  const { body } = await lan('GET', '/api/v1/cases?limit=1');
  const answer = await lan('GET', `/api/v1/cases?limit=1&sort=code&cursor=${body.next}`);
  t.is(answer.status, 400);
  t.is(answer.body.code, 'cursorInvalid');
});

test('cases are found by procedure, status, person, code, variable, time and text', async (t) => {
  const { caseId, code } = (await started('Đường Láng')).body;
  const find = async (query: string): Promise<string[]> =>
    (await lan('GET', `/api/v1/cases?${query}`)).body.items.map((item: { id: string }) => item.id);
  t.deepEqual(await find(`code=${code}`), [caseId]);
  t.deepEqual(await find(`text=${encodeURIComponent('duong lang')}`), [caseId]);
  t.deepEqual(await find(`variable=subject&value=${encodeURIComponent('Đường Láng')}`), [caseId]);
  t.deepEqual(await find(`code=${code}&person=person-lan&procedure=duyet&status=active`), [caseId]);
  t.deepEqual(await find(`code=${code}&status=ended`), []);
  t.deepEqual(await find(`code=${code}&startedTo=2020-01-01T00:00:00Z`), []);
});

test('a task appears in the lists of those it is for, and only there', async (t) => {
  const { caseId } = (await started()).body;
  const has = async (client: Client, list: string): Promise<boolean> =>
    (await client('GET', `/api/v1/tasks?list=${list}&caseId=${caseId}`)).body.items.length > 0;
  t.true(await has(mai, 'claimable'));
  t.false(await has(minh, 'claimable'), 'the manager has the next step');
  t.false(await has(hoa, 'claimable'), 'another unit');
  t.false(await has(hoa, 'all'));
  const draft = await claimed(caseId, mai);
  t.true(await has(mai, 'mine'));
  t.false(await has(lan, 'claimable'));
  await mai('POST', `${draft}/complete`);
  t.true(await has(mai, 'done'));
  t.true(await has(minh, 'claimable'));
});

test('a case is suspended and resumed by the system administrator; meanwhile nobody works on it', async (t) => {
  const { caseId } = (await started()).body;
  const draft = await claimed(caseId, lan);
  t.is((await root('POST', `/api/v1/cases/${caseId}/suspend`, { body: { reason: 'kiểm tra' } })).body.status, 'suspended');
  t.is((await lan('POST', `${draft}/complete`)).body.code, 'caseSuspended');
  t.is((await root('POST', `/api/v1/cases/${caseId}/resume`)).body.status, 'active');
  t.is((await lan('POST', `${draft}/complete`)).status, 200);
});

test('a case is withdrawn by who started it, with a reason', async (t) => {
  const { caseId } = (await started()).body;
  t.is((await lan('POST', `/api/v1/cases/${caseId}/cancel`, { body: {} })).body.errors[0].pointer, '/reason');
  t.like((await lan('POST', `/api/v1/cases/${caseId}/cancel`, { body: { reason: 'nộp nhầm' } })).body, {
    status: 'ended',
    endedHow: 'cancelled',
  });
  t.is((await lan('POST', `/api/v1/cases/${caseId}/cancel`, { body: { reason: 'nữa' } })).status >= 400, true);
});

test('the record of a case verifies', async (t) => {
  const { caseId } = (await started()).body;
  const { status, body } = await root('GET', `/api/v1/cases/${caseId}/audit`);
  t.is(status, 200);
  t.deepEqual(body, { intact: true, revision: 1 });
  t.is((await lan('GET', `/api/v1/cases/${caseId}/audit`)).status, 403);
});

test('a dry run of a migration reports and changes nothing', async (t) => {
  const { caseId, definition } = (await started()).body;
  const answer = await root('POST', '/api/v1/migrations', { body: { cases: [caseId, NOBODYS], definition, dryRun: true, reason: 'thử' } });
  t.is(answer.status, 200);
  t.true(answer.body.dryRun);
  t.is(answer.body.items.length, 2);
  t.is(answer.body.items[1].result.ok, false);
  t.is((await lan('GET', `/api/v1/cases/${caseId}`)).body.revision, 1);
});
