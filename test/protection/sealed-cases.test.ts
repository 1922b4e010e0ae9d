/** Sensitive values of a case: nowhere in the database in plain text, and yet the same case. */
import test from 'ava';
import { replayEntry, type Replayed } from '../../commands/replay-case.ts';
import { listComments, listHistory, verifyAuditChain } from '../../store/queries/case-history.ts';
import { storedHash } from '../../store/protection/stored-hash.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { claimJobs } from '../../store/queues/jobs.ts';
import { claimOutbox } from '../../store/queues/outbox.ts';
import { bpmn, chain, deployed, MACHINE, NOW, OFFICER, refusal, started, task, useOffice } from '../commands/fixtures.ts';
import { dumpDatabase } from './dump-database.ts';

const office = useOffice(test);
const ILLNESS = 'HIV giai đoạn cuối "đã xác định"';
const NUMBER = '001085012345';

const form = (id: string, ...components: readonly object[]): readonly [string, string] => [
  `${id}.form`,
  JSON.stringify({ id, type: 'default', components }),
];
const text = (key: string, properties: object = {}) => ({ type: 'textfield', key, label: key, properties });
const secret = (key: string, properties: object = {}) => text(key, { confidentiality: 'sensitive', ...properties });
const HEALTH = form('health', secret('illness'), secret('number', { findable: 'exact' }), text('note'), {
  type: 'dynamiclist',
  path: 'papers',
  label: 'papers',
  components: [secret('finding'), text('title')],
});

test.serial.before(async () => {
  await deployed(
    office,
    HEALTH,
    [
      'ill.bpmn',
      bpmn(
        'ill',
        `<startEvent id="start"/>${task('fill', 'tk:candidateRoles="officer" tk:form="health"')}
        <scriptTask id="copy" name="copy" scriptFormat="feel" tk:resultVariable="summary"><script>"Bệnh: " + illness</script></scriptTask>
        <serviceTask id="send" name="send" tk:topic="clinic"/>
        ${task('read', 'tk:candidateRoles="officer"')}
        <endEvent id="end"/>${chain('start', 'fill', 'copy', 'send', 'read', 'end')}`,
        'tk:candidateStarterRoles="officer" tk:caseTitle="=note"',
      ),
    ],
    [
      'plain.bpmn',
      bpmn(
        'plain',
        `<startEvent id="start"/>${task('fill', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'fill', 'end')}`,
      ),
    ],
  );
});

async function illCase(): Promise<{ caseId: string; instance: number }> {
  const on = await started(office, 'ill');
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
  await office.run<'completeTask'>(OFFICER, {
    type: 'completeTask',
    ...on,
    variables: { illness: ILLNESS, number: NUMBER, note: 'đơn ngày 1', papers: [{ finding: 'CD4 dưới 200', title: 'Bệnh án' }] },
  });
  return on;
}

test.serial('what is sensitive stands nowhere in the database, nor does what was made of it', async (t) => {
  const { caseId } = await illCase();
  await office.run<'comment'>(OFFICER, { type: 'comment', caseId, text: `đã đọc ${ILLNESS}` });
  const dump = await dumpDatabase(office.db.pool);
  t.true(dump.includes(caseId), 'the dump has the case');
  t.true(dump.includes('đơn ngày 1'), 'what is not sensitive is stored as it is');
  // longer than what chance writes into random bytes
  for (const value of [ILLNESS, JSON.stringify(ILLNESS).slice(1, -1), NUMBER, 'CD4 dưới 200', 'HIV giai'])
    t.false(dump.includes(value), value);
});

test.serial('the kernel, jobs, comments and the log see the values as they were entered', async (t) => {
  const { caseId } = await illCase();
  const loaded = await loadCase(office.db, caseId, { now: NOW });
  t.like(loaded?.variables['1'], { illness: ILLNESS, number: NUMBER, note: 'đơn ngày 1', summary: `Bệnh: ${ILLNESS}` });
  t.deepEqual(loaded?.sealed?.toSorted(), ['illness', 'number', 'papers', 'summary']);
  await office.run<'comment'>(OFFICER, { type: 'comment', caseId, text: `xem ${ILLNESS}` });
  t.is((await listComments(office.db, caseId, { limit: 10 })).items.at(-1)?.text, `xem ${ILLNESS}`);
  const { items } = await listHistory(office.db, caseId, { limit: 100 });
  t.like(items[2]?.command, { variables: { illness: ILLNESS } });
  const claim = { now: NOW, claimedUntil: '2026-11-23T03:00:00.000Z', limit: 10 };
  const jobs = await claimJobs(office.db, { ...claim, topics: ['clinic'], worker: 'w' });
  t.true(jobs.some((job) => job.caseId === caseId));
  await claimOutbox(office.db, claim);
});

test.serial('of a sealed step only what kind it was can be read without a key', async (t) => {
  const { caseId } = await illCase();
  const { rows } = await office.db.pool.query<{ command: Record<string, unknown> }>(
    'select command from command_log where case_id = $1 order by revision',
    [caseId],
  );
  t.deepEqual(
    rows.slice(0, 3).map(({ command }) => command['type']),
    ['startCase', 'claimTask', 'completeUserTask'],
  );
  t.deepEqual(Object.keys(rows[2]?.command ?? {}), ['$sealed', 'type']);
});

