import test from 'ava';
import type pg from 'pg';
import { openDatabase, type Database } from '../../store/connection.ts';
import { currentPosition, listCaseChanges } from '../../store/queries/case-changes.ts';
import { useDatabase } from '../database.ts';

const database = useDatabase(test);
const CASES = [1, 2].map((n) => `019aaaaa-0000-7000-8000-00000000000${n}`);
let db: Database;

test.serial.before(async () => {
  db = openDatabase(database.url, { max: 2 });
  for (const [i, id] of CASES.entries())
    await database.pool.query(
      `insert into process_case (id, procedure, definition, code, title, unit_path, state, revision, head, started_at, started_by, started_person, updated_at)
       values ($1, 'p', $1, $2, 't', 'cuc', '{}', 1, '\\x00', now(), 'account-lan', 'person-lan', now())`,
      [id, `C-${i}`],
    );
});
test.after.always(async () => await db.close());

async function step(client: pg.Pool | pg.PoolClient, caseId: string | undefined, revision: number, at = 'now()'): Promise<void> {
  await client.query(`insert into audit_link (case_id, revision, at, digest, hash) values ($1, $2, ${at}, '\\x00', '\\x00')`, [
    caseId,
    revision,
  ]);
}
/** The tests' server is shared: the horizon waits for whatever runs in other databases, too. */
async function settled(): Promise<void> {
  const { rows } = await database.pool.query<{ tx: string }>('select pg_current_xact_id()::text as tx');
  const until = performance.now() + 60_000;
  while (BigInt(await currentPosition(db)) <= BigInt(rows[0]?.tx ?? '0')) {
    if (performance.now() > until) throw new Error('another transaction on the server does not end');
    await database.pool.query('select pg_sleep(0.02)');
  }
}
const seen = async (from: string) => (await listCaseChanges(db, from, 100)).items.map(({ caseId, revision }) => [caseId, revision]);

test.serial('a step that commits late is not passed over by one that began after it', async (t) => {
  await settled();
  const from = await currentPosition(db);
  const late = await database.pool.connect();
  await late.query('begin');
  await step(late, CASES[0], 2);
  await step(database.pool, CASES[1], 2);
  const before = await listCaseChanges(db, from, 100);
  t.deepEqual(before.items, [], 'nothing is told past a transaction that still runs');
  await late.query('commit');
  late.release();
  await settled();
  t.deepEqual(await seen(before.position), [
    [CASES[0], 2],
    [CASES[1], 2],
  ]);
});

test.serial('reading on from a position tells each step once', async (t) => {
  await settled();
  const first = await listCaseChanges(db, await currentPosition(db), 100);
  await step(database.pool, CASES[0], 3);
  await settled();
  const second = await listCaseChanges(db, first.position, 100);
  t.is(second.items.length, 1);
  t.like(second.items[0], { caseId: CASES[0], revision: 3, persons: ['account-lan', 'person-lan'] });
  await step(database.pool, CASES[0], 4);
  await settled();
  t.deepEqual(await seen(second.position), [[CASES[0], 4]]);
});

test.serial('more steps than the limit, a position of the future and nonsense are told as lost', async (t) => {
  await settled();
  const from = await currentPosition(db);
  for (let revision = 5; revision < 9; revision += 1) await step(database.pool, CASES[0], revision);
  await settled();
  const many = await listCaseChanges(db, from, 3);
  t.like(many, { items: [], lost: true });
  t.deepEqual(await seen(many.position), []);
  t.true((await listCaseChanges(db, String(BigInt(from) + 10n ** 9n), 3)).lost);
  t.true((await listCaseChanges(db, "0'; --", 3)).lost);
});
