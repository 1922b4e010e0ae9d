/** Numbers of documents: no ordinal twice, none without a row, one for each document, and no way back. */
import { randomUUID } from 'node:crypto';
import ava from 'ava';
import type { Rejection } from '../../errors.ts';
import type { Session } from '../../store/connection.ts';
import { findIssuingAgency, findNumberEntry, listNumberEntries, listNumberRegisters } from '../../store/queries/list-numbers.ts';
import {
  assignNumber,
  reserveNumber,
  useNumber,
  useNumberOf,
  voidNumber,
  voidNumberOf,
  type AssignNumber,
} from '../../store/repositories/numbers.ts';
import { agencies, broken } from './number-registers.ts';
import { NOW, startedCase, useStore } from './fixtures.ts';

const store = useStore(ava);
const test = ava.serial;
const BY = { account: 'clerk', person: 'person-clerk', now: NOW };
const asked = (more: Partial<AssignNumber> = {}): AssignNumber => ({ unitPath: 'cuc.hanoi', kind: 'QĐ', day: '2026-11-23', ...more });
const assign = async (more: Partial<AssignNumber> = {}, session: Session = store.db) => await assignNumber(session, asked(more), BY);
const code = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise;
    return 'done';
  } catch (error) {
    return (error as Rejection).code;
  }
};

test.before(async () => await agencies(store.db.pool));

test('each agency, year and kind counts from 1; ordinals below 10 have a leading zero', async (t) => {
  const numbers = [];
  for (const more of [{}, {}, { kind: 'TB' }, { day: '2027-01-04' }, { kind: 'CV' }, { kind: 'CV', unitPath: 'cuc.hanoi.hs' }])
    numbers.push((await assign(more)).number);
  t.deepEqual(numbers, ['01/QĐ-TA', '02/QĐ-TA', '01/TB-TA', '01/QĐ-TA', '01/TA', '02/TA-HS']);
  for (let count = 0; count < 8; count += 1) await assign({ kind: 'BC' });
  t.like(await assign({ kind: 'BC' }), { ordinal: 9, number: '09/BC-TA', symbol: 'BC-TA', state: 'reserved', day: '2026-11-23' });
  t.like(await assign({ kind: 'BC' }), {
    ordinal: 10,
    number: '10/BC-TA',
    reservedBy: 'clerk',
    reservedPerson: 'person-clerk',
    reservedAt: NOW,
  });
});

test('the symbol is a pattern of the module; a council has a series of its own', async (t) => {
  const symbol = '{number}/{year}/HSQĐ-CA';
  t.like(await assign({ kind: 'HSQĐ', symbol }), { number: '01/2026/HSQĐ-CA', symbol: '2026/HSQĐ-CA' });
  t.is((await assign({ series: 'HĐ', symbol: '{number}/QĐ-HĐ' })).number, '01/QĐ-HĐ');
  t.is((await assign({ kind: 'TTr', symbol: '{number}/{kind}-{office}', unitPath: 'cuc.hanoi.hs' })).number, '01/TTr-HS');
  t.is(await code(assign({ kind: 'TTr', symbol: '{number}/{kind}-{office}' })), 'officeAbbreviationMissing');
  for (const wrong of ['{kind}-{unit}', '{number}/{kind}/{court}', '{number}/ QĐ', '{number}/'])
    t.is(await code(assign({ symbol: wrong })), 'numberSymbolInvalid', wrong);
  for (const kind of ['Bản NX', '', ' ', 'A/B']) t.is(await code(assign({ kind })), 'numberKindInvalid', kind);
  t.is((await assign({ kind: 'Bản NX', symbol: '{number}/NX-{unit}' })).number, '01/NX-TA');
  // another series with the symbol of the first would give the same number twice
  t.is(await code(assign({ series: 'HĐ2', symbol: '{number}/QĐ-HĐ' })), 'numberTaken');
  t.deepEqual(await broken(store.db.pool), []);
});

test('an office numbers in the register of its agency; where no unit above has an abbreviation nothing is numbered', async (t) => {
  const { register } = await assign({ kind: 'KH' });
  t.is((await assign({ kind: 'KH', unitPath: 'cuc.hanoi.hs' })).register, register);
  t.is((await assign({ kind: 'KH', unitPath: 'cuc.hanoi.tk' })).number, '03/KH-TA');
  t.is(await findIssuingAgency(store.db, 'cuc.hanoi.tk', '2026-11-23'), 'cuc.hanoi');
  t.is(await code(assign({ unitPath: 'cuc.hue' })), 'unitAbbreviationMissing');
});

