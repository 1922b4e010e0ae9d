import ava from 'ava';
import { listCaseChanges } from '../../commands/cases/list-case-changes.ts';
import { replayCase } from '../../commands/replay-case.ts';
import { ANALYST, approval, OFFICER, refusal, STEWARD, STRANGER, SYSADMIN, useOffice } from './fixtures.ts';

const test = ava;
const office = useOffice(test);
const basis = { document: '12/CV-TA', date: '2026-11-20', authority: 'TAND khu vực 1' };

test.serial.before(async () => {
  await office.run(ANALYST, { type: 'deploy', name: 'thử', resources: [{ name: 'duyet.bpmn', content: approval('duyet') }] });
});

async function started(): Promise<string> {
  const variables = { subject: 'sai', person: { name: 'A', birth: '1990' } };
  return (await office.run(OFFICER, { type: 'startCase', procedure: 'duyet', variables })).caseId;
}
const correct = async (caseId: string, more: object = {}, by = STEWARD) =>
  await office.run(by, { type: 'correctVariables', caseId, variables: { subject: 'đúng' }, reason: 'nhập sai', basis, ...more });

test.serial('a correction keeps the value before, with reason, basis and approving body', async (t) => {
  const id = await started();
  await correct(id, { variables: { person: { name: 'B', birth: '1990' }, note: 'mới' } });
  const { rows } = await office.db.pool.query<{ command: object; account: string }>(
    'select command, account from command_log where case_id = $1 and revision = 2',
    [id],
  );
  t.like(rows[0], {
    account: 'steward',
    command: { type: 'setVariables', reason: 'nhập sai', basis, before: { person: { name: 'A', birth: '1990' } } },
  });
  const { items } = await listCaseChanges(office.services, id, { limit: 10 });
  t.like(items[1], { reason: 'nhập sai', basis });
  t.deepEqual(items[1]?.changes, [
    { scope: 1, path: ['person', 'name'], before: 'A', after: 'B' },
    { scope: 1, path: ['note'], after: 'mới' },
  ]);
  const replayed = await replayCase(office.services, id);
  const stored = await office.db.pool.query<{ data: unknown }>('select data from case_variables where case_id = $1', [id]);
  t.deepEqual(replayed?.variables as unknown, stored.rows[0]?.data);
});

test.serial('who may correct: a data steward without a part in the case', async (t) => {
  const id = await started();
  t.is(await refusal(correct(id, {}, OFFICER)), 'forbidden forbidden.noRule');
  t.is(await refusal(correct(id, {}, STRANGER)), 'notFound caseNotFound');
  t.is((await replayCase(office.services, id))?.revision, 1);
});

for (const [what, more, expected] of [
  ['no reason', { reason: ' ' }, /^validation/],
  ['no document', { basis: { ...basis, document: '' } }, /^validation/],
  ['no approving body', { basis: { ...basis, authority: '' } }, /^validation/],
  ['a date that is none', { basis: { ...basis, date: '20/11/2026' } }, /^validation/],
  ['values that are there already', { variables: { subject: 'sai' } }, /^conflict nothingToCorrect$/],
] as const)
  test.serial(`a correction with ${what} is refused, and nothing is written`, async (t) => {
    const id = await started();
    t.regex(await refusal(correct(id, more)), expected);
    t.is((await replayCase(office.services, id))?.revision, 1);
  });

for (const [what, sql] of [
  [
    'a document was issued',
    `insert into document_delivery (case_id, instance, node, procedure, unit_path, document, name, recipient, recipient_unit, produced_at, produced_by)
     values ($1, 2, 'n', 'duyet', 'cuc', 'd', '{}', 'r', 'cuc', now(), 'x')`,
  ],
  [
    'another agency has answered',
    `insert into exchange_message (id, case_id, instance, partner, type, payload, at, answered_at)
     values (gen_random_uuid(), $1, 2, 'cuc', 'request', '{}', now(), now())`,
  ],
] as const)
  test.serial(`once ${what} data is not changed in place, by no command`, async (t) => {
    const id = await started();
    await office.db.pool.query(sql, [id]);
    t.is(await refusal(correct(id)), 'conflict caseDataShared');
    const set = office.run(STEWARD, { type: 'setVariables', caseId: id, variables: { subject: 'đúng' }, reason: 'x' });
    t.is(await refusal(set), 'conflict caseDataShared');
    t.is((await replayCase(office.services, id))?.revision, 1);
  });

test.serial('a system administrator does not correct data', async (t) => {
  t.not(await refusal(correct(await started(), {}, SYSADMIN)), 'accepted');
});
