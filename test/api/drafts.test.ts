/** What is typed and not sent is kept for whoever typed it, on top of what their window knows, and ends with what it was for. */
import ava from 'ava';
import { keepHouse } from '../../store/queues/housekeeping.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { scanPdf } from '../commands/uploads/files.ts';
import { useApi, type Answer, type Client } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const [lan, mai, hoa, minh, analyst, auditor] = ['lan', 'mai', 'hoa', 'minh', 'analyst', 'auditor'].map((name) => server.as(name)) as [
  Client,
  Client,
  Client,
  Client,
  Client,
  Client,
];
const DAY = 86_400;
const SECRET = 'Bệnh tim độ 3';
const FORM = {
  id: 'benh-an',
  type: 'default',
  components: [
    { type: 'textfield', key: 'illness', label: 'Bệnh', properties: { confidentiality: 'sensitive' } },
    { type: 'filepicker', key: 'files', label: 'Tệp', accept: '.pdf', multiple: true },
  ],
};

test.before(async (t) => {
  const body = bpmn(
    'kept',
    `<startEvent id="s"/>${task('fill', 'tk:candidateRoles="officer" tk:form="benh-an"')}${task('next')}<endEvent id="e"/>${chain('s', 'fill', 'next', 'e')}`,
  );
  const resources = [
    { name: 'kept.bpmn', content: body },
    { name: 'benh-an.form', content: JSON.stringify(FORM) },
  ];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } })).status, 201);
});

async function inHand(): Promise<{ readonly caseId: string; readonly at: string; readonly draft: string }> {
  const { body } = await lan('POST', '/api/v1/cases', { body: { procedure: 'kept' } });
  const at = `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}`;
  await lan('POST', `${at}/claim`, { body: {} });
  return { caseId: body.caseId, at, draft: `${at}/draft` };
}
const save = async (by: Client, path: string, revision: number, illness: string, more: object = {}): Promise<Answer> =>
  await by('PUT', path, { body: { revision, data: { illness }, ...more } });
const stored = async (): Promise<number> => (await server.db.pool.query('select 1 from form_draft')).rows.length;

test('what is typed into a task is given back to its author alone, and lies encrypted', async (t) => {
  const { draft } = await inHand();
  t.deepEqual((await lan('GET', draft)).body, {});
  const saved = await save(lan, draft, 0, SECRET, { reason: 'đang viết' });
  t.is(saved.status, 200);
  t.like(saved.body, { revision: 1 });
  t.like((await lan('GET', draft)).body.draft, { revision: 1, data: { illness: SECRET }, reason: 'đang viết' });
  for (const other of [minh, auditor]) t.deepEqual((await other('GET', draft)).body, {}, 'who sees the case sees no draft in it');
  t.is((await hoa('GET', draft)).status, 404);
  t.deepEqual([(await save(mai, draft, 0, 'x')).status, (await save(hoa, draft, 0, 'x')).status], [403, 404]);
  const { rows } = await server.db.pool.query<{ bytes: Buffer }>('select bytes from form_draft');
  t.false(rows.some(({ bytes }) => bytes.toString('utf8').includes('illness')));
});

test('another window is not overwritten: it is told, and goes on from what is there', async (t) => {
  const { draft } = await inHand();
  await save(lan, draft, 0, 'cửa sổ một');
  const late = await save(lan, draft, 0, 'cửa sổ hai');
  t.is(late.status, 409);
  t.is(late.body.code, 'draftChanged');
  t.truthy(late.body.remedy);
  t.is((await lan('GET', draft)).body.draft.data.illness, 'cửa sổ một');
  t.like((await save(lan, draft, 1, 'cửa sổ hai')).body, { revision: 2 });
  t.is((await save(lan, draft, 1, 'cửa sổ một')).status, 409);
});

test('of two windows that begin at the same moment one is first', async (t) => {
  const { draft } = await inHand();
  const answers = await Promise.all(['một', 'hai', 'ba'].map(async (text) => await save(lan, draft, 0, text)));
  t.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409, 409],
  );
});

test('it ends with its task, however that closes, and no window brings it back', async (t) => {
  const { at, draft } = await inHand();
  await save(lan, draft, 0, 'nháp');
  t.is((await lan('POST', `${at}/complete`, { body: { variables: { illness: 'xong' } } })).status, 200);
  t.deepEqual((await lan('GET', draft)).body, {});
  const again = await save(lan, draft, 1, 'nháp cũ');
  t.true([403, 409].includes(again.status), JSON.stringify(again.body));
  const second = await inHand();
  await save(lan, second.draft, 0, 'nháp');
  const before = await stored();
  t.is((await minh('POST', `/api/v1/cases/${second.caseId}/cancel`, { body: { reason: 'rút đơn' } })).status, 200);
  t.is(await stored(), before - 1);
});

