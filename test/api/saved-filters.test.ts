/** Filters of lists under a name: one's own, or shared with a unit. */
import ava from 'ava';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const { as } = server;
const [lan, minh] = [as('lan'), as('minh')];
const [clerk, colleague, stranger] = [as('clerk'), as('colleague'), as('stranger')];
const PATH = '/api/v1/saved-filters';
const LATE = { screen: 'inbox', name: 'Việc quá hạn', filters: { list: 'mine', deadline: 'overdue' } } as const;

const names = async (who: typeof lan, screen = 'inbox'): Promise<readonly string[]> =>
  (await who('GET', `${PATH}?screen=${screen}`)).body.filters.map(({ name }: { name: string }) => name);

test.before(async () => {
  for (const [id, unitPath] of [
    ['clerk', 'cuc.hue'],
    ['colleague', 'cuc.hue'],
    ['stranger', 'cuc.hanoi'],
  ] as const)
    await seedAccount(
      server.db,
      { id, login: id, person: { id: `person-${id}`, name: id, unitPath }, grants: [{ role: 'officer', unitPath }] },
      '2026-01-01T00:00:00.000Z',
    );
});

test('a filter is saved under a name, found again on its screen, and nobody else finds it', async (t) => {
  const saved = await clerk('POST', PATH, { body: LATE });
  t.is(saved.status, 201);
  t.like((await clerk('GET', `${PATH}?screen=inbox`)).body.filters[0], { ...LATE, person: 'person-clerk', removable: true });
  t.deepEqual(await names(clerk, 'cases'), []);
  t.deepEqual(await names(colleague), []);
  const removal = await colleague('DELETE', `${PATH}/${saved.body.id}`);
  t.is(removal.status, 404);
  t.is(removal.body.code, 'savedFilterNotFound');
});

test('the same name again is the same filter with what it finds now, in small or capital letters', async (t) => {
  const first = await clerk('POST', PATH, { body: LATE });
  const again = await clerk('POST', PATH, { body: { ...LATE, name: 'VIỆC QUÁ HẠN', filters: { deadline: 'near' } } });
  t.is(again.body.id, first.body.id);
  const [only, ...others] = (await clerk('GET', `${PATH}?screen=inbox`)).body.filters;
  t.deepEqual(others, []);
  t.like(only, { name: 'VIỆC QUÁ HẠN', filters: { deadline: 'near' } });
});

test('what is shared with a unit is found by whoever works there, and nowhere else', async (t) => {
  const shared = await clerk('POST', PATH, { body: { ...LATE, name: 'Của đơn vị', unitPath: 'cuc.hue' } });
  t.is(shared.status, 201);
  t.deepEqual(await names(colleague), ['Của đơn vị']);
  t.deepEqual(await names(stranger), []);
  t.false((await colleague('GET', `${PATH}?screen=inbox`)).body.filters[0].removable);
  t.is((await colleague('DELETE', `${PATH}/${shared.body.id}`)).status, 403);
  const taken = await colleague('POST', PATH, { body: { ...LATE, name: 'của đơn vị', unitPath: 'cuc.hue' } });
  t.is(taken.status, 409);
  t.is(taken.body.code, 'savedFilterNameTaken');
  t.is((await clerk('DELETE', `${PATH}/${shared.body.id}`)).status, 200);
  t.deepEqual(await names(colleague), []);
});

test('nobody shares with a unit in which they do not work, nor with one that is not there', async (t) => {
  t.is((await clerk('POST', PATH, { body: { ...LATE, unitPath: 'cuc.hanoi' } })).status, 403);
  const missing = await clerk('POST', PATH, { body: { ...LATE, unitPath: 'cuc.hue.phong_khong_co' } });
  t.is(missing.status, 400);
  t.is(missing.body.errors[0].pointer, '/unitPath');
});

test('whoever is over the unit removes what is shared there, but not what is somebody’s own', async (t) => {
  const shared = await lan('POST', PATH, { body: { ...LATE, name: 'Chung', unitPath: 'cuc.hanoi' } });
  const own = await lan('POST', PATH, { body: { ...LATE, name: 'Riêng' } });
  t.is((await minh('DELETE', `${PATH}/${own.body.id}`)).status, 404);
  t.true((await minh('GET', `${PATH}?screen=inbox`)).body.filters[0].removable);
  t.is((await minh('DELETE', `${PATH}/${shared.body.id}`)).status, 200);
  t.deepEqual(await names(lan), ['Riêng']);
});

test('a filter without a name, of another screen, or with anything but short words is refused', async (t) => {
  for (const body of [
    { ...LATE, name: ' ' },
    { ...LATE, screen: 'everything' },
    { ...LATE, filters: { 'not a name': 'x' } },
    { ...LATE, filters: { text: 'x'.repeat(201) } },
    { ...LATE, filters: { nested: { a: 1 } } },
  ])
    t.is((await clerk('POST', PATH, { body })).status, 400, JSON.stringify(body).slice(0, 80));
});

test('nobody saves more than a hundred', async (t) => {
  const { pool } = server.db;
  await pool.query(
    `insert into saved_filter (id, screen, name, filters, person, at)
     select gen_random_uuid(), 'cases', 'n' || n, '{}', 'person-stranger', now() from generate_series(1, 100) n`,
  );
  const one = await stranger('POST', PATH, { body: LATE });
  t.is(one.status, 409);
  t.is(one.body.code, 'tooManySavedFilters');
});
