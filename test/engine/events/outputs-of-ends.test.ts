/** What an end event maps out is given, also where the event ends the scope it lies in, and itself with it. */
import test from 'ava';
import { boundary, cancel, end, error, escalation, io, start, subProcess, terminate, transaction, userTask } from '../elements.ts';
import { startProcess } from '../start-process.ts';

const outputs = io({}, { result: 'n + 1' });

test('a terminate end of the case', async (t) => {
  const driver = await startProcess(start('go') + end('stop', terminate, outputs), ['go -> stop'], { variables: { n: 1 } });
  t.deepEqual([driver.ended, driver.value('result')], ['terminated', 2]);
});

test('a terminate end of a sub-process, and of a called process', async (t) => {
  const inside = [start('in') + end('stop', terminate, outputs), ['in -> stop']] as const;
  const flows = ['go -> x', 'x -> after'];
  const sub = await startProcess(start('go') + subProcess('x', inside) + userTask('after'), flows, { variables: { n: 1 } });
  t.deepEqual([sub.tasks(), sub.value('result')], [['after'], 2]);
  const others = [`<process id="q" isExecutable="true">${inside[0]}<sequenceFlow id="q1" sourceRef="in" targetRef="stop"/></process>`];
  const call = '<callActivity id="x" calledElement="q"/>';
  const called = await startProcess(start('go') + call + userTask('after'), flows, { variables: { n: 1 }, others });
  t.deepEqual([called.tasks(), called.value('result')], [['after'], 2]);
});

for (const [what, definition, host] of [
  ['an error end', error('E1'), subProcess],
  ['an escalation end', escalation('X1'), subProcess],
  ['a cancel end', cancel, transaction],
] as const) {
  test(`${what} that leaves its scope by a boundary event`, async (t) => {
    const inside = [start('in') + end('stop', definition, outputs), ['in -> stop']] as const;
    const body = start('go') + host('x', inside) + boundary('b', 'x', definition) + userTask('after');
    const driver = await startProcess(body, ['go -> x', 'b -> after'], { variables: { n: 1 } });
    t.deepEqual([driver.tasks(), driver.value('result')], [['after'], 2]);
  });
}

test('an output that fails stops at the event, with everything else still there', async (t) => {
  const failing = io({}, { result: 'term text("nonsense")' });
  const driver = await startProcess(start('go') + end('stop', terminate, failing), ['go -> stop'], { variables: { n: 1 } });
  t.deepEqual([driver.ended, driver.rows.incidents.size], [undefined, 1]);
});
