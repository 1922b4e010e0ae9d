import ava from 'ava';
import { approval, bpmn } from '../commands/fixtures.ts';
import { useApi, type Client } from './api-server.ts';

const server = useApi(ava);
const test = ava;
const analyst: Client = async (...call) => await server.as('analyst')(...call);

const form = (id: string): string =>
  JSON.stringify({
    id,
    type: 'default',
    schemaVersion: 17,
    components: [{ type: 'textfield', key: 'lyDo', label: 'Lý do', validate: { required: true } }],
  });

function upload(files: readonly (readonly [string, string])[], fields: Record<string, string> = { name: 'thử' }): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const [name, content] of files) data.append('files', new File([content], name));
  return data;
}

test('diagrams and forms are deployed as files, with Vietnamese names as they are', async (t) => {
  const content = approval('dat-dai').replace('<startEvent id="start"/>', '<startEvent id="start" tk:form="dat-dai-start"/>');
  const answer = await analyst('POST', '/api/v1/deployments', {
    raw: upload([
      ['quy trình đất đai.bpmn', content],
      ['biểu mẫu.form', form('dat-dai-start')],
    ]),
  });
  t.is(answer.status, 201);
  t.deepEqual(
    answer.body.definitions.map((one: { resource: string; key: string; version: number }) => [one.resource, one.key, one.version]),
    [
      ['quy trình đất đai.bpmn', 'dat-dai', 1],
      ['biểu mẫu.form', 'dat-dai-start', 1],
    ],
  );
  const [{ id }] = answer.body.definitions;
  const source = await analyst('GET', `/api/v1/definitions/${id}/source`);
  t.is(source.body, content);
  t.is(source.headers.get('content-disposition'), 'attachment');
  const again = await analyst('GET', `/api/v1/definitions/${id}/source`, {
    headers: { 'if-none-match': source.headers.get('etag') ?? '' },
  });
  t.is(again.status, 304);
  t.is((await analyst('GET', `/api/v1/definitions/${id}/start-form`)).body.schema.id, 'dat-dai-start');
});

test('the same content again is the same version; another content is the next one', async (t) => {
  const content = approval('hai-lan');
  const deploy = async (text: string) =>
    (await analyst('POST', '/api/v1/deployments', { body: { name: 'x', resources: [{ name: 'a.bpmn', content: text }] } })).body
      .definitions[0];
  const first = await deploy(content);
  t.like(await deploy(content), { id: first.id, version: 1, isNew: false });
  t.like(await deploy(content.replace('Thử', 'Thử lại')), { version: 2, isNew: true });
  const versions = (await analyst('GET', '/api/v1/definitions?key=hai-lan')).body.items;
  t.deepEqual(
    versions.map((one: { version: number }) => one.version),
    [2, 1],
  );
  t.is((await analyst('GET', '/api/v1/definitions?key=hai-lan&latest=true')).body.items.length, 1);
});

test('a dry run reports and writes nothing', async (t) => {
  const answer = await analyst('POST', '/api/v1/deployments', {
    raw: upload([['a.bpmn', approval('chi-thu')]], { name: 'x', dryRun: 'true' }),
  });
  t.is(answer.status, 201);
  t.is(answer.body.deploymentId, undefined);
  t.deepEqual((await analyst('GET', '/api/v1/definitions?key=chi-thu')).body.items, []);
});

test('a faulty diagram is 422, in the language of the reader, with element, file and remedy; nothing is deployed', async (t) => {
  const body = {
    name: 'x',
    resources: [
      { name: 'good.bpmn', content: approval('tot') },
      { name: 'bad.bpmn', content: bpmn('xau', '<startEvent id="start"/><userTask id="lonely"/>') },
      { name: 'evil.bpmn', content: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><definitions>&e;</definitions>' },
    ],
  };
  const answer = await analyst('POST', '/api/v1/deployments', { body });
  t.is(answer.status, 422);
  t.true(answer.body.errors.some((error: { resource: string }) => error.resource === 'bad.bpmn'));
  t.true(answer.body.errors.some((error: { resource: string }) => error.resource === 'evil.bpmn'));
  t.false(JSON.stringify(answer.body).includes('root:'));
  const english = await analyst('POST', '/api/v1/deployments', { body, headers: { 'accept-language': 'en' } });
  t.not(english.body.errors[0].message, answer.body.errors[0].message);
  t.deepEqual((await analyst('GET', '/api/v1/definitions?key=tot')).body.items, []);
});

test('a file over 5 MB is 413, too many files are too', async (t) => {
  const large = await analyst('POST', '/api/v1/deployments', { raw: upload([['a.bpmn', 'x'.repeat(5 * 1024 * 1024 + 1)]]) });
  t.is(large.status, 413);
  const many = await analyst('POST', '/api/v1/deployments', {
    raw: upload(Array.from({ length: 51 }, (_, i) => [`${i}.bpmn`, 'x'] as const)),
  });
  t.is(many.status, 413);
});

test('a broken upload is 400', async (t) => {
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  t.is((await analyst('POST', '/api/v1/deployments', { raw: '--x\r\nContent-Disp', headers })).status, 400);
  t.is((await analyst('POST', '/api/v1/deployments', { raw: 'x', headers: { 'content-type': 'multipart/form-data' } })).status, 400);
  t.is((await analyst('POST', '/api/v1/deployments', { raw: upload([], { name: 'x', surprise: 'y' }) })).status, 400);
});

test('who may not deploy is refused before a byte of the upload is read', async (t) => {
  const answer = await server.as('lan')('POST', '/api/v1/deployments', { raw: upload([['a.bpmn', approval('x')]]) });
  t.is(answer.status, 403);
});

test('a suspended version takes no new case until it is resumed', async (t) => {
  const resources = [{ name: 'a.bpmn', content: approval('dung-lai') }];
  const { definitions } = (await analyst('POST', '/api/v1/deployments', { body: { name: 'x', resources } })).body;
  const at = `/api/v1/definitions/${definitions[0].id}`;
  const root = server.as('root');
  const start = async () =>
    await server.as('lan')('POST', '/api/v1/cases', { body: { procedure: 'dung-lai', variables: { subject: 'x' } } });
  t.is((await root('POST', `${at}/suspend`, { body: { reason: 'kiểm tra' } })).status, 200);
  t.is((await start()).body.code, 'definitionSuspended');
  t.true((await root('GET', at)).body.suspended);
  t.is((await root('POST', `${at}/resume`)).status, 200);
  t.is((await start()).status, 201);
});

test('who may start a case of a procedure in a unit sees it, also without a right to read procedures', async (t) => {
  const content = approval('chi-admin').replace('candidateStarterRoles="officer"', 'candidateStarterRoles="admin-local"');
  await analyst('POST', '/api/v1/deployments', { body: { name: 'x', resources: [{ name: 'a.bpmn', content }] } });
  const { items } = (await server.as('adm')('GET', '/api/v1/definitions?key=chi-admin')).body;
  t.is(items.length, 1);
  t.is((await server.as('adm')('GET', `/api/v1/definitions/${items[0].id}`)).status, 200);
  t.is((await server.as('adm')('GET', `/api/v1/definitions/${items[0].id}/start-form`)).body.code, 'formNotFound');
  t.deepEqual((await server.as('adm')('GET', '/api/v1/definitions?key=hai-lan')).body.items, []);
});

test('a definition that is not there is 404', async (t) => {
  for (const path of ['', '/source', '/start-form'])
    t.is((await analyst('GET', `/api/v1/definitions/019aaaaa-0000-7000-8000-000000000000${path}`)).status, 404);
});
