import test from 'ava';
import { boundary, caught, end, eventSubProcess, gateway, io, message, start, subProcess, thrown, userTask } from '../elements.ts';
import { refuses } from '../refusal.ts';
import { startProcess } from '../start-process.ts';

test('a message start event hands its data to the new case (10.5.2)', async (t) => {
  const driver = await startProcess(start('go', message()) + userTask('u'), ['go -> u'], {
    startEvent: 'go',
    variables: { from: 'outside' },
  });
  t.is(driver.value('from'), 'outside');
});

test('an intermediate message event waits for its message with its key (10.5.4)', async (t) => {
  const driver = await startProcess(start('go') + caught('c', message('m', 'tk:correlationKey="id"')) + end('e'), ['go -> c', 'c -> e'], {
    variables: { id: 'HS-1' },
  });
  t.like(driver.last.effects[0], { type: 'subscribed', kind: 'message', name: 'm', key: 'HS-1' });
  driver.message('m');
  t.is(driver.ended, 'completed');
});

test('a number and the same number as text are the same key', async (t) => {
  const body = start('go') + caught('c', message('m', 'tk:correlationKey="id"'));
  t.like((await startProcess(body, ['go -> c'], { variables: { id: 12 } })).last.effects[0], { key: '12' });
  t.like((await startProcess(body, ['go -> c'], { variables: { id: '12' } })).last.effects[0], { key: '12' });
});

test('event data go where the mapping of the event says, and nowhere else', async (t) => {
  const body = start('go') + caught('c', message(), io({}, { answer: 'reply.text' })) + userTask('u');
  const driver = await startProcess(body, ['go -> c', 'c -> u']);
  driver.message('m', { reply: { text: 'yes' } });
  t.deepEqual([driver.value('answer'), driver.value('reply')], ['yes', undefined]);
});

test('event data whose mapping fails stay with the token until an incident is resolved, at every kind of event', async (t) => {
  const failing = io({}, { list: 'for i in 1..n return i' });
  const bad = { n: 10 ** 9, kept: true };
  const good = { n: 2 };
  const intermediate = await startProcess(start('go') + caught('c', message(), failing) + userTask('u'), ['go -> c', 'c -> u']);
  const attached = await startProcess(start('go') + userTask('host') + boundary('c', 'host', message(), true, failing) + userTask('u'), [
    'go -> host',
    'c -> u',
  ]);
  const chosen = await startProcess(start('go') + gateway('eventBased', 'g') + caught('c', message(), failing) + userTask('u'), [
    'go -> g',
    'g -> c',
    'c -> u',
  ]);
  const inside = await startProcess(
    start('go') + userTask('host') + eventSubProcess('es', message(), [userTask('u'), ['esStart -> u']], { extra: failing }),
    ['go -> host'],
  );
  for (const [driver, element] of [
    [intermediate, 'c'],
    [attached, 'c'],
    [chosen, 'c'],
    [inside, 'esStart'],
  ] as const) {
    driver.message('m', bad);
    t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['expressionFailed']], element);
    driver.resolve(element, good);
    t.deepEqual([driver.tasks(), driver.rows.incidents.size], [['u'], 0], element);
    t.deepEqual(
      Object.values(driver.variables)
        .map((own) => own['list'])
        .filter((list) => list !== undefined),
      [[1, 2]],
      element,
    );
  }
});

test('start data whose mapping fails hold the start, and are mapped when it is tried again', async (t) => {
  const body = start('go', `${io({}, { list: 'for i in 1..n return i' })}${message()}`) + userTask('u');
  const driver = await startProcess(body, ['go -> u'], { startEvent: 'go', variables: { n: 10 ** 9 } });
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['expressionFailed']]);
  driver.resolve('go', { n: 1 });
  t.deepEqual([driver.tasks(), driver.value('list')], [['u'], [1]]);
});

test('a message is not taken twice by an event whose token is held by an incident', async (t) => {
  const body = start('go') + caught('c', message(), io({}, { list: 'for i in 1..n return i' })) + userTask('u');
  const driver = await startProcess(body, ['go -> c', 'c -> u']);
  const instance = driver.find('c').id;
  driver.message('m', { n: 10 ** 9 });
  t.is(driver.rows.subscriptions.size, 0);
  refuses(t, driver, 'messageNotAwaited', () =>
    driver.send({ type: 'deliverMessage', instance, node: 'c', name: 'm', variables: { n: 1 } }),
  );
});

