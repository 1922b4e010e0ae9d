import ava from 'ava';
import type { Json } from '../../expressions/json.ts';
import { proposeParameter, shipParameters, type NewParameter } from '../../store/repositories/parameters.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const AT = '2026-11-23T02:00:00.000Z';

const version = (key: string, more: Record<string, Json>): NewParameter => {
  const body: Record<string, Json> = {
    key,
    version: '1',
    kind: 'number',
    value: 1,
    citation: 'Điều 1',
    confidence: 'B',
    validFrom: '2020-01-01',
    ...more,
  };
  const { validFrom, validTo, confidence } = body as { validFrom: string; validTo?: string; confidence: 'B' };
  const bounds = { validFrom, ...(validTo !== undefined && { validTo }) };
  return { key, version: String(body['version']), body, ...bounds, citation: 'Điều 1', confidence, running: 'keep' };
};

test.before(async () => {
  const old = version('giam.limit', { validTo: '2026-07-01' });
  const now = version('giam.limit', { version: '2', value: 2, validFrom: '2026-07-01', settled: false, title: { vi: 'Mức', en: 'Limit' } });
  await shipParameters(server.db, [old, now, version('hoan.limit', {})], 'test', AT);
  await proposeParameter(server.db, version('giam.limit', { version: '3', value: 3, validFrom: '2030-01-01' }), 'lan', AT);
});

test('the register shows every key with its history, what is in force, and what is to be verified', async (t) => {
  const { body } = await server.as('lan')('GET', '/api/v1/law/parameters?prefix=giam.');
  t.is(body.items.length, 1);
  const [item] = body.items;
  t.like(item, { key: 'giam.limit', inForce: '2', toBeVerified: true, title: { vi: 'Mức' } });
  t.deepEqual(
    item.versions.map((one: { version: string; status: string; validTo?: string }) => [one.version, one.status, one.validTo]),
    [
      ['3', 'proposed', undefined],
      ['2', 'active', undefined],
      ['1', 'active', '2026-07-01'],
    ],
  );
});

test('on another day another version was in force', async (t) => {
  const { body } = await server.as('lan')('GET', '/api/v1/law/parameters?key=giam.limit&day=2026-06-30');
  t.like(body.items[0], { inForce: '1', toBeVerified: false });
});

test('a day that is none is refused', async (t) => {
  t.is((await server.as('lan')('GET', '/api/v1/law/parameters?day=2026-02-30')).status, 400);
});
