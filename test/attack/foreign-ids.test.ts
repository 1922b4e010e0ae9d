/**
 * Ids of others: every role of another unit calls every operation with ids of Hanoi, in its path, its query and its body. Nothing
 * leaks, nothing changes, and what is there looks like what is not.
 */
import ava from 'ava';
import type { Route } from '../../api/route.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import type { Answer } from '../api/api-server.ts';
import { sampleOf, schemaOf, type Named } from './sample.ts';
import { ATTACKERS, attackerOf, HANOI, MARK, NOBODY, useWorld } from './world.ts';

const world = useWorld(ava);
const test = ava.serial;

/** Whatever a property may be called in which an id of others could stand. */
const theirs: Named = (name) => {
  const { caseId, person, line, round, notice, definition, instance, number } = world.treasure;
  const values: Readonly<Record<string, unknown>> = {
    unitPath: HANOI,
    unit: HANOI,
    caseId,
    cases: [caseId],
    instance,
    person,
    persons: [person],
    add: [person],
    line,
    lines: undefined,
    round,
    to: undefined,
    notices: [notice],
    definition,
    account: 'lan',
    procedure: 'giu-kin',
    topics: ['in-giay'],
    node: 'draft',
    signing: world.treasure.signing,
    document: world.treasure.signed.document,
    register: number.register,
    ordinal: number.ordinal,
  };
  return values[name];
};

/** `theirs`, with ids that are nobody's instead. */
const nobodys: Named = (name, schema) => {
  if (theirs(name, schema) === undefined) return undefined;
  return name === 'line' ? '019bbbbb-0000-7000-8000-000000000000' : sampleOf(schema, { all: true });
};

async function attack(account: string, route: Route, whose: 'theirs' | 'nobodys', all = true): Promise<Answer> {
  const body = route.body ? sampleOf(schemaOf(route.body), { named: whose === 'theirs' ? theirs : nobodys, all }) : undefined;
  return await world.server.as(account)(route.method, world.path(route, whose), body === undefined ? {} : { body });
}

// no session opens what is an agent's: test/agent/requests.test.ts
const isAddressed = ({ path }: Route): boolean => /\{(?!key\}|topic\})/.test(path);
const writes = (): readonly Route[] =>
  world.server.api.routes.filter(({ method, rule, id }) => method !== 'GET' && rule !== 'agent' && !['signIn', 'signOut'].includes(id));
const reads = (): readonly Route[] =>
  world.server.api.routes.filter(
    ({ method, rule, id }) => method === 'GET' && rule !== 'public' && rule !== 'agent' && id !== 'listenToChanges',
  );
const BATCHES = ['decideLines', 'castVotes'];
/** What belongs to no unit, and is read by whoever has the right. */
const SHARED = ['Definition', 'Parameter', 'Calendar', 'Unit'];
const isShared = ({ rule, id }: Route): boolean => (typeof rule === 'object' && SHARED.includes(rule.subject)) || id === 'startCase';

for (const account of ATTACKERS) {
  test(`${account} of another unit reads nothing of Hanoi, by no address`, async (t) => {
    for (const route of reads()) {
      const answer = await attack(account, route, 'theirs');
      t.false(JSON.stringify(answer.body).includes(MARK), `${route.id} leaks`);
      if (isAddressed(route) && !isShared(route)) t.true([403, 404].includes(answer.status), `${route.id} ${answer.status}`);
    }
  });

  test(`${account} of another unit changes nothing of Hanoi, by no command`, async (t) => {
    const before = await world.held();
    for (const route of writes())
      for (const all of [true, false]) {
        const answer = await attack(account, route, 'theirs', all);
        t.true(answer.status < 500, `${route.id} ${answer.status}`);
        t.false(JSON.stringify(answer.body).includes(MARK), `${route.id} leaks`);
        // of many lines each has an answer of its own: that none was done shows in what is held
        if (isAddressed(route) && !BATCHES.includes(route.id))
          t.true([400, 403, 404].includes(answer.status), `${route.id} ${answer.status} ${JSON.stringify(answer.body)}`);
      }
    t.deepEqual(await world.held(), before);
  });

  test(`${account} cannot tell what is there from what is not`, async (t) => {
    for (const route of [...reads(), ...writes()].filter((one) => isAddressed(one) && !isShared(one))) {
      const [there, not] = [await attack(account, route, 'theirs'), await attack(account, route, 'nobodys')];
      t.deepEqual(plain(there), plain(not), route.id);
    }
  });
}

