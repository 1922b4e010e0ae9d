import test from 'ava';
import { after, boundary, call, end, gateway, job, many, process, start, subProcess, userTask } from '../elements.ts';
import { refuses } from '../refusal.ts';
import { startProcess } from '../start-process.ts';

type Driver = Awaited<ReturnType<typeof startProcess>>;
const back = (driver: Driver, from: string, target: string, index = 0): void => {
  const task = [...driver.rows.tasks].filter(([, node]) => node === from)[index];
  driver.send({ type: 'returnToStep', instance: task?.[0] ?? 0, target, variables: { reason: 'supplement' } });
};
const recall = (driver: Driver, target: string, scope = 1): void => driver.send({ type: 'recallStep', target, scope });

const PARALLEL =
  start('go') +
  ['a', 'b1', 'b2', 'c1', 'c2', 'd'].map((id) => userTask(id)).join('') +
  gateway('parallel', 'f') +
  gateway('parallel', 'j') +
  end('e');
const FLOWS = ['go -> a', 'a -> f', 'f -> b1', 'f -> c1', 'b1 -> b2', 'c1 -> c2', 'b2 -> j', 'c2 -> j', 'j -> d', 'd -> e'];

test('a return inside a branch leaves the other branches alone', async (t) => {
  const driver = await startProcess(PARALLEL, FLOWS);
  for (const id of ['a', 'b1', 'c1']) driver.complete(id);
  back(driver, 'b2', 'b1');
  t.deepEqual([driver.tasks(), driver.value('reason')], [['b1', 'c2'], 'supplement']);
  for (const id of ['c2', 'b1', 'b2', 'd']) driver.complete(id);
  t.is(driver.ended, 'completed');
});

test('a return to before the fork takes all branches back, also a token that waits at the join', async (t) => {
  const driver = await startProcess(PARALLEL, FLOWS);
  for (const id of ['a', 'b1', 'b2', 'c1']) driver.complete(id);
  back(driver, 'c2', 'a');
  t.deepEqual(driver.tasks(), ['a']);
  for (const id of ['a', 'b1', 'c1', 'b2', 'c2', 'd']) driver.complete(id);
  t.deepEqual([driver.ended, driver.done['d']], ['completed', 1]);
});

test('a return from behind the join to before the fork', async (t) => {
  const driver = await startProcess(PARALLEL, FLOWS);
  for (const id of ['a', 'b1', 'b2', 'c1', 'c2']) driver.complete(id);
  back(driver, 'd', 'a');
  t.deepEqual(driver.tasks(), ['a']);
});

test('a return from behind a join into one of its branches is refused: the join would wait for ever', async (t) => {
  const driver = await startProcess(PARALLEL, FLOWS);
  for (const id of ['a', 'b1', 'b2', 'c1', 'c2']) driver.complete(id);
  refuses(t, driver, 'notAnEarlierStep', () => back(driver, 'd', 'b1'));
});

test('a return to a step that is not earlier, does not exist or lies in another branch is refused', async (t) => {
  const driver = await startProcess(PARALLEL, FLOWS);
  for (const id of ['a', 'b1']) driver.complete(id);
  for (const target of ['d', 'c1', 'nowhere', 'go', 'f']) refuses(t, driver, 'notAnEarlierStep', () => back(driver, 'b2', target));
});

test('a return out of a sub-process takes the whole sub-process back', async (t) => {
  const sub = subProcess('sub', [
    gateway('parallel', 'sf') + userTask('x') + userTask('y') + boundary('sb', 'y', after('PT1H')),
    ['sf -> x', 'sf -> y'],
  ]);
  const driver = await startProcess(start('go') + userTask('a') + sub + end('e'), ['go -> a', 'a -> sub', 'sub -> e']);
  driver.complete('a');
  back(driver, 'x', 'a');
  t.deepEqual([driver.tasks(), driver.rows.timers.size], [['a'], 0]);
  for (const id of ['a', 'x', 'y']) driver.complete(id);
  t.is(driver.ended, 'completed');
});

test('a return inside one instance of a multi-instance sub-process leaves the other instances alone', async (t) => {
  const sub = subProcess('sub', [userTask('x') + userTask('y'), ['x -> y']], { inner: many({ cardinality: '2' }) });
  const driver = await startProcess(start('go') + userTask('a') + sub + end('e'), ['go -> a', 'a -> sub', 'sub -> e']);
  for (const id of ['a', 'x', 'x']) driver.complete(id);
  back(driver, 'y', 'x');
  t.deepEqual(driver.tasks(), ['x', 'y']);
  for (const id of ['y', 'x', 'y']) driver.complete(id);
  t.is(driver.ended, 'completed');
});

test('a return out of one instance of a multi-instance task takes back all of them', async (t) => {
  const driver = await startProcess(start('go') + userTask('a') + userTask('u', { inner: many({ cardinality: '3' }) }) + end('e'), [
    'go -> a',
    'a -> u',
    'u -> e',
  ]);
  driver.complete('a');
  driver.complete('u');
  back(driver, 'u', 'a');
  t.deepEqual(driver.tasks(), ['a']);
  driver.complete('a');
  t.deepEqual(driver.tasks(), ['u', 'u', 'u']);
});

