import test from 'ava';
import { boundary, after, end, gateway, start, task, userTask } from '../elements.ts';
import { startProcess } from '../start-process.ts';

const FORK = start('go') + gateway('parallel', 'fork') + userTask('a') + userTask('b') + userTask('c') + userTask('after') + end('e');
const FLOWS = ['go -> fork', 'fork -> a', 'fork -> b', 'fork -> c', 'a -> x', 'b -> x', 'c -> x', 'x -> after', 'after -> e'];
const complex = (activation: string, attrs = ''): string =>
  gateway('complex', 'x', {
    attrs,
    inner: `<activationCondition xsi:type="tFormalExpression">${activation.replaceAll('<', '&lt;')}</activationCondition>`,
  });

test('a complex gateway is activated when its condition on the arrived tokens holds (13.4.5)', async (t) => {
  const driver = await startProcess(FORK + complex('activationCount >= 2'), FLOWS);
  driver.complete('a');
  t.deepEqual(driver.tasks(), ['b', 'c']);
  driver.complete('c');
  t.deepEqual(driver.tasks(), ['after', 'b']);
});

test('tokens that come after the activation are consumed by the reset and do not go on (13.4.5)', async (t) => {
  const driver = await startProcess(FORK + complex('activationCount >= 2'), FLOWS);
  driver.complete('a');
  driver.complete('b');
  driver.complete('after');
  t.falsy(driver.ended, 'the third branch still runs');
  driver.complete('c');
  t.is(driver.done['after'], 1);
  t.is(driver.ended, 'completed');
});

test('a gateway that waits for its reset lets go when the missing token can no longer come (13.4.5)', async (t) => {
  const body = FORK + complex('activationCount >= 2') + boundary('late', 'c', after('PT1H')) + end('elsewhere');
  const driver = await startProcess(body, [...FLOWS, 'late -> elsewhere']);
  driver.complete('a');
  driver.complete('b');
  driver.complete('after');
  driver.fire('late');
  t.is(driver.ended, 'completed');
});

test('at the reset only conditions that hold produce tokens, and they may read waitingForStart (13.4.5)', async (t) => {
  const body = FORK + complex('activationCount >= 1') + userTask('rest');
  const flows = [
    'go -> fork',
    'fork -> a',
    'fork -> b',
    'fork -> c',
    'a -> x',
    'b -> x',
    'c -> x',
    'x -> after : waitingForStart',
    'x -> rest : not(waitingForStart)',
  ];
  const driver = await startProcess(body, flows);
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['a', 'after', 'c']);
  driver.complete('a');
  t.deepEqual(driver.tasks(), ['after', 'c']);
  driver.complete('c');
  t.deepEqual(driver.tasks(), ['after', 'rest']);
});

test('when all tokens came at the activation the reset follows at once (13.4.5)', async (t) => {
  const body = FORK + complex('activationCount = 3') + userTask('rest');
  const flows = [
    'go -> fork',
    'fork -> a',
    'fork -> b',
    'fork -> c',
    'a -> x',
    'b -> x',
    'c -> x',
    'x -> after : waitingForStart',
    'x -> rest : not(waitingForStart)',
  ];
  const driver = await startProcess(body, flows);
  for (const id of ['a', 'b', 'c']) driver.complete(id);
  t.deepEqual(driver.tasks(), ['after', 'rest']);
});

test('after its reset a complex gateway can be activated again (13.4.5)', async (t) => {
  const body =
    start('go') +
    gateway('exclusive', 'head') +
    gateway('parallel', 'fork') +
    userTask('a') +
    userTask('b') +
    complex('activationCount >= 1') +
    userTask('after') +
    gateway('exclusive', 'again', { attrs: 'default="p_f10"' }) +
    end('e');
  const flows = [
    'go -> head',
    'head -> fork',
    'fork -> a',
    'fork -> b',
    'a -> x',
    'b -> x',
    'x -> after',
    'after -> again',
    'again -> head : more',
    'again -> e',
  ];
  const driver = await startProcess(body, flows);
  for (const more of [true, false]) {
    driver.complete('a');
    driver.complete('b');
    driver.complete('after', { more });
  }
  t.is(driver.done['x'], 2);
  t.is(driver.ended, 'completed');
});

test('a condition that can never hold any more is an incident, raised once, and the tokens go on when it is mended', async (t) => {
  const driver = await startProcess(FORK + complex('activationCount >= needed'), FLOWS, { variables: { needed: 4 } });
  for (const id of ['a', 'b', 'c']) driver.complete(id);
  t.deepEqual([...driver.rows.incidents.values()], ['noFlowTaken']);
  driver.send({ type: 'setVariables', variables: { unrelated: 1 } });
  t.deepEqual(driver.last.effects, [], 'the incident is not raised again by each step');
  driver.resolve('x', { needed: 3 });
  t.deepEqual([driver.tasks(), driver.rows.incidents.size], [['after'], 0]);
});

test('an activation condition that fails is an incident at the gateway', async (t) => {
  const driver = await startProcess(FORK + complex('activationCount >= limit'), FLOWS, { variables: { limit: 'many' } });
  driver.complete('a');
  t.deepEqual([...driver.rows.incidents.values()], ['expressionFailed']);
  driver.complete('b');
  driver.resolve('x', { limit: 2 });
  t.deepEqual(driver.tasks(), ['after', 'c']);
});

test('no outgoing condition holds at the activation: an incident that keeps one token, the default flow prevents it (13.4.5)', async (t) => {
  const body = start('go') + gateway('parallel', 'fork') + task('a') + task('b') + userTask('after') + userTask('other');
  const flows = ['go -> fork', 'fork -> a', 'fork -> b', 'a -> x', 'b -> x', 'x -> after : waitingForStart and ok', 'x -> other'];
  const failing = await startProcess(body + complex('activationCount = 2'), flows.slice(0, 6), { variables: { ok: false } });
  t.deepEqual([...failing.rows.incidents.values()], ['noFlowTaken']);
  failing.resolve('x', { ok: true });
  t.deepEqual(failing.tasks(), ['after']);
  const safe = await startProcess(body + complex('activationCount = 2', 'default="p_f7"'), flows, { variables: { ok: false } });
  t.deepEqual(safe.tasks(), ['other']);
});
