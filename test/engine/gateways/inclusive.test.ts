import test from 'ava';
import { after, boundary, compensable, compensate, end, gateway, start, subProcess, task, thrown, userTask } from '../elements.ts';
import { startProcess } from '../start-process.ts';

const or = (id: string, attrs = ''): string => gateway('inclusive', id, { attrs });
const FORK = start('go') + or('fork', 'default="p_f4"') + userTask('a') + userTask('b') + userTask('c') + or('join') + userTask('after');
const FLOWS = ['go -> fork', 'fork -> a : x', 'fork -> b : y', 'fork -> c', 'a -> join', 'b -> join', 'c -> join', 'join -> after'];

test('an inclusive gateway takes every flow whose condition holds, and its default only when none does (13.4.3)', async (t) => {
  const taken = async (x: boolean, y: boolean) => (await startProcess(FORK, FLOWS, { variables: { x, y } })).tasks();
  t.deepEqual(await taken(true, true), ['a', 'b']);
  t.deepEqual(await taken(false, true), ['b']);
  t.deepEqual(await taken(false, false), ['c']);
});

test('without a flow to take an inclusive gateway raises an incident (13.4.3: exception)', async (t) => {
  const body = start('go') + or('fork') + userTask('a') + userTask('b');
  const driver = await startProcess(body, ['go -> fork', 'fork -> a : x', 'fork -> b : x'], { variables: { x: false } });
  t.deepEqual([...driver.rows.incidents.values()], ['noFlowTaken']);
});

test('an inclusive join waits for the branches that run, and for no others (13.4.3)', async (t) => {
  const driver = await startProcess(FORK, FLOWS, { variables: { x: true, y: true } });
  driver.complete('a');
  t.deepEqual(driver.tasks(), ['b']);
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['after']);
  const single = await startProcess(FORK, FLOWS, { variables: { x: true, y: false } });
  single.complete('a');
  t.deepEqual(single.tasks(), ['after']);
});

test('an inclusive join goes on when the branch it waited for ends elsewhere (13.4.3)', async (t) => {
  const body = `${FORK}${gateway('exclusive', 'x1', { attrs: 'default="p_f10"' })}${end('elsewhere')}`;
  const flows = [
    'go -> fork',
    'fork -> a : x',
    'fork -> b : y',
    'fork -> c',
    'a -> join',
    'b -> x1',
    'c -> join',
    'join -> after',
    'x1 -> join : stay',
    'x1 -> elsewhere',
  ];
  const driver = await startProcess(body, flows, { variables: { x: true, y: true } });
  driver.complete('a');
  t.deepEqual(driver.tasks(), ['b']);
  driver.complete('b', { stay: false });
  t.deepEqual(driver.tasks(), ['after']);
});

test('an inclusive join goes on when a boundary event takes the other branch away (13.4.3)', async (t) => {
  const body = `${FORK}${boundary('late', 'b', after('PT1H'))}${end('elsewhere')}`;
  const driver = await startProcess(body, [...FLOWS, 'late -> elsewhere'], { variables: { x: true, y: true } });
  driver.complete('a');
  driver.fire('late');
  t.deepEqual(driver.tasks(), ['after']);
});

test('a token that can reach the join by a boundary event is waited for (13.4.3)', async (t) => {
  const body = `${FORK}${userTask('d')}${boundary('late', 'd', after('PT1H'))}${end('elsewhere')}`;
  const flows = [
    'go -> fork',
    'fork -> a : x',
    'fork -> d : y',
    'fork -> c',
    'a -> join',
    'late -> join',
    'c -> join',
    'join -> after',
    'd -> elsewhere',
    'b -> elsewhere',
  ];
  const driver = await startProcess(body, flows, { variables: { x: true, y: true } });
  driver.complete('a');
  t.deepEqual(driver.tasks(), ['d']);
  driver.fire('late');
  t.deepEqual(driver.tasks(), ['after']);
});

