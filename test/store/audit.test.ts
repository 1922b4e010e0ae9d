import test from 'ava';
import { listHistory, verifyAuditChain } from '../../store/queries/case-history.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { after, DEFINITION, nextStep, startedCase, useStore } from './fixtures.ts';

const store = useStore(test);

async function caseOfThreeSteps(): Promise<string> {
  const id = await startedCase(store.db, { actor: { account: 'a1', person: 'p1' } }, { title: 'Hồ sơ số 1' });
  await saveStep(store.db, nextStep(id, 1, [], { now: after(0.123), resolved: { parameter: 'x@2' }, variables: { 1: { ý: 'kiến' } } }));
  await saveStep(store.db, nextStep(id, 2, [], { now: after(90), actor: { account: 'a2', person: 'p2', onBehalfOf: 'p3' } }));
  return id;
}

test('the chain of a case verifies against what its log says', async (t) => {
  const id = await caseOfThreeSteps();
  t.deepEqual(await verifyAuditChain(store.db, id), { intact: true, revision: 3 });
  t.is(await verifyAuditChain(store.db, '018f0000-0000-7000-8000-00000000dead'), undefined);
});

test('history tells every step as it was asked for, page by page', async (t) => {
  const id = await caseOfThreeSteps();
  const first = await listHistory(store.db, id, { limit: 2 });
  t.deepEqual(
    first.items.map(({ revision }) => revision),
    [1, 2],
  );
  t.like(first.items[0], {
    actor: { account: 'a1', person: 'p1' },
    command: { type: 'startCase', definition: DEFINITION },
    created: { title: 'Hồ sơ số 1' },
  });
  t.like(first.items[1], { at: after(0.123), resolved: { parameter: 'x@2' } });
  const second = await listHistory(store.db, id, { limit: 2, cursor: first.next });
  t.like(second.items[0], { revision: 3, actor: { account: 'a2', person: 'p2', onBehalfOf: 'p3' } });
  t.is(second.next, undefined);
});

// a hand on the disk, or an owner who drops the triggers: nothing stops it, but it shows
const tampered = [
  ['a changed command', "update command_log set command = '{}' where case_id = $1 and revision = 2", { revision: 2, reason: 'changed' }],
  ['a changed actor', "update command_log set account = 'x' where case_id = $1 and revision = 3", { revision: 3, reason: 'changed' }],
  ['a step that is gone', 'delete from command_log where case_id = $1 and revision = 2', { revision: 2, reason: 'missing' }],
  ['a changed link', "update audit_link set hash = sha256('x') where case_id = $1 and revision = 2", { revision: 2, reason: 'broken' }],
  ['a last step that never was', 'update process_case set revision = 4 where id = $1', { revision: 3, reason: 'head' }],
] as const;
for (const [what, sql, verdict] of tampered)
  test.serial(`verification shows ${what}`, async (t) => {
    const id = await caseOfThreeSteps();
    const client = await store.db.pool.connect();
    await client.query('set session_replication_role = replica');
    await client.query(sql, [id]);
    await client.query('reset session_replication_role');
    client.release();
    t.deepEqual(await verifyAuditChain(store.db, id), { intact: false, ...verdict });
  });
