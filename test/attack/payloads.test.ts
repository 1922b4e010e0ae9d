/** What is sent: properties that were never asked for, prototypes, depth, SQL and expressions in every text, forms, and the same key again. */
import ava from 'ava';
import type { Route } from '../../api/route.ts';
import type { Answer, Ask } from '../api/api-server.ts';
import { changedAt, closedObjects, sampleOf, schemaOf, textsIn } from './sample.ts';
import { useWorld } from './world.ts';

const world = useWorld(ava);
const test = ava.serial;

const writes = (): readonly Route[] =>
  world.server.api.routes.filter(({ method, id }) => method !== 'GET' && !['signIn', 'signOut', 'changePassword'].includes(id));
const withBody = (): readonly Route[] => writes().filter(({ body, ownBody }) => body !== undefined && !ownBody);
/** Each tried by all of them: what matters is the input, and some of them get as far as that. */
const INSIDERS = ['lan', 'minh', 'root', 'analyst', 'adm', 'may-in'];

/** What is an agent's is asked by lan's agent. */
async function send(name: string, route: Route, { headers, ...ask }: Ask): Promise<Answer> {
  const agent: Record<string, string> = route.rule === 'agent' ? { authorization: `Bearer ${world.treasure.agentToken}` } : {};
  return await world.server.as(name)(route.method, world.path(route, 'nobodys'), { ...ask, headers: { ...headers, ...agent } });
}

async function byEach(route: Route, body: unknown): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const name of INSIDERS) answers.push(await send(name, route, { body }));
  return answers;
}

const NEVER_ASKED = ['account', 'actor', 'role', 'roles', 'grants', 'isAdmin', 'revision', 'unit_path', 'state', 'onBehalfOf'];

test('a property that an operation does not ask for is refused by name, at any depth: nobody gives himself a role or another name', async (t) => {
  let tried = 0;
  for (const route of withBody()) {
    const schema = schemaOf(route.body);
    const sample = sampleOf(schema, { all: true });
    for (const way of closedObjects(schema)) {
      const known = Object.keys((way.length === 0 ? schema.properties : undefined) ?? {});
      const extra = Object.fromEntries(NEVER_ASKED.filter((name) => !known.includes(name)).map((name) => [`${name}`, 'sysadmin']));
      const body = changedAt(sample, way, (inner) =>
        typeof inner === 'object' && inner !== null ? { ...inner, neverAsked: true, ...(way.length === 0 && extra) } : undefined,
      );
      if (body === undefined) continue;
      const answers = (await byEach(route, body)).filter(({ status }) => status !== 403);
      for (const answer of answers) {
        t.is(answer.status, 400, `${route.id} /${way.join('/')}`);
        t.true(JSON.stringify(answer.body).includes('neverAsked') || answer.body.errors?.length > 0, route.id);
      }
      if (answers.length > 0) tried += 1;
    }
  }
  t.true(tried > 30, `only ${tried}`);
});

test('a prototype in the body pollutes nothing and is refused, at any depth', async (t) => {
  const texts = [
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"procedure":"giu-kin","variables":{"__proto__":{"polluted":1}}}',
    '{"procedure":"giu-kin","variables":{"a":{"constructor":{"prototype":{"polluted":1}}}}}',
    '{"procedure":"giu-kin","__proto__":{"procedure":"round"}}',
  ];
  for (const raw of texts) {
    const answer = await world.server.as('lan')('POST', '/api/v1/cases', { raw, headers: { 'content-type': 'application/json' } });
    t.true(answer.status < 500, raw);
    if (raw.includes('__proto__')) t.is(answer.status, 400, raw);
    t.is(({} as Record<string, unknown>)['polluted'], undefined);
  }
});

test('JSON as deep as a well, with keys twice, or that is none, is refused for each operation', async (t) => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const nested = `{"variables":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)},"procedure":"giu-kin"}`;
  for (const route of withBody())
    for (const raw of [deep, nested, '{"a":1,"a":2}', '{"a":', 'NaN', "{'a':1}"]) {
      const headers = { 'content-type': 'application/json' };
      const { status } = await send('lan', route, { raw, headers });
      t.true([400, 403, 413].includes(status), `${route.id} ${status}`);
    }
});

const NASTY = [
  "' or '1'='1",
  "'; drop table process_case; --",
  "\\'; select pg_sleep(9); --",
  '$1 ?? ? $$',
  '%_\\',
  '"] | if true then "x" else now()',
  '${jndi:ldap://evil}',
  '{{7*7}}<script>alert(1)</script>',
  '../../../../etc/passwd',
  '\u202e\u0000',
  '=cmd|calc',
  'a\r\nSet-Cookie: x=y',
];

test('whatever stands in a text of any body, it stays a text: no answer is a fault of ours', async (t) => {
  const before = Date.now();
  for (const route of withBody()) {
    const sample = sampleOf(schemaOf(route.body), { all: true });
    for (const [i, way] of textsIn(sample).entries()) {
      const nasty = NASTY[i % NASTY.length] ?? '';
      for (const text of [nasty, NASTY[(i + 5) % NASTY.length] ?? '']) {
        const body = changedAt(sample, way, () => text);
        const { status, headers } = await send('lan', route, { body });
        t.true(status < 500, `${route.id} /${way.join('/')} ${text}: ${status}`);
        t.false((headers.get('set-cookie') ?? '').includes('x=y'));
      }
    }
  }
  t.true(Date.now() - before < 300_000);
  const { rows } = await world.server.db.pool.query('select count(*)::int as n from process_case');
  t.true(rows[0].n > 3);
});

