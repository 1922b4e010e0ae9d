/** A step is under way over HTTP: it was decided by rights that somebody takes away before it is saved. It does not land. */
import ava from 'ava';
import type { Answer } from '../api/api-server.ts';
import { useWorld } from './world.ts';

const world = useWorld(ava);
const test = ava.serial;

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await world.server.db.pool.query<{ waiting: boolean }>(
      "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()) as waiting",
    );
    if (rows[0]?.waiting) return;
  }
}

/** `taking` is acknowledged only once the request waits for the account's rights, that is after it was decided. */
async function whileTaken(taking: string, givingBack: string, request: () => Promise<Answer>): Promise<Answer> {
  const other = await world.server.db.pool.connect();
  try {
    await other.query('begin');
    await other.query(taking);
    const answer = request();
    await Promise.race([untilSomebodyWaits(), answer]);
    await other.query('commit');
    return await answer;
  } finally {
    await other.query('rollback');
    await other.query(givingBack);
    other.release();
  }
}

/** All but the account itself, which was just changed. */
const ofCases = async () => [...(await world.held())].filter(([table]) => !['account', 'role_grant'].includes(table));

const WAYS = [
  ['is locked', "update account set state = 'locked' where id = 'lan'", "update account set state = 'active' where id = 'lan'"],
  ['is revoked', "update account set state = 'revoked' where id = 'lan'", "update account set state = 'active' where id = 'lan'"],
  [
    'loses the role',
    "update role_grant set valid_to = valid_from + interval '1 second' where account = 'lan'",
    "update role_grant set valid_to = null where account = 'lan'",
  ],
] as const;

for (const [what, taking, givingBack] of WAYS)
  for (const [step, method, path, body] of [
    ['a claim', 'POST', () => `/api/v1/tasks/${world.treasure.caseId}/${world.treasure.instance}/claim`, {}],
    ['a case that begins', 'POST', () => '/api/v1/cases', { procedure: 'giu-kin', variables: { subject: 'x' } }],
    [
      'a list of persons that changes',
      'POST',
      () => `/api/v1/rounds/${world.treasure.round}/lines/strike`,
      { lines: [{ line: '', reason: 'x' }] },
    ],
  ] as const)
    test(`${step} of an account that ${what} meanwhile does not land`, async (t) => {
      const before = await ofCases();
      const sent = 'lines' in body ? { lines: [{ line: world.treasure.line, reason: 'x' }] } : body;
      const answer = await whileTaken(taking, givingBack, async () => await world.server.as('lan')(method, path(), { body: sent }));
      const refused = answer.status === 200 ? answer.body.items.map(({ result }: { result: { ok: boolean } }) => result.ok) : [false];
      t.deepEqual(refused, [false], JSON.stringify(answer.body));
      t.true([200, 400, 401, 403, 404].includes(answer.status), `${answer.status}`);
      t.deepEqual(await ofCases(), before);
    });

test('whoever is locked or revoked is nobody at the next request, with the session that was', async (t) => {
  const { pool } = world.server.db;
  for (const state of ['locked', 'revoked']) {
    t.is((await world.server.as('mai')('GET', '/api/v1/session')).status, 200);
    await pool.query('update account set state = $1 where id = $2', [state, 'mai']);
    t.is((await world.server.as('mai')('GET', '/api/v1/session')).status, 401, state);
    t.is((await world.server.as('mai')('POST', '/api/v1/cases', { body: { procedure: 'giu-kin' } })).status, 401, state);
    await pool.query("update account set state = 'active' where id = 'mai'");
  }
});
