import test from 'ava';
import { gateway, io, script, start, subProcess, userTask } from './elements.ts';
import { refuses } from './refusal.ts';
import { startProcess } from './start-process.ts';

const FLOWS = ['go -> u', 'u -> after'];
const frame = (activity: string, variables = {}) => startProcess(start('go') + activity + userTask('after'), FLOWS, { variables });

test('what a task produces is written where the variable exists, else on the process (10.4)', async (t) => {
  const sub = subProcess('u', [userTask('v') + userTask('w'), ['v -> w']], { inner: io({ local: '1' }) });
  const driver = await frame(sub, { outer: 1 });
  const { id } = driver.find('u');
  driver.complete('v', { local: 2, outer: 2, fresh: 3 });
  t.is(driver.variables[String(id)]?.['local'], 2);
  t.deepEqual([driver.value('outer'), driver.value('fresh'), driver.value('local')], [2, 3, undefined]);
});

test('an inner variable hides an outer one of the same name, and is gone with its scope', async (t) => {
  const sub = subProcess('u', [script('s1', 'x + 1', 'seen') + userTask('v'), ['s1 -> v']], { inner: io({ x: '10' }) });
  const driver = await frame(sub, { x: 1 });
  t.is(driver.value('seen'), 11);
  driver.complete('v', { x: 99 });
  t.is(driver.value('x'), 1);
  t.deepEqual(Object.keys(driver.variables), ['1']);
});

test('inputs of a task are its own: what it writes to them does not leave it', async (t) => {
  const driver = await frame(userTask('u', { inner: io({ amount: 'total' }) }), { total: 5, amount: 1 });
  driver.complete('u', { amount: 7, note: 'x' });
  t.deepEqual([driver.value('amount'), driver.value('note')], [1, 'x']);
});

test('with output mappings only these leave the task', async (t) => {
  const driver = await frame(userTask('u', { inner: io({}, { verdict: 'decision.result' }) }));
  driver.complete('u', { decision: { result: 'ok' }, noise: 1 });
  t.deepEqual([driver.value('verdict'), driver.value('decision'), driver.value('noise')], ['ok', undefined, undefined]);
});

test('input mappings that fail keep the task closed as an incident, and it opens when they are mended', async (t) => {
  const driver = await frame(userTask('u', { inner: io({ list: 'for i in 1..n return i' }) }), { n: 10 ** 9 });
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['expressionFailed']]);
  driver.resolve('u', { n: 2 });
  t.deepEqual(driver.tasks(), ['u']);
});

test('output mappings that fail close the task, keep what was entered, and are applied when they are mended', async (t) => {
  const driver = await frame(userTask('u', { inner: io({}, { list: 'for i in 1..n return i' }) }));
  const { id } = driver.find('u');
  driver.complete('u', { n: 10 ** 9, entered: 'by hand' });
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['expressionFailed']]);
  refuses(t, driver, 'taskNotOpen', () => driver.send({ type: 'completeUserTask', instance: id, variables: {} }));
  driver.resolve('u', { n: 1 });
  t.deepEqual([driver.tasks(), driver.value('list')], [['after'], [1]]);
});

test('variables can be set on a scope, on the process by default, and on nothing that has ended', async (t) => {
  const driver = await frame(subProcess('u', [userTask('v')]));
  const { id } = driver.find('u');
  driver.send({ type: 'setVariables', variables: { a: 1 } });
  driver.send({ type: 'setVariables', instance: id, variables: { b: 2 } });
  t.deepEqual([driver.value('a'), driver.variables[String(id)]], [1, { b: 2 }]);
  refuses(t, driver, 'instanceEnded', () => driver.send({ type: 'setVariables', instance: 77, variables: { b: 2 } }));
});

test('who started the case is a variable, and start data cannot make it up', async (t) => {
  const driver = await frame(userTask('u'), { starter: { account: 'somebody else' } });
  t.deepEqual(driver.value('starter'), { account: 'tester', person: 'p-tester' });
});

test('parallel branches write to the same process; the last one wins', async (t) => {
  const body = start('go') + gateway('parallel', 'f') + userTask('a') + userTask('b');
  const driver = await startProcess(body, ['go -> f', 'f -> a', 'f -> b']);
  driver.complete('b', { x: 1 });
  t.is(driver.value('x'), 1);
});

test('a step that writes no variable leaves the stored variables as they are', async (t) => {
  const driver = await frame(userTask('u'));
  const before = driver.variables;
  driver.complete('u');
  t.deepEqual(driver.variables, before);
});
