/** The list of attachments and scans is a part of the contents: destroyed wherever it was copied to, and the chain still verifies. */
import ava from 'ava';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import { listDeliveries } from '../../store/queries/list-deliveries.ts';
import { installParameters } from '../../store/repositories/parameters.ts';
import { verifyAuditChain } from '../../store/queries/case-history.ts';
import { saveNotices } from '../../store/projections/notices.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { dumpDatabase } from '../protection/dump-database.ts';
import { scanPdf, sha256 } from './uploads/files.ts';
import { sealAll, verifiedDatabase } from '../store/sealing.ts';
import { bpmn, chain, deployed, MANAGER, NOW, OFFICER, outcomes, person, STEWARD, task, useOffice } from './fixtures.ts';

const office = useOffice(ava);
const test = ava.serial;
const DEPARTMENT = person('department');
const CLERK = person('clerk');
const YEAR = 366 * 86_400;
/** In the name of everything that is put into the case. */
const MARK = 'mật-danh-K17';
const NUMBER = '079085004321';
const FILES = {
  attached: scanPdf({ text: 'đơn', drawn: true }),
  paper: scanPdf({ text: 'phê duyệt', pages: 2, drawn: true }),
  receipt: scanPdf({ text: 'biên nhận', pages: 2, drawn: true }),
};
const SHA = { attached: sha256(FILES.attached), paper: sha256(FILES.paper), receipt: sha256(FILES.receipt) };

const FORM = {
  id: 'with-files',
  type: 'default',
  components: [
    { type: 'filepicker', key: 'files', label: 'Tệp', multiple: true },
    { type: 'textfield', key: 'number', label: 'Số định danh', properties: { confidentiality: 'sensitive', findable: 'exact' } },
  ],
};
const DOCUMENT = {
  key: 'decision',
  name: { vi: 'Quyết định', en: 'Decision' },
  type: 'QĐ',
  recipients: [{ role: 'prisoner' }],
  citation: 'test',
  confidence: 'A',
} as const;

test.before(async () => {
  const holder = { id: 'person-clerk', name: 'clerk', unitPath: 'cuc.hanoi' };
  await seedAccount(office.db, { id: 'clerk', login: 'clerk', person: holder, grants: [{ role: 'clerk', unitPath: 'cuc.hanoi' }] }, NOW);
  const decide = outcomes('id="grant" name="Ra quyết định"').replace(
    '</extensionElements>',
    '<tk:document key="decision"/></extensionElements>',
  );
  const diagram = bpmn(
    'filed',
    `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer" tk:form="with-files"')}${task('review', 'tk:candidateRoles="manager"')}
     ${task('decide', 'tk:candidateRoles="officer"', decide)}<receiveTask id="wait" name="wait" messageRef="m"/><endEvent id="end"/>
     ${chain('start', 'draft', 'review', 'decide', 'wait', 'end')}`,
    undefined,
    '<message id="m" name="filed.reply"/>',
  );
  await deployed(office, ['filed.bpmn', diagram], ['with-files.form', JSON.stringify(FORM)]);
  const documents = { type: 'deployDocuments', module: 'filed', procedures: ['filed'], documents: [DOCUMENT] } as const;
  await office.run<'deployDocuments'>(INSTALLER_ACTOR, documents);
  const bound = { type: 'bindRole', role: 'manager', unitPath: 'cuc.hanoi', mode: 'paper', clerkRole: 'clerk' } as const;
  await office.run<'bindRole'>(DEPARTMENT, { ...bound, validFrom: NOW.slice(0, 10), reason: 'Thử' });
  const facts = { version: '1', citation: 'Đ10k4', confidence: 'A' as const, validFrom: '2020-01-01' };
  const term = (key: string) => {
    const own = { key, ...facts };
    return { ...own, body: { ...own, kind: 'length', value: 2, unit: 'year', settled: true }, running: 'keep' as const };
  };
  await installParameters(office.db, [term('record.retention'), term('record.case_contents')], 'test', NOW);
  office.services.law.forget();
});

const scan = (name: string, sha256: string) => ({ name: `${MARK}-${name}.pdf`, sha256, pages: 2 });

async function finish(by: typeof OFFICER, on: { caseId: string; instance: number }, more: object = {}): Promise<number> {
  await office.run<'claimTask'>(by, { type: 'claimTask', ...on });
  const done = await office.run<'completeTask'>(by, { type: 'completeTask', ...on, ...more });
  return done.opened[0]?.instance ?? 0;
}

