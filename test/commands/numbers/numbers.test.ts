/** The registry of an agency reserves, uses and voids numbers of documents on paper. */
import ava from 'ava';
import type { CommandOf } from '../../../commands/contract.ts';
import { numberingMoment } from '../../../commands/numbers/numbering-setting.ts';
import { findNumberEntry, listNumberEntries } from '../../../store/queries/list-numbers.ts';
import { listActs } from '../../../store/queries/list-acts.ts';
import { installParameters } from '../../../store/repositories/parameters.ts';
import { assignNumber } from '../../../store/repositories/numbers.ts';
import { readEntry } from '../../../law/read-entry.ts';
import { broken } from '../../store/number-registers.ts';
import { approval, bpmn, chain, deployed, MANAGER, NOW, OFFICER, person, refusal, started, SYSADMIN, task } from '../fixtures.ts';
import { INSTALLER_ACTOR } from '../../../commands/actors.ts';
import { CLERK, CLERK_2, CLERK_HUE, COURT_CLERK, issued, useRegistry } from './fixtures.ts';

const office = useRegistry(ava);
const test = ava.serial;
type Reserve = CommandOf<'reserveNumber'>;
const reserve = async (more: Partial<Reserve> = {}, by = CLERK, key?: string) =>
  await office.run<'reserveNumber'>(
    by,
    { type: 'reserveNumber', unit: 'cuc.hanoi', kind: 'QĐ', subject: 'Quyết định', ...more },
    key === undefined ? {} : { idempotencyKey: key },
  );
const voided = async (on: { register: number; ordinal: number }, reason = 'Viết hỏng', by = CLERK) =>
  await office.run<'voidNumber'>(by, { type: 'voidNumber', register: on.register, ordinal: on.ordinal, reason });
const used = async (on: { register: number; ordinal: number }, more: object = {}, by = CLERK) =>
  await office.run<'useNumber'>(by, { type: 'useNumber', register: on.register, ordinal: on.ordinal, signedOn: '2026-11-23', ...more });

test('a number is reserved of today, used, and kept; each act is on the record', async (t) => {
  const entry = await reserve({ subject: ' Quyết định phân công ' });
  t.like(entry, {
    number: '01/QĐ-TA',
    day: '2026-11-23',
    state: 'reserved',
    channel: 'paper',
    subject: 'Quyết định phân công',
    reservedPerson: 'person-clerk',
  });
  t.like(await used(entry, { signer: 'Trần B', copies: 2, pages: 1, recipients: 'VKS; Lưu: VT' }), {
    state: 'used',
    signer: 'Trần B',
    usedBy: 'clerk',
  });
  const { items } = await listActs(office.db, { limit: 2 });
  t.like(items, [
    { act: 'useNumber', account: 'clerk', subject: `${entry.register}/${entry.ordinal}`, unitPath: 'cuc.hanoi' },
    { act: 'reserveNumber', outcome: { number: '01/QĐ-TA' } },
  ]);
});

test('a void number stays, with who and why, and the next one is another', async (t) => {
  const entry = await reserve();
  t.like(await voided(entry), { state: 'void', voidReason: 'Viết hỏng', voidedBy: 'clerk', voidedPerson: 'person-clerk' });
  t.is((await reserve()).ordinal, entry.ordinal + 1);
  t.is(await refusal(voided(entry, 'Khác')), 'conflict numberState');
  t.is(await refusal(used(entry)), 'conflict numberState');
  t.is(await refusal(voided(await reserve(), ' ')), 'validation reasonRequired');
  t.is(await refusal(voided(await issued(office, 'QĐ', 'x'))), 'conflict numberIssued');
  t.is((await listActs(office.db, { limit: 9, act: 'voidNumber' })).items[0]?.reason, 'Viết hỏng');
});

test('the same request again gets the same number, also when its answer was lost', async (t) => {
  const first = await reserve({}, CLERK, 'k1');
  t.is((await reserve({}, CLERK, 'k1')).ordinal, first.ordinal);
  await office.db.pool.query("delete from idempotency_key where key = 'k1'");
  t.is((await reserve({}, CLERK, 'k1')).ordinal, first.ordinal, 'the process died before it kept the answer');
  t.not((await reserve({}, CLERK_2, 'k1')).ordinal, first.ordinal);
  t.is(await refusal(reserve({ subject: 'Khác' }, CLERK, 'k1')), 'conflict idempotencyKeyReused');
  const spoiled = await reserve();
  await voided(spoiled);
  t.like(await voided(spoiled), { state: 'void' }, 'the same act again changes nothing');
});