test('whoever gives the task back keeps the draft and sees it again when it is theirs again, and nobody else does', async (t) => {
  const { at, draft } = await inHand();
  await save(lan, draft, 0, 'nháp của Lan');
  await lan('POST', `${at}/unclaim`, { body: {} });
  await mai('POST', `${at}/claim`, { body: {} });
  t.deepEqual((await mai('GET', draft)).body, {});
  t.like((await save(mai, draft, 0, 'nháp của Mai')).body, { revision: 1 });
  t.deepEqual((await lan('GET', draft)).body, {}, 'while it is in other hands');
  await mai('POST', `${at}/unclaim`, { body: {} });
  await lan('POST', `${at}/claim`, { body: {} });
  t.is((await lan('GET', draft)).body.draft.data.illness, 'nháp của Lan');
});

test('a case that is about to begin has drafts of its own, which its start ends with their key', async (t) => {
  const begun = await lan('POST', '/api/v1/drafts', { body: { procedure: 'kept', title: 'Hồ sơ ông Ba', data: { a: 'x' } } });
  t.is(begun.status, 201);
  const path = `/api/v1/drafts/${begun.body.draft}`;
  t.like((await save(lan, path, 1, SECRET, { title: 'Hồ sơ ông Bảy', persons: [] })).body, { revision: 2 });
  t.like((await lan('GET', '/api/v1/drafts')).body.drafts[0], { draft: begun.body.draft, procedure: 'kept', title: 'Hồ sơ ông Bảy' });
  t.like((await lan('GET', path)).body, { procedure: 'kept', data: { illness: SECRET } });
  for (const method of ['GET', 'DELETE']) t.is((await mai(method, path)).status, 404);
  t.is((await save(mai, path, 2, 'x')).status, 404);
  t.deepEqual((await mai('GET', '/api/v1/drafts')).body.drafts, []);
  t.is((await mai('POST', '/api/v1/cases', { body: { procedure: 'kept', draft: begun.body.draft } })).status, 201);
  t.is((await lan('GET', path)).status, 200, 'somebody else’s start ends no draft of mine');
  const key = 'select 1 from data_key where owner = $1';
  t.is((await server.db.pool.query(key, [`draft/${begun.body.draft}`])).rows.length, 1);
  t.is((await lan('POST', '/api/v1/cases', { body: { procedure: 'kept', draft: begun.body.draft } })).status, 201);
  t.is((await lan('GET', path)).status, 404);
  t.is((await server.db.pool.query(key, [`draft/${begun.body.draft}`])).rows.length, 0);
});

test('nobody keeps a draft of what they may not begin, of what is unknown, or with what cannot be stored', async (t) => {
  const begin = async (by: Client, body: object): Promise<number> => (await by('POST', '/api/v1/drafts', { body })).status;
  t.is(await begin(auditor, { procedure: 'kept', data: {} }), 404);
  t.is(await begin(lan, { procedure: 'khong-co', data: {} }), 404);
  t.is(await begin(lan, { procedure: 'kept', data: { $sealed: 'x' } }), 400);
  t.is(await begin(lan, { procedure: 'kept', data: { a: { $sealed: 'x' } } }), 400);
  t.is(await begin(lan, { procedure: 'kept' }), 400);
});

test('files that it refers to wait as long as it does', async (t) => {
  const { caseId, draft } = await inHand();
  const raw = new Uint8Array(scanPdf({ text: 'đơn' }));
  const { body: file } = await lan('POST', `/api/v1/cases/${caseId}/uploads`, { raw, headers: { 'content-type': 'application/pdf' } });
  const { id, size, type, sha256, expiresAt } = file;
  const body = { revision: 0, data: { files: [{ id, name: 'đơn.pdf', size, type, sha256 }] } };
  const saved = await lan('PUT', draft, { body });
  t.is(saved.status, 200);
  t.true(expiresAt < saved.body.expiresAt);
  t.is((await lan('GET', `/api/v1/cases/${caseId}/uploads/${sha256}`)).body.expiresAt, saved.body.expiresAt);
});

test('it is dropped at will, and after its time by itself, with its key', async (t) => {
  const { draft } = await inHand();
  await save(lan, draft, 0, 'bỏ');
  const id = (await lan('GET', draft)).body.draft.draft as string;
  t.is((await mai('DELETE', `/api/v1/drafts/${id}`)).status, 404);
  t.is((await lan('DELETE', `/api/v1/drafts/${id}`)).status, 200);
  t.deepEqual((await lan('GET', draft)).body, {});
  await save(lan, draft, 0, 'quên');
  const begun = (await lan('POST', '/api/v1/drafts', { body: { procedure: 'kept', data: {} } })).body;
  const at = (days: number): string => new Date(Date.parse(server.services.commands.clock()) + days * DAY * 1000).toISOString();
  await keepHouse(server.db, at(29));
  t.is((await server.db.pool.query('select 1 from form_draft where id = $1', [begun.draft])).rows.length, 1);
  await keepHouse(server.db, at(31));
  t.is(await stored(), 0);
  t.is((await server.db.pool.query("select 1 from data_key where owner like 'draft/%'")).rows.length, 0);
});
