import ava from 'ava';
import { shipCatalogues } from '../../composition/modules/ship-catalogues.ts';
import { listDefinitions } from '../../store/queries/list-definitions.ts';
import { approval } from '../commands/fixtures.ts';
import { useApi, type Client } from './api-server.ts';

const server = useApi(ava);
const test = ava;
const lan: Client = async (...call) => await server.as('lan')(...call);
const analyst: Client = async (...call) => await server.as('analyst')(...call);

test.serial.before(async () => await shipCatalogues(server.services.commands));

const names = (body: { items: { name: { vi: string } }[] }): readonly string[] => body.items.map(({ name }) => name.vi);

test('a list is read as it is valid on a day, with its source and how sure it is', async (t) => {
  const { status, body } = await lan('GET', '/api/v1/catalogues/provinces?on=2025-06-30&limit=200');
  t.is(status, 200);
  t.like(body, { key: 'provinces', version: 1, confidence: 'B', name: { vi: 'Tỉnh, thành phố trực thuộc Trung ương' } });
  t.regex(body.citation, /202\/2025\/QH15/);
  t.is(body.items.length, 63);
  t.is((await lan('GET', '/api/v1/catalogues/provinces?limit=200')).body.items.length, 34);
  t.is((await lan('GET', '/api/v1/catalogues/provinces?at=2025-06-30&limit=200')).body.items.length, 63);
  const [lost] = (await lan('GET', '/api/v1/catalogues/provinces?on=2025-06-30&code=02')).body.items;
  t.deepEqual(lost, {
    code: '02',
    name: { vi: 'Tỉnh Hà Giang', en: 'Ha Giang Province' },
    validTo: '2025-07-01',
    successor: '08',
    more: {},
  });
});

test('a list is searched as people type, and read page by page', async (t) => {
  t.deepEqual(names((await lan('GET', '/api/v1/catalogues/countries?search=viet%20nam')).body), ['Việt Nam']);
  t.deepEqual(names((await lan('GET', `/api/v1/catalogues/provinces?search=${encodeURIComponent('đa nang')}`)).body), [
    'Thành phố Đà Nẵng',
  ]);
  t.deepEqual(names((await lan('GET', '/api/v1/catalogues/provinces?search=bac%20kan')).body), []);
  t.deepEqual(names((await lan('GET', '/api/v1/catalogues/provinces?search=bac%20kan&all=true')).body), ['Tỉnh Bắc Kạn']);
  const codes: string[] = [];
  let cursor = '';
  do {
    const { body } = await lan('GET', `/api/v1/catalogues/offences?parent=XX&limit=5${cursor}`);
    codes.push(...body.items.map(({ code }: { code: string }) => code));
    cursor = body.next === undefined ? '' : `&cursor=${body.next}`;
  } while (cursor !== '');
  t.is(new Set(codes).size, codes.length);
  t.true(codes.includes('248') && codes.includes('256a') && !codes.includes('168'));
});

test('a page goes on in the version that it was begun in', async (t) => {
  const file = (version: string, codes: readonly string[]) => ({
    name: 'shifts.catalogue.json',
    content: JSON.stringify({
      key: 'shifts',
      name: { vi: 'Ca', en: 'Shifts' },
      version,
      validFrom: '2026-01-01',
      citation: 'thử',
      items: codes.map((code) => ({ code, name: { vi: `Ca ${code}`, en: `Shift ${code}` } })),
    }),
  });
  const deploy = async (version: string, codes: readonly string[]) =>
    (await analyst('POST', '/api/v1/deployments', { body: { name: 'x', resources: [file(version, codes)] } })).status;
  t.is(await deploy('1', ['a', 'b', 'c']), 201);
  const { body } = await lan('GET', '/api/v1/catalogues/shifts?limit=2');
  t.is(await deploy('2', ['z']), 201);
  t.deepEqual(names((await lan('GET', `/api/v1/catalogues/shifts?limit=2&cursor=${body.next}`)).body), ['Ca c']);
  t.deepEqual(names((await lan('GET', '/api/v1/catalogues/shifts')).body), ['Ca z']);
  t.deepEqual(names((await lan('GET', '/api/v1/catalogues/shifts?version=1&limit=1')).body), ['Ca a']);
});

