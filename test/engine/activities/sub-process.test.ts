import test from 'ava';
import { after, boundary, end, eventSubProcess, gateway, io, message, start, subProcess, task, userTask } from '../elements.ts';
import { startProcess } from '../start-process.ts';

test('a sub-process begins at its start event and is done when its last token is consumed (13.3.4)', async (t) => {
  const sub = subProcess('sub', [
    start('s0') + gateway('parallel', 'f') + userTask('a') + userTask('b') + end('e1'),
    ['s0 -> f', 'f -> a', 'f -> b', 'a -> e1'],
  ]);
  const driver = await startProcess(start('go') + sub + userTask('after'), ['go -> sub', 'sub -> after']);
  driver.complete('a');
  t.deepEqual(driver.tasks(), ['b']);
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['after']);
});

test('a sub-process whose content takes no time is passed', async (t) => {
  const driver = await startProcess(start('go') + subProcess('sub', [task('a') + task('b'), ['a -> b']]) + end('e'), [
    'go -> sub',
    'sub -> e',
  ]);
  t.deepEqual([driver.ended, driver.done['sub']], ['completed', 1]);
});

test('an empty sub-process is passed', async (t) => {
  const driver = await startProcess(start('go') + subProcess('sub', ['']) + end('e'), ['go -> sub', 'sub -> e']);
  t.is(driver.ended, 'completed');
});

test('an interrupting boundary event cuts off everything inside, however deep (13.5.3)', async (t) => {
  const inner = subProcess('inner', [
    gateway('parallel', 'f') + userTask('a') + userTask('b') + boundary('tb', 'b', after('PT1H')),
    ['f -> a', 'f -> b'],
  ]);
  const driver = await startProcess(
    start('go') + subProcess('outer', [inner + userTask('c')]) + boundary('b1', 'outer', message()) + userTask('r'),
    ['go -> outer', 'b1 -> r'],
  );
  t.deepEqual(driver.tasks(), ['a', 'b', 'c']);
  driver.message('m');
  t.deepEqual([driver.tasks(), driver.rows.timers.size], [['r'], 0]);
});

test('two tokens run two instances of a sub-process, each with its own variables (13.3.4)', async (t) => {
  const sub = subProcess('sub', [userTask('a') + userTask('b'), ['a -> b']], { inner: io({ own: '0' }) });
  const driver = await startProcess(start('go') + gateway('parallel', 'f') + gateway('exclusive', 'merge') + sub, [
    'go -> f',
    'f -> merge',
    'f -> merge',
    'merge -> sub',
  ]);
  driver.complete('a', { own: 1 });
  driver.complete('a', { own: 2 });
  const values = driver.state?.i.filter(([, node]) => node === 'sub').map(([id]) => driver.variables[String(id)]?.['own']);
  t.deepEqual(values, [1, 2]);
  t.is(driver.value('own'), undefined);
});

test('an interrupting event sub-process takes its scope over; the scope then completes and the case goes on behind it (13.5.4)', async (t) => {
  const sub = subProcess('sub', [userTask('a') + eventSubProcess('es', message(), [userTask('h'), ['esStart -> h']])]);
  const driver = await startProcess(start('go') + sub + userTask('after'), ['go -> sub', 'sub -> after']);
  driver.message('m');
  t.deepEqual(driver.tasks(), ['h']);
  driver.complete('h');
  t.deepEqual(driver.tasks(), ['after']);
});

test('while an event sub-process runs, boundary events of the sub-process still interrupt all of it', async (t) => {
  const sub = subProcess('sub', [userTask('a') + eventSubProcess('es', message(), [userTask('h'), ['esStart -> h']])]);
  const driver = await startProcess(start('go') + sub + boundary('b', 'sub', message('m2')) + userTask('r'), ['go -> sub', 'b -> r']);
  driver.message('m');
  driver.message('m2');
  t.deepEqual(driver.tasks(), ['r']);
});

test('an event sub-process can have one of its own', async (t) => {
  const nested = eventSubProcess('deep', message('m2'), [userTask('d'), ['deepStart -> d']]);
  const driver = await startProcess(
    start('go') + userTask('a') + eventSubProcess('es', message(), [userTask('h') + nested, ['esStart -> h']], { interrupting: false }),
    ['go -> a'],
  );
  t.is(driver.rows.subscriptions.size, 1);
  driver.message('m');
  driver.message('m2');
  t.deepEqual(driver.tasks(), ['a', 'd']);
});

test('mappings of an event sub-process are its own data in, and what it hands out', async (t) => {
  const es = subProcess('es', [start('esStart', message()) + userTask('h'), ['esStart -> h']], {
    attrs: 'triggeredByEvent="true"',
    inner: io({ copy: 'n + 1' }, { result: 'copy * 10' }),
  });
  const driver = await startProcess(
    start('go') +
      userTask('u') +
      userTask('v') +
      es.replace('<startEvent id="esStart" >', '<startEvent id="esStart" isInterrupting="false">'),
    ['go -> u', 'u -> v'],
    { variables: { n: 1 } },
  );
  driver.message('m');
  t.is(driver.value('copy'), undefined);
  driver.complete('h');
  t.is(driver.value('result'), 20);
});

test('a property of a sub-process is a variable of its own: what is written to it is not seen outside, and ends with it (10.4.1)', async (t) => {
  const sub = subProcess('sub', [userTask('a') + userTask('b'), ['a -> b']], { inner: '<property id="own" name="note"/>' });
  const driver = await startProcess(start('go') + sub + userTask('after'), ['go -> sub', 'sub -> after'], { variables: { note: 'outer' } });
  const inside = () => driver.variables[String(driver.find('sub').id)]?.['note'];
  t.is(inside(), null, 'it is empty at first, and hides the one outside');
  driver.complete('a', { note: 'inner' });
  t.deepEqual([inside(), driver.value('note')], ['inner', 'outer']);
  driver.complete('b');
  t.deepEqual([driver.tasks(), driver.value('note')], [['after'], 'outer']);
});

test('data that start an event sub-process stay in its property', async (t) => {
  const handler = eventSubProcess('es', message(), [userTask('h'), ['esStart -> h']], { interrupting: false }).replace(
    'triggeredByEvent="true">',
    'triggeredByEvent="true"><property id="own" name="note"/>',
  );
  const driver = await startProcess(start('go') + userTask('u') + handler, ['go -> u']);
  driver.message('m', { note: 1 });
  t.deepEqual([driver.variables[String(driver.find('h').parent?.id)], driver.value('note')], [{ note: 1 }, undefined]);
});
