/** Lists of requests for accounts over the API: looked at by row and column, sent whole, once. */
import path from 'node:path';
import ava from 'ava';
import { install } from '../../composition/install.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { workbook } from '../commands/imports/make-workbook.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const HEAD = ['Họ và tên', 'Số định danh cá nhân', 'Tên đăng nhập', 'Mã đơn vị', 'Vai trò (cách nhau bằng dấu chấm phẩy)', 'Lý do'];
const AN = ['Nguyễn Văn An', '001090010001', 'an.nguyen', 'cuc.hanoi', 'officer', 'Tuyển dụng'];
const BINH = ['Trần Thị Bình', '001190010002', 'binh.tran', 'cuc.hanoi', 'officer; manager', 'Tuyển dụng'];

test.before(async () => {
  const modules = readModules(path.join(import.meta.dirname, '../../processes')).filter(
    ({ manifest }) => manifest.key === 'account-approval',
  );
  await install(server.services.commands, modules, false);
  await server.db.pool.query("update person set identity_number = '001090019999' where id = 'person-lan'");
});

function form(content: Buffer | string, name = 'ds.xlsx'): FormData {
  const data = new FormData();
  data.set('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
  return data;
}
const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n');
const preview = async (content: Buffer | string, who = 'adm') =>
  await server.as(who)('POST', '/api/v1/account-imports/preview', { raw: form(content) });
const send = async (content: Buffer | string, headers = {}, who = 'adm') =>
  await server.as(who)('POST', '/api/v1/account-imports', { raw: form(content), headers });
const cases = async (): Promise<number> =>
  (await server.db.pool.query<{ n: number }>("select count(*)::int as n from process_case where procedure = 'account-approval'")).rows[0]
    ?.n ?? 0;

test('the template is a list that can be sent back', async (t) => {
  const { body, headers, status } = await server.as('adm')('GET', '/api/v1/account-imports/template');
  t.is(status, 200);
  t.regex(headers.get('content-disposition') ?? '', /danh-sach-tai-khoan\.csv/);
  t.like((await preview(String(body))).body, { valid: 1, invalid: 0 });
});

test('a list in CSV and the same in XLSX are shown alike, and nothing is begun', async (t) => {
  const [one, two] = [await preview(csv([HEAD, AN, BINH])), await preview(workbook([HEAD, AN, BINH]))];
  t.like(one.body, { valid: 2, invalid: 0 });
  t.deepEqual(one.body, two.body);
  t.like(one.body.rows[1], { line: 3, request: { personName: 'Trần Thị Bình', operation: 'CREATE' } });
  t.deepEqual(one.body.rows[1].request.grants, [{ role: 'officer', unitPath: 'cuc.hanoi' }, { role: 'manager', unitPath: 'cuc.hanoi' }]); // prettier-ignore
  t.is(await cases(), 0);
});

test('what is wrong is told by row and column, in Vietnamese', async (t) => {
  const bad = [
    ['', '001090010003', 'x.y', 'cuc.hanoi', 'officer', 'r'],
    ['A', '123', 'a.b', 'cuc.hanoi', 'officer', 'r'],
    ['B', '001090010004', 'an.nguyen', 'cuc.nowhere', 'officer', 'r'],
    ['C', '001090010001', 'c.c', 'cuc.hue', 'thợ', 'r'],
    ['D', '001090019999', 'lan', 'cuc.hanoi', '', 'r'],
    ['=A1', '001090010006', 'e.e', 'cuc.hanoi', 'officer', 'r'],
  ];
  const { body } = await preview(workbook([HEAD, AN, ...bad]));
  t.like(body, { valid: 0, invalid: 7 });
  const told = body.rows.map(({ line, problems }: { line: number; problems: { column: string }[] }) => [line, [...new Set(problems.map(({ column }) => column))].sort()]); // prettier-ignore
  t.deepEqual(told, [
    [2, ['login', 'personIdentity']],
    [3, ['personName']],
    [4, ['personIdentity']],
    [5, ['login', 'roleUnit', 'unitPath']],
    [6, ['personIdentity', 'roles', 'unitPath']],
    [7, ['login', 'personIdentity', 'roles']],
    [8, ['personName']],
  ]);
  const text = JSON.stringify(body.rows);
  for (const said of [
    'đã có tài khoản',
    'Tên đăng nhập đã có người dùng',
    'Không có đơn vị',
    'không thuộc phạm vi',
    'Trùng với dòng 2',
    'công thức',
  ])
    t.true(text.includes(said), said);
  const sent = await send(workbook([HEAD, AN, ...bad]));
  t.like([sent.status, sent.body.code], [400, 'importInvalid']);
  t.true(sent.body.errors.some(({ pointer }: { pointer: string }) => pointer === '/rows/3/request/personName'), JSON.stringify(sent.body.errors)); // prettier-ignore
  t.is(await cases(), 0, 'a list with a wrong row begins nothing');
});

test('the sound rows of a list with wrong ones are sent by themselves', async (t) => {
  const before = await cases();
  const list = workbook([HEAD, ['Phạm Thị Dung', '001190010011', 'dung.pham', 'cuc.hanoi', 'officer', 'r'], ['', 'x', '', '', '', '']]);
  const some = async (lines: string) => await server.as('adm')('POST', `/api/v1/account-imports?${lines}`, { raw: form(list) });
  t.is((await some('lines=2&lines=3')).body.code, 'importInvalid');
  t.is((await some('lines=9')).body.code, 'fileEmpty');
  t.is(await cases(), before);
  const { body } = await some('lines=2');
  t.like(body.items, [{ line: 2, ok: true }]);
  t.is(body.items.length, 1);
  t.is(await cases(), before + 1);
});

test('a sound list begins a case for each row, once, however often it is sent', async (t) => {
  const first = await send(workbook([HEAD, AN, BINH]));
  t.is(first.status, 200);
  t.like(first.body.items, [{ line: 2, ok: true, outcome: { status: 'active' } }, { line: 3, ok: true }]); // prettier-ignore
  const sent = await cases();
  t.deepEqual((await send(workbook([HEAD, AN, BINH]))).body, first.body);
  t.deepEqual((await send(csv([HEAD, AN, BINH]))).body, first.body, 'the same list in another file');
  t.is(await cases(), sent);
  const again = await preview(csv([HEAD, AN]));
  t.regex(JSON.stringify(again.body.rows[0].problems), /Đang có đề nghị khác/);
  const key = { 'idempotency-key': 'list-1' };
  const next = [HEAD, ['Lê Văn Cường', '001090010007', 'cuong.le', 'cuc.hanoi', 'officer', 'r']];
  const one = await send(csv(next), key);
  t.deepEqual((await send(csv(next), key)).body, one.body);
  t.is((await send(csv([HEAD, AN]), key)).body.code, 'idempotencyKeyReused');
  t.is(await cases(), sent + 1);
});

test('a file that is no list is refused with its reason, and nothing is begun', async (t) => {
  const before = await cases();
  for (const [content, code] of [
    ['', 'fileEmpty'],
    [csv([HEAD]), 'fileEmpty'],
    [csv([HEAD.slice(1), AN.slice(1)]), 'columnMissing'],
    [csv([[...HEAD, 'Mật khẩu'], [...AN, 'x']]), 'columnUnknown'], // prettier-ignore
    [Buffer.from('PK\u0003\u0004 kein Archiv'), 'fileUnreadable'],
    [csv([HEAD, ...Array.from({ length: 201 }, () => AN)]), 'tooManyRows'],
  ] as const)
    for (const call of [preview, send]) {
      const { status, body } = await call(content);
      t.like([status, body.code], [400, code]);
    }
  t.is((await preview(Buffer.alloc(3_000_000, 0x61))).status, 413);
  t.is((await server.as('adm')('POST', '/api/v1/account-imports', { body: {} })).status, 415);
  t.is(await cases(), before);
});

test('who administers no accounts sends no list', async (t) => {
  for (const who of ['lan', 'minh', 'root', 'auditor']) {
    t.regex(String((await preview(csv([HEAD, AN]), who)).body.invalid ?? (await preview(csv([HEAD, AN]), who)).status), /1|403|404/, who);
    t.regex(
      String((await send(csv([HEAD, ['Z', '001090010009', 'z.z', 'cuc.hanoi', 'officer', 'r']]), {}, who)).status),
      /400|403|404/,
      who,
    );
  }
  t.is((await server.anyone('POST', '/api/v1/account-imports', { raw: form('x') })).status, 401);
});