/** Ended, with an attachment, a scan of an act on paper, a receipt with its scan, a comment, a message, notices and more. */
async function filled(): Promise<string> {
  const { caseId, opened } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'filed', title: `Đơn ${MARK}` });
  await office.run<'storeUpload'>(OFFICER, { type: 'storeUpload', caseId, file: FILES.attached });
  const files = [{ id: 'f1', name: `${MARK}-don.pdf`, type: 'application/pdf', size: FILES.attached.length, sha256: SHA.attached }];
  const review = await finish(OFFICER, { caseId, instance: opened[0]?.instance ?? 0 }, { variables: { files, number: NUMBER } });
  const paper = { at: office.services.clock(), by: [{ name: `${MARK} ký` }], scans: [scan('phe-duyet', SHA.paper)] };
  await office.run<'storeUpload'>(CLERK, { type: 'storeUpload', caseId, file: FILES.paper });
  const decide = await finish(CLERK, { caseId, instance: review }, { paper });
  await office.run<'comment'>(OFFICER, { type: 'comment', caseId, text: `xem ${MARK}-don.pdf` });
  await finish(OFFICER, { caseId, instance: decide }, { outcome: 'grant' });
  while (await deliverOutbox(office.services));
  const [delivery] = (await listDeliveries(office.db, { caseId, limit: 50, now: office.services.clock() })).items;
  const receipt = {
    on: office.services.clock().slice(0, 10),
    channel: 'post',
    receivedBy: 'người nhận',
    note: MARK,
    scans: [scan('bien-nhan', SHA.receipt)],
  } as const;
  const of = delivery?.id ?? 0;
  await office.run<'storeUpload'>(OFFICER, { type: 'storeUpload', delivery: of, file: FILES.receipt });
  await office.run<'recordReceipt'>(OFFICER, { type: 'recordReceipt', delivery: of, ...receipt });
  await saveNotices(office.db, { id: `n-${caseId}`, template: 'x', to: { accounts: ['officer'] }, data: { name: MARK }, caseId }, NOW);
  const { pool } = office.db;
  await pool.query(
    "insert into mail (notice, account, address, language, state, trying_until, queued_at, answer) select id, 'officer', 'a@b.vn', 'vi', 'failed', now(), now(), $1 from notice where case_id = $2",
    [MARK, caseId],
  );
  await pool.query(
    "insert into incident (case_id, instance, node, kind, message, opened_at) values ($1, 1, 'x', 'expressionFailed', $2, now())",
    [caseId, MARK],
  );
  await pool.query("insert into outbox (kind, payload, case_id, revision, next_at) values ('x', $1, $2, 1, 'infinity')", [
    JSON.stringify({ name: MARK }),
    caseId,
  ]);
  await pool.query(
    "insert into message_buffer (id, name, key, payload, received_at, expires_at, consumed_by) values ($1, 'm', $2, $3, now(), now(), $4)",
    [`m-${caseId}`, MARK, JSON.stringify({ MARK }), caseId],
  );
  await pool.query(
    'insert into case_member (round_case, line_case, ordinal, result, reason, joined_at, changed_at) values ($1, $2, 1, $3, $4, now(), now())',
    ['019aaaaa-0000-7000-8000-0000000000bb', caseId, JSON.stringify({ MARK }), MARK],
  );
  await office.run<'cancelCase'>(MANAGER, { type: 'cancelCase', caseId, reason: `thôi ${MARK}` });
  return caseId;
}

for (const archived of [false, true])
  test(`nothing of them is left in any table${archived ? ', of an archived case either' : ''}; the record is whole`, async (t) => {
    const caseId = await filled();
    const before = await dumpDatabase(office.db.pool);
    for (const mark of [MARK, ...Object.values(SHA)]) t.true(before.includes(mark), mark);
    const { rowCount: keys } = await office.db.pool.query('select from data_key where owner = $1', [caseId]);
    t.is(keys, 1, 'its values are sealed');
    t.is((await office.db.pool.query('select from case_index where case_id = $1', [caseId])).rowCount, 1);
    if (archived) await office.db.pool.query("select archive_cases(now() + interval '30 years', 100)");
    office.pass(3 * YEAR);
    const reason = { reason: 'hết thời hạn', basis: 'QĐ 12/QĐ' };
    const { destruction } = await office.run<'proposeDestruction'>(STEWARD, { type: 'proposeDestruction', caseId, ...reason });
    await office.run<'decideDestruction'>(MANAGER, { type: 'decideDestruction', destruction, approve: true, reason: 'đồng ý' });
    const dump = await dumpDatabase(office.db.pool);
    const left = dump.split('\n').filter((row) => [MARK, ...Object.values(SHA)].some((mark) => row.includes(mark)));
    t.deepEqual(left, []);
    for (const table of [
      'data_key where owner = $1::text',
      'case_index where case_id = $1',
      'upload where case_id = $1',
      'outbox where case_id = $1',
      'message_buffer where consumed_by = $1',
    ])
      t.is((await office.db.pool.query(`select from ${table}`, [caseId])).rowCount, 0, table);
    await sealAll(office.db);
    t.like(await verifyAuditChain(office.db, caseId), { intact: true });
    t.deepEqual((await verifiedDatabase(office.db)).findings, []);
    const [delivery] = (await listDeliveries(office.db, { caseId, limit: 50, now: office.services.clock() })).items;
    t.like(delivery, { channel: 'post', receivedBy: 'người nhận' }, 'that it was delivered, when and how, stays');
  });
