import test from 'ava';
import { boundary, call, end, escalation, eventSubProcess, many, process, start, subProcess, thrown, userTask } from '../elements.ts';
import { startProcess } from '../start-process.ts';

const raising = (code = 'X1') =>
  [userTask('u') + thrown('raise', escalation(code)) + userTask('on'), ['u -> raise', 'raise -> on']] as const;

test('an escalation caught without interrupting leaves its thrower running (10.5.4, 13.5.2)', async (t) => {
  const driver = await startProcess(
    start('go') + subProcess('sub', raising()) + boundary('b', 'sub', escalation('X1'), false) + userTask('boss'),
    ['go -> sub', 'b -> boss'],
  );
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['boss', 'on']);
});

test('an escalation caught with interruption takes the activity away', async (t) => {
  const driver = await startProcess(
    start('go') + subProcess('sub', raising()) + boundary('b', 'sub', escalation('X1')) + userTask('boss'),
    ['go -> sub', 'b -> boss'],
  );
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['boss']);
});

test('an escalation that nobody catches is no error: the token goes on (13.5.2)', async (t) => {
  const driver = await startProcess(
    start('go') + subProcess('sub', raising('X2')) + boundary('b', 'sub', escalation('X1')) + userTask('boss'),
    ['go -> sub', 'b -> boss'],
  );
  driver.complete('u');
  t.deepEqual([driver.tasks(), driver.rows.incidents.size], [['on'], 0]);
});

test('only the innermost handler catches an escalation', async (t) => {
  const inner = subProcess('inner', raising()) + boundary('ib', 'inner', escalation(), false) + userTask('a');
  const driver = await startProcess(
    start('go') + subProcess('outer', [inner, ['ib -> a']]) + boundary('ob', 'outer', escalation('X1'), false) + userTask('b'),
    ['go -> outer', 'ob -> b'],
  );
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['a', 'on']);
});

test('an escalation end event is caught and its scope completes (10.5.3)', async (t) => {
  const sub = subProcess('sub', [end('raise', escalation('X1'))]);
  const driver = await startProcess(
    start('go') + sub + boundary('b', 'sub', escalation('X1'), false) + userTask('boss') + userTask('after'),
    ['go -> sub', 'sub -> after', 'b -> boss'],
  );
  t.deepEqual(driver.tasks(), ['after', 'boss']);
});

test('an escalation starts event sub-processes of its scope, interrupting or not (10.3.5.6)', async (t) => {
  const [body, flows] = raising();
  const sub = (interrupting: boolean) =>
    subProcess('sub', [body + eventSubProcess('es', escalation('X1'), [userTask('h'), ['esStart -> h']], { interrupting }), flows]);
  const beside = await startProcess(start('go') + sub(false), ['go -> sub']);
  beside.complete('u');
  t.deepEqual(beside.tasks(), ['h', 'on']);
  const instead = await startProcess(start('go') + sub(true), ['go -> sub']);
  instead.complete('u');
  t.deepEqual(instead.tasks(), ['h']);
});

test('an escalation leaves a called process and is caught at the call activity', async (t) => {
  const driver = await startProcess(
    start('go') + call('c', 'q') + boundary('b', 'c', escalation('X1'), false) + userTask('boss'),
    ['go -> c', 'b -> boss'],
    { others: [process('q', raising()[0], raising()[1])] },
  );
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['boss', 'on']);
});

test('each instance of a multi-instance activity can escalate, and each is heard', async (t) => {
  const sub = subProcess('sub', raising(), { inner: many({ cardinality: '2' }) });
  const driver = await startProcess(start('go') + sub + boundary('b', 'sub', escalation('X1'), false) + userTask('boss'), [
    'go -> sub',
    'b -> boss',
  ]);
  driver.complete('u');
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['boss', 'boss', 'on', 'on']);
});
