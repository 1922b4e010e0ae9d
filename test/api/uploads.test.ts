/** Files over HTTP: sent, found again, read by who may, and recorded. */
import { connect } from 'node:net';
import ava from 'ava';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { jpeg, png, scanPdf, sha256 } from '../commands/uploads/files.ts';
import { useApi, type Answer, type Client } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const [lan, mai, hoa, minh, analyst] = ['lan', 'mai', 'hoa', 'minh', 'analyst'].map((name) => server.as(name)) as [
  Client,
  Client,
  Client,
  Client,
  Client,
];
const SECRET = { type: 'textfield', key: 'illness', label: 'Bệnh', properties: { confidentiality: 'sensitive' } };
const FILES = { type: 'filepicker', key: 'files', label: 'Tệp', accept: '.pdf,image/*', multiple: true };
const form = (id: string, ...components: object[]) => ({
  name: `${id}.form`,
  content: JSON.stringify({ id, type: 'default', components }),
});
const diagram = (id: string, formKey: string) => ({
  name: `${id}.bpmn`,
  content: bpmn(
    id,
    `<startEvent id="s"/>${task('fill', `tk:candidateRoles="officer" tk:form="${formKey}"`)}${task('next')}<endEvent id="e"/>${chain('s', 'fill', 'next', 'e')}`,
  ),
});

test.before(async (t) => {
  const resources = [diagram('filed', 'files'), diagram('ill', 'ill-files'), form('files', FILES), form('ill-files', FILES, SECRET)];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } })).status, 201);
});

const send = async (by: Client, file: Buffer, caseId?: string, type = 'application/pdf'): Promise<Answer> =>
  await by('POST', caseId === undefined ? '/api/v1/uploads' : `/api/v1/cases/${caseId}/uploads`, {
    raw: new Uint8Array(file),
    headers: { 'content-type': type },
  });

async function begun(procedure = 'filed'): Promise<{ readonly caseId: string; readonly at: string }> {
  const { body } = await lan('POST', '/api/v1/cases', { body: { procedure } });
  const at = `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}`;
  await lan('POST', `${at}/claim`, { body: {} });
  return { caseId: body.caseId, at };
}
const attach = async (at: string, { body }: Answer, more: object = {}, name = 'đơn.pdf') => {
  const { id, size, type, sha256: hash } = body;
  return await lan('POST', `${at}/complete`, { body: { variables: { files: [{ id, name, size, type, sha256: hash }], ...more } } });
};

test('a file is sent, asked for, attached, and read by those who work on the case; others find nothing', async (t) => {
  const { caseId, at } = await begun();
  const file = scanPdf({ text: 'đơn', pages: 2 });
  const sent = await send(lan, file, caseId);
  t.is(sent.status, 201);
  t.like(sent.body, { sha256: sha256(file), type: 'application/pdf', content: { pages: 2, dpi: 200 } });
  const path = `/api/v1/cases/${caseId}/uploads/${sha256(file)}`;
  t.is((await lan('GET', path)).status, 200, 'whoever was cut off asks whether it came through');
  t.like((await send(lan, file, caseId)).body, { sha256: sha256(file) });
  t.deepEqual(await statuses(path, [mai, minh, hoa]), [404, 404, 404], 'while it waits it is its sender’s');
  t.is((await attach(at, sent)).status, 200);
  t.is((await minh('GET', path)).status, 200);
  t.is((await minh('GET', path)).body.expiresAt, undefined);
  const read = await fetch(`${server.url}${path}/content`, { headers: { cookie: `trinh-ky=${await server.tokenOf('minh')}` } });
  t.true(Buffer.from(await read.arrayBuffer()).equals(file));
  t.is(read.headers.get('content-type'), 'application/pdf');
  t.is(read.headers.get('x-content-type-options'), 'nosniff');
  const looked = "select account, ids from access_log where operation = 'getUploadContent'";
  t.deepEqual((await server.db.pool.query(looked)).rows, [{ account: 'minh', ids: [caseId] }]);
  t.deepEqual(await statuses(path, [hoa]), [404]);
  t.deepEqual(await statuses(`${path}/content`, [hoa]), [404]);
});

