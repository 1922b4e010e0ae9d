/** Registers of numbers over the API: by right, in pages, and as a book that is printed. */
import { execFileSync } from 'node:child_process';
import ava from 'ava';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { saveUnits, seedAccount } from '../../store/repositories/accounts.ts';
import { localDate } from '../../engine/time-values.ts';
import { useApi, type Answer, type Client } from './api-server.ts';

const server = useApi(ava, { limits: { read: 10_000, write: 10_000, deploy: 1_000, signIn: 600, open: 600 } });
const test = ava.serial;
const PASSWORD = 'mật khẩu đủ dài 2026';
const { as } = server;
const [clerk, hue, minh, adm, auditor, vks] = ['vanthu', 'vanthu-hue', 'minh', 'adm', 'auditor', 'vks'].map(as) as [
  Client,
  Client,
  Client,
  Client,
  Client,
  Client,
];
const registers = '/api/v1/number-registers';
const today = (): string => localDate(Date.now());

test.before(async () => {
  await saveUnits(server.db, [
    { id: 'cuc.hanoi', path: 'cuc.hanoi', name: 'Tòa án Hà Nội', kind: 'court', abbreviation: 'TA' },
    { id: 'cuc.hue', path: 'cuc.hue', name: 'Tòa án Huế', kind: 'court', abbreviation: 'TAH' },
  ]);
  for (const [id, role, unitPath] of [
    ['vanthu', 'registry', 'cuc.hanoi'],
    ['vanthu-hue', 'registry', 'cuc.hue'],
    ['vks', 'prosecutor', 'cuc'],
  ] as const)
    await seedAccount(
      server.db,
      { id, login: id, person: { id: `person-${id}`, name: id, unitPath }, grants: [{ role, unitPath }] },
      '2026-01-01T00:00:00.000Z',
    );
});

interface Entry {
  readonly register: number;
  readonly ordinal: number;
  readonly number: string;
}
const asked = (more: object = {}): object => ({ unit: 'cuc.hanoi', kind: 'QĐ', subject: 'Quyết định về việc khác', ...more });
const reserve = async (more: object = {}, by = clerk): Promise<Answer> => await by('POST', `${registers}/reserve`, { body: asked(more) });
const at = ({ register, ordinal }: Entry): string => `${registers}/${register}/entries/${ordinal}`;
async function issued(more: object = {}, facts: object = {}): Promise<Entry> {
  const entry = (await reserve(more)).body as Entry;
  const { status, body } = await clerk('POST', `${at(entry)}/use`, { body: { signedOn: today(), signer: 'Nguyễn Văn An', ...facts } });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return entry;
}
const dayWords = (): string => today().split('-').toReversed().join('/');

test('numbers are reserved, used, voided and listed in pages', async (t) => {
  const first = await reserve({ kind: 'BC' });
  t.like([first.status, first.body.number, first.body.state], [201, '01/BC-TA', 'reserved']);
  const second = (await reserve({ kind: 'BC', subject: 'Báo cáo quý' })).body as Entry;
  t.like((await clerk('POST', `${at(second)}/void`, { body: { reason: 'Trùng' } })).body, {
    state: 'void',
    voidReason: 'Trùng',
    voidedBy: 'vanthu',
  });
  t.is((await clerk('POST', `${at(second)}/use`, { body: { signedOn: today() } })).body.code, 'numberState');
  t.like((await reserve({ kind: 'BC' })).body, { ordinal: 3 });
  const { register } = second;
  const page = await clerk('GET', `${registers}/${register}/entries?limit=2`);
  t.like(page.body.items, [{ ordinal: 1 }, { ordinal: 2, state: 'void' }]);
  t.like((await clerk('GET', `${registers}/${register}/entries?limit=2&cursor=${page.body.next}`)).body.items, [{ ordinal: 3 }]);
  t.like((await clerk('GET', `${registers}/${register}/entries?state=void&text=quý`)).body.items, [{ ordinal: 2 }]);
  t.like((await clerk('GET', `${registers}?series=BC`)).body.items, [
    { id: register, last: 3, reserved: 2, used: 0, void: 1, unitName: 'Tòa án Hà Nội' },
  ]);
});