test('a token that reaches an empty flow and a filled one as well is not waited for (13.4.3, second condition on paths)', async (t) => {
  const body =
    start('go') +
    gateway('parallel', 'fork') +
    task('a') +
    userTask('u') +
    gateway('exclusive', 'choice', { attrs: 'default="p_f5"' }) +
    gateway('exclusive', 'merge') +
    task('b') +
    or('join') +
    userTask('after');
  const flows = [
    'go -> fork',
    'fork -> a',
    'fork -> u',
    'u -> choice',
    'choice -> merge',
    'a -> merge',
    'merge -> join',
    'choice -> b : viaB',
    'b -> join',
    'join -> after',
  ];
  const driver = await startProcess(body, flows);
  t.deepEqual(driver.tasks(), ['after', 'u'], 'u leads to the full flow too, so the join does not wait for it');
});

test('tokens behind the join in a loop do not hold it up (13.4.3: paths that visit the gateway do not count)', async (t) => {
  const body = start('go') + or('join') + userTask('work') + gateway('exclusive', 'again', { attrs: 'default="p_f5"' }) + end('e');
  const driver = await startProcess(body, ['go -> join', 'join -> work', 'work -> again', 'again -> join : more', 'again -> e']);
  for (let round = 0; round < 3; round++) driver.complete('work', { more: round < 2 });
  t.is(driver.done['join'], 3);
  t.is(driver.ended, 'completed');
});

test('a token on the way round a loop to the other flow is waited for', async (t) => {
  const body =
    start('go') +
    gateway('parallel', 'fork') +
    userTask('a') +
    userTask('b') +
    gateway('exclusive', 'again', { attrs: 'default="p_f7"' }) +
    gateway('exclusive', 'head') +
    or('join') +
    userTask('after');
  const flows = [
    'go -> fork',
    'fork -> a',
    'fork -> head',
    'head -> b',
    'b -> again',
    'again -> head : more',
    'again -> join',
    'a -> join',
    'join -> after',
  ];
  const driver = await startProcess(body, flows);
  driver.complete('a');
  driver.complete('b', { more: true });
  t.deepEqual(driver.tasks(), ['b']);
  driver.complete('b', { more: false });
  t.deepEqual(driver.tasks(), ['after']);
  t.is(driver.done['join'], 1);
});

test('of two tokens on one flow the join consumes one, and takes the other in its next round (13.4.3)', async (t) => {
  const body =
    start('go') + gateway('parallel', 'fork') + gateway('exclusive', 'merge') + task('a') + userTask('b') + or('join') + userTask('after');
  const flows = ['go -> fork', 'fork -> merge', 'fork -> merge', 'fork -> b', 'merge -> a', 'a -> join', 'b -> join', 'join -> after'];
  const driver = await startProcess(body, flows);
  t.deepEqual(driver.tasks(), ['b']);
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['after', 'after']);
});

test('inclusive forks and joins nested in a sub-process see only the tokens of their own instance', async (t) => {
  const inside = or('f', 'default="sub_f3"') + userTask('a') + userTask('b') + or('j') + userTask('after');
  const sub = subProcess('sub', [inside, ['f -> a : x', 'f -> b : x', 'f -> j', 'a -> j', 'b -> j', 'j -> after']]);
  const driver = await startProcess(
    start('go') + gateway('parallel', 'twice') + gateway('exclusive', 'merge') + sub,
    ['go -> twice', 'twice -> merge', 'twice -> merge', 'merge -> sub'],
    { variables: { x: true } },
  );
  driver.complete('a', {}, undefined, 0);
  driver.complete('b', {}, undefined, 0);
  t.deepEqual(driver.tasks(), ['a', 'after', 'b']);
});

test('a compensation that nobody waits for does not hold up a join behind its throw event (13.5.5, waitForCompletion=false)', async (t) => {
  const body =
    start('go') +
    compensable('a') +
    gateway('parallel', 'fork') +
    thrown('undo', compensate(undefined, false)) +
    userTask('b') +
    or('join') +
    userTask('after');
  const driver = await startProcess(body, [
    'go -> a',
    'a -> fork',
    'fork -> undo',
    'fork -> b',
    'undo -> join',
    'b -> join',
    'join -> after',
  ]);
  driver.complete('a');
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['after', 'undoa']);
});