test('a document has one number, whoever asks how often', async (t) => {
  const documentId = randomUUID();
  const first = await assign({ kind: 'L', documentId });
  const clients = await Promise.all([1, 2, 3, 4, 5].map(async () => await assign({ kind: 'L', documentId })));
  t.deepEqual([...new Set(clients.map(({ number }) => number))], [first.number]);
  const other = randomUUID();
  const numbers = await Promise.all([1, 2, 3, 4, 5].map(async () => (await assign({ kind: 'L', documentId: other })).number));
  t.deepEqual([...new Set(numbers)], ['02/L-TA']);
});

test('a number that the case took before its document was made is that document’s', async (t) => {
  const caseId = await startedCase(store.db);
  const before = await assign({ kind: 'GCN', caseId, document: 'certificate' });
  await assign({ kind: 'GCN', caseId, document: 'other' });
  const documentId = randomUUID();
  const bound = await assign({ kind: 'GCN', caseId, document: 'certificate', documentId, day: '2026-11-25' });
  t.like(bound, { ordinal: before.ordinal, documentId, day: '2026-11-23' });
  t.is((await assign({ kind: 'GCN', caseId, document: 'certificate', documentId: randomUUID() })).ordinal, 3);
});

test('a number is used or void, once; a void one is never given again', async (t) => {
  const documentId = randomUUID();
  const { register, ordinal } = await assign({ kind: 'DS', documentId });
  t.is(await code(useNumberOf(store.db, documentId, {}, BY)), 'signedOnRequired');
  const facts = { signedOn: '2026-11-23', signer: 'Nguyễn Văn A', recipients: 'VKS', copies: 3 };
  t.like(await useNumberOf(store.db, documentId, facts, BY), { state: 'used', ...facts, usedBy: 'clerk' });
  t.like(
    await useNumberOf(store.db, documentId, facts, { ...BY, account: 'other' }),
    { usedBy: 'clerk' },
    'the same again changes nothing',
  );
  t.is(await code(useNumberOf(store.db, documentId, { ...facts, copies: 4 }, BY)), 'numberState');
  t.is(await code(voidNumberOf(store.db, documentId, ' ', BY)), 'reasonRequired');
  t.like(await voidNumberOf(store.db, documentId, 'Thu hồi', BY), { state: 'void', voidReason: 'Thu hồi', voidedPerson: 'person-clerk' });
  t.like(await voidNumberOf(store.db, documentId, 'Thu hồi', BY), { state: 'void' });
  t.is(await code(voidNumberOf(store.db, documentId, 'Khác', BY)), 'numberState');
  t.is(await code(useNumberOf(store.db, documentId, facts, BY)), 'numberState');
  t.is(await code(assign({ kind: 'DS', documentId })), 'numberVoided');
  t.is((await assign({ kind: 'DS' })).ordinal, ordinal + 1);
  t.is(await voidNumberOf(store.db, randomUUID(), 'x', BY), undefined);
  t.is(await code(useNumberOf(store.db, randomUUID(), facts, BY)), 'numberNotFound');
  t.like(await findNumberEntry(store.db, register, ordinal), { state: 'void', signer: 'Nguyễn Văn A' });
});

test('a request by hand that is made again gives the number it got', async (t) => {
  const one = { unitPath: 'cuc.hanoi', kind: 'BB', day: '2026-11-23', subject: 'Biên bản', request: 'a' };
  const { ordinal } = await reserveNumber(store.db, one, BY);
  t.like(await reserveNumber(store.db, one, BY), { ordinal, channel: 'paper' });
  t.is((await reserveNumber(store.db, { ...one, request: 'b' }, BY)).ordinal, ordinal + 1);
  const place = { register: (await reserveNumber(store.db, one, BY)).register, ordinal };
  t.is((await voidNumber(store.db, place, 'Viết hỏng', BY)).state, 'void');
  t.is(await code(useNumber(store.db, place, { signedOn: '2026-11-23' }, BY)), 'numberState');
});

test('a day before that of the last number is refused: no number is put in between', async (t) => {
  await assign({ kind: 'KL', day: '2026-11-24' });
  t.is(await code(assign({ kind: 'KL', day: '2026-11-23' })), 'numberDayPassed');
  t.is((await assign({ kind: 'KL', day: '2026-12-31' })).ordinal, 2);
  t.is((await assign({ kind: 'KL', day: '2027-01-01' })).ordinal, 1);
  t.is((await assign({ kind: 'KL', day: '2026-12-31' })).ordinal, 3, 'the old year is still open to who began in it');
});