test('only the registry of the agency numbers, whatever it is called in the procedures', async (t) => {
  t.is((await reserve({ kind: 'TB' }, COURT_CLERK)).number, '01/TB-TA');
  t.is((await reserve({ kind: 'TB', unit: 'cuc.hanoi.hs' })).number, '02/TB-TA', 'the office of the agency');
  for (const by of [MANAGER, OFFICER, SYSADMIN, CLERK_HUE]) t.regex(await refusal(reserve({}, by)), /^forbidden /, by.account);
  const entry = await reserve();
  for (const by of [MANAGER, OFFICER]) t.is(await refusal(voided(entry, 'x', by)), 'forbidden forbidden.noRule', by.account);
  for (const by of [CLERK_HUE, SYSADMIN]) t.is(await refusal(voided(entry, 'x', by)), 'notFound numberRegisterNotFound', by.account);
  t.is(await refusal(used({ register: 999_999, ordinal: 1 })), 'notFound numberRegisterNotFound');
  t.is(await refusal(used({ register: entry.register, ordinal: 99_999 })), 'notFound numberNotFound');
  t.is(await refusal(reserve({ unit: 'cuc.vks' })), 'forbidden forbidden.noRule');
  t.is((await findNumberEntry(office.db, entry.register, entry.ordinal))?.state, 'reserved');
});

test('wrong input is refused and takes no number', async (t) => {
  const { register, ordinal } = await reserve({ kind: 'BC' });
  const bad: readonly (readonly [Partial<Reserve>, string])[] = [
    [{ kind: 'B C' }, 'validation numberKindInvalid'],
    [{ kind: ' ' }, 'validation kindRequired'],
    [{ symbol: '{kind}' }, 'validation numberSymbolInvalid'],
    [{ subject: '' }, 'validation subjectRequired'],
    [{ unit: 'a b' }, 'validation unitInvalid'],
    [{ case: '019aaaaa-0000-7000-8000-000000000000' }, 'validation caseUnknown'],
    [{ case: 'x' }, 'validation caseUnknown'],
  ];
  for (const [more, code] of bad) t.is(await refusal(reserve({ kind: 'BC', ...more })), code, JSON.stringify(more));
  const wrong: readonly (readonly [object, string])[] = [
    [{ signedOn: '2026-11-24' }, 'validation actInFuture'],
    [{ signedOn: 'mai' }, 'validation signedOnInvalid'],
    [{ pages: 0 }, 'validation pagesInvalid'],
    [{ copies: 1.5 }, 'validation copiesInvalid'],
    [{ signer: 'x'.repeat(201) }, 'validation signerInvalid'],
  ];
  for (const [more, code] of wrong) t.is(await refusal(used({ register, ordinal }, more)), code, JSON.stringify(more));
  t.is((await reserve({ kind: 'BC' })).ordinal, ordinal + 1);
  t.deepEqual(await broken(office.db.pool), []);
});

test('a case that the clerk may not see is none', async (t) => {
  await deployed(office, ['approval.bpmn', approval('approval')]);
  const { caseId } = await started(office, 'approval', { subject: 'x' });
  t.is(await refusal(reserve({ case: caseId })), 'validation caseUnknown');
});

test('the number of an electronic document is left to its signature', async (t) => {
  const asked = { unitPath: 'cuc.hanoi', kind: 'L', day: '2026-11-23', documentId: '019aaaaa-0000-7000-8000-00000000000d' };
  const entry = await assignNumber(office.db, asked, { account: 'system:seal', now: NOW });
  t.is(await refusal(voided(entry)), 'conflict numberOfDocument');
  t.is(await refusal(used(entry)), 'conflict numberOfDocument');
});

test('a substitute numbers for the absent clerk, and the record names both', async (t) => {
  await office.run<'appointSubstitute'>(CLERK, {
    type: 'appointSubstitute',
    substitute: 'person-clerk2',
    validFrom: '2026-11-23T00:00:00Z',
    validTo: '2026-11-24T00:00:00Z',
    reason: 'Nghỉ phép',
  });
  await reserve({}, { ...CLERK_2, onBehalfOf: 'person-clerk' });
  t.like((await listActs(office.db, { limit: 1, act: 'reserveNumber' })).items[0], { person: 'person-clerk2', onBehalfOf: 'person-clerk' });
});