test('an interrupting boundary message takes the activity away and goes its own way (10.5.4, 13.5.3)', async (t) => {
  const driver = await startProcess(start('go') + userTask('u') + boundary('b', 'u', message()) + userTask('v'), ['go -> u', 'b -> v']);
  driver.message('m', { why: 'late' });
  t.deepEqual([driver.tasks(), driver.value('why'), driver.rows.subscriptions.size], [['v'], 'late', 0]);
});

test('a non-interrupting boundary message starts another token each time it comes, while the activity runs (10.5.4)', async (t) => {
  const body = start('go') + userTask('u') + boundary('b', 'u', message(), false) + userTask('v') + end('e');
  const driver = await startProcess(body, ['go -> u', 'b -> v', 'u -> e']);
  driver.message('m');
  driver.message('m');
  t.deepEqual(driver.tasks(), ['u', 'v', 'v']);
  const { id } = driver.find('u');
  driver.complete('u');
  refuses(t, driver, 'messageNotAwaited', () => driver.send({ type: 'deliverMessage', instance: id, node: 'b', name: 'm', variables: {} }));
  driver.complete('v');
  driver.complete('v');
  t.is(driver.ended, 'completed');
});

const WITH_HANDLER = (interrupting: boolean) =>
  start('go') +
  userTask('u') +
  end('e') +
  eventSubProcess('es', message(), [userTask('h') + end('he'), ['esStart -> h', 'h -> he']], { interrupting });

test('an interrupting event sub-process takes over the process: everything else in it is cut off (10.3.5.6, 13.5.4)', async (t) => {
  const driver = await startProcess(WITH_HANDLER(true), ['go -> u', 'u -> e']);
  driver.message('m');
  t.deepEqual([driver.tasks(), driver.rows.subscriptions.size], [['h'], 0]);
  driver.complete('h');
  t.is(driver.ended, 'completed');
});

test('a non-interrupting event sub-process runs beside the process, each time the message comes, and the process waits for all (13.5.4)', async (t) => {
  const driver = await startProcess(WITH_HANDLER(false), ['go -> u', 'u -> e']);
  driver.message('m');
  driver.message('m');
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['h', 'h']);
  for (let left = 2; left > 0; left--) driver.complete('h');
  t.is(driver.ended, 'completed');
});

test('data that start an event sub-process are its own', async (t) => {
  const driver = await startProcess(WITH_HANDLER(false), ['go -> u', 'u -> e']);
  driver.message('m', { note: 1 });
  t.is(driver.value('note'), undefined);
  t.deepEqual(driver.variables[String(driver.find('h').parent?.id)], { note: 1 });
});

test('an event sub-process of a sub-process listens only while that runs', async (t) => {
  const sub = subProcess('sub', [userTask('a') + eventSubProcess('es', message(), [userTask('h'), ['esStart -> h']])]);
  const driver = await startProcess(start('go') + userTask('before') + sub + userTask('after'), [
    'go -> before',
    'before -> sub',
    'sub -> after',
  ]);
  t.is(driver.rows.subscriptions.size, 0);
  driver.complete('before');
  t.is(driver.rows.subscriptions.size, 1);
  driver.complete('a');
  t.is(driver.rows.subscriptions.size, 0);
});

test('throwing and ending message events send what their input mappings chose, with key (10.5.3, 10.5.4)', async (t) => {
  const payload = io({ text: '"xin chào"' });
  const body = start('go') + thrown('tm', message('m', 'tk:correlationKey="id"'), payload) + end('em', message('m2'));
  const driver = await startProcess(body, ['go -> tm', 'tm -> em'], { variables: { id: 'k' } });
  t.like(driver.thrown[0], { type: 'messageThrown', node: 'tm', name: 'm', key: 'k', payload: { text: 'xin chào' } });
  t.like(driver.thrown[1], { type: 'messageThrown', node: 'em', name: 'm2', key: '', payload: {} });
  t.is(driver.ended, 'completed');
});
