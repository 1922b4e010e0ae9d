import ava from 'ava';
import { randomUUID } from 'node:crypto';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;

test.before(async () => {
  const rows = [
    ['cuc.hanoi', '2020-01-01T00:00:00Z'],
    ['cuc.hanoi', '2099-01-01T00:00:00Z'],
    ['cuc.hue', '2020-01-01T00:00:00Z'],
  ];
  for (const [unit, due] of rows)
    await server.db.pool.query(
      `insert into document_delivery (case_id, instance, node, procedure, unit_path, document, name, recipient, recipient_unit, produced_at, produced_by, due_at)
       values ($1, 1, 'decide', 'p', $2, 'd', '{"vi":"Quyết định","en":"Decision"}', 'manager', $2, '2019-12-01T00:00:00Z', 'lan', $3)`,
      [randomUUID(), unit, due],
    );
});

test('each sees the deliveries of the own units, how they stand, and can give receipts', async (t) => {
  const { body } = await server.as('lan')('GET', '/api/v1/deliveries');
  t.deepEqual(
    body.items.map(({ deadline }: { deadline: { state: string } }) => deadline.state),
    ['overdue', 'onTime'],
  );
  const overdue = await server.as('lan')('GET', '/api/v1/deliveries?state=overdue');
  t.is(overdue.body.items.length, 1);
  const [{ id }] = overdue.body.items;
  t.is((await server.as('minh')('POST', `/api/v1/deliveries/${id}/confirm`, { body: {} })).body.received, true);
  t.is((await server.as('minh')('POST', `/api/v1/deliveries/${id}/confirm`, { body: {} })).status, 409);
  t.deepEqual((await server.as('lan')('GET', '/api/v1/deliveries?state=overdue')).body.items, []);
  const second = body.items[1].id;
  const receipt = { on: '2020-01-05', channel: 'paper', receivedBy: 'Văn thư' };
  t.is((await server.as('hoa')('POST', `/api/v1/deliveries/${second}/receipt`, { body: receipt })).status, 404);
  t.is((await server.as('lan')('POST', `/api/v1/deliveries/${second}/receipt`, { body: receipt })).body.received, true);
  t.is((await server.as('lan')('POST', `/api/v1/deliveries/${second}/receipt`, { body: { ...receipt, on: 'soon' } })).status, 400);
});