test('a clerk who is locked while the number is on its way takes none', async (t) => {
  const { register, ordinal } = await reserve({ kind: 'GT' });
  const { pool } = office.db;
  const other = await pool.connect();
  try {
    await other.query('begin');
    await other.query("update account set state = 'locked' where id = 'clerk2'");
    const answer = refusal(reserve({ kind: 'GT' }, CLERK_2));
    for (;;) {
      const sql = "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()) as waiting";
      if ((await pool.query<{ waiting: boolean }>(sql)).rows[0]?.waiting) break;
    }
    await other.query('commit');
    t.is(await answer, 'forbidden accountNotActive');
  } finally {
    other.release();
  }
  await pool.query("update account set state = 'active' where id = 'clerk2'");
  t.deepEqual((await listNumberEntries(office.db, { register, limit: 9 })).items.map((entry) => entry.ordinal), [ordinal]); // prettier-ignore
});

test('a clerk whose right has ended numbers nothing', async (t) => {
  const { register } = await reserve({ kind: 'KH' });
  const before = (await listNumberEntries(office.db, { register, limit: 50 })).items.length;
  await office.db.pool.query("update role_grant set valid_to = $1 where account = 'clerk2'", [NOW]);
  t.regex(await refusal(reserve({ kind: 'KH' }, CLERK_2)), /^forbidden /);
  t.is((await listNumberEntries(office.db, { register, limit: 50 })).items.length, before);
});

test('a step numbers the document that the module of its procedure declares', async (t) => {
  const assign = `<serviceTask id="number" tk:effect="number.assign"><extensionElements><tk:ioMapping><tk:input source="which" target="document"/></tk:ioMapping></extensionElements></serviceTask>`;
  const numbering = `<startEvent id="s"/>${task('draft', 'tk:candidateRoles="officer"')}${assign}${task('after', 'tk:candidateRoles="officer"')}<endEvent id="e"/>${chain('s', 'draft', 'number', 'after', 'e')}`;
  await deployed(office, ['numbered.bpmn', bpmn('numbered', numbering)]);
  const base = { name: { vi: 'Quyết định', en: 'Decision' }, type: 'QĐ', recipients: [], citation: 'test', confidence: 'A' } as const;
  await office.run<'deployDocuments'>(INSTALLER_ACTOR, {
    type: 'deployDocuments',
    module: 'numbered',
    procedures: ['numbered'],
    documents: [{ ...base, key: 'decision', symbol: '{number}/{year}/HSQĐ-CA', series: 'HSQĐ' }],
  });
  const finish = async (which: string | null) => {
    const on = await started(office, 'numbered', { which });
    await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
    return await office.run<'completeTask'>(OFFICER, { type: 'completeTask', ...on });
  };
  const { caseId } = await finish('decision');
  const { rows } = await office.db.pool.query<{ number: string; reserved_by: string }>(
    'select number, reserved_by from number_entry where case_id = $1',
    [caseId],
  );
  t.deepEqual(rows, [{ number: '01/2026/HSQĐ-CA', reserved_by: 'officer' }]);
  t.is(await refusal(finish('nothing')), 'notFound numberDocumentUnknown');
  t.is(await refusal(finish(null)), 'validation numberDocumentRequired');
  await finish('decision');
  t.deepEqual(await broken(office.db.pool), []);
});

test('the moment of numbering is law as data, effective-dated', async (t) => {
  t.is(await numberingMoment(office.services, 'cuc.hanoi', '2026-11-23'), 'seal');
  const version = (v: string, value: string, validFrom: string, validTo?: string) => {
    const body = readEntry({
      key: 'numbering.moment',
      kind: 'enum',
      version: v,
      value,
      allowed: ['seal', 'personalSignature'],
      citation: 'test',
      confidence: 'A',
      validFrom,
      ...(validTo !== undefined && { validTo }),
      title: { vi: 'x', en: 'x' },
    });
    const dates = { validFrom, ...(validTo !== undefined && { validTo }) };
    return { key: body.key, version: v, body, ...dates, citation: 'test', confidence: 'A', running: 'keep' } as never;
  };
  await installParameters(
    office.db,
    [version('1', 'seal', '2026-01-01', '2027-01-01'), version('2', 'personalSignature', '2027-01-01')],
    'ship',
    NOW,
  );
  office.pass(3_600);
  t.is(await numberingMoment(office.services, 'cuc.hanoi', '2026-12-31'), 'seal');
  t.is(await numberingMoment(office.services, 'cuc.hanoi', '2027-01-01'), 'personalSignature');
});

test('a paper of the last evening of the year is numbered in the year of its agency', async (t) => {
  office.pass((Date.parse('2026-12-31T16:59:00Z') - Date.parse(office.services.clock())) / 1_000);
  t.like(await reserve({ kind: 'GM' }), { number: '01/GM-TA', day: '2026-12-31' });
  office.pass(120);
  t.like(await reserve({ kind: 'GM' }), { number: '01/GM-TA', day: '2027-01-01' });
  t.is(await refusal(reserve({}, person('stranger'))), 'forbidden forbidden.noRule');
});
