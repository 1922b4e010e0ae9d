import test from 'ava';
import { gateway, start, userTask } from '../elements.ts';
import { startProcess } from '../start-process.ts';

const BODY = start('go') + userTask('a') + userTask('b') + userTask('c');
const forked = (attrs = '') => BODY + gateway('exclusive', 'x', { attrs });

test('an exclusive gateway takes the first flow whose condition holds, in the order of the file, and no other (13.4.2)', async (t) => {
  const driver = await startProcess(forked(), ['go -> x', 'x -> a : n > 10', 'x -> b : n > 1', 'x -> c : n > 0'], { variables: { n: 5 } });
  t.deepEqual(driver.tasks(), ['b']);
});

test('conditions behind the first that holds are not evaluated (13.4.2)', async (t) => {
  const driver = await startProcess(forked(), ['go -> x', 'x -> a : n > 1', 'x -> b : unknown.value'], { variables: { n: 5 } });
  t.deepEqual(driver.tasks(), ['a']);
  t.is(driver.rows.incidents.size, 0);
});

test('the default flow is taken only when no condition holds, wherever it stands in the file (13.4.2)', async (t) => {
  const flows = ['go -> x', 'x -> a', 'x -> b : n = 1'];
  const attrs = 'default="p_f2"';
  t.deepEqual((await startProcess(forked(attrs), flows, { variables: { n: 1 } })).tasks(), ['b']);
  t.deepEqual((await startProcess(forked(attrs), flows, { variables: { n: 2 } })).tasks(), ['a']);
});

test('without a flow to take the token stays at the gateway as an incident, and goes on once a condition holds (13.4.2: exception)', async (t) => {
  const driver = await startProcess(forked(), ['go -> x', 'x -> a : n = 1', 'x -> b : n = 2'], { variables: { n: 3 } });
  t.deepEqual([...driver.rows.incidents.values()], ['noFlowTaken']);
  t.falsy(driver.ended);
  driver.resolve('x', { n: 4 });
  t.deepEqual([...driver.rows.incidents.values()], ['noFlowTaken']);
  driver.resolve('x', { n: 2 });
  t.deepEqual([driver.tasks(), driver.rows.incidents.size], [['b'], 0]);
});

for (const [what, value] of [
  ['text', 'true'],
  ['null', null],
  ['a number', 1],
] as const) {
  test(`a condition that gives ${what} instead of true or false is an incident, not a silent choice (13.4.2)`, async (t) => {
    const driver = await startProcess(forked('default="p_f3"'), ['go -> x', 'x -> a : answer', 'x -> b'], { variables: { answer: value } });
    t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['expressionFailed']]);
    driver.resolve('x', { answer: false });
    t.deepEqual(driver.tasks(), ['b']);
  });
}

test('a merging exclusive gateway passes every token through at once (13.4.2)', async (t) => {
  const body = start('go') + gateway('parallel', 'fork') + gateway('exclusive', 'merge') + userTask('after');
  const driver = await startProcess(body, ['go -> fork', 'fork -> merge', 'fork -> merge', 'fork -> merge', 'merge -> after']);
  t.deepEqual(driver.tasks(), ['after', 'after', 'after']);
  for (let left = 3; left > 0; left--) {
    t.falsy(driver.ended);
    driver.complete('after');
  }
  t.is(driver.ended, 'completed');
});

test('conditions on the flows of an activity are all looked at: it forks, or takes its default (13.3.1)', async (t) => {
  const body = start('go') + userTask('first', { attrs: 'default="p_f4"' }) + userTask('a') + userTask('b') + userTask('c');
  const flows = ['go -> first', 'first -> a : n > 1', 'first -> b : n > 2', 'first -> c'];
  const taken = async (n: number): Promise<string[]> => {
    const driver = await startProcess(body, flows, { variables: { n } });
    driver.complete('first');
    return driver.tasks();
  };
  t.deepEqual(await taken(3), ['a', 'b']);
  t.deepEqual(await taken(2), ['a']);
  t.deepEqual(await taken(0), ['c']);
});

test('an activity none of whose conditional flows holds keeps its token as an incident after its work is done', async (t) => {
  const driver = await startProcess(start('go') + userTask('first') + userTask('a'), ['go -> first', 'first -> a : ok = true']);
  driver.complete('first', { ok: false });
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['noFlowTaken']]);
  driver.resolve('first', { ok: true });
  t.deepEqual(driver.tasks(), ['a']);
});
