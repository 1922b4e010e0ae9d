/** Who has an account here? Neither the words, nor the number, nor the time of a refusal tells. */
import ava from 'ava';
import { hash } from '@node-rs/argon2';
import { setPassword } from '../../store/repositories/accounts.ts';
import { useApi } from '../api/api-server.ts';

const server = useApi(ava, { signInLimits: { pair: 1_000, network: 1_000, windowSeconds: 60 } });
const test = ava.serial;
const PASSWORD = 'mật khẩu rất dài 2026';

test.before('passwords', async () => {
  for (const account of ['lan', 'hoa']) await setPassword(server.db, account, await hash(PASSWORD), '2026-01-01T00:00:00.000Z');
  await server.db.pool.query("update account set state = 'locked' where id = 'hoa'");
});

const signIn = async (login: string, password: string) => await server.anyone('POST', '/api/v1/session', { body: { login, password } });

test('an unknown login, a wrong password, a locked account and one without a password are refused alike', async (t) => {
  const refusals = [];
  for (const [login, password] of [
    ['nobody', PASSWORD],
    ['lan', 'sai'],
    ['hoa', PASSWORD],
    ['mai', PASSWORD],
    ["lan' or 1=1 --", PASSWORD],
    ['LAN\u200b', PASSWORD],
  ] as const) {
    const { status, body, headers } = await signIn(login, password);
    const { instance: _, ...rest } = body;
    refusals.push(JSON.stringify([status, rest, headers.get('set-cookie')]));
  }
  t.is(new Set(refusals).size, 1, refusals.join('\n'));
});

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test('the time of a refusal does not tell whether there is such a login', async (t) => {
  const times: Record<string, number[]> = { lan: [], nobody: [], hoa: [] };
  for (let i = 0; i < 15; i += 1)
    for (const [login, list] of Object.entries(times)) {
      const started = performance.now();
      await signIn(login, `sai ${i}`);
      list.push(performance.now() - started);
    }
  // a hash that is not made would be a tenth of the time: halves and doubles are the noise of a busy machine
  const [known = 0, unknown = 0, locked = 0] = Object.values(times).map(median);
  for (const other of [unknown, locked]) t.true(other > known / 3 && other < known * 3, `${known} ${unknown} ${locked}`);
});

test('a session is found only by all of its token: one that is nearly right is as wrong as any', async (t) => {
  const token = await server.tokenOf('lan');
  for (const guess of [
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    token.toLowerCase(),
    token.toUpperCase(),
    `${token}A`,
    '%',
    '',
  ])
    t.is((await server.anyone('GET', '/api/v1/session', { headers: { cookie: `trinh-ky=${guess}` } })).status, guess === token ? 200 : 401);
});

test('a session that somebody fixed before signing in is not the one that signing in opens', async (t) => {
  const planted = 'A'.repeat(43);
  const answer = await server.anyone('POST', '/api/v1/session', {
    body: { login: 'lan', password: PASSWORD },
    headers: { cookie: `trinh-ky=${planted}` },
  });
  t.is(answer.status, 201);
  t.false((answer.headers.get('set-cookie') ?? '').includes(planted));
  t.is((await server.anyone('GET', '/api/v1/session', { headers: { cookie: `trinh-ky=${planted}` } })).status, 401);
});
