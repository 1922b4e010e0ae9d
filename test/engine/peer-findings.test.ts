/** Behaviour that cases of other engines' test suites brought up and BPMN 2.0.2 decides. The diagrams are our own. */
import test from 'ava';
import {
  after,
  boundary,
  caught,
  definitions,
  end,
  escalation,
  error,
  eventSubProcess,
  message,
  process,
  start,
  subProcess,
  thrown,
  userTask,
} from './elements.ts';
import { parseBpmn } from '../../engine/model/parse.ts';
import { compileXml, driveCase } from './case-driver.ts';
import { startProcess } from './start-process.ts';

const BESIDE =
  start('go') +
  userTask('u') +
  eventSubProcess('byMessage', message(), [userTask('h'), ['byMessageStart -> h']], { interrupting: false }) +
  eventSubProcess('byTime', after('P1D'), [userTask('late'), ['byTimeStart -> late']], { interrupting: false });

test('once only event sub-processes are left running, no new one can begin (13.3.2, Completing)', async (t) => {
  const driver = await startProcess(BESIDE, ['go -> u']);
  driver.message('m');
  t.deepEqual([driver.rows.subscriptions.size, driver.rows.timers.size], [1, 1]);
  driver.complete('u');
  t.deepEqual([driver.tasks(), driver.rows.subscriptions.size, driver.rows.timers.size], [['h'], 0, 0]);
  driver.complete('h');
  t.is(driver.ended, 'completed');
});

test('the same holds inside a sub-process, whose own boundary events still interrupt it', async (t) => {
  const driver = await startProcess(
    start('go0') + subProcess('sub', [BESIDE, ['go -> u']]) + boundary('b', 'sub', after('P9D')) + userTask('boss'),
    ['go0 -> sub', 'b -> boss'],
  );
  driver.message('m');
  driver.complete('u');
  t.deepEqual([driver.tasks(), driver.rows.subscriptions.size, [...driver.rows.timers.keys()].length], [['h'], 0, 1]);
  driver.fire('b');
  t.deepEqual(driver.tasks(), ['boss']);
});

test('a person who puts a token back into such a scope opens its event sub-processes again', async (t) => {
  const driver = await startProcess(BESIDE, ['go -> u']);
  driver.message('m');
  driver.complete('u');
  driver.send({ type: 'moveToken', cancel: [], activate: [{ scope: 1, node: 'u' }] });
  t.deepEqual([driver.tasks(), driver.rows.subscriptions.size, driver.rows.timers.size], [['h', 'u'], 1, 1]);
  driver.message('m');
  t.deepEqual(driver.tasks(), ['h', 'h', 'u']);
});

test('what an event sub-process throws can be caught by another one of its scope, never by itself', async (t) => {
  const again = thrown('again', escalation('X1')) + userTask('first');
  const driver = await startProcess(
    start('go') +
      userTask('u') +
      eventSubProcess('byMessage', message(), [again, ['byMessageStart -> again', 'again -> first']], { interrupting: false }) +
      eventSubProcess(
        'byEscalation',
        escalation('X1'),
        [thrown('itself', escalation('X1')) + userTask('second'), ['byEscalationStart -> itself', 'itself -> second']],
        { interrupting: false },
      ),
    ['go -> u'],
  );
  driver.message('m');
  t.deepEqual(driver.tasks(), ['first', 'second', 'u']);
});

test('an error thrown in an event sub-process is handled by the error handler of its scope', async (t) => {
  const driver = await startProcess(
    start('go') +
      userTask('u') +
      eventSubProcess('byMessage', message(), [end('bad', error('E1')), ['byMessageStart -> bad']], { interrupting: false }) +
      eventSubProcess('byError', error('E1'), [userTask('repair'), ['byErrorStart -> repair']]),
    ['go -> u'],
  );
  driver.message('m');
  t.deepEqual([driver.tasks(), driver.rows.incidents.size], [['repair'], 0]);
});

const codeless = (kind: string) => `<${kind} id="other" name="a definition without a code"/><${kind} id="thrown" ${kind}Code="C7"/>`;

test('a boundary event whose escalation has no code catches every escalation', async (t) => {
  const xml = definitions(
    process(
      'p',
      start('go') +
        subProcess('sub', [thrown('raise', escalation('thrown')) + userTask('on'), ['raise -> on']]) +
        boundary('b', 'sub', escalation('other'), false) +
        userTask('boss'),
      ['go -> sub', 'b -> boss'],
    ),
  ).replace('<process', `${codeless('escalation')}<process`);
  const driver = driveCase(await compileXml(xml));
  driver.start();
  t.deepEqual(driver.tasks(), ['boss', 'on']);
});

test('a boundary event whose error has no code catches every error, but the one of its own definition goes before it', async (t) => {
  const xml = definitions(
    process(
      'p',
      start('go') +
        subProcess('sub', [end('bad', error('thrown')), []]) +
        boundary('b', 'sub', error('other')) +
        userTask('boss') +
        subProcess('sub2', [end('bad2', error('same')), []]) +
        boundary('b2', 'sub2', error('other')) +
        boundary('b3', 'sub2', error('same')) +
        userTask('own'),
      ['go -> sub', 'go -> sub2', 'b -> boss', 'b3 -> own'],
    ),
  ).replace('<process', `${codeless('error')}<error id="same"/><process`);
  const driver = driveCase(await compileXml(xml));
  driver.start();
  t.deepEqual(driver.tasks(), ['boss', 'own']);
});

test("a reference may be written with the prefix of the file's own target namespace, as QNames are (8.1.1)", async (t) => {
  const xml = definitions(process('p', start('go') + caught('r', message()) + userTask('u'), ['go -> r', 'r -> u']))
    .replace('targetNamespace="test"', 'targetNamespace="test" xmlns:tns="test" xmlns:other="elsewhere"')
    .replace('messageRef="m"', 'messageRef="tns:m"')
    .replace(/(<userTask id="u"[^>]*>)/, '$1<incoming>tns:p_f2</incoming>');
  t.deepEqual((await parseBpmn(xml)).warnings, []);
  const driver = driveCase(await compileXml(xml));
  driver.start();
  driver.message('m');
  t.deepEqual(driver.tasks(), ['u']);
  await t.throwsAsync(compileXml(xml.replace('tns:m', 'other:m')), { message: /reference a message/ });
});
