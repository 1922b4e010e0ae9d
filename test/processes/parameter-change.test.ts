/** The register changes by proposal and approval only, and running deadlines follow where a version or a notice says so. */
import path from 'node:path';
import test from 'ava';
import { installCrashHook } from '../../commands/crash-point.ts';
import { openServices } from '../../commands/open-services.ts';
import { replayCase } from '../../commands/replay-case.ts';
import { runCommand } from '../../commands/run-command.ts';
import type { Services } from '../../commands/contract.ts';
import { install } from '../../composition/install.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import type { Actor } from '../../engine/command.ts';
import type { Json } from '../../expressions/json.ts';
import { Rejection } from '../../errors.ts';
import { createLogger } from '../../logging/logger.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';
import { openDatabase } from '../../store/connection.ts';
import { listParameters } from '../../store/repositories/parameters.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { fireTimers } from '../../worker/fire-timers.ts';
import { HANDLERS } from '../../worker/jobs/handlers.ts';
import { recomputeDeadlines } from '../../worker/recompute-deadlines.ts';
import { runJobs } from '../../worker/run-jobs.ts';
import { bpmn, chain, flow, idSource, task } from '../commands/fixtures.ts';
import { testKeys } from '../api/test-keys.ts';
import { useDatabase } from '../database.ts';
import { finishTask } from './finish-task.ts';

const database = useDatabase(test);
let at = Date.parse('2026-11-23T02:00:00.000Z');
let services: Services;
const actor = (account: string): Actor => ({ account, person: `p-${account}` });
const [ANALYST, JURIST, OFFICER] = [actor('analyst'), actor('jurist'), actor('officer-hanoi')];

test.serial.before(async () => {
  const modules = readModules(path.join(import.meta.dirname, '../../processes'));
  const db = openDatabase(database.url, { max: 4 });
  services = openServices({
    db,
    signing: await testKeys(db, at),
    clock: () => new Date(at).toISOString(),
    newId: idSource(),
    random: () => 0.5,
    wait: async () => {},
    logger: createLogger({ level: 'silent', format: 'json' }),
    rootUnit: 'cuc',
    rules: [...SHIPPED_RULES, ...modules.flatMap(({ rules }) => rules)],
  });
  await install(services, modules, true);
  const answer = `${task('answer', 'tk:candidateRoles="officer" tk:dueParameter="test.answer"')}
    <boundaryEvent id="late" attachedToRef="answer" cancelActivity="false"><timerEventDefinition tk:dueParameter="test.answer"/></boundaryEvent>
    <endEvent id="lateEnd"/>${flow('late', 'lateEnd')}`;
  await runCommand(services, ANALYST, {
    type: 'deploy',
    name: 'test',
    resources: [
      {
        name: 't.bpmn',
        content: bpmn('test-answer', `<startEvent id="start"/>${answer}<endEvent id="end"/>${chain('start', 'answer', 'end')}`),
      },
    ],
  });
});
test.after.always(async () => await services.db.close());

async function work(): Promise<void> {
  const worker = { name: 'test', handlers: HANDLERS };
  for (let turn = 0; turn < 4; turn++) {
    await runJobs(services, worker);
    await deliverOutbox(services);
    await fireTimers(services);
    await recomputeDeadlines(services);
    at += 1_000;
  }
}

const entry = (more: Record<string, Json> = {}): Record<string, Json> => ({
  key: 'test.answer',
  version: '1',
  kind: 'term',
  value: '5',
  unit: 'calendarDay',
  precision: 'endOfDay',
  rollForward: false,
  direction: 'forward',
  receipt: 'asReceived',
  onSupplement: 'continue',
  citation: 'Điều 1',
  confidence: 'A',
  settled: true,
  asOf: 'step',
  running: 'keep',
  validFrom: { $type: 'date', value: '2026-11-23' },
  titleVi: 'Thời hạn trả lời',
  titleEn: 'Time to answer',
  ...more,
});

async function propose(change: Record<string, Json>, by = ANALYST): Promise<string> {
  const { caseId } = await runCommand(services, by, {
    type: 'startCase',
    procedure: 'parameter-change',
    unitPath: 'cuc',
    variables: { change },
  });
  await work();
  return caseId;
}
const proposeEntry = async (more: Record<string, Json> = {}): Promise<string> =>
  await propose({ operation: 'PARAMETER', entry: entry(more) });

async function openTask(caseId: string) {
  const { rows } = await services.db.pool.query<{
    instance: number;
    node: string;
    due_at: Date;
    due: { parameterVersion: string; provisional: boolean };
  }>("select instance, node, due_at, due from user_task where case_id = $1 and state = 'open'", [caseId]);
  const [one] = rows;
  if (!one || rows.length > 1) throw new Error(`expected one open task, found ${rows.length}`);
  return one;
}

async function decide(caseId: string, outcome: string, by = JURIST, reason?: string): Promise<void> {
  const { instance } = await openTask(caseId);
  await runCommand(services, by, { type: 'claimTask', caseId, instance });
  await finishTask(services, by, { caseId, instance, outcome, variables: {}, ...(reason !== undefined && { reason }) });
  await work();
}

