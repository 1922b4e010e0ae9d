import test from 'ava';
import { caught, end, gateway, link, start, subProcess, thrown, userTask } from '../elements.ts';
import { startProcess } from '../start-process.ts';

test('a link goes from any of its sources to its one target (10.5.5.6)', async (t) => {
  const body =
    start('go') +
    gateway('parallel', 'f') +
    userTask('a') +
    userTask('b') +
    thrown('t1', link('L')) +
    thrown('t2', link('L')) +
    caught('c', link('L')) +
    userTask('after') +
    end('e');
  const driver = await startProcess(body, ['go -> f', 'f -> a', 'f -> b', 'a -> t1', 'b -> t2', 'c -> after', 'after -> e']);
  t.deepEqual(driver.tasks(), ['a', 'b'], 'a link target does not start by itself');
  driver.complete('a');
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['after', 'after']);
  driver.complete('after');
  driver.complete('after');
  t.is(driver.ended, 'completed');
});

test('a link can go back, as a loop', async (t) => {
  const body =
    start('go') +
    gateway('exclusive', 'head') +
    caught('c', link('L')) +
    userTask('u') +
    gateway('exclusive', 'x', { attrs: 'default="p_f6"' }) +
    thrown('back', link('L')) +
    end('e');
  const driver = await startProcess(body, ['go -> head', 'c -> head', 'head -> u', 'u -> x', 'x -> back : again', 'x -> e']);
  driver.complete('u', { again: true });
  t.deepEqual(driver.tasks(), ['u']);
  driver.complete('u', { again: false });
  t.is(driver.ended, 'completed');
});

test('links of the same name in different sub-processes are different links', async (t) => {
  const sub = (id: string) =>
    subProcess(id, [thrown(`t${id}`, link('L')) + caught(`c${id}`, link('L')) + userTask(`u${id}`), [`c${id} -> u${id}`]]);
  const driver = await startProcess(start('go') + sub('one') + sub('two'), ['go -> one', 'one -> two']);
  t.deepEqual(driver.tasks(), ['uone']);
});

test('a token that an administrator puts on a link target passes it', async (t) => {
  const body = start('go') + userTask('a') + thrown('t1', link('L')) + caught('c', link('L')) + userTask('after');
  const driver = await startProcess(body, ['go -> a', 'a -> t1', 'c -> after']);
  driver.send({ type: 'moveToken', cancel: [driver.find('a').id], activate: [{ scope: 1, node: 'c' }] });
  t.deepEqual(driver.tasks(), ['after']);
});