test('a return in a loop goes to this round’s step', async (t) => {
  const body =
    start('go') +
    gateway('exclusive', 'head') +
    userTask('a') +
    userTask('b') +
    gateway('exclusive', 'x', { attrs: 'default="p_f6"' }) +
    end('e');
  const driver = await startProcess(body, ['go -> head', 'head -> a', 'a -> b', 'b -> x', 'x -> head : again', 'x -> e']);
  driver.complete('a');
  driver.complete('b', { again: true });
  driver.complete('a');
  back(driver, 'b', 'a');
  t.deepEqual(driver.tasks(), ['a']);
});

test('a return from the branch of a non-interrupting event to its host does not double the host', async (t) => {
  const body =
    start('go') + userTask('host') + boundary('b', 'host', after('PT1H'), false) + userTask('side') + userTask('next') + end('e');
  const driver = await startProcess(body, ['go -> host', 'b -> side', 'host -> next', 'next -> e']);
  driver.fire('b');
  back(driver, 'side', 'host');
  t.deepEqual(driver.tasks(), ['host']);
  driver.complete('host');
  driver.complete('next');
  t.is(driver.ended, 'completed');
});

test('an inclusive join behind a return waits for what runs, and is not kept waiting by what was taken back', async (t) => {
  const body =
    start('go') +
    gateway('inclusive', 'f') +
    ['a1', 'a2', 'b'].map((id) => userTask(id)).join('') +
    gateway('inclusive', 'j') +
    userTask('d');
  const driver = await startProcess(body, ['go -> f', 'f -> a1 : true', 'f -> b : true', 'a1 -> a2', 'a2 -> j', 'b -> j', 'j -> d']);
  driver.complete('a1');
  back(driver, 'a2', 'a1');
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['a1']);
  driver.complete('a1');
  driver.complete('a2');
  t.deepEqual(driver.tasks(), ['d']);
});

test('a return to a step that is separated from another remembers who returned it', async (t) => {
  const body = start('go') + userTask('a') + userTask('b') + userTask('c', { attrs: 'tk:separateFrom="b"' });
  const driver = await startProcess(body, ['go -> a', 'a -> b', 'b -> c']);
  driver.complete('a');
  back(driver, 'b', 'a');
  driver.as({ account: 'binh', person: 'p-binh' });
  driver.complete('a');
  driver.complete('b');
  driver.as({ account: 'tester', person: 'p-tester' });
  refuses(t, driver, 'separationOfDuties', () => driver.complete('c'));
});

test('a recall takes back what followed a step and opens it again, while something that follows is active', async (t) => {
  const driver = await startProcess(PARALLEL, FLOWS);
  driver.complete('a');
  recall(driver, 'a');
  t.deepEqual(driver.tasks(), ['a']);
  refuses(t, driver, 'nothingToRecall', () => recall(driver, 'a'));
  refuses(t, driver, 'stepUnknown', () => recall(driver, 'nowhere'));
  refuses(t, driver, 'instanceEnded', () => recall(driver, 'a', 99));
});

test('a recall reaches a token that waits at a join, and leaves the other branches alone', async (t) => {
  const driver = await startProcess(PARALLEL, FLOWS);
  for (const id of ['a', 'b1', 'b2']) driver.complete(id);
  recall(driver, 'b2');
  t.deepEqual(driver.tasks(), ['b2', 'c1']);
});

test('a recall takes back jobs, timers and called processes', async (t) => {
  const body =
    start('go') + userTask('a') + gateway('parallel', 'f') + job('w') + call('c', 'q') + userTask('u') + boundary('t1', 'u', after('PT1H'));
  const driver = await startProcess(body, ['go -> a', 'a -> f', 'f -> w', 'f -> c', 'f -> u'], { others: [process('q', userTask('qa'))] });
  driver.complete('a');
  t.deepEqual([driver.rows.jobs.size, driver.rows.timers.size, driver.tasks()], [1, 1, ['qa', 'u']]);
  recall(driver, 'a');
  t.deepEqual([driver.rows.jobs.size, driver.rows.timers.size, driver.tasks()], [0, 0, ['a']]);
});

test('a side branch alone brings nobody back whose token has passed a join: that token would be there twice', async (t) => {
  const body =
    start('go') +
    gateway('parallel', 'f') +
    userTask('host') +
    boundary('b', 'host', after('PT1H'), false) +
    userTask('side') +
    userTask('x') +
    gateway('parallel', 'j') +
    userTask('next');
  const driver = await startProcess(body, ['go -> f', 'f -> host', 'f -> x', 'b -> side', 'host -> j', 'x -> j', 'j -> next']);
  driver.fire('b');
  driver.complete('host');
  driver.complete('x');
  refuses(t, driver, 'notAnEarlierStep', () => back(driver, 'side', 'host'));
  refuses(t, driver, 'nothingToRecall', () => recall(driver, 'host'));
});
