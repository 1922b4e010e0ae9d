/** A position that ends by its day takes its rights with it: work that its holder may not do any more goes back. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import ava from 'ava';
import type { CrashPoint } from '../../commands/crash-point.ts';
import { endPositions } from '../../worker/end-positions.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { approval, deployed, done, OFFICER, opened, person, refusal, started, useOffice } from '../commands/fixtures.ts';

const office = useOffice(ava);
const test = ava.serial;
const LAST = person('last');

/** An officer who is a manager too until the day `until` begins. */
async function holding(account: string, until: string): Promise<void> {
  const holder = { id: `person-${account}`, name: account, unitPath: 'cuc.hanoi' };
  await seedAccount(
    office.db,
    { id: account, login: account, person: holder, grants: [{ role: 'officer', unitPath: 'cuc.hanoi' }] },
    '2026-01-01T00:00:00.000Z',
  );
  const { pool } = office.db;
  const { rows } = await pool.query<{ id: number }>(
    "insert into position (person, unit_path, title, valid_from, valid_to) values ($1, 'cuc.hanoi', 'Trưởng phòng', '2026-01-01', $2) returning id",
    [holder.id, until],
  );
  const sql =
    "insert into role_grant (account, role, unit_path, valid_from, valid_to, position) values ($1, 'manager', 'cuc.hanoi', $2, day_start($3), $4)";
  await pool.query(sql, [account, '2026-01-01T00:00:00Z', until, rows[0]?.id]);
}

test.before(async () => {
  await deployed(office, ['approval.bpmn', approval('approval')]);
  await holding('last', '2026-11-24');
});

test('what the holder may not do any more goes back to the candidates, what it still may stays', async (t) => {
  const review = opened(await done(office, OFFICER, await started(office, 'approval', { subject: 'x' })));
  const draft = await started(office, 'approval', { subject: 'y' });
  for (const on of [review, draft]) await office.run<'claimTask'>(LAST, { type: 'claimTask', ...on });
  t.is(await endPositions(office.services), 0, 'not before its last day is over');
  office.pass(86_400);
  const epoch = (await loadRights(office.db, 'last', office.services.clock()))?.epoch ?? 0;
  t.is(await endPositions(office.services), 1);
  t.is((await loadRights(office.db, 'last', office.services.clock()))?.epoch, epoch + 1);
  const assignee = async (on: { caseId: string }) =>
    (await loadCase(office.db, on.caseId, { now: office.services.clock() }))?.tasks.find(({ state }) => state === 'open')?.assignee;
  t.deepEqual([await assignee(review), await assignee(draft)], [undefined, 'last']);
  t.is(await refusal(office.run<'claimTask'>(LAST, { type: 'claimTask', ...review })), 'notFound taskNotFound');
  t.is(await endPositions(office.services), 0, 'once');
});

const run = promisify(execFile);
const CHILD = path.join(import.meta.dirname, 'position-process.ts');

/** The signal that ended a process which ends positions and kills itself at this point. */
async function killedAt(point: string): Promise<unknown> {
  const args = ['--disable-warning=ExperimentalWarning', CHILD, office.db.url, office.services.clock(), point];
  const failure = await run(process.execPath, args).catch((error: { signal?: unknown; stderr?: string }) => error);
  return 'signal' in failure ? (failure.signal ?? failure.stderr) : 'it came to its end';
}

const POINTS: readonly (readonly [point: CrashPoint, nth: number])[] = [
  ['positionEndsListed', 1],
  ['heldTasksListed', 1],
  ['beforeSave', 1],
  ['stepSaved', 1],
  ['positionTaskReleased', 1],
  ['positionTaskReleased', 2],
  ['positionClosed', 1],
];

for (const [i, [point, nth]] of POINTS.entries())
  test(`killed at ${point}, passing ${nth}: another takes it up, every task goes back once, and the rights end once`, async (t) => {
    const account = `last${i}`;
    await holding(account, localDay(office.services.clock()));
    const held = [];
    for (const subject of ['x', 'y']) {
      const on = opened(await done(office, OFFICER, await started(office, 'approval', { subject })));
      // taken while the position lasted
      await office.db.pool.query('update user_task set assignee = $1 where case_id = $2 and instance = $3', [
        account,
        on.caseId,
        on.instance,
      ]);
      held.push(on);
    }
    const epochOf = async () => (await loadRights(office.db, account, office.services.clock()))?.epoch ?? 0;
    const epoch = await epochOf();
    t.is(await killedAt(`${point}:${nth}`), 'SIGKILL');
    await endPositions(office.services);
    t.is(await epochOf(), epoch + 1);
    for (const { caseId } of held) {
      const { rows } = await office.db.pool.query("select from command_log where case_id = $1 and command ->> 'type' = 'unclaimTask'", [
        caseId,
      ]);
      t.is(rows.length, 1);
      const loaded = await loadCase(office.db, caseId, { now: office.services.clock() });
      t.is(loaded?.tasks.find(({ state }) => state === 'open')?.assignee, undefined);
    }
    t.is(await endPositions(office.services), 0, 'nothing is left to do');
  });

const localDay = (now: string): string => new Date(Date.parse(now) + 7 * 3_600_000).toISOString().slice(0, 10);