test.serial('the log replays to the stored bytes, and its chain verifies without a key', async (t) => {
  const { caseId } = await illCase();
  let replayed: Replayed | undefined;
  const { items } = await listHistory(office.db, caseId, { limit: 100 });
  for (const entry of items) {
    const before: Replayed | undefined = replayed;
    replayed = await replayEntry(office.services, before, entry);
    const changed = JSON.stringify(before?.variables) !== JSON.stringify(replayed.variables);
    const { state, variables } = replayed;
    t.is(
      await storedHash(office.db, entry, { state, variables: changed ? variables : undefined }),
      entry.stateHash,
      `step ${entry.revision}`,
    );
  }
  const { keys: _, ...withoutKeys } = office.db;
  t.like(await verifyAuditChain(withoutKeys, caseId), { intact: true });
  const loaded = await loadCase(office.db, caseId, { now: NOW });
  t.deepEqual(replayed?.variables, loaded?.variables);
  t.deepEqual(replayed?.state, loaded?.state);
  await t.throwsAsync(loadCase(withoutKeys, caseId, { now: NOW }), { message: /keys/ });
});

test.serial('errors that quote what is sensitive are kept without it', async (t) => {
  const { caseId } = await illCase();
  const claim = { now: NOW, claimedUntil: '2026-11-23T03:00:00.000Z', limit: 50, topics: ['clinic'], worker: 'lab' };
  const job = (await claimJobs(office.db, claim)).find((one) => one.caseId === caseId);
  t.truthy(job);
  const on = { caseId, instance: job?.instance ?? 0 };
  await office.services.db.pool.query(`update job set locked_by = 'machine/lab' where case_id = $1`, [caseId]);
  const report = { type: 'reportJobFailure', ...on, worker: 'lab', message: `cannot send "${NUMBER}" of ${ILLNESS}` } as const;
  await office.run<'reportJobFailure'>(MACHINE, { ...report, retries: 2 });
  t.is(
    (await office.db.pool.query('select last_error from job where case_id = $1', [caseId])).rows[0]?.last_error,
    'cannot send "•••" of •••',
  );
  await office.db.pool.query(`update job set locked_by = 'machine/lab', locked_until = $2 where case_id = $1`, [
    caseId,
    claim.claimedUntil,
  ]);
  await office.run<'reportJobFailure'>(MACHINE, { ...report, retries: 0 });
  t.is(
    (await office.db.pool.query('select message from incident where case_id = $1', [caseId])).rows[0]?.message,
    'cannot send "•••" of •••',
  );
});

test.serial('a value whose digits stand in ids and instants too spoils neither', async (t) => {
  const on = await started(office, 'ill');
  const headers = { idempotencyKey: `k-2026-${on.caseId}` };
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
  const variables = { illness: '2026', number: on.caseId.slice(9, 13), note: '019a', papers: [{ finding: '11-23', title: 'x' }] };
  const step = { type: 'completeTask', ...on, variables } as const;
  const outcome = await office.run<'completeTask'>(OFFICER, step, headers);
  t.is(outcome.caseId, on.caseId);
  t.deepEqual(await office.run<'completeTask'>(OFFICER, step, headers), outcome, 'the same key gets the same answer');
});

test.serial('a case without sensitive values is stored as it is, and has no key', async (t) => {
  const { caseId } = await started(office, 'plain');
  const { rows } = await office.db.pool.query('select state::text as state from process_case where id = $1', [caseId]);
  t.false(String(rows[0]?.state).includes('$sealed'));
  t.is((await office.db.pool.query('select from data_key where owner = $1', [caseId])).rowCount, 0);
});

test.serial('a sealed value that is moved to another case or field does not open', async (t) => {
  const [one, two] = [await illCase(), await illCase()];
  const move = (from: string): string =>
    `update case_variables v set data = jsonb_set(v.data::jsonb, '{1,illness}', (select ${from}))::json where case_id = $1`;
  await office.db.pool.query(move(`(select o.data::jsonb #> '{1,illness}' from case_variables o where o.case_id = $2)`), [
    two.caseId,
    one.caseId,
  ]);
  await t.throwsAsync(loadCase(office.db, two.caseId, { now: NOW }), { name: 'Invariant' });
  await office.db.pool.query(move(`v.data::jsonb #> '{1,number}'`), [one.caseId]);
  const failed = await t.throwsAsync(loadCase(office.db, one.caseId, { now: NOW }), { name: 'Invariant' });
  t.false(failed?.message.includes(NUMBER));
});

test.serial('a business key that quotes a sensitive value is refused, and nothing of it is stored', async (t) => {
  await deployed(office, [
    'early.bpmn',
    bpmn(
      'early',
      `<startEvent id="start" tk:form="health"/>${task('fill', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'fill', 'end')}`,
      `tk:candidateStarterRoles="officer" tk:caseTitle="&quot;Đơn về &quot; + illness"`,
    ),
  ]);
  const start = {
    type: 'startCase',
    procedure: 'early',
    variables: { illness: 'lao kháng thuốc' },
    businessKey: 'HS lao kháng thuốc 7',
  } as const;
  t.is(await refusal(office.run<'startCase'>(OFFICER, start)), 'validation sensitiveKey');
  const { title } = await office.run<'startCase'>(OFFICER, { ...start, businessKey: 'HS 7' });
  t.is(title, 'Đơn về •••', 'a title that quotes it is masked');
  t.false((await dumpDatabase(office.db.pool)).includes('lao kháng thuốc'));
});