/** Without what differs in any two answers: the reference of the request, and the ids that were asked for. */
const plain = ({ status, body }: Answer): unknown => {
  const { instance: _, ...rest } = (typeof body === 'object' ? body : { body }) as Record<string, unknown>;
  return [status, JSON.stringify(rest).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')];
};

test('a list with any filter that fits what is hidden is as empty as without it', async (t) => {
  const { caseId, person } = world.treasure;
  const filters = [
    `text=${MARK}`,
    `person=${person}`,
    `caseId=${caseId}`,
    `businessKey=${MARK}`,
    'procedure=giu-kin',
    `unitPath=${HANOI}`,
    `variable=subject&value=${encodeURIComponent(JSON.stringify(MARK))}`,
    'list=all',
    'list=mine',
    'list=claimable',
    'sort=title',
    'sort=dueAt',
  ];
  let asked = 0;
  for (const route of reads().filter(({ path }) => !path.includes('{')))
    for (const filter of filters) {
      const answer = await world.server.as(attackerOf('manager'))('GET', `${route.path}?${filter}`);
      if (answer.status !== 200 || isShared(route)) continue;
      asked += 1;
      t.false(JSON.stringify(answer.body).includes(MARK), `${route.id} ${filter}`);
      if (['listTasks', 'listCases', 'listPersons', 'listIncidents', 'listJobs', 'listDeliveries'].includes(route.id))
        t.deepEqual(answer.body.items, [], `${route.id} ${filter}`);
      if (route.id === 'countTasks') t.true(Object.values(answer.body as Record<string, number>).every((count) => count === 0));
    }
  t.true(asked > 20);
});

test('who holds no role has no list with anything in it, and no right on any subject', async (t) => {
  const as = world.server.as(NOBODY);
  for (const route of reads().filter(({ path }) => !path.includes('{'))) {
    const { status, body } = await as('GET', route.path);
    t.true([200, 403].includes(status), `${route.id} ${status}`);
    if (status === 200 && Array.isArray(body.items) && typeof route.rule === 'object' && !isShared(route))
      t.deepEqual(body.items.filter(notOneself), [], route.id);
  }
});

/** One's own account is no secret from oneself. */
const notOneself = (item: unknown): boolean => !JSON.stringify(item).includes(NOBODY);

const INSIDERS = ['auditor', 'lan', 'minh', 'root', 'analyst', 'adm', 'cuc', 'may-in'];

test('the ids are right: from inside, everything that was refused above is there', async (t) => {
  const person = { id: 'person-cuc', name: 'cuc', unitPath: 'cuc' };
  const grants = ['admin-department', 'partner', 'data-steward', 'registry'].map((role) => ({ role, unitPath: 'cuc' }));
  await seedAccount(world.server.db, { id: 'cuc', login: 'cuc', person, grants }, '2026-01-01T00:00:00.000Z');
  const lost: string[] = [];
  for (const route of [...reads(), ...writes()].filter((one) => isAddressed(one) && !isShared(one))) {
    const statuses: number[] = [];
    for (const name of INSIDERS) statuses.push((await attack(name, route, 'theirs', false)).status);
    // there, and perhaps not as it would have to be for this
    const found = statuses.some((status) => (route.method === 'GET' ? [200, 409].includes(status) : ![403, 404].includes(status)));
    if (!found) lost.push(route.id);
  }
  // nobody has a second factor here
  const none = ['confirmOtp', 'removeFactor'];
  t.deepEqual(lost.toSorted(), none.toSorted());
});
