import ava from 'ava';
import { replayCase } from '../../commands/replay-case.ts';
import type { Json } from '../../expressions/json.ts';
import { installParameters } from '../../store/repositories/parameters.ts';
import { verifyAuditChain } from '../../store/queries/case-history.ts';
import { sealAll, tamper, verifiedDatabase } from '../store/sealing.ts';
import { ANALYST, approval, MANAGER, OFFICER, refusal, STEWARD, STRANGER, useOffice, NOW } from './fixtures.ts';

const test = ava;
const office = useOffice(test);
const YEAR = 366 * 86_400;

const parameter = (key: string, value: number, settled = true) => {
  const facts = { key, version: '1', citation: 'Đ10k4', confidence: 'A' as const, validFrom: '2020-01-01' };
  const body: Record<string, Json> = { ...facts, kind: 'length', value, unit: 'year', settled };
  return { ...facts, body, running: 'keep' as const };
};

test.serial.before(async () => {
  await office.run(ANALYST, { type: 'deploy', name: 'thử', resources: [{ name: 'duyet.bpmn', content: approval('duyet') }] });
});

async function endedCase(): Promise<string> {
  const { caseId } = await office.run(OFFICER, { type: 'startCase', procedure: 'duyet', variables: { subject: 'Nguyễn Văn A' } });
  await office.run(MANAGER, { type: 'cancelCase', caseId, reason: 'thử' });
  return caseId;
}
const propose = async (caseId: string, by = STEWARD) =>
  await office.run(by, { type: 'proposeDestruction', caseId, reason: 'hết thời hạn', basis: 'QĐ 12/QĐ' });
const decide = async (destruction: string, approve = true, by = MANAGER) =>
  await office.run(by, { type: 'decideDestruction', destruction, approve, reason: 'đồng ý' });

test.serial('without a term in the register nothing is destroyed', async (t) => {
  t.is(await refusal(propose(await endedCase())), 'conflict retentionUndetermined');
  await installParameters(office.db, [parameter('record.retention', 2), parameter('record.case_contents', 3)], 'test', NOW);
  office.services.law.forget();
});

test.serial('before the longer of the terms, and while a case runs, a proposal is refused', async (t) => {
  const { caseId } = await office.run(OFFICER, { type: 'startCase', procedure: 'duyet', variables: { subject: 'x' } });
  t.is(await refusal(propose(caseId)), 'conflict caseNotEnded');
  const ended = await endedCase();
  t.is(await refusal(propose(ended)), 'conflict retentionNotOver');
  office.pass(2 * YEAR + 86_400);
  t.is(await refusal(propose(ended)), 'conflict retentionNotOver');
});

test.serial('two persons destroy the contents; the record stays whole and says who, when and why', async (t) => {
  const id = await endedCase();
  office.pass(4 * YEAR);
  t.is(await refusal(propose(id, OFFICER)), 'forbidden forbidden.noRule');
  t.is(await refusal(propose(id, STRANGER)), 'notFound caseNotFound');
  const { destruction } = await propose(id);
  t.is(await refusal(decide(destruction, true, STEWARD)), 'forbidden forbidden.noRule');
  t.is((await decide(destruction)).steps, 2);
  t.is(await refusal(decide(destruction)), 'conflict destructionDecided');
  await sealAll(office.db);

  const { rows } = await office.db.pool.query<{ all: string }>(
    `select (select json_agg(l)::text from command_log l where case_id = $1) || (select json_agg(c)::text from process_case c where id = $1)
       || (select json_agg(v)::text from case_variables v where case_id = $1) || coalesce((select json_agg(m)::text from comment m where case_id = $1), '') as all`,
    [id],
  );
  t.false(rows[0]?.all.includes('Nguyễn'), 'nothing of the contents is left');
  t.is((await office.db.pool.query('select from case_salt where case_id = $1', [id])).rowCount, 0);
  t.deepEqual(await verifyAuditChain(office.db, id), { intact: true, revision: 2 });
  const { findings, summary } = await verifiedDatabase(office.db);
  t.deepEqual(findings, []);
  t.is(summary.destroyed, 2);
  t.is(await refusal(replayCase(office.services, id)), 'conflict contentDestroyed');
  const acts = await office.db.pool.query<{ act: string; account: string }>(
    'select act, account from administrative_act where subject = $1 order by id',
    [id],
  );
  t.deepEqual(acts.rows, [
    { act: 'proposeDestruction', account: 'steward' },
    { act: 'approveDestruction', account: 'manager' },
  ]);
  // what is left still proves: another actor shows
  await tamper(office.db, "update command_log set account = 'x' where case_id = $1 and revision = 1", [id]);
  t.true((await verifiedDatabase(office.db)).findings.some(({ kind, what }) => kind === 'contentChanged' && what === `step ${id}/1`));
  await tamper(office.db, "update command_log set account = 'officer' where case_id = $1 and revision = 1", [id]);
});

test.serial('a refused proposal leaves everything as it is', async (t) => {
  const id = await endedCase();
  office.pass(4 * YEAR);
  const { destruction } = await propose(id);
  t.is((await decide(destruction, false)).steps, 0);
  t.is((await replayCase(office.services, id))?.revision, 2);
  t.is(await refusal(decide('019aaaaa-0000-7000-8000-000000000000')), 'notFound destructionNotFound');
});

test.serial('without an approved proposal of two persons the database itself refuses', async (t) => {
  const id = await endedCase();
  const code = async (sql: string, values: unknown[] = [id]): Promise<string | undefined> =>
    ((await t.throwsAsync(async () => await office.db.pool.query(sql, values), undefined, sql)) as { code?: string } | undefined)?.code;
  const blank =
    "update command_log set command = destroyed_command(command), created = null, resolved = null, trace = '[]', state_hash = '' where case_id = $1";
  t.is(await code(blank), 'TKAPP');
  t.is(await code('delete from case_salt where case_id = $1'), 'TKAPP');
  t.is(await code("update case_salt set salt = '' where case_id = $1"), 'TKAPP');
  const proposal = '019aaaaa-0000-7000-8000-0000000000aa';
  const insert = "insert into destruction values ($2, $1, now(), 'a', 'person-a', 'r', 'b', now() - interval '1 day')";
  await office.db.pool.query(insert, [id, proposal]);
  t.is(await code('select destroy_contents($1)', [proposal]), 'TKREJ');
  await office.db.pool.query("insert into destruction_decision values ($1, true, now(), 'a2', 'person-a', 'r')", [proposal]);
  t.is(await code('select destroy_contents($1)', [proposal]), 'TKREJ', 'the same person under another account');
  t.is(await code(blank), 'TKAPP');
});
