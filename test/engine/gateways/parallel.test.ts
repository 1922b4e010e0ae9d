import test from 'ava';
import { end, gateway, start, subProcess, task, terminate, userTask } from '../elements.ts';
import { startProcess } from '../start-process.ts';

test('a forking parallel gateway puts a token on every outgoing flow, whatever conditions they carry (13.4.1)', async (t) => {
  const body = start('go') + gateway('parallel', 'fork') + userTask('a') + userTask('b') + userTask('c');
  const driver = await startProcess(body, ['go -> fork', 'fork -> a', 'fork -> b : 1 = 2', 'fork -> c']);
  t.deepEqual(driver.tasks(), ['a', 'b', 'c']);
});

test('a joining parallel gateway waits for a token on each incoming flow (13.4.1)', async (t) => {
  const body =
    start('go') +
    gateway('parallel', 'fork') +
    userTask('a') +
    userTask('b') +
    userTask('c') +
    gateway('parallel', 'join') +
    userTask('after');
  const flows = ['go -> fork', 'fork -> a', 'fork -> b', 'fork -> c', 'a -> join', 'b -> join', 'c -> join', 'join -> after'];
  const driver = await startProcess(body, flows);
  driver.complete('c');
  driver.complete('a');
  t.deepEqual(driver.tasks(), ['b']);
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['after']);
  t.is(driver.done['join'], 1);
});

test('two tokens on one incoming flow do not replace the missing one on the other: one is consumed, one stays (13.4.1)', async (t) => {
  const body =
    start('go') +
    gateway('parallel', 'fork') +
    gateway('exclusive', 'merge') +
    userTask('b') +
    gateway('parallel', 'join') +
    userTask('after') +
    end('e');
  const flows = ['go -> fork', 'fork -> merge', 'fork -> merge', 'fork -> b', 'merge -> join', 'b -> join', 'join -> after', 'after -> e'];
  const driver = await startProcess(body, flows);
  t.deepEqual(driver.tasks(), ['b']);
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['after']);
  driver.complete('after');
  t.is(driver.ended, undefined, 'a token is left at the join: the standard gives the case no end');
  t.is(driver.state?.i.filter(([, node]) => node === 'join').length, 1);
});

test('a join fires as often as full sets of tokens arrive (13.4.1)', async (t) => {
  const body =
    start('go') +
    gateway('parallel', 'fork') +
    gateway('exclusive', 'g1') +
    gateway('exclusive', 'g2') +
    userTask('a') +
    userTask('b') +
    gateway('parallel', 'join') +
    userTask('after');
  const flows = [
    'go -> fork',
    'fork -> g1',
    'fork -> g1',
    'fork -> g2',
    'fork -> g2',
    'g1 -> a',
    'g2 -> b',
    'a -> join',
    'b -> join',
    'join -> after',
  ];
  const driver = await startProcess(body, flows);
  t.deepEqual(driver.tasks(), ['a', 'a', 'b', 'b']);
  driver.complete('a');
  driver.complete('a');
  t.falsy(driver.done['join']);
  driver.complete('b');
  t.is(driver.done['join'], 1);
  driver.complete('b');
  t.is(driver.done['join'], 2);
  t.deepEqual(driver.tasks(), ['after', 'after']);
});

test('a branch with a choice inside brings one token to the join, by either way', async (t) => {
  const body =
    start('go') +
    gateway('parallel', 'fork') +
    gateway('exclusive', 'x', { attrs: 'default="p_f4"' }) +
    userTask('a1') +
    userTask('a2') +
    gateway('exclusive', 'merge') +
    userTask('b') +
    gateway('parallel', 'join') +
    userTask('after');
  const flows = [
    'go -> fork',
    'fork -> x',
    'x -> a1 : n = 1',
    'x -> a2',
    'a1 -> merge',
    'a2 -> merge',
    'fork -> b',
    'merge -> join',
    'b -> join',
    'join -> after',
  ];
  const driver = await startProcess(body, flows, { variables: { n: 2 } });
  driver.complete('a2');
  t.deepEqual(driver.tasks(), ['b']);
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['after']);
});

test('tokens of different sub-process instances never join each other (13.3.4)', async (t) => {
  const inside = gateway('parallel', 'fork') + userTask('a') + userTask('b') + gateway('parallel', 'join') + userTask('after');
  const flows = ['fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> after'];
  const body = start('go') + gateway('parallel', 'twice') + gateway('exclusive', 'merge') + subProcess('sub', [inside, flows]);
  const driver = await startProcess(body, ['go -> twice', 'twice -> merge', 'twice -> merge', 'merge -> sub']);
  driver.complete('a', {}, undefined, 0);
  driver.complete('b', {}, undefined, 1);
  t.deepEqual(driver.tasks(), ['a', 'b']);
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['a', 'after']);
});

test('a process is done when its last token is consumed, not before (13.3.4)', async (t) => {
  const body = start('go') + gateway('parallel', 'fork') + userTask('a') + task('b') + end('e1') + end('e2');
  const driver = await startProcess(body, ['go -> fork', 'fork -> a', 'fork -> b', 'a -> e1', 'b -> e2']);
  t.is(driver.done['e2'], 1);
  t.falsy(driver.ended);
  driver.complete('a');
  t.is(driver.ended, 'completed');
});

test('a terminate end event takes away all tokens, also those waiting at a join (10.5.3)', async (t) => {
  const body =
    start('go') +
    gateway('parallel', 'fork') +
    task('a') +
    userTask('b') +
    userTask('c') +
    gateway('parallel', 'join') +
    end('e', terminate);
  const driver = await startProcess(body, ['go -> fork', 'fork -> a', 'fork -> b', 'fork -> c', 'a -> join', 'b -> join', 'c -> e']);
  driver.complete('c');
  t.is(driver.ended, 'terminated');
  t.deepEqual([driver.tasks(), driver.state?.i], [[], []]);
});