test('a list that is not there, a version that is not, and a day before the first are told apart from faults', async (t) => {
  for (const path of ['nothing', 'provinces?version=99', 'provinces?at=1990-01-01', 'provinces?cursor=99.0']) {
    const { status, body } = await lan('GET', `/api/v1/catalogues/${path}`);
    t.deepEqual([status, body.code], [404, 'catalogueNotFound'], path);
    t.is(body.detail, 'Không có danh mục này, hoặc không có phiên bản có hiệu lực vào ngày đó.');
  }
  for (const path of ['provinces?on=2025-02-30', 'provinces?cursor=x', 'provinces?limit=0', 'provinces?stray=1'])
    t.is((await lan('GET', `/api/v1/catalogues/${path}`)).status, 400, path);
  t.is((await server.anyone('GET', '/api/v1/catalogues/provinces')).status, 401);
});

test('a task shows its form in the version that it opened with, its day, and the versions of its lists; faults have remedies', async (t) => {
  const form = (label: string, more: object = {}) => ({
    name: 'nhan-than.form',
    content: JSON.stringify({
      id: 'nhan-than',
      type: 'default',
      schemaVersion: 19,
      components: [
        {
          type: 'select',
          key: 'tinh',
          label,
          validate: { required: true },
          properties: { valuesCatalogue: 'provinces', labelEn: 'Province' },
        },
      ],
      ...more,
    }),
  });
  const content = approval('nhan-than').replace('id="draft" name="draft"', 'id="draft" name="draft" tk:form="nhan-than"');
  const deploy = async (...resources: object[]) =>
    (await analyst('POST', '/api/v1/deployments', { body: { name: 'x', resources } })).status;
  t.is(await deploy({ name: 'a.bpmn', content }, form('Tỉnh')), 201);
  const { caseId, opened } = (await lan('POST', '/api/v1/cases', { body: { procedure: 'nhan-than', variables: { subject: 'x' } } })).body;
  const draft = `/api/v1/tasks/${caseId}/${opened[0].instance}`;
  await lan('POST', `${draft}/claim`, { body: {} });
  t.is(await deploy(form('Nơi cư trú')), 201);
  const { body } = await lan('GET', `${draft}/form`);
  t.like(body, { key: 'nhan-than', version: 1, catalogues: { provinces: 1 } });
  t.is(body.schema.components[0].label, 'Tỉnh');
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  t.is(body.openedOn, today);
  const complete = async (language: string) =>
    (await lan('POST', `${draft}/complete`, { body: { variables: { tinh: '02' } }, headers: { 'accept-language': language } })).body.errors;
  const [vi] = await complete('vi');
  t.like(vi, { code: 'form.codeNotInForce', pointer: '/variables/tinh' });
  t.regex(vi.message, /^Tỉnh: mã “02” của danh mục .* không có hiệu lực vào ngày \d{2}\/\d{2}\/\d{4}\.$/);
  t.regex(vi.remedy, /mã kế thừa/);
  const [en] = await complete('en');
  t.regex(en.message, /^Province: the code "02" .* is not valid on/);
  t.regex(en.remedy, /successor/);
  t.is((await lan('POST', `${draft}/complete`, { body: { variables: { tinh: '08' } } })).status, 200);
});

test('what was shipped is not shipped again, and does not take back what the office corrected', async (t) => {
  const { db } = server;
  const versions = async () => (await listDefinitions(db, { kind: 'catalogue', key: 'sexes', limit: 10 })).items.length;
  t.is(await versions(), 1);
  const corrected = {
    key: 'sexes',
    name: { vi: 'Giới tính', en: 'Sexes' },
    version: '2',
    validFrom: '2026-01-01',
    citation: 'thử',
    items: [{ code: 'male', name: { vi: 'Nam', en: 'Male' } }],
  };
  const resources = [{ name: 'sexes.catalogue.json', content: JSON.stringify(corrected) }];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'x', resources } })).status, 201);
  await shipCatalogues(server.services.commands);
  t.is(await versions(), 2);
  t.deepEqual(names((await lan('GET', '/api/v1/catalogues/sexes')).body), ['Nam']);
});
