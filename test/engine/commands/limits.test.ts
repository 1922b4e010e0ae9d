import test from 'ava';
import { boundary, compensable, compensate, end, gateway, many, message, script, start, task, thrown, userTask } from '../elements.ts';
import { refuses } from '../refusal.ts';
import { startProcess } from '../start-process.ts';

const CHAIN = (length: number): [string, string[]] => {
  const ids = Array.from({ length }, (_, index) => `t${index}`);
  return [ids.map((id) => task(id)).join(''), ids.slice(1).map((id, index) => `${ids[index]} -> ${id}`)];
};

test('a step that does not come to rest stops at the limit; each token stays and names its element, and goes on when told to', async (t) => {
  const [body, flows] = CHAIN(30);
  const driver = await startProcess(start('go') + body + end('e'), ['go -> t0', ...flows, 't29 -> e'], { limits: { steps: 20 } });
  t.deepEqual([...driver.rows.incidents.values()], ['stepLimit']);
  const [id = 0] = driver.rows.incidents.keys();
  driver.send({ type: 'resolveIncident', instance: id, variables: {} });
  t.is(driver.ended, 'completed');
});

test('tokens held at a parallel join by the step limit are joined once they are let go', async (t) => {
  for (let steps = 3; steps < 12; steps++) {
    const body =
      start('go') + gateway('parallel', 'f') + task('a') + task('b') + task('c') + gateway('parallel', 'j') + userTask('after') + end('e');
    const driver = await startProcess(
      body,
      ['go -> f', 'f -> a', 'f -> b', 'f -> c', 'a -> j', 'b -> j', 'c -> j', 'j -> after', 'after -> e'],
      { limits: { steps } },
    );
    for (let [id] = driver.rows.incidents.keys(); id !== undefined; [id] = driver.rows.incidents.keys())
      driver.send({ type: 'resolveIncident', instance: id, variables: {} });
    t.deepEqual(driver.tasks(), ['after'], `limit ${steps}`);
    driver.complete('after');
    t.is(driver.ended, 'completed', `limit ${steps}`);
  }
});

test('a compensation stopped by the step limit anywhere is finished when its incidents are resolved, each handler once', async (t) => {
  const noting = (id: string) => script(`undo${id}`, `append(undone, "${id}")`, 'undone', { attrs: 'isForCompensation="true"' });
  for (const wait of [true, false])
    for (let steps = 1; steps < 14; steps++) {
      const body =
        start('go') +
        userTask('u') +
        compensable('a', task('a'), noting('a')) +
        compensable('b', task('b'), noting('b')) +
        thrown('undo', compensate(undefined, wait)) +
        userTask('after');
      const driver = await startProcess(body, ['go -> a', 'a -> b', 'b -> u', 'u -> undo', 'undo -> after'], {
        variables: { undone: [] },
        limits: { steps },
      });
      const settle = (): void => {
        for (let [id] = driver.rows.incidents.keys(); id !== undefined; [id] = driver.rows.incidents.keys())
          driver.send({ type: 'resolveIncident', instance: id, variables: {} });
      };
      settle();
      driver.complete('u');
      settle();
      t.deepEqual([driver.tasks(), driver.value('undone')], [['after'], ['b', 'a']], `limit ${steps}, wait ${wait}`);
      driver.complete('after');
      t.is(driver.ended, 'completed');
    }
});

test('a multi-instance activity stopped by the step limit anywhere loses no instance', async (t) => {
  for (let steps = 1; steps < 10; steps++) {
    const body =
      start('go') +
      userTask('u', { inner: many({ cardinality: '3', completion: 'false' }) }) +
      boundary('b', 'u', message()) +
      userTask('after');
    const driver = await startProcess(body, ['go -> u', 'u -> after', 'b -> after'], { limits: { steps } });
    for (let round = 0; round < 20 && !driver.tasks().includes('after'); round++) {
      const [incident] = driver.rows.incidents.keys();
      if (incident !== undefined) driver.send({ type: 'resolveIncident', instance: incident, variables: {} });
      else driver.complete('u');
    }
    t.deepEqual([driver.tasks(), driver.done['u']], [['after'], 4], `limit ${steps}`);
  }
});

test('expressions of a step share one budget; what exceeds it is an incident at its element', async (t) => {
  const driver = await startProcess(start('go') + script('w', 'sum(for i in 1..n return i)', 'x') + userTask('u'), ['go -> w', 'w -> u'], {
    variables: { n: 5000 },
    limits: { fuel: 1000 },
  });
  t.deepEqual([...driver.rows.incidents.values()], ['expressionFailed']);
  driver.resolve('w', { n: 10 });
  t.is(driver.value('x'), 55);
});

test('variables beyond their limit: the step does not happen, its element carries an incident, and nothing is lost', async (t) => {
  const driver = await startProcess(start('go') + userTask('u') + userTask('v'), ['go -> u', 'u -> v'], { limits: { variableBytes: 500 } });
  driver.complete('u', { text: 'x'.repeat(600) });
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()], driver.value('text')], [['u'], ['stateLimit'], undefined]);
  driver.complete('u', { text: 'short' });
  t.deepEqual([driver.tasks(), driver.rows.incidents.size], [['v'], 0]);
  refuses(t, driver, 'stateLimit', () => driver.send({ type: 'setVariables', variables: { text: 'x'.repeat(600) } }));
});

test('the limit is on bytes: Vietnamese text counts as it is stored', async (t) => {
  const driver = await startProcess(start('go') + userTask('u') + userTask('v'), ['go -> u', 'u -> v'], { limits: { variableBytes: 500 } });
  driver.complete('u', { text: 'ệ'.repeat(200) });
  t.deepEqual([...driver.rows.incidents.values()], ['stateLimit']);
});

test('an incident that holds a token is not forgotten when its retry exceeds a limit', async (t) => {
  const driver = await startProcess(
    start('go') + script('w', 'if ok then 1 else for i in 1..1000000000 return i', 'x') + userTask('u'),
    ['go -> w', 'w -> u'],
    { variables: { ok: false }, limits: { variableBytes: 500 } },
  );
  driver.resolve('w', { ok: true, text: 'x'.repeat(600) });
  t.is(driver.rows.incidents.size, 1);
  driver.resolve('w', { ok: true });
  t.deepEqual(driver.tasks(), ['u']);
});

test('a start that exceeds a limit is refused', async (t) => {
  const driver = await startProcess(start('go') + userTask('u'), ['go -> u'], { prepareOnly: true, limits: { variableBytes: 500 } });
  refuses(t, driver, 'stateLimit', () => driver.start({ text: 'x'.repeat(600) }));
});

test('a state beyond its limit is refused, also when few instances remember much', async (t) => {
  const wide = await startProcess(
    start('go') + userTask('u') + userTask('v', { inner: many({ cardinality: '200' }) }),
    ['go -> u', 'u -> v'],
    { limits: { stateBytes: 2000 } },
  );
  wide.complete('u');
  t.deepEqual([wide.tasks(), [...wide.rows.incidents.values()]], [['u'], ['stateLimit']]);
  const deep = await startProcess(
    start('go') +
      userTask('u', {
        inner:
          '<extensionElements><tk:ioMapping><tk:output source="for i in 1..n return i" target="list"/></tk:ioMapping></extensionElements>',
      }),
    ['go -> u'],
    { limits: { stateBytes: 2000 } },
  );
  deep.complete('u', { n: 10 ** 9, text: 'x'.repeat(3000) });
  t.deepEqual([deep.tasks(), [...deep.rows.incidents.values()]], [['u'], ['stateLimit']]);
});