test('an issued document is described as the decree asks, for receivers and the archive', async (t) => {
  const entry = await issued({ kind: 'KH', subject: 'Kế hoạch nghỉ lễ' }, { signerPosition: 'Chánh án', pages: 2, copies: 5 });
  const { status, body } = await clerk('GET', `${at(entry)}/metadata`);
  t.is(status, 200, JSON.stringify(body));
  t.deepEqual(body, {
    FileCode: { OrganId: '', FileCatalog: Number(today().slice(0, 4)), FileNotation: '' },
    DocOrdinal: 1,
    TypeName: 'Kế hoạch',
    CodeNumber: '01',
    CodeNotation: 'KH-TA',
    IssuedDate: dayWords(),
    OrganName: 'Tòa án Hà Nội',
    Subject: 'Kế hoạch nghỉ lễ',
    Language: 'Tiếng Việt',
    PageAmount: 2,
    Description: '',
    SignerInfo: { Position: 'Chánh án', FullName: 'Nguyễn Văn An' },
    To: [],
    Priority: 0,
    IssuedAmount: 5,
    DueDate: '',
  });
  const waiting = (await reserve({ kind: 'KH' })).body as Entry;
  t.like(await clerk('GET', `${at(waiting)}/metadata`), { status: 409, body: { code: 'numberState' } });
  t.is((await clerk('GET', `${at({ ...entry, ordinal: 999 })}/metadata`)).status, 404);
  t.is((await hue('GET', `${at(entry)}/metadata`)).status, 404);
  const long = await issued({ kind: 'KH' }, { signer: 'Ấ'.repeat(51) });
  t.like(await clerk('GET', `${at(long)}/metadata`), { status: 400, body: { code: 'documents.metadata' } });
});

test('whoever has no right to a register neither sees nor changes it', async (t) => {
  const entry = (await reserve()).body as Entry;
  t.is((await hue('GET', `${registers}/${entry.register}/entries`)).status, 404);
  t.deepEqual((await hue('GET', registers)).body.items, []);
  t.is((await hue('POST', `${at(entry)}/void`, { body: { reason: 'x' } })).status, 404);
  t.is((await hue('POST', `${registers}/reserve`, { body: asked() })).status, 403);
  t.is((await minh('GET', `${registers}/${entry.register}/entries`)).status, 200, 'a manager reads');
  t.is((await minh('POST', `${at(entry)}/void`, { body: { reason: 'x' } })).status, 403);
  t.is((await adm('GET', registers)).status, 403);
  t.is((await auditor('GET', `${registers}/${entry.register}/entries`)).status, 200);
  t.is((await auditor('POST', `${at(entry)}/use`, { body: { signedOn: today() } })).status, 403);
  t.is((await clerk('GET', `${registers}/999999/entries`)).status, 404);
  t.is((await clerk('GET', `${registers}/${entry.register}/entries/999/amendments`)).body.code, 'numberNotFound');
  t.is(
    (await clerk('GET', `${registers}/${entry.register}/entries`)).body.items.find((one: Entry) => one.ordinal === entry.ordinal).state,
    'reserved',
  );
});

test('wrong input is refused with its place; the same key again gets the same number', async (t) => {
  for (const [more, pointer] of [
    [{ kind: 'Q Đ' }, '/kind'],
    [{ symbol: 'QĐ' }, '/symbol'],
    [{ subject: '' }, '/subject'],
    [{ unit: 'a b' }, '/unit'],
    [{ day: '2020-01-01' }, '/day'],
    [{ case: '019aaaaa-0000-7000-8000-000000000000' }, '/case'],
  ] as const) {
    const { status, body } = await reserve(more);
    t.is(status, 400, pointer);
    t.true(body.errors.some((one: { pointer: string }) => one.pointer === pointer), JSON.stringify(body)); // prettier-ignore
  }
  const again = async (subject = 'x') =>
    await clerk('POST', `${registers}/reserve`, { body: asked({ subject }), headers: { 'idempotency-key': 'number-1' } });
  t.deepEqual((await again()).body, (await again()).body);
  t.is((await again('y')).body.code, 'idempotencyKeyReused');
});

test('a document is corrected and recalled, and the receiver confirms', async (t) => {
  const decision = await issued();
  const naming = `V/v Quyết định số ${decision.number} ngày ${dayWords()}`;
  const letter = await issued({ kind: 'CV', subject: naming });
  const by = { register: letter.register, ordinal: letter.ordinal };
  t.is((await clerk('POST', `${at(decision)}/amend`, { body: { kind: 'correction', by, reason: 'Sai thể thức' } })).status, 200);
  t.like((await clerk('GET', `${at(decision)}/amendments`)).body.items, [{ kind: 'correction', byNumber: letter.number }]);
  const second = await issued({ kind: 'CV', subject: naming });
  const receivers = [{ receiver: 'prosecutor', unit: 'cuc' }, { receiver: 'Sở Tư pháp' }];
  const body = { by: { register: second.register, ordinal: second.ordinal }, reason: 'Sai thẩm quyền', receivers };
  t.is((await clerk('POST', `${at(decision)}/recall`, { body })).body.receivers, 2);
  const mine = (await vks('GET', '/api/v1/recalls?state=pending')).body.items;
  t.like(mine, [{ number: decision.number, receiver: 'prosecutor', reason: 'Sai thẩm quyền' }]);
  t.is(mine.length, 1, 'that of others is not mine to see');
  const confirm = async () => await vks('POST', `/api/v1/recalls/${mine[0].id}/confirm`, { body: {} });
  t.deepEqual((await confirm()).body, { confirmed: true });
  t.is((await confirm()).body.code, 'recallConfirmed');
  const [left] = (await clerk('GET', '/api/v1/recalls?state=pending')).body.items;
  const receipt = { on: today(), channel: 'post', confirmedBy: 'Lê C' };
  t.is((await vks('POST', `/api/v1/recalls/${left.id}/record`, { body: receipt })).status, 403);
  t.is((await clerk('POST', `/api/v1/recalls/${left.id}/record`, { body: receipt })).status, 200);
  t.deepEqual((await clerk('GET', '/api/v1/recalls?state=pending')).body.items, []);
  t.is((await clerk('GET', `/api/v1/recalls?register=${decision.register}&ordinal=${decision.ordinal}`)).body.items.length, 2);
});

