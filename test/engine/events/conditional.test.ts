import test from 'ava';
import { boundary, call, caught, conditional, end, eventSubProcess, process, start, subProcess, userTask } from '../elements.ts';
import { startProcess } from '../start-process.ts';

const set = (driver: Awaited<ReturnType<typeof startProcess>>, variables: Record<string, number | boolean | string>): void =>
  driver.send({ type: 'setVariables', variables });

test('an intermediate conditional event waits until its condition becomes true (10.5.5.3)', async (t) => {
  const driver = await startProcess(start('go') + caught('c', conditional('n > 5')) + end('e'), ['go -> c', 'c -> e'], {
    variables: { n: 1 },
  });
  set(driver, { n: 5 });
  t.falsy(driver.ended);
  set(driver, { n: 6 });
  t.is(driver.ended, 'completed');
});

test('a condition that holds already when the token comes lets it pass at once', async (t) => {
  const driver = await startProcess(start('go') + caught('c', conditional('n > 5')) + end('e'), ['go -> c', 'c -> e'], {
    variables: { n: 7 },
  });
  t.is(driver.ended, 'completed');
});

test('a variable that is not there yet is not an error of a waiting condition', async (t) => {
  const driver = await startProcess(start('go') + caught('c', conditional('paid = true')) + end('e'), ['go -> c', 'c -> e']);
  t.is(driver.rows.incidents.size, 0);
  set(driver, { paid: true });
  t.is(driver.ended, 'completed');
});

test('a non-interrupting condition fires once each time it becomes true, not while it stays true (10.5.5.3)', async (t) => {
  const driver = await startProcess(
    start('go') + userTask('u') + boundary('b', 'u', conditional('n > 5'), false) + userTask('r'),
    ['go -> u', 'b -> r'],
    { variables: { n: 1 } },
  );
  for (const [n, times] of [
    [6, 1],
    [7, 1],
    [2, 1],
    [9, 2],
  ] as const) {
    set(driver, { n });
    t.is(driver.tasks().filter((id) => id === 'r').length, times, `n = ${n}`);
  }
});

test('an interrupting boundary condition takes the activity away', async (t) => {
  const driver = await startProcess(start('go') + userTask('u') + boundary('b', 'u', conditional('stop = true')) + userTask('r'), [
    'go -> u',
    'b -> r',
  ]);
  set(driver, { stop: true });
  t.deepEqual(driver.tasks(), ['r']);
});

test('conditions start event sub-processes; what another branch writes is seen (10.3.5.6)', async (t) => {
  const handler = (interrupting: boolean) =>
    eventSubProcess('es', conditional('n > 5'), [userTask('h'), ['esStart -> h']], { interrupting });
  const body = start('go') + userTask('u') + userTask('v');
  const beside = await startProcess(body + handler(false), ['go -> u', 'u -> v']);
  beside.complete('u', { n: 6 });
  t.deepEqual(beside.tasks(), ['h', 'v']);
  const instead = await startProcess(body + handler(true), ['go -> u', 'u -> v']);
  instead.complete('u', { n: 6 });
  t.deepEqual(instead.tasks(), ['h']);
});

test('a condition sees the variables of its own scope, and of a called process only its own', async (t) => {
  const driver = await startProcess(start('go') + call('c', 'q', { attrs: 'tk:propagateAll="false"' }) + end('e'), ['go -> c', 'c -> e'], {
    others: [process('q', caught('qc', conditional('n > 5')))],
    variables: { n: 9 },
  });
  t.falsy(driver.ended);
  driver.send({ type: 'setVariables', instance: driver.find('q').id, variables: { n: 6 } });
  t.is(driver.ended, 'completed');
});

test('a condition that fails is an incident beside the activity, looked at again when that is resolved', async (t) => {
  const driver = await startProcess(
    start('go') + userTask('u') + boundary('b', 'u', conditional('count(for i in 1..n return i) > 1')) + userTask('r') + end('e'),
    ['go -> u', 'b -> r', 'u -> e'],
    { variables: { n: 10 ** 9 } },
  );
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [['u'], ['expressionFailed']]);
  driver.resolve('u', { n: 2 });
  t.deepEqual([driver.tasks(), driver.rows.incidents.size], [['r'], 0]);
});

test('a scope whose condition failed still ends when its work is done', async (t) => {
  const sub = subProcess('sub', [
    userTask('u') + eventSubProcess('es', conditional('count(for i in 1..n return i) > 1'), [userTask('h'), ['esStart -> h']]),
  ]);
  const driver = await startProcess(start('go') + sub + end('e'), ['go -> sub', 'sub -> e'], { variables: { n: 10 ** 9 } });
  t.deepEqual([...driver.rows.incidents.values()], ['expressionFailed']);
  driver.complete('u');
  t.deepEqual([driver.ended, driver.rows.incidents.size], ['completed', 0]);
});