test('whatever stands in a filter, a cursor or an order, the list is no longer than without it', async (t) => {
  const lists = world.server.api.routes.filter(({ method, path, rule }) => method === 'GET' && !path.includes('{') && rule !== 'public');
  for (const route of lists.filter(({ query }) => query !== undefined)) {
    const all = await world.server.as('minh')('GET', route.path);
    for (const name of Object.keys(schemaOf(route.query).properties ?? {}))
      for (const nasty of NASTY) {
        const { status, body } = await world.server.as('minh')('GET', `${route.path}?${name}=${encodeURIComponent(nasty)}`);
        t.true(status < 500, `${route.id} ${name}=${nasty}: ${status}`);
        if (status === 200 && Array.isArray(body.items) && all.status === 200 && !['list', 'at', 'on'].includes(name))
          t.true(body.items.length <= all.body.items.length, `${route.id} ${name}=${nasty}`);
      }
  }
});

test('an expression in a variable is a text, and the name of a variable is no expression', async (t) => {
  const variables = { subject: '" + string(1 + 1) + "', 'x; now()': 1, '"': 2, 'if true then 1': 3 };
  const answer = await world.server.as('lan')('POST', '/api/v1/cases', { body: { procedure: 'giu-kin', variables } });
  t.is(answer.status, 201);
  const read = await world.server.as('lan')('GET', `/api/v1/cases/${answer.body.caseId}`);
  t.is(read.body.title, 'Hồ sơ " + string(1 + 1) + "');
  const kept = await world.server.as('lan')('GET', `/api/v1/cases/${answer.body.caseId}/variables`);
  t.like(kept.body.scopes['1'], variables);
});

test('a form of another site is refused by every operation: by its origin, by its type, by its silence', async (t) => {
  const cookie = `trinh-ky=${await world.server.tokenOf('lan')}`;
  const send = async (route: Route, headers: Record<string, string>, raw = 'a=1') =>
    (await world.server.anyone(route.method, world.path(route, 'theirs'), { raw, headers: { cookie, ...headers } })).status;
  const before = await world.held();
  // another server proves itself by its signature, an agent by its token, and neither has a cookie
  for (const route of writes().filter(({ bySystem, rule }) => !bySystem && rule !== 'agent')) {
    const json = { 'content-type': 'application/json' };
    t.is(await send(route, { ...json, origin: 'https://evil.example' }, '{}'), 403, route.id);
    t.is(await send(route, { ...json, origin: 'null' }, '{}'), 403, route.id);
    t.is(await send(route, { ...json, origin: `${world.server.url}.evil.example` }, '{}'), 403, route.id);
    t.is(await send(route, { ...json, 'sec-fetch-site': 'cross-site' }, '{}'), 403, route.id);
    t.is(await send(route, { ...json, 'x-requested-with': '' }, '{}'), 403, `${route.id}, without any sign`);
    // what takes no body reads none, of whatever type
    for (const type of route.body ? ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'] : [])
      t.true([400, 403, 404, 415].includes(await send(route, { 'content-type': type, origin: world.server.url })), `${route.id} ${type}`);
  }
  t.deepEqual(await world.held(), before);
});

test('reading changes nothing, whatever is read', async (t) => {
  const before = new Map(await world.held());
  for (const route of world.server.api.routes.filter(({ method, id }) => method === 'GET' && id !== 'listenToChanges'))
    for (const name of INSIDERS) await world.server.as(name)('GET', world.path(route, 'theirs'));
  const after = new Map(await world.held());
  // that a notice came to its screen is written down by the one read that is told to; and who looked at what is on record
  for (const table of ['notice', 'access_log']) [before, after].forEach((held) => held.delete(table));
  t.deepEqual(after, before);
});

test('an idempotency key answers its own account and its own request only', async (t) => {
  const start = async (name: string, subject: string) => {
    const headers = { 'idempotency-key': 'the-same' };
    return await world.server.as(name)('POST', '/api/v1/cases', { body: { procedure: 'giu-kin', variables: { subject } }, headers });
  };
  const first = await start('lan', 'một');
  t.is(first.status, 201);
  t.is((await start('lan', 'một')).body.caseId, first.body.caseId);
  const other = await start('lan', 'hai');
  t.true([409, 422].includes(other.status), `${other.status}`);
  t.false(JSON.stringify(other.body).includes(first.body.caseId));
  const another = await start('mai', 'một');
  t.is(another.status, 201);
  t.not(another.body.caseId, first.body.caseId);
});

test('a cookie that was signed out, also one that somebody stole before, is nobody for good', async (t) => {
  const cookie = `trinh-ky=${await world.server.tokenOf('lan')}`;
  const as = async (method: string, path: string) => (await world.server.anyone(method, path, { headers: { cookie } })).status;
  t.is(await as('GET', '/api/v1/session'), 200);
  t.is(await as('DELETE', '/api/v1/session'), 204);
  for (let i = 0; i < 3; i += 1) t.is(await as('GET', '/api/v1/session'), 401);
  t.is(await as('POST', `/api/v1/tasks/${world.treasure.caseId}/${world.treasure.instance}/claim`), 401);
});
