import test from 'ava';
import { listen } from '../../lifecycle/listen.ts';

test('requests are answered at the address that it tells', async (t) => {
  const listening = await listen((_, response) => response.end('here'), '127.0.0.1', 0);
  t.teardown(async () => await listening.close());
  t.is(await (await fetch(listening.url)).text(), 'here');
});

test('a port in use is refused with the remedy', async (t) => {
  const first = await listen(() => {}, '127.0.0.1', 0);
  t.teardown(async () => await first.close());
  await t.throwsAsync(
    listen(() => {}, '127.0.0.1', first.port),
    { message: /in use.*set PORT/ },
  );
});

test('an address of another machine is refused with the remedy', async (t) => {
  await t.throwsAsync(
    listen(() => {}, '192.0.2.1', 0),
    { message: /Cannot listen.*Set HOST/ },
  );
});

test('closing waits for the answer under way and takes no new request', async (t) => {
  const arrived = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const listening = await listen(
    (_, response) => {
      arrived.resolve();
      void answer.promise.then(() => response.end('late but here'));
    },
    '127.0.0.1',
    0,
  );
  const underWay = fetch(listening.url);
  await arrived.promise;
  let closed = false;
  const closing = listening.close().then(() => (closed = true));
  await t.throwsAsync(fetch(listening.url));
  t.false(closed);
  answer.resolve();
  t.is(await (await underWay).text(), 'late but here');
  await closing;
});
