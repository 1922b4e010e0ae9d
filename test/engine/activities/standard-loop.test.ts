import test from 'ava';
import { boundary, loop, message, script, start, subProcess, userTask } from '../elements.ts';
import { startProcess } from '../start-process.ts';

const FLOWS = ['go -> u', 'u -> after'];
const looping = (inner: string, variables = {}) =>
  startProcess(start('go') + userTask('u', { inner }) + userTask('after'), FLOWS, { variables });

test('a loop that tests after runs at least once and as long as its condition holds (10.3.8, 13.3.6)', async (t) => {
  const driver = await looping(loop('again = true'));
  driver.complete('u', { again: true });
  driver.complete('u', { again: true });
  t.deepEqual(driver.tasks(), ['u']);
  driver.complete('u', { again: false });
  t.deepEqual([driver.tasks(), driver.done['u']], [['after'], 4], 'three rounds, and the activity as a whole');
});

test('a loop that tests before may not run at all', async (t) => {
  t.deepEqual((await looping(loop('again = true', { before: true }), { again: false })).tasks(), ['after']);
  const driver = await looping(loop('again = true', { before: true }), { again: true });
  t.deepEqual(driver.tasks(), ['u']);
  driver.complete('u', { again: false });
  t.deepEqual(driver.tasks(), ['after']);
});

test('a loop ends at its maximum, whatever its condition says', async (t) => {
  const driver = await looping(loop('true', { maximum: 2 }));
  driver.complete('u');
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['after']);
  const unconditional = await looping(loop(undefined, { maximum: 1 }));
  unconditional.complete('u');
  t.deepEqual(unconditional.tasks(), ['after']);
  t.deepEqual((await looping(loop('true', { before: true, maximum: 0 }))).tasks(), ['after']);
});

test('the condition may count the rounds (table 10.29: loopCounter)', async (t) => {
  const driver = await looping(loop('loopCounter < 3'));
  for (let round = 0; round < 3; round++) driver.complete('u');
  t.deepEqual(driver.tasks(), ['after']);
});

test('a condition that is no truth value is an incident, and the loop goes on when it is mended', async (t) => {
  const driver = await looping(loop('again'));
  driver.complete('u');
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['expressionFailed']]);
  driver.resolve('u', { again: true });
  t.deepEqual(driver.tasks(), ['u']);
});

test('a boundary event belongs to the loop as a whole and stays through its rounds', async (t) => {
  const driver = await startProcess(start('go') + userTask('u', { inner: loop('true') }) + boundary('b', 'u', message()) + userTask('r'), [
    'go -> u',
    'b -> r',
  ]);
  driver.complete('u');
  t.is(driver.rows.subscriptions.size, 1);
  driver.message('m');
  t.deepEqual(driver.tasks(), ['r']);
});

test('a sub-process loops with fresh tokens in each round', async (t) => {
  const sub = subProcess('u', [userTask('a') + userTask('b'), ['a -> b']], { inner: loop('loopCounter < 2') });
  const driver = await startProcess(start('go') + sub + userTask('after'), FLOWS);
  for (const id of ['a', 'b', 'a', 'b']) driver.complete(id);
  t.deepEqual(driver.tasks(), ['after']);
});

test('a loop of something that takes no time is bounded by the step limit, as an incident that names it', async (t) => {
  const driver = await startProcess(start('go') + script('u', '1', 'x', { inner: loop('true') }) + userTask('after'), FLOWS, {
    limits: { steps: 100 },
  });
  t.deepEqual([...driver.rows.incidents.values()], ['stepLimit']);
  t.is(driver.run().instances.get([...driver.rows.incidents.keys()][0] ?? 0)?.node.id, 'u');
});
