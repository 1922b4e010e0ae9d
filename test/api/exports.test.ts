/** Lists that are taken away: by right and purpose, on record, encrypted, and harmless to whoever opens them. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import ava from 'ava';
import { csvText } from '../../exports/csv.ts';
import { exportFile } from '../../exports/export-file.ts';
import type { ExportTable } from '../../exports/table.ts';
import { installParameters } from '../../store/repositories/parameters.ts';
import { approval } from '../commands/fixtures.ts';
import { useApi, type Answer, type Client } from './api-server.ts';

const server = useApi(ava, { limits: { read: 10_000, write: 10_000, deploy: 1_000, signIn: 600, open: 600 } });
const test = ava;
const { as } = server;
const [lan, minh, hung, analyst, auditor] = [as('lan'), as('minh'), as('hung'), as('analyst'), as('auditor')];
const PASSWORD = 'mật khẩu đủ dài 2026';
const AT = new Date('2026-11-29T02:00:00.000Z');

test.serial.before('cases of two units', async (t) => {
  const resources = [{ name: 'giam.bpmn', content: approval('giam') }];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } })).status, 201);
  for (const [by, title] of [
    [lan, '=1+1 Đơn "một"'],
    [lan, 'Đơn hai'],
    [as('hoa'), 'Đơn Huế'],
  ] as const)
    await by('POST', '/api/v1/cases', { body: { procedure: 'giam', variables: { subject: 'x' }, title } });
  for (const name of ['Nguyễn Thị Ánh', 'Lê Văn Ước'])
    await lan('POST', '/api/v1/persons', {
      body: { kind: 'prisoner', name, identityNumber: name.startsWith('L') ? '079203009999' : '079203008888', unitPath: 'cuc.hanoi' },
    });
});

async function take(by: Client, what: string, body: object, purpose = 'report'): Promise<Answer & { bytes: Uint8Array }> {
  const response = await fetch(`${server.url}/api/v1/${what}/export`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-requested-with': 'test',
      purpose,
      cookie: `trinh-ky=${await server.tokenOf(by === lan ? 'lan' : 'minh')}`,
    },
    body: JSON.stringify({ password: PASSWORD, ...body }),
  });
  return { status: response.status, headers: response.headers, body: undefined, bytes: new Uint8Array(await response.arrayBuffer()) };
}

async function unzip(bytes: Uint8Array, password?: string): Promise<Map<string, Uint8Array>> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false, ...(password !== undefined && { password }) });
  const files = new Map<string, Uint8Array>();
  for (const entry of await reader.getEntries())
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  return files;
}

const accesses = async (): Promise<readonly Record<string, unknown>[]> =>
  (await server.db.pool.query("select account, operation, subject, purpose, scope from access_log where operation = 'export' order by id"))
    .rows;

test.serial('the list of cases leaves as CSV in an archive that only the password opens, and is on record', async (t) => {
  const answer = await take(minh, 'cases', { format: 'csv', filter: { procedure: 'giam', sort: 'code' } });
  t.is(answer.status, 200);
  t.regex(answer.headers.get('content-disposition') ?? '', /^attachment; filename="ho-so-\d{4}-\d\d-\d\d\.zip"$/);
  await t.throwsAsync(unzip(answer.bytes));
  await t.throwsAsync(unzip(answer.bytes, 'mật khẩu khác 2026'));
  const [[name, content]] = [...(await unzip(answer.bytes, PASSWORD))] as [[string, Uint8Array]];
  t.regex(name, /\.csv$/);
  const text = Buffer.from(content).toString();
  t.true(text.startsWith('\uFEFFMã hồ sơ,Tên hồ sơ,Thủ tục,Đơn vị,Trạng thái,Ngày thụ lý,Ngày kết thúc\r\n'));
  t.true(text.includes(`"'=1+1 Đơn ""một"""`), 'a formula is a text');
  t.true(text.includes('Đơn hai') && !text.includes('Đơn Huế'), 'only what may be read');
  t.is(text.trim().split('\r\n').length, 3);
  t.like((await accesses()).at(-1), {
    account: 'minh',
    operation: 'export',
    subject: 'case',
    purpose: 'report',
    scope: { format: 'csv', filter: { procedure: 'giam', sort: 'code' }, rows: 2, encrypted: true },
  });
  t.false(JSON.stringify(await accesses()).includes(PASSWORD));
  t.false(JSON.stringify(server.log).includes(PASSWORD));
});

test.serial('without purpose, with one that no rule accepts, or without the right nothing leaves', async (t) => {
  const before = (await accesses()).length;
  const body = { format: 'csv', password: PASSWORD, filter: {} };
  const ask = async (by: Client, purpose?: string): Promise<Answer> =>
    await by('POST', '/api/v1/cases/export', { body, ...(purpose !== undefined && { headers: { purpose } }) });
  t.like((await ask(minh)).body, { code: 'purposeRequired' });
  t.is((await ask(lan, 'report')).status, 403);
  // the archive's format stretches little: the password has to be long
  const short = { ...body, password: 'x7-Kq9-mồ-côi-3' };
  t.is([...short.password].length, 15);
  t.is((await minh('POST', '/api/v1/cases/export', { body: short, headers: { purpose: 'report' } })).status, 400);
  t.is((await accesses()).length, before);
  const other = await take(minh, 'cases', { format: 'csv', filter: {} }, 'caseHandling');
  t.is(
    Buffer.from([...(await unzip(other.bytes, PASSWORD)).values()][0] ?? [])
      .toString()
      .trim()
      .split('\r\n').length,
    1,
    'headings only',
  );
  t.is((await hung('GET', '/api/v1/purposes')).body.purposes.length, 6);
});

test.serial('more rows than the register allows are refused', async (t) => {
  const entry = {
    key: 'protection.exportRows',
    kind: 'number',
    version: 't',
    value: 1,
    unit: 'row',
    citation: 'thử',
    confidence: 'A',
    validFrom: '2020-01-01',
  };
  const { key, version, validFrom, citation, confidence } = entry;
  const parameter = { key, version, validFrom, citation, confidence, body: entry, running: 'keep' };
  await installParameters(server.db, [parameter as never], 'test', '2026-01-01T00:00:00.000Z');
  server.services.commands.law.forget();
  const answer = await auditor('POST', '/api/v1/cases/export', {
    body: { format: 'csv', password: PASSWORD, filter: {} },
    headers: { purpose: 'inspection' },
  });
  t.like(answer.body, { code: 'exportTooLarge' });
  await server.db.pool.query(`delete from parameter where key = 'protection.exportRows'`);
  server.services.commands.law.forget();
});

test.serial('persons leave with their identity numbers masked', async (t) => {
  const answer = await take(lan, 'persons', { format: 'csv', filter: {} });
  const text = Buffer.from([...(await unzip(answer.bytes, PASSWORD)).values()][0] ?? []).toString();
  t.true(text.includes('Nguyễn Thị Ánh') && text.includes('•••'));
  t.false(text.includes('0792030'));
});

test('a workbook says who took it, and holds no formula', async (t) => {
  const table: ExportTable = {
    ...TABLE,
    rows: rows([
      ['=cmd|x', '<b>&"'],
      ['Ước', 'Ẩn \u0000danh'],
    ]),
  };
  const outer = await unzip(await buffer(exportFile(table, { format: 'xlsx', name: 'a', password: PASSWORD, at: AT })), PASSWORD);
  const inner = await unzip(outer.get('a.xlsx') ?? new Uint8Array());
  t.deepEqual([...inner.keys()].slice(0, 3), ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml']);
  const sheet = Buffer.from(inner.get('xl/worksheets/sheet1.xml') ?? []).toString();
  t.true(sheet.includes('<t xml:space="preserve">=cmd|x</t>') && sheet.includes('&lt;b&gt;&amp;"'));
  t.false(sheet.includes('<f>') || sheet.includes('\u0000'));
  t.is(sheet.split(table.watermark).length, 4, 'on top, in header and footer');
});

test('a thousand rows on paper carry headings and watermark on every page', async (t) => {
  const many = Array.from({ length: 1_000 }, (_, at) => [`Hồ sơ số ${at}`, 'Nguyễn Thị Ẩn danh, đề nghị hoãn chấp hành án phạt tù']);
  const outer = await unzip(
    await buffer(exportFile({ ...TABLE, rows: rows(many) }, { format: 'pdf', name: 'a', password: PASSWORD, at: AT })),
    PASSWORD,
  );
  const pdf = Buffer.from(outer.get('a.pdf') ?? []);
  t.is(pdf.subarray(0, 5).toString(), '%PDF-');
  let text: string;
  try {
    text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, maxBuffer: 50_000_000 }).toString();
  } catch {
    t.log('pdftotext is not installed: the text was not read');
    return;
  }
  const pages = text.split('\f').slice(0, -1);
  t.true(pages.length > 10);
  for (const page of pages) t.true(page.includes('minh – 29/11/2026') && page.includes('Cột một'));
  t.true(text.includes('Hồ sơ số 0') && text.includes('Hồ sơ số 999'));
});

test('rows are asked for as they are written, not all at once', async (t) => {
  let asked = 0;
  const endless = (async function* () {
    for (; asked < 100_000; asked += 1) yield [randomBytes(700).toString('base64'), 'y'];
  })();
  const stream = exportFile({ ...TABLE, rows: endless }, { format: 'csv', name: 'a', password: PASSWORD, at: AT });
  let read = 0;
  for await (const chunk of stream) {
    read += (chunk as Uint8Array).length;
    if (read > 10_000) break;
  }
  t.true(asked < 50_000, `${asked} rows were asked for`);
});

test('every beginning of a formula is made a text', async (t) => {
  const cells = ['=1', '+1', '-1', '@x', '\t=1', ' =1', '|x', 'an toàn', '1'];
  const text = await buffer(Readable.from(csvText({ ...TABLE, columns: [], rows: rows([cells]) })));
  t.deepEqual(text.toString().trim().split('\r\n').at(-1)?.split(','), [
    "'=1",
    "'+1",
    "'-1",
    "'@x",
    "'\t=1",
    "' =1",
    "'|x",
    'an toàn',
    '1',
  ]);
});

const TABLE = {
  title: 'Danh sách thử',
  watermark: 'minh – 29/11/2026 – Báo cáo',
  columns: [
    { heading: 'Cột một', width: 0.5 },
    { heading: 'Cột hai', width: 0.5 },
  ],
};
async function* rows(list: readonly (readonly string[])[]): AsyncGenerator<readonly string[]> {
  for (const row of list) yield await Promise.resolve(row);
}
