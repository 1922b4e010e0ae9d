import test from 'ava';
import { boundary, call, end, error, eventSubProcess, gateway, job, many, process, start, subProcess, userTask } from '../elements.ts';
import { startProcess } from '../start-process.ts';

const failing = (code = 'E1') => [userTask('u') + end('fail', error(code)), ['u -> fail']] as const;

test('an error end event ends its sub-process and goes on at the boundary event that catches it (10.5.3, 13.5.2)', async (t) => {
  const inside = gateway('parallel', 'f') + userTask('u') + userTask('other') + end('fail', error('E1'));
  const sub = subProcess('sub', [inside, ['f -> u', 'f -> other', 'u -> fail']]);
  const driver = await startProcess(start('go') + sub + boundary('b', 'sub', error('E1')) + userTask('r') + userTask('never'), [
    'go -> sub',
    'b -> r',
    'sub -> never',
  ]);
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['r']);
});

test('an equal code is preferred to a handler without a code, on the same activity', async (t) => {
  const body = (code: string) =>
    start('go') +
    subProcess('sub', failing(code)) +
    boundary('all', 'sub', error()) +
    boundary('one', 'sub', error('E1')) +
    userTask('a') +
    userTask('b');
  const caught = async (code: string) => {
    const driver = await startProcess(body(code), ['go -> sub', 'all -> a', 'one -> b']);
    driver.complete('u');
    return driver.tasks();
  };
  t.deepEqual(await caught('E1'), ['b']);
  t.deepEqual(await caught('E2'), ['a']);
});

test('the innermost handler catches, even one without a code before an outer one with the code (13.5.2)', async (t) => {
  const inner = subProcess('inner', failing()) + boundary('ib', 'inner', error()) + userTask('a');
  const driver = await startProcess(
    start('go') + subProcess('outer', [inner, ['ib -> a']]) + boundary('ob', 'outer', error('E1')) + userTask('b'),
    ['go -> outer', 'ob -> b'],
  );
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['a']);
});

test('an error that the inner levels do not catch goes outwards (13.5.2)', async (t) => {
  const inner = subProcess('inner', failing()) + boundary('ib', 'inner', error('E2')) + userTask('a');
  const driver = await startProcess(
    start('go') + subProcess('outer', [inner, ['ib -> a']]) + boundary('ob', 'outer', error('E1')) + userTask('b'),
    ['go -> outer', 'ob -> b'],
  );
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['b']);
});

test('an event sub-process of the scope catches before the boundary of its activity, and takes the scope over (10.3.5.6)', async (t) => {
  const [body, flows] = failing();
  const handler = eventSubProcess('es', error('E1'), [userTask('h'), ['esStart -> h']]);
  const driver = await startProcess(
    start('go') + subProcess('sub', [body + handler, flows]) + boundary('b', 'sub', error('E1')) + userTask('after') + userTask('r'),
    ['go -> sub', 'sub -> after', 'b -> r'],
  );
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['h']);
  driver.complete('h');
  t.deepEqual(driver.tasks(), ['after'], 'the sub-process is completed normally by its handler');
});

test('an error thrown by an event sub-process is not caught by its own scope again, but further out', async (t) => {
  const handler = eventSubProcess('es', error('E1'), [end('again', error('E1')), ['esStart -> again']]);
  const [body, flows] = failing();
  const driver = await startProcess(
    start('go') + subProcess('sub', [body + handler, flows]) + boundary('b', 'sub', error('E1')) + userTask('r'),
    ['go -> sub', 'b -> r'],
  );
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['r']);
});

test('an error that nobody catches is an incident at its end event, never a silent end', async (t) => {
  const driver = await startProcess(start('go') + subProcess('sub', failing()) + userTask('side') + gateway('parallel', 'f'), [
    'go -> f',
    'f -> sub',
    'f -> side',
  ]);
  driver.complete('u');
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [['side'], ['unhandledBpmnError']]);
});

test('an error of a called process is caught by the call activity (13.3.3)', async (t) => {
  const driver = await startProcess(start('go') + call('c', 'q') + boundary('b', 'c', error('E1')) + userTask('r'), ['go -> c', 'b -> r'], {
    others: [process('q', failing()[0], failing()[1])],
  });
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['r']);
});

test('an error in one instance of a multi-instance activity ends all of them (13.3.7)', async (t) => {
  const sub = subProcess('sub', failing(), { inner: many({ cardinality: '3' }) });
  const driver = await startProcess(start('go') + sub + boundary('b', 'sub', error('E1')) + userTask('r'), ['go -> sub', 'b -> r']);
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['r']);
});

test('a job that answers with a BPMN error goes on at the boundary event, with the data of the error', async (t) => {
  const driver = await startProcess(start('go') + job('j') + boundary('b', 'j', error('E1')) + userTask('r'), ['go -> j', 'b -> r']);
  driver.send({ type: 'failJob', instance: driver.find('j').id, message: '', bpmnError: 'E1', variables: { why: 'refused' } });
  t.deepEqual([driver.tasks(), driver.value('why'), driver.rows.jobs.size], [['r'], 'refused', 0]);
});

test('a BPMN error of a job that nobody catches is an incident; the retry creates the job again', async (t) => {
  const driver = await startProcess(start('go') + job('j') + userTask('r'), ['go -> j', 'j -> r']);
  driver.send({ type: 'failJob', instance: driver.find('j').id, message: '', bpmnError: 'E1' });
  t.deepEqual([driver.rows.jobs.size, [...driver.rows.incidents.values()]], [0, ['unhandledBpmnError']]);
  driver.resolve('j');
  driver.job('j');
  t.deepEqual(driver.tasks(), ['r']);
});

test('an error starts an event sub-process of the process itself', async (t) => {
  const driver = await startProcess(
    start('go') +
      userTask('u') +
      end('fail', error('E1')) +
      userTask('v') +
      gateway('parallel', 'f') +
      eventSubProcess('es', error(), [userTask('h'), ['esStart -> h']]),
    ['go -> f', 'f -> u', 'f -> v', 'u -> fail'],
  );
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['h']);
});