const statuses = async (path: string, clients: readonly Client[]): Promise<readonly number[]> =>
  await Promise.all(clients.map(async (client) => (await client('GET', path)).status));

test('a picture is attached by what was sent, and read as a page', async (t) => {
  const { caseId, at } = await begun();
  const sent = await send(lan, jpeg(), caseId, 'image/jpeg');
  t.like(sent.body, { type: 'image/jpeg', size: jpeg().length, content: { pages: 1, dpi: 200 } });
  t.is((await attach(at, sent, {}, 'ảnh.jpg')).status, 200);
  const { body } = await lan('GET', `/api/v1/cases/${caseId}/uploads/${sent.body.sha256}/content`);
  t.true(String(body).startsWith('%PDF-'));
});

test('where a case has what is sensitive, its files are read for a stated purpose by who may, and that is recorded', async (t) => {
  const { caseId, at } = await begun('ill');
  const sent = await send(lan, scanPdf({ text: 'bệnh án' }), caseId);
  t.is((await attach(at, sent, { illness: 'Lao phổi' })).status, 200);
  const path = `/api/v1/cases/${caseId}/uploads/${sent.body.sha256}/content`;
  t.is((await minh('GET', path)).status, 403);
  t.is((await minh('GET', path, { headers: { purpose: 'inspection' } })).status, 200);
  const log = "select scope from access_log where operation = 'readSensitive' and scope ->> 'upload' = $1";
  const { rowCount } = await server.db.pool.query(log, [sent.body.sha256]);
  t.is(rowCount, 1);
});

test('the type is told by the content, the length before the content, and each refusal says what to do', async (t) => {
  const { caseId } = await begun();
  const lies = await send(lan, png({ width: 300, height: 400 }), caseId, 'application/pdf');
  t.like(lies.body, { type: 'image/png' });
  for (const [file, code] of [
    [Buffer.from('PK\u0003\u0004'), 'uploadType'],
    [scanPdf({ catalog: '/OpenAction<</S/JavaScript/JS(1)>>' }), 'uploadActive'],
    [scanPdf().subarray(0, 5_000), 'uploadUnreadable'],
    [jpeg({ width: 9_000, height: 9_000 }), 'uploadPixels'],
  ] as const) {
    const { status, body } = await send(lan, file, caseId);
    t.is(status, 400);
    t.is(body.code, code);
    t.regex(body.remedy, /PDF|Quét/);
    t.false(JSON.stringify(body).includes('{'.concat('limit')));
  }
  t.is((await send(lan, scanPdf(), caseId, 'text/plain')).status, 415);
  t.is((await lan('POST', `/api/v1/cases/${caseId}/uploads`, { body: { a: 1 } })).status, 415);
  t.is((await send(hoa, scanPdf(), caseId)).status, 404);
  t.is(await announce(`/api/v1/cases/${caseId}/uploads`, 60_000_000), 413, 'before a byte of it is read');
});

/** Only the head of a request, as a client sends it that announces so many bytes. */
async function announce(path: string, bytes: number): Promise<number> {
  const { hostname, port } = new URL(server.url);
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: ${hostname}`,
    `cookie: trinh-ky=${await server.tokenOf('lan')}`,
    'x-requested-with: test',
    'content-type: application/pdf',
    `content-length: ${bytes}`,
  ];
  const socket = connect(Number(port), hostname);
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  const [answer] = (await new Promise<Buffer>((resolve) => void socket.once('data', resolve))).toString().split('\r\n');
  socket.destroy();
  return Number(answer?.split(' ')[1]);
}

test('a form without the file is refused at its field, with a remedy', async (t) => {
  const { caseId, at } = await begun();
  const sent = await send(mai, scanPdf({ text: 'của mai' }), caseId);
  t.is(sent.status, 201);
  const { status, body } = await attach(at, sent);
  t.is(status, 400);
  t.regex(JSON.stringify(body), /form\.fileMissing/);
  t.regex(JSON.stringify(body), /Đính kèm lại tệp/);
});
