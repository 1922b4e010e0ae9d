import ava from 'ava';
import { saveNotices } from '../../store/projections/notices.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const AT = '2026-11-23T02:00:00.000Z';

const tell = async (id: string, account: string): Promise<void> => {
  await saveNotices(server.db, { id, template: 'task-remind', to: { accounts: [account] }, data: { id } }, AT);
};

test('notices come newest first, page by page, and only mine', async (t) => {
  for (const id of ['a', 'b', 'c']) await tell(id, 'lan');
  await tell('d', 'mai');
  const first = await server.as('lan')('GET', '/api/v1/notices?limit=2');
  t.deepEqual(
    first.body.items.map((notice: { data: { id: string } }) => notice.data.id),
    ['c', 'b'],
  );
  const second = await server.as('lan')('GET', `/api/v1/notices?limit=2&cursor=${first.body.next}`);
  t.deepEqual(
    second.body.items.map((notice: { data: { id: string } }) => notice.data.id),
    ['a'],
  );
  t.is(second.body.next, undefined);
});

test('the same event told twice is one notice', async (t) => {
  await tell('again', 'minh');
  await tell('again', 'minh');
  t.is((await server.as('minh')('GET', '/api/v1/notices')).body.items.length, 1);
});

test('marking as read touches my unread notices only', async (t) => {
  await tell('mine', 'hoa');
  await tell('other', 'hung');
  const mine = (await server.as('hoa')('GET', '/api/v1/notices')).body.items[0].id;
  const other = (await server.as('hung')('GET', '/api/v1/notices')).body.items[0].id;
  t.is((await server.as('hoa')('POST', '/api/v1/notices/read', { body: { notices: [mine, other] } })).body.read, 1);
  t.truthy((await server.as('hoa')('GET', '/api/v1/notices')).body.items[0].readAt);
  t.is((await server.as('hung')('GET', '/api/v1/notices')).body.items[0].readAt, undefined);
  t.is((await server.as('hoa')('POST', '/api/v1/notices/read', { body: { notices: [mine] } })).body.read, 0);
});

test('unread notices are listed by themselves, and all up to one are read at once', async (t) => {
  for (const id of ['u1', 'u2', 'u3']) await tell(id, 'adm');
  const ids = async (query: string): Promise<readonly number[]> =>
    (await server.as('adm')('GET', `/api/v1/notices?${query}`)).body.items.map(({ id }: { id: number }) => id);
  const [newest, middle, oldest] = await ids('unread=true');
  t.is((await server.as('adm')('POST', '/api/v1/notices/read', { body: { upTo: middle } })).body.read, 2);
  t.deepEqual(await ids('unread=true'), [newest]);
  t.deepEqual(await ids('unread=false'), [newest, middle, oldest]);
  t.is((await server.as('adm')('POST', '/api/v1/notices/read', { body: { upTo: middle, notices: [newest] } })).status, 400);
});

test('a cursor of something else, no session and a wrong body are refused', async (t) => {
  t.is((await server.as('lan')('GET', '/api/v1/notices?cursor=x')).status, 400);
  t.is((await server.anyone('GET', '/api/v1/notices')).status, 401);
  t.is((await server.as('lan')('POST', '/api/v1/notices/read', { body: { notices: [] } })).status, 400);
});

test('what came to my screen is delivered, and a case says when it told whom', async (t) => {
  const started = await server.as('lan')('GET', '/api/v1/notices?limit=1');
  t.is(started.status, 200);
  await tell('receipt', 'mai');
  const [first] = (await server.as('mai')('GET', '/api/v1/notices?limit=1')).body.items;
  t.is(first.deliveredAt, undefined);
  const [again] = (await server.as('mai')('GET', '/api/v1/notices?limit=1')).body.items;
  t.truthy(again.deliveredAt);
  t.is(again.readAt, undefined);
});

test('mail is chosen by each person, and only where there is a server for it', async (t) => {
  t.deepEqual((await server.as('lan')('GET', '/api/v1/notices/preference')).body, { mail: false, language: 'vi' });
  t.is((await server.as('lan')('PUT', '/api/v1/notices/preference', { body: { mail: true } })).status, 409);
  const { body } = await server.as('lan')('PUT', '/api/v1/notices/preference', { body: { mail: false, language: 'en' } });
  t.deepEqual(body, { mail: false, language: 'en' });
});