async function refusedBy(act: () => Promise<unknown>): Promise<Rejection> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
  throw new Error('Expected the command to be refused.');
}

const versions = async (key: string): Promise<string[]> =>
  (await listParameters(services.db, { key })).map(
    ({ version, status, validTo }) => `${version} ${status}${validTo === undefined ? '' : ` to ${validTo}`}`,
  );

async function answering(): Promise<string> {
  services.law.forget();
  const { caseId } = await runCommand(services, OFFICER, { type: 'startCase', procedure: 'test-answer', variables: {} });
  return caseId;
}
const timerOf = async (caseId: string): Promise<string | undefined> =>
  (await services.db.pool.query<{ due_at: string }>('select due_at from timer where case_id = $1', [caseId])).rows
    .map(({ due_at }) => new Date(due_at).toISOString())
    .at(0);
const dueOf = async (caseId: string): Promise<string> => new Date((await openTask(caseId)).due_at).toISOString();

test.serial('a version is in force with the approval of a second person, and not before', async (t) => {
  const caseId = await proposeEntry();
  t.deepEqual(await versions('test.answer'), ['1 proposed']);
  await decide(caseId, 'approve');
  t.deepEqual(await versions('test.answer'), ['1 active']);
  const [record] = await listParameters(services.db, { key: 'test.answer' });
  t.like(record, { decidedBy: 'jurist', proposedBy: 'analyst', body: { value: 5, title: { vi: 'Thời hạn trả lời' } } });
});

test.serial('nobody approves a proposal of their own', async (t) => {
  const caseId = await propose({ operation: 'PARAMETER', entry: entry({ key: 'test.own' }) }, JURIST);
  const { instance } = await openTask(caseId);
  const refused = await refusedBy(async () => await runCommand(services, JURIST, { type: 'claimTask', caseId, instance }));
  t.is(refused.kind, 'forbidden');
  t.deepEqual(await versions('test.own'), ['1 proposed']);
});

test.serial('a wrong entry is refused with its faults, and nothing is kept', async (t) => {
  const refused = await refusedBy(async () => await proposeEntry({ key: 'test.wrong', value: 'three', citation: 'x' }));
  t.is(refused.code, 'law.parameterInvalid');
  t.true(refused.problems.some(({ path: pointer }) => pointer === '/value'));
  t.deepEqual(await versions('test.wrong'), []);
});

test.serial('overlapping and backdated versions get a clear error', async (t) => {
  const overlapping = await refusedBy(async () => await proposeEntry({ version: '1b' }));
  t.is(overlapping.code, 'parameterOverlap');
  t.regex(overlapping.message, /version 1 applies from 2026-11-23/);
  const backdated = await refusedBy(async () => await proposeEntry({ version: '0', validFrom: { $type: 'date', value: '2026-11-01' } }));
  t.is(backdated.code, 'parameterBackdated');
});

test.serial('a proposal that waited until its day was past cannot be approved; returned, it is corrected and sent again', async (t) => {
  const caseId = await proposeEntry({ key: 'test.late', validFrom: { $type: 'date', value: '2026-11-23' } });
  at += 2 * 86_400_000;
  const refused = await refusedBy(async () => await decide(caseId, 'approve'));
  t.is(refused.code, 'parameterBackdated');
  const { instance } = await openTask(caseId);
  await finishTask(services, JURIST, { caseId, instance, outcome: 'return', reason: 'ngày hiệu lực đã qua' });
  const correction = await openTask(caseId);
  t.is(correction.node, 'correct');
  const change = { operation: 'PARAMETER', entry: entry({ key: 'test.late', validFrom: { $type: 'date', value: '2026-12-01' } }) };
  await finishTask(services, ANALYST, {
    caseId,
    instance: correction.instance,
    outcome: 'resubmit',
    variables: { change },
  });
  await work();
  await decide(caseId, 'approve');
  t.deepEqual(await versions('test.late'), ['1 active']);
});

test.serial('a rejected and a withdrawn version never come into force', async (t) => {
  const rejected = await proposeEntry({ key: 'test.rejected', validFrom: { $type: 'date', value: '2026-12-01' } });
  await decide(rejected, 'reject', JURIST, 'sai căn cứ');
  t.deepEqual(await versions('test.rejected'), ['1 rejected']);
  const withdrawn = await proposeEntry({ key: 'test.withdrawn', validFrom: { $type: 'date', value: '2026-12-01' } });
  await runCommand(services, ANALYST, { type: 'correlateMessage', name: 'parameter-change.withdraw', key: withdrawn, variables: {} });
  await work();
  t.deepEqual(await versions('test.withdrawn'), ['1 withdrawn']);
});

