import { EventEmitter } from 'node:events';
import test from 'ava';
import { stopInTime } from '../../lifecycle/stop-in-time.ts';
import { untilSignal } from '../../lifecycle/until-signal.ts';

const never = (): Promise<never> => Promise.withResolvers<never>().promise;

test('the first signal ends the wait, and later ones do not end the process', async (t) => {
  const source = new EventEmitter();
  const waiting = untilSignal(never(), { source });
  t.true(source.emit('SIGTERM'));
  t.is(await waiting, 'SIGTERM');
  t.true(source.emit('SIGINT'));
});

test('SIGHUP ends the wait, but not of one that reads its files anew', async (t) => {
  const plain = new EventEmitter();
  const ended = untilSignal(never(), { source: plain });
  plain.emit('SIGHUP');
  t.is(await ended, 'SIGHUP');
  const source = new EventEmitter();
  let read = 0;
  const waiting = untilSignal(never(), { source, reload: () => void (read += 1) });
  source.emit('SIGHUP');
  source.emit('SIGHUP');
  source.emit('SIGTERM');
  t.is(await waiting, 'SIGTERM');
  t.is(read, 2);
});

test('a failure of what runs ends the wait too', async (t) => {
  await t.throwsAsync(untilSignal(Promise.reject(new Error('the database is gone')), { source: new EventEmitter() }), {
    message: 'the database is gone',
  });
});

test('a shutdown that ends in time passes, also when it fails', async (t) => {
  await t.notThrowsAsync(stopInTime(async () => {}, 10_000));
  await t.throwsAsync(
    stopInTime(async () => {
      throw new Error('broken');
    }, 10_000),
    { message: 'broken' },
  );
});

test('a shutdown that hangs is given up', async (t) => {
  await t.throwsAsync(stopInTime(never, 5), { message: /longer than 5 ms/ });
});