test('what was given stays as it was given', async (t) => {
  const { pool } = store.db;
  const { register, ordinal } = await assign({ kind: 'VB' });
  const at = `where register = ${register} and ordinal = ${ordinal}`;
  for (const sql of [
    `delete from number_entry ${at}`,
    `update number_entry set number = '99/VB-TA' ${at}`,
    `update number_entry set day = day - 1 ${at}`,
    `update number_entry set ordinal = 99 ${at}`,
    `update number_entry set case_id = gen_random_uuid() ${at}`,
    `update number_register set last = last - 1 where id = ${register}`,
    `update number_register set last = last + 2 where id = ${register}`,
    `update number_register set last = last + 1 where id = ${register}`,
    `update number_register set year = 2030 where id = ${register}`,
    `delete from number_register where id = ${register}`,
    `truncate number_entry cascade`,
    `insert into number_register (unit, year, series, last, opened_at) values ('cuc.hanoi', 2031, 'X', 5, now())`,
    `insert into number_entry (register, ordinal, unit, year, kind, number, symbol, day, channel, reserved_at, reserved_by)
     values (${register}, 7, 'cuc.hanoi', 2026, 'VB', '07/VB-TA', 'VB-TA', '2026-11-23', 'paper', now(), 'x')`,
  ])
    await t.throwsAsync(async () => await pool.query(sql), { message: /append-only|to have a row|to be the next/ }, sql);
  t.like(await findNumberEntry(store.db, register, ordinal), { number: '01/VB-TA', state: 'reserved' });
});

test('lists page through registers and their entries, filtered', async (t) => {
  const { register } = await assign({ kind: 'GTT', day: '2026-11-23' });
  for (const day of ['2026-11-24', '2026-11-25', '2026-11-26']) await assign({ kind: 'GTT', day, subject: `Giấy ngày ${day}` });
  await voidNumber(store.db, { register, ordinal: 2 }, 'x', BY);
  const first = await listNumberEntries(store.db, { register, limit: 3 });
  t.deepEqual(
    first.items.map(({ ordinal }) => ordinal),
    [1, 2, 3],
  );
  t.deepEqual((await listNumberEntries(store.db, { register, limit: 3, cursor: first.next ?? '' })).items.length, 1);
  const found = async (more: object) =>
    (await listNumberEntries(store.db, { register, limit: 9, ...more })).items.map(({ ordinal }) => ordinal);
  t.deepEqual(await found({ state: 'void' }), [2]);
  t.deepEqual(await found({ from: '2026-11-24', to: '2026-11-25' }), [2, 3]);
  t.deepEqual(await found({ text: 'giay ngay 2026-11-26' }), [4]);
  t.deepEqual(await found({ text: '%' }), []);
  const { items } = await listNumberRegisters(store.db, { limit: 50, series: 'GTT', year: 2026, under: 'cuc' });
  t.like(items, [{ id: register, unitPath: 'cuc.hanoi', last: 4, lastDay: '2026-11-26', reserved: 3, used: 0, void: 1 }]);
  t.deepEqual((await listNumberRegisters(store.db, { limit: 50, under: 'cuc.hue' })).items, []);
  const pages = await listNumberRegisters(store.db, { limit: 2 });
  t.is(pages.items.length, 2);
  t.true(
    (await listNumberRegisters(store.db, { limit: 2, cursor: pages.next ?? '' })).items.every(
      ({ id }) => !pages.items.some((one) => one.id === id),
    ),
  );
});

test('everything is on the record of administration', async (t) => {
  const documentId = randomUUID();
  const { register, ordinal } = await assign({ kind: 'HS', documentId });
  await useNumberOf(store.db, documentId, { signedOn: '2026-11-23' }, BY);
  await voidNumberOf(store.db, documentId, 'Thu hồi', BY);
  const { rows } = await store.db.pool.query(
    'select act, account, reason, unit_path::text as unit from administrative_act where subject = $1 order by id',
    [`${register}/${ordinal}`],
  );
  t.deepEqual(
    rows.map(({ act, reason }) => [act, reason]),
    [
      ['number.assign', null],
      ['number.use', null],
      ['number.void', 'Thu hồi'],
    ],
  );
  t.like(rows[0], { account: 'clerk', unit: 'cuc.hanoi' });
});