test.serial('a new version that keeps leaves running deadlines alone; one that recomputes counts them again on its day', async (t) => {
  const running = await answering();
  const before = await dueOf(running);
  await decide(await proposeEntry({ version: '2', value: '9', validFrom: { $type: 'date', value: '2026-11-26' } }), 'approve');
  at = Date.parse('2026-11-26T02:00:00.000Z');
  await work();
  t.is(await dueOf(running), before);
  t.deepEqual(await versions('test.answer'), ['1 active to 2026-11-26', '2 active']);

  const proposal = await proposeEntry({
    version: '3',
    value: '12',
    running: 'recompute',
    validFrom: { $type: 'date', value: '2026-11-27' },
  });
  await decide(proposal, 'approve');
  t.is(await dueOf(running), before);
  at = Date.parse('2026-11-27T02:00:00.000Z');
  await work();
  // 25 November and 12 days: 7 December, 24:00 in Hà Nội
  t.is(await dueOf(running), '2026-12-07T17:00:00.000Z');
  t.is(await timerOf(running), '2026-12-07T17:00:00.000Z');
  t.is((await openTask(running)).due.parameterVersion, '3');
  const { rows } = await services.db.pool.query<{ state: Json }>('select state from process_case where id = $1', [running]);
  t.is(JSON.stringify((await replayCase(services, running))?.state), JSON.stringify(rows[0]?.state));
});

test.serial('a crash between two deadlines loses none and doubles none', async (t) => {
  const running = [await answering(), await answering(), await answering()];
  const proposal = await proposeEntry({
    version: '4',
    value: '20',
    running: 'recompute',
    validFrom: { $type: 'date', value: '2026-11-28' },
  });
  await decide(proposal, 'approve');
  at = Date.parse('2026-11-28T02:00:00.000Z');
  let crashes = 1;
  installCrashHook((point) => {
    if (point !== 'deadlineRecomputed' || crashes === 0) return;
    crashes -= 1;
    throw new Error('killed');
  });
  await t.throwsAsync(async () => {
    await recomputeDeadlines(services);
    if (crashes === 0) throw new Error('killed');
  });
  at += 600_000;
  await work();
  at += 3_600_000;
  await work();
  for (const caseId of running) {
    t.is((await openTask(caseId)).due.parameterVersion, '4');
    const { rows } = await services.db.pool.query<{ n: number }>(
      `select count(*)::int as n from command_log where case_id = $1 and command::text like '%"version":"4"%'`,
      [caseId],
    );
    // the task and the timer, once each
    t.is(rows[0]?.n, 2);
  }
});

test.serial('a deadline that a person has set stays', async (t) => {
  const running = await answering();
  const { instance } = await openTask(running);
  await services.db.pool.query(
    `update user_task set due = '{"due":"2027-01-05T00:00:00.000Z"}', due_at = '2027-01-05T00:00:00Z' where case_id = $1`,
    [running],
  );
  const proposal = await proposeEntry({
    version: '5',
    value: '30',
    running: 'recompute',
    validFrom: { $type: 'date', value: '2026-11-29' },
  });
  await decide(proposal, 'approve');
  at = Date.parse('2026-11-29T02:00:00.000Z');
  await work();
  t.is(await dueOf(running), '2027-01-05T00:00:00.000Z');
  t.true(instance > 0);
});

test.serial("the notice of a year recounts what was provisional, and keeps the old year's record", async (t) => {
  const working = { unit: 'workingDay', rollForward: true, value: '30' };
  await decide(await proposeEntry({ ...working, version: '6', validFrom: { $type: 'date', value: '2026-11-30' } }), 'approve');
  at = Date.parse('2027-12-20T02:00:00.000Z');
  const running = await answering();
  t.true((await openTask(running)).due.provisional);
  const before = await dueOf(running);
  const day = (date: string): Json => ({
    date: { $type: 'date', value: date },
    kind: 'off',
    reasonVi: 'Tết',
    reasonEn: 'Tết',
    source: 'TB 1',
  });
  const days = ['2028-01-03', '2028-01-20', '2028-01-24', '2028-01-25', '2028-01-26', '2028-01-27', '2028-01-28'].map(day);
  const proposal = await propose({ operation: 'CALENDAR', calendar: { key: 'vn', year: 2028, notices: [{ notice: 'TB 1/2027' }], days } });
  await decide(proposal, 'approve');
  await work();
  t.false((await openTask(running)).due.provisional);
  t.not(await dueOf(running), before);
  const wrong = await refusedBy(
    async () =>
      await propose({ operation: 'CALENDAR', calendar: { key: 'vn', year: 2029, notices: [{ notice: 'x' }], days: [day('2028-01-03')] } }),
  );
  t.is(wrong.code, 'law.noticeInvalid');
});

test.serial('the confirmation of a rule is an act of two persons, with its citation', async (t) => {
  const rule = { decision: 'progress', rule: 'long', fingerprint: 'a'.repeat(64), citation: 'NQ 03/2024/NQ-HĐTP Điều 5' };
  const caseId = await propose({ operation: 'RULE', rule });
  const confirmations = async () =>
    (await services.db.pool.query('select decision, rule, citation, confirmed_by from law_confirmation')).rows;
  t.deepEqual(await confirmations(), []);
  await decide(caseId, 'approve');
  t.deepEqual(await confirmations(), [{ decision: 'progress', rule: 'long', citation: rule.citation, confirmed_by: 'jurist' }]);
});
