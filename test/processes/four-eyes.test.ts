/** Whoever asks, and whoever tries to decide: nobody changes their own account, and the department's own accounts take two persons. */
import ava, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import type { Json } from '../../expressions/json.ts';
import { Rejection } from '../../errors.ts';
import { runCommand } from '../../commands/run-command.ts';
import { listAccountChanges } from '../../store/queries/list-account-changes.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { actor, useAccountOffice } from './account-office.ts';
import { finishTask } from './finish-task.ts';

const test = ava.serial;
const office = useAccountOffice(ava);
const DEPARTMENT = ['cuc-a', 'cuc-b', 'cuc-c'];
const LOCAL = ['local-a', 'local-b'];
const EVERYBODY = [...DEPARTMENT, ...LOCAL, 'officer-a', 'manager-a'];

test.before(async () => {
  const seat = async (id: string, role: string, unitPath: string): Promise<void> => {
    const person = { id: `p-${id}`, name: id, unitPath };
    await seedAccount(office.services().db, { id, login: id, person, grants: [{ role, unitPath }] }, '2026-01-01T00:00:00.000Z');
  };
  for (const id of DEPARTMENT) await seat(id, 'admin-department', 'cuc');
  for (const id of LOCAL) await seat(id, 'admin-local', 'cuc.hanoi');
  await seat('officer-a', 'officer', 'cuc.hanoi');
  await seat('manager-a', 'manager', 'cuc.hanoi');
});

async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}

const who = fc.constantFrom(...EVERYBODY);
const attempt = fc.record({
  by: who,
  target: who,
  operation: fc.constantFrom('LOCK', 'UNLOCK', 'GRANT', 'GRANT', 'CHANGE'),
  role: fc.constantFrom('officer', 'manager', 'admin-local', 'admin-department'),
  deciders: fc.array(who, { minLength: 3, maxLength: 7 }),
  onBehalf: fc.boolean(),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer A> ? A : never;

function requestOf({ target, operation, role }: Attempt): Record<string, Json> {
  const unitPath = DEPARTMENT.includes(target) ? 'cuc' : 'cuc.hanoi';
  const reason = { reason: 'thử', reasonCategory: 'other', basisDocument: 'QĐ 1' };
  const about = {
    operation,
    account: target,
    personName: target,
    unitPath,
    ...(['LOCK'].includes(operation) ? reason : { reason: 'thử' }),
  };
  if (operation === 'GRANT') return { ...about, grants: [{ role, unitPath }] };
  return operation === 'CHANGE' ? { ...about, personIdentity: '001090010001', personTitle: 'Chức vụ khác' } : about;
}

/** Asks, then everybody in turn tries to decide: by themselves, and for the one who comes before them. */
async function play(one: Attempt): Promise<void> {
  const services = office.services();
  const request = requestOf(one);
  const unitPath = request['unitPath'] as string;
  const started = await quietly(
    async () =>
      await runCommand(services, actor(one.by), { type: 'startCase', procedure: 'account-approval', unitPath, variables: { request } }),
  );
  if (!started) return;
  const { caseId } = started;
  await office.work();
  for (const [at, decider] of one.deciders.entries()) {
    const { rows } = await services.db.pool.query<{ instance: number }>(
      "select instance from user_task where case_id = $1 and state = 'open' and node = 'approveRequest'",
      [caseId],
    );
    const [task] = rows;
    if (!task) break;
    const before = one.deciders[at - 1];
    const as = { ...actor(decider), ...(one.onBehalf && before !== undefined && { onBehalfOf: `p-${before}` }) };
    await quietly(async () => await runCommand(services, as, { type: 'claimTask', caseId, instance: task.instance }));
    await quietly(async () => await finishTask(services, as, { caseId, instance: task.instance, outcome: 'approve' }));
    await office.work();
  }
  await quietly(async () => await runCommand(services, actor(one.by), { type: 'cancelCase', caseId, reason: 'xong' }));
}

const rolesIn = (account: Json | undefined): readonly string[] =>
  ((account as { grants?: { role: string }[] } | undefined)?.grants ?? []).map(({ role }) => role);
const personOf = (account: string | undefined): string | undefined => (account === undefined ? undefined : `p-${account}`);

interface Seen {
  readonly effective: number;
  readonly approved: number;
  readonly direct: number;
  readonly department: number;
}

/** Every change that took effect, judged: nobody in their own matter, and two persons for the department's. */
async function judged(t: ExecutionContext): Promise<Seen> {
  const seen = { effective: 0, approved: 0, direct: 0, department: 0 };
  const { items } = await listAccountChanges(office.services().db, { limit: 200 });
  for (const { result, account, initiator, approver, before, after } of items) {
    if (result !== 'effective') continue;
    const what = JSON.stringify({ account, initiator, approver });
    seen.effective += 1;
    const persons = [personOf(initiator), personOf(approver)].filter((person) => person !== undefined);
    t.false(
      persons.some((person) => person === personOf(account)),
      what,
    );
    t.is(new Set(persons).size, persons.length, what);
    const roles = [...rolesIn(before), ...rolesIn(after)];
    if (roles.includes('admin-department')) {
      seen.department += 1;
      t.is(persons.length, 2, `four eyes: ${what}`);
    }
    if (approver === undefined) {
      seen.direct += 1;
      t.true(DEPARTMENT.includes(initiator ?? ''), `alone only the department: ${what}`);
    } else seen.approved += 1;
  }
  return seen;
}

const isEnough = ({ effective, approved, department }: Seen): boolean => effective > 5 && approved > 2 && department > 0;
/** So often chance is asked again for changes that took effect: without any, nothing would be shown. */
const MOST_ROUNDS = 8;

test('no request about one’s own account takes effect, and one of the department needs two others', async (t) => {
  t.timeout(240_000);
  let seen = await judged(t);
  for (let round = 0; round < MOST_ROUNDS && !isEnough(seen); round += 1) {
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 3, maxLength: 5 }), async (attempts) => {
        for (const one of attempts) await play(one);
        // whoever was locked works again in the next run
        await office.services().db.pool.query("update account set state = 'active' where state = 'locked'");
      }),
      { numRuns: 6 },
    );
    seen = await judged(t);
  }
  t.true(isEnough(seen), JSON.stringify(seen));
});