async function taken(register: number, format: string, filter: object = {}, by = 'vanthu'): Promise<Uint8Array> {
  const response = await fetch(`${server.url}${registers}/${register}/export`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-requested-with': 'test',
      purpose: 'report',
      cookie: `trinh-ky=${await server.tokenOf(by)}`,
    },
    body: JSON.stringify({ password: PASSWORD, format, filter }),
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const reader = new ZipReader(new Uint8ArrayReader(new Uint8Array(await response.arrayBuffer())), {
    useWebWorkers: false,
    password: PASSWORD,
  });
  const [entry] = await reader.getEntries();
  if (!entry || entry.directory) throw new Error('Expected a file.');
  return await entry.getData(new Uint8ArrayWriter());
}

/** Without spaces: lines of cells are broken anywhere. */
function textOf(pdf: Uint8Array): string | undefined {
  try {
    return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString().normalize('NFC').replaceAll(/\s/g, ''); // prettier-ignore
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

test('the book has every number in its order, void ones with who and why, as CSV, XLSX and PDF', async (t) => {
  const first = await issued(
    { kind: 'TB', subject: 'Thông báo số một' },
    { recipients: 'VKS; Lưu: VT', keeper: 'VT', copies: 3, signerPosition: 'Chánh án' },
  );
  const second = (await reserve({ kind: 'TB' })).body as Entry;
  await clerk('POST', `${at(second)}/void`, { body: { reason: 'Viết hỏng' } });
  await reserve({ kind: 'TB', subject: 'Thông báo ba' });
  const csv = Buffer.from(await taken(first.register, 'csv')).toString().trim().split('\r\n'); // prettier-ignore
  t.deepEqual(csv, [
    '"Số, ký hiệu văn bản",Ngày tháng văn bản,Tên loại và trích yếu nội dung văn bản,Người ký,Nơi nhận văn bản,"Đơn vị, người nhận bản lưu",Số lượng bản,Ghi chú',
    `01/TB-TA,${dayWords()},Thông báo – Thông báo số một,"Nguyễn Văn An, Chánh án",VKS; Lưu: VT,VT,3,Văn bản giấy`,
    `02/TB-TA,${dayWords()},Thông báo – Quyết định về việc khác,,,,,Đã hủy (vanthu): Viết hỏng. Văn bản giấy`,
    `03/TB-TA,${dayWords()},Thông báo – Thông báo ba,,,,,"Đã giữ số, chưa ban hành. Văn bản giấy"`,
  ]);
  t.is(Buffer.from(await taken(first.register, 'csv', { state: 'void' })).toString().trim().split('\r\n').length, 2); // prettier-ignore
  t.is(
    Buffer.from(await taken(first.register, 'xlsx'))
      .subarray(0, 2)
      .toString(),
    'PK',
  );
  const said = textOf(await taken(first.register, 'pdf'));
  if (said === undefined) t.log('pdftotext is not installed: the text was not read');
  else for (const part of ['SỔ ĐĂNG KÝ VĂN BẢN ĐI – Tòa án Hà Nội – TB', '01/TB-TA', '02/TB-TA', '03/TB-TA', 'Đã hủy']) t.true(said.includes(part.replaceAll(' ', '')), part); // prettier-ignore
  const { rows } = await server.db.pool.query(
    "select account, purpose from access_log where operation = 'export' order by id desc limit 1",
  );
  t.like(rows[0], { account: 'vanthu', purpose: 'report' });
});

test('the book leaves only for who may take it, with a purpose', async (t) => {
  const { register } = await issued({ kind: 'KH' });
  const body = { password: PASSWORD, format: 'pdf', filter: {} };
  const ask = async (by: Client, headers = {}) => await by('POST', `${registers}/${register}/export`, { body, headers });
  t.is((await ask(clerk)).body.code, 'purposeRequired');
  t.is((await ask(minh, { purpose: 'report' })).status, 403);
  t.is((await ask(hue, { purpose: 'report' })).status, 404);
});
