/** Commands that are no step: between the decision and the writing the account loses its rights. Nothing may be written then. */
import test from 'ava';
import type { Actor } from '../../engine/command.ts';
import type { CommandInput } from '../../commands/contract.ts';
import { hashPassword } from '../../commands/accounts/password.ts';
import { ANONYMOUS } from '../../commands/actors.ts';
import { runCommand } from '../../commands/run-command.ts';
import { seedAccount, setPassword } from '../../store/repositories/accounts.ts';
import { approval, bpmn, chain, deployed, NOW, person, refusal, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const PASSWORD = 'mat-khau-cu-1';
let definition = '';
test.serial.before(async () => {
  definition = await deployed(office, ['held.bpmn', approval('held')]);
  const hash = await hashPassword(PASSWORD);
  for (const [id, role] of [
    ['gone-analyst', 'analyst'],
    ['gone-sysadmin', 'sysadmin'],
    ['gone-officer', 'officer'],
  ] as const) {
    const holder = { id: `person-${id}`, name: id, unitPath: 'cuc' };
    await seedAccount(office.db, { id, login: id, person: holder, grants: [{ role, unitPath: 'cuc' }] }, '2026-01-01T00:00:00Z');
    await setPassword(office.db, id, hash, NOW);
  }
});

/** Until a statement waits for a lock that `holder` has. */
async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await office.db.pool.query<{ waiting: boolean }>(
      "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()) as waiting",
    );
    if (rows[0]?.waiting) return;
  }
}

/** The account is locked in a transaction that is acknowledged only once the command waits for the account's rights. */
async function whileBeingLocked(account: string, work: () => Promise<unknown>): Promise<string> {
  const other = await office.db.pool.connect();
  try {
    await other.query('begin');
    await other.query("update account set state = 'locked' where id = $1", [account]);
    const answer = refusal(work());
    await untilSomebodyWaits();
    await other.query('commit');
    return await answer;
  } finally {
    await office.db.pool.query("update account set state = 'active' where id = $1", [account]);
    other.release();
  }
}

const counted = async (): Promise<unknown> =>
  (
    await office.db.pool.query(`select (select count(*) from deployment) as deployments, (select count(*) from suspended_topic) as topics,
      (select count(*) from definition where suspended) as suspended, (select count(*) from administrative_act) as acts,
      (select count(*) from message_buffer) as messages, (select count(*) from outbox) as outbox, (select count(*) from session) as sessions,
      (select string_agg(password_hash, ' ' order by id) from account where id like 'gone-%') as passwords`)
  ).rows[0];

const another = bpmn('another', `<startEvent id="start"/>${task('a')}<endEvent id="end"/>${chain('start', 'a', 'end')}`);
const IN_FLIGHT: readonly (readonly [Actor, () => CommandInput])[] = [
  [person('gone-analyst'), () => ({ type: 'deploy', name: 'x', resources: [{ name: 'a.bpmn', content: another }] })],
  [person('gone-sysadmin'), () => ({ type: 'suspendDefinition', definition, reason: 'x' })],
  [person('gone-sysadmin'), () => ({ type: 'resumeDefinition', definition })],
  [person('gone-sysadmin'), () => ({ type: 'suspendTopic', topic: 'mail', reason: 'x' })],
  [person('gone-sysadmin'), () => ({ type: 'resumeTopic', topic: 'mail' })],
  [person('gone-sysadmin'), () => ({ type: 'broadcastSignal', name: 'alarm' })],
  [person('gone-officer'), () => ({ type: 'correlateMessage', name: 'answer', key: 'k' })],
  [person('gone-officer'), () => ({ type: 'readNotices', notices: [1] })],
  [person('gone-officer'), () => ({ type: 'changePassword', current: PASSWORD, next: 'vuon-chuoi-xanh-2' })],
];
for (const [actor, command] of IN_FLIGHT)
  test.serial(`${command().type} of an account that is locked meanwhile does not land`, async (t) => {
    const before = await counted();
    const answer = await whileBeingLocked(actor.account, async () => await office.run(actor, command() as never));
    t.is(answer, 'forbidden accountNotActive');
    t.deepEqual(await counted(), before);
  });

test.serial('a sign-in of an account that is locked meanwhile opens no session', async (t) => {
  const before = await counted();
  const signIn = { type: 'signIn', login: 'gone-officer', password: PASSWORD } as const;
  const answer = await whileBeingLocked('gone-officer', async () => await runCommand(office.services, ANONYMOUS, signIn));
  t.is(answer, 'unauthenticated signInFailed');
  t.deepEqual(await counted(), before);
});

test.serial('rights that changed but still suffice let the command land, decided anew', async (t) => {
  const actor = person('gone-sysadmin');
  const other = await office.db.pool.connect();
  await other.query('begin');
  await other.query(
    "insert into role_grant (account, role, unit_path, valid_from) values ('gone-sysadmin', 'auditor', 'cuc', '2026-01-01')",
  );
  const answer = office.run<'suspendTopic'>(actor, { type: 'suspendTopic', topic: 'sms', reason: 'nhà mạng hỏng' });
  await untilSomebodyWaits();
  await other.query('commit');
  other.release();
  t.deepEqual(await answer, { changed: true });
});
