import ava from 'ava';
import { networkOf } from '../../api/session/network-of.ts';
import { DEFAULT_OPTIONS } from '../../api/api-services.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava, { limits: { ...DEFAULT_OPTIONS.limits, read: 5, open: 4 } });
const test = ava;

test('an account that asks too often waits, and others do not', async (t) => {
  const answers = [];
  for (let i = 0; i < 7; i += 1) answers.push(await server.as('lan')('GET', '/api/v1/session'));
  t.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200, 200, 429, 429],
  );
  t.is(answers[6]?.body.code, 'tooManyRequests');
  t.true(Number(answers[6]?.headers.get('retry-after')) > 0);
  t.is((await server.as('mai')('GET', '/api/v1/session')).status, 200);
});

test('an address without a session waits too, so that sessions are not guessed', async (t) => {
  let status = 0;
  for (let i = 0; i < 6 && status !== 429; i += 1) status = (await server.anyone('GET', '/api/v1/tasks')).status;
  t.is(status, 429);
});

test('one sender is an IPv4 address, or an IPv6 network of 64 bits', (t) => {
  t.is(networkOf('10.1.2.3'), '10.1.2.3');
  t.is(networkOf('::ffff:10.1.2.3'), '10.1.2.3');
  t.is(networkOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2');
  t.is(networkOf('2001:0db8:0001:0002::9'), '2001:db8:1:2');
  t.is(networkOf('2001:db8::1'), '2001:db8:0:0');
  t.is(networkOf('::1'), '0:0:0:0');
});
