import test from 'ava';
import {
  boundary,
  cancel,
  compensable,
  compensate,
  end,
  error,
  eventSubProcess,
  gateway,
  message,
  start,
  thrown,
  transaction,
  userTask,
} from '../elements.ts';
import { startProcess } from '../start-process.ts';

const INSIDE =
  gateway('parallel', 'f') +
  compensable('a') +
  userTask('b') +
  gateway('exclusive', 'x', { attrs: 'default="tx_f6"' }) +
  end('stop', cancel) +
  end('ok');
const FLOWS = ['f -> a', 'f -> b', 'a -> x', 'x -> stop : n = 1', 'b -> ok', 'x -> ok'];
const FRAME = start('go') + boundary('cancelled', 'tx', cancel) + userTask('after') + userTask('regret');
const OUTSIDE = ['go -> tx', 'tx -> after', 'cancelled -> regret'];

test('a cancelled transaction stops, is compensated, and is left at its cancel event (10.7.2, 13.5.4)', async (t) => {
  const driver = await startProcess(FRAME + transaction('tx', [INSIDE, FLOWS]), OUTSIDE);
  driver.complete('a', { n: 1 });
  t.deepEqual(driver.tasks(), ['undoa'], 'b is cut off, a is undone');
  driver.complete('undoa');
  t.deepEqual(driver.tasks(), ['regret']);
  driver.complete('regret');
  t.is(driver.ended, 'completed');
});

test('a transaction that is not cancelled is left normally', async (t) => {
  const driver = await startProcess(FRAME + transaction('tx', [INSIDE, FLOWS]), OUTSIDE);
  driver.complete('a', { n: 2 });
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['after']);
});

test('an error out of a transaction is a hazard: it interrupts and undoes nothing (10.3.5.5)', async (t) => {
  const tx = transaction('tx', [compensable('a') + end('fail', error('E1')), ['a -> fail']]);
  const driver = await startProcess(FRAME + tx + boundary('hazard', 'tx', error('E1')) + userTask('repair'), [
    ...OUTSIDE,
    'hazard -> repair',
  ]);
  driver.complete('a');
  t.deepEqual(driver.tasks(), ['repair']);
});

test('a completed transaction can be compensated as a whole', async (t) => {
  const tx = transaction('tx', [compensable('a') + compensable('b'), ['a -> b']]);
  const driver = await startProcess(start('go') + tx + thrown('undo', compensate()) + userTask('after'), [
    'go -> tx',
    'tx -> undo',
    'undo -> after',
  ]);
  driver.complete('a');
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['undob']);
  driver.complete('undob');
  t.deepEqual(driver.tasks(), ['undoa']);
});

test('while a transaction is being undone its event sub-processes no longer start', async (t) => {
  const handler = eventSubProcess('es', message(), [userTask('h'), ['esStart -> h']], { interrupting: false });
  const driver = await startProcess(FRAME + transaction('tx', [compensable('a') + end('stop', cancel) + handler, ['a -> stop']]), OUTSIDE);
  t.is(driver.rows.subscriptions.size, 1);
  driver.complete('a');
  t.is(driver.rows.subscriptions.size, 0);
  driver.complete('undoa');
  t.deepEqual(driver.tasks(), ['regret']);
});

test('a cancelled transaction with nothing to undo is left at once', async (t) => {
  const driver = await startProcess(FRAME + transaction('tx', [userTask('u') + end('stop', cancel), ['u -> stop']]), OUTSIDE);
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['regret']);
});
