/** Many transactions number at the same time; some are rolled back, some lose their connection. Ordinals are 1 to n all the same. */
import { randomUUID } from 'node:crypto';
import ava from 'ava';
import pg from 'pg';
import { voidNumber, assignNumber, useNumberOf } from '../../store/repositories/numbers.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import type { Session } from '../../store/connection.ts';
import { agencies, broken } from './number-registers.ts';
import { nextStep, NOW, startedCase, useStore } from './fixtures.ts';

const store = useStore(ava);
const test = ava.serial;
const BY = { account: 'clerk', now: NOW };
const KINDS = ['QĐ', 'TB', 'CV'];
const CLIENTS = 12;
const ROUNDS = 15;

test.before(async () => await agencies(store.db.pool));

/** A seeded source: a failure can be run again. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Fate = 'committed' | 'rolledBack' | 'killed';
interface Done {
  readonly fate: Fate;
  readonly places: readonly string[];
}

/** One transaction that takes one to three numbers and meets its fate. */
async function transaction(random: () => number): Promise<Done> {
  const client = new pg.Client({ connectionString: store.db.url });
  client.on('error', () => undefined);
  await client.connect();
  const session = { pool: client } as unknown as Session;
  const places: string[] = [];
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await client.query('begin');
    // in one order, so that two of them cannot wait for each other
    for (const kind of KINDS.filter((_, at) => at === 0 || random() < 0.5)) {
      const given = await assignNumber(session, { unitPath: 'cuc.hanoi', kind, day: '2026-11-23', documentId: randomUUID() }, BY);
      places.push(`${given.register}/${given.ordinal}`);
      if (random() < 0.3) await voidNumber(session, given, 'Ký hỏng', BY);
    }
    const fate = random();
    if (fate < 0.25) return await client.query('rollback').then(() => ({ fate: 'rolledBack', places }));
    if (fate < 0.45)
      return await store.db.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]).then(() => ({ fate: 'killed', places }));
    await client.query('commit');
    return { fate: 'committed', places };
  } finally {
    await client.end().catch(() => undefined);
  }
}

test('whatever is rolled back or killed, the ordinals of a register are exactly 1 to n, each with its row', async (t) => {
  const done = (
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        const random = randomOf(client + 7);
        const mine: Done[] = [];
        for (let round = 0; round < ROUNDS; round += 1) mine.push(await transaction(random));
        return mine;
      }),
    )
  ).flat();
  const of = (fate: Fate): readonly Done[] => done.filter((one) => one.fate === fate);
  t.is(done.length, CLIENTS * ROUNDS);
  for (const fate of ['committed', 'rolledBack', 'killed'] as const) t.true(of(fate).length > 10, fate);
  t.deepEqual(await broken(store.db.pool), []);
  const kept = of('committed').flatMap(({ places }) => places);
  t.is(new Set(kept).size, kept.length, 'an ordinal was given twice');
  const { rows } = await store.db.pool.query<{ place: string }>("select register || '/' || ordinal as place from number_entry");
  t.deepEqual(rows.map(({ place }) => place).toSorted(), kept.toSorted(), 'what was acknowledged is there, and nothing else');
});

test('clients that claim the same documents at once give each document one number', async (t) => {
  const documents = Array.from({ length: 20 }, () => randomUUID());
  const claim = async (documentId: string) =>
    (await assignNumber(store.db, { unitPath: 'cuc.hanoi', kind: 'L', day: '2026-11-23', documentId }, BY)).number;
  const answers = await Promise.all([1, 2, 3, 4].map(async () => await Promise.all(documents.map(claim))));
  for (const answer of answers) t.deepEqual(answer, answers[0]);
  t.is(new Set(answers[0]).size, documents.length);
  await Promise.all(documents.map(async (id) => await useNumberOf(store.db, id, { signedOn: '2026-11-23' }, BY)));
  t.deepEqual(await broken(store.db.pool), []);
});

test('steps of many cases number at once, and a step that is refused takes none', async (t) => {
  await store.db.pool.query(`insert into module_document values ('m', 'decision', array['account-approval'],
    '{"key": "decision", "type": "KH", "symbol": "{number}/{kind}-{unit}"}', 'x', now())`);
  const number = { type: 'transactional', node: 'n', name: 'number.assign', input: { document: 'decision' } } as const;
  const wrong = { ...number, name: 'no.such' };
  const cases = await Promise.all(Array.from({ length: 30 }, async () => await startedCase(store.db)));
  const outcomes = await Promise.allSettled(
    cases.map(async (id, at) => await saveStep(store.db, nextStep(id, 1, at % 3 === 0 ? [number, wrong] : [number]))),
  );
  t.is(outcomes.filter(({ status }) => status === 'fulfilled').length, 20);
  t.deepEqual(await broken(store.db.pool), []);
  const { rows } = await store.db.pool.query<{ of: string; number: string; subject: string }>(
    `select case_id as of, number, subject from number_entry where kind = 'KH' order by ordinal`,
  );
  t.deepEqual(rows.map((row) => row.of).toSorted(), cases.filter((_, at) => at % 3 !== 0).toSorted());
  t.like(rows.at(-1), { number: '20/KH-TA', subject: 'Cấp tài khoản' });
});
