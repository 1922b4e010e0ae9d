import test from 'ava';
import {
  boundary,
  compensable,
  compensate,
  end,
  error,
  eventSubProcess,
  gateway,
  loop,
  many,
  script,
  start,
  subProcess,
  thrown,
  userTask,
} from '../elements.ts';
import { startProcess } from '../start-process.ts';

const UNDO_ALL = thrown('undo', compensate());
/** A handler that notes who was undone, and what it saw. */
const noting = (id: string, seen = '"done"'): string =>
  script(`undo${id}`, `append(undone, "${id}:" + string(${seen}))`, 'undone', { attrs: 'isForCompensation="true"' });
const step = (id: string, seen?: string): string => compensable(id, userTask(id), noting(id, seen));
const VARIABLES = { undone: [] };

test('compensation runs the handlers of completed activities, last completed first, and the throw event waits for them (13.5.5)', async (t) => {
  const body = start('go') + compensable('a') + compensable('b') + compensable('c') + UNDO_ALL + userTask('after') + end('e');
  const driver = await startProcess(body, ['go -> a', 'a -> b', 'b -> undo', 'undo -> after', 'after -> e', 'c -> e']);
  driver.complete('a');
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['undob']);
  driver.complete('undob');
  t.deepEqual(driver.tasks(), ['undoa']);
  driver.complete('undoa');
  t.deepEqual(driver.tasks(), ['after'], 'c never ran and is not compensated');
  driver.complete('after');
  t.is(driver.ended, 'completed');
});

test('a compensation end event waits for its handlers, then the scope ends (10.5.3)', async (t) => {
  const driver = await startProcess(start('go') + compensable('a') + end('undo', compensate()), ['go -> a', 'a -> undo']);
  driver.complete('a');
  t.falsy(driver.ended);
  driver.complete('undoa');
  t.is(driver.ended, 'completed');
});

test('an activity is compensated once for each time it was completed, and only once (13.5.5)', async (t) => {
  const body =
    start('go') +
    gateway('exclusive', 'head') +
    step('a') +
    gateway('exclusive', 'x', { attrs: 'default="p_f5"' }) +
    UNDO_ALL +
    thrown('undoAgain', compensate()) +
    userTask('after');
  const driver = await startProcess(
    body,
    ['go -> head', 'head -> a', 'a -> x', 'x -> head : more', 'x -> undo', 'undo -> undoAgain', 'undoAgain -> after'],
    { variables: VARIABLES },
  );
  driver.complete('a', { more: true });
  driver.complete('a', { more: false });
  t.deepEqual(driver.value('undone'), ['a:done', 'a:done']);
  t.deepEqual(driver.tasks(), ['after']);
});

test('activityRef compensates this activity alone, wherever it was completed (10.5.5.2)', async (t) => {
  const body = start('go') + step('a') + step('b') + thrown('undo', compensate('a')) + thrown('rest', compensate()) + userTask('after');
  const driver = await startProcess(body, ['go -> a', 'a -> b', 'b -> undo', 'undo -> rest', 'rest -> after'], { variables: VARIABLES });
  driver.complete('a');
  driver.complete('b');
  t.deepEqual(driver.value('undone'), ['a:done', 'b:done']);
});

test('activityRef on a sub-process compensates what was completed inside it, in reverse order (13.5.5)', async (t) => {
  const sub = subProcess('sub', [step('a') + step('b'), ['a -> b']]);
  const driver = await startProcess(
    start('go') + sub + step('c') + thrown('undo', compensate('sub')) + userTask('after'),
    ['go -> sub', 'sub -> c', 'c -> undo', 'undo -> after'],
    { variables: VARIABLES },
  );
  for (const id of ['a', 'b', 'c']) driver.complete(id);
  t.deepEqual(driver.value('undone'), ['b:done', 'a:done']);
});

test('nested sub-processes are compensated from the last one inwards, in their place of the order (13.5.5)', async (t) => {
  const inner = subProcess('inner', [step('b') + step('c'), ['b -> c']]);
  const outer = subProcess('outer', [step('a') + inner + step('d'), ['a -> inner', 'inner -> d']]);
  const driver = await startProcess(
    start('go') + outer + step('f') + UNDO_ALL + userTask('after'),
    ['go -> outer', 'outer -> f', 'f -> undo', 'undo -> after'],
    {
      variables: VARIABLES,
    },
  );
  for (const id of ['a', 'b', 'c', 'd', 'f']) driver.complete(id);
  t.deepEqual(driver.value('undone'), ['f:done', 'd:done', 'c:done', 'b:done', 'a:done']);
});

test('a sub-process with a handler of its own is undone by that, not by what is inside (13.5.5)', async (t) => {
  const sub = compensable('sub', subProcess('sub', [step('a')]), noting('sub'));
  const driver = await startProcess(start('go') + sub + UNDO_ALL + userTask('after'), ['go -> sub', 'sub -> undo', 'undo -> after'], {
    variables: VARIABLES,
  });
  driver.complete('a');
  t.deepEqual(driver.value('undone'), ['sub:done']);
});

test('a compensation event sub-process replaces default compensation, and may start it itself (13.5.5)', async (t) => {
  const handler = (inside: string, flows: string[]) => eventSubProcess('ces', '<compensateEventDefinition/>', [inside, flows]);
  const replaced = subProcess('sub', [step('a') + handler(script('note', 'append(undone, "ces")', 'undone'), ['cesStart -> note'])]);
  const one = await startProcess(start('go') + replaced + UNDO_ALL + userTask('after'), ['go -> sub', 'sub -> undo', 'undo -> after'], {
    variables: VARIABLES,
  });
  one.complete('a');
  t.deepEqual([one.value('undone'), one.tasks()], [['ces'], ['after']]);
  const started = subProcess('sub', [
    step('a') +
      handler(script('note', 'append(undone, "ces")', 'undone') + thrown('inside', compensate('a')), [
        'cesStart -> note',
        'note -> inside',
      ]),
  ]);
  const two = await startProcess(start('go') + started + UNDO_ALL + userTask('after'), ['go -> sub', 'sub -> undo', 'undo -> after'], {
    variables: VARIABLES,
  });
  two.complete('a');
  t.deepEqual([two.value('undone'), two.tasks()], [['ces', 'a:done'], ['after']]);
});

test('a sub-process that still runs is not compensated: it is not completed (13.5.5)', async (t) => {
  const sub = subProcess('sub', [step('a') + userTask('b'), ['a -> b']]);
  const driver = await startProcess(
    start('go') + gateway('parallel', 'f') + sub + userTask('u') + UNDO_ALL + userTask('after'),
    ['go -> f', 'f -> sub', 'f -> u', 'u -> undo', 'undo -> after'],
    { variables: VARIABLES },
  );
  driver.complete('a');
  driver.complete('u');
  t.deepEqual([driver.value('undone'), driver.tasks()], [[], ['after', 'b']]);
});

test('handlers of a completed sub-process see its variables as they were when it was completed (13.5.5, data snapshot)', async (t) => {
  const local = '<extensionElements><tk:ioMapping><tk:input source="n" target="x"/></tk:ioMapping></extensionElements>';
  const sub = subProcess('sub', [step('a', 'x')], { inner: local });
  const body = start('go') + sub + userTask('later') + UNDO_ALL + userTask('after');
  const driver = await startProcess(body, ['go -> sub', 'sub -> later', 'later -> undo', 'undo -> after'], {
    variables: { ...VARIABLES, n: 1 },
  });
  driver.complete('a', { x: 2 });
  driver.complete('later', { n: 99 });
  t.deepEqual(driver.value('undone'), ['a:2']);
});

test('the snapshot of one handler is not seen by the next', async (t) => {
  const local = '<extensionElements><tk:ioMapping><tk:input source="n" target="x"/></tk:ioMapping></extensionElements>';
  const body = start('go') + step('first', 'x') + subProcess('sub', [step('a', 'x')], { inner: local }) + UNDO_ALL + userTask('after');
  const driver = await startProcess(body, ['go -> first', 'first -> sub', 'sub -> undo', 'undo -> after'], {
    variables: { ...VARIABLES, n: 1, x: 'outer' },
  });
  driver.complete('first');
  driver.complete('a');
  t.deepEqual(driver.value('undone'), ['a:1', 'first:outer']);
});

test('each completed instance of a multi-instance activity is undone, last one first, and its handler sees its element (13.5.5)', async (t) => {
  const host = userTask('a', { inner: many({ collection: 'people', element: 'person', sequential: true }) });
  const body = start('go') + compensable('a', host, noting('a', 'person')) + UNDO_ALL + userTask('after');
  const driver = await startProcess(body, ['go -> a', 'a -> undo', 'undo -> after'], {
    variables: { ...VARIABLES, people: ['an', 'binh', 'chi'] },
  });
  for (let i = 0; i < 3; i++) driver.complete('a');
  t.deepEqual(driver.value('undone'), ['a:chi', 'a:binh', 'a:an']);
});

const NOTING_PERSON = '<extensionElements><tk:ioMapping><tk:input source="person" target="seen"/></tk:ioMapping></extensionElements>';
const people = (...names: string[]) => ({ variables: { ...VARIABLES, people: names } });

test('instances of a parallel multi-instance activity are undone at the same time, each handler with its own element (13.5.5)', async (t) => {
  const host = userTask('a', { inner: many({ collection: 'people', element: 'person' }) });
  const handler = userTask('undoa', { attrs: 'isForCompensation="true"', inner: NOTING_PERSON });
  const body = start('go') + step('first') + compensable('a', host, handler) + step('last') + UNDO_ALL + userTask('after');
  const driver = await startProcess(
    body,
    ['go -> first', 'first -> a', 'a -> last', 'last -> undo', 'undo -> after'],
    people('an', 'binh', 'chi'),
  );
  driver.complete('first');
  for (let i = 0; i < 3; i++) driver.complete('a');
  driver.complete('last');
  t.deepEqual(driver.tasks(), ['undoa', 'undoa', 'undoa']);
  t.deepEqual(driver.value('undone'), ['last:done'], 'what was completed later is undone before, what was completed earlier after');
  const seen = [...driver.run().instances.values()].filter(({ node }) => node.id === 'undoa');
  t.deepEqual(
    seen.map(({ id }) => driver.variables[String(id)]?.['seen']),
    ['chi', 'binh', 'an'],
  );
  driver.complete('undoa', {}, undefined, 1);
  driver.complete('undoa');
  t.deepEqual([driver.tasks(), driver.value('undone')], [['undoa'], ['last:done']]);
  driver.complete('undoa');
  t.deepEqual([driver.tasks(), driver.value('undone')], [['after'], ['last:done', 'first:done']]);
  t.is(driver.done['undo'], 1, 'the throw event happened once');
});

test('instances of a parallel multi-instance sub-process are undone side by side, each in reverse order and with its own data', async (t) => {
  const sub = subProcess('sub', [compensable('a') + compensable('b'), ['a -> b']], {
    inner: many({ collection: 'people', element: 'person' }),
  });
  const driver = await startProcess(
    start('go') + sub + UNDO_ALL + userTask('after'),
    ['go -> sub', 'sub -> undo', 'undo -> after'],
    people('an', 'binh'),
  );
  for (const id of ['a', 'a', 'b', 'b']) driver.complete(id);
  t.deepEqual(driver.tasks(), ['undob', 'undob']);
  driver.complete('undob');
  t.deepEqual(driver.tasks(), ['undoa', 'undob']);
  driver.complete('undoa');
  driver.complete('undob');
  t.deepEqual(driver.tasks(), ['undoa']);
  driver.complete('undoa');
  t.deepEqual(driver.tasks(), ['after']);
});

test('each instance of a multi-instance sub-process with a compensation event sub-process is undone by its own (13.5.5)', async (t) => {
  const handler = eventSubProcess('ces', '<compensateEventDefinition/>', [
    script('note', 'append(undone, person)', 'undone'),
    ['cesStart -> note'],
  ]);
  for (const sequential of [false, true]) {
    const sub = subProcess('sub', [userTask('a') + handler], { inner: many({ collection: 'people', element: 'person', sequential }) });
    const driver = await startProcess(
      start('go') + sub + UNDO_ALL + userTask('after'),
      ['go -> sub', 'sub -> undo', 'undo -> after'],
      people('an', 'binh'),
    );
    driver.complete('a');
    driver.complete('a');
    t.deepEqual([driver.value('undone'), driver.tasks()], [['binh', 'an'], ['after']]);
  }
});

test('a handler of a parallel branch that fails waits as an incident; the other branches go on', async (t) => {
  const host = userTask('a', { inner: many({ collection: 'people', element: 'person' }) });
  const handler = script('undoa', 'if person = "an" then (for i in 1..n return i) else append(undone, person)', 'undone', {
    attrs: 'isForCompensation="true"',
  });
  const driver = await startProcess(
    start('go') + compensable('a', host, handler) + UNDO_ALL + userTask('after'),
    ['go -> a', 'a -> undo', 'undo -> after'],
    {
      variables: { ...VARIABLES, people: ['an', 'binh'], n: 10 ** 9 },
    },
  );
  driver.complete('a');
  driver.complete('a');
  t.deepEqual([driver.value('undone'), driver.tasks(), driver.rows.incidents.size], [['binh'], [], 1]);
  driver.resolve('undoa', { n: 1 });
  t.deepEqual(driver.tasks(), ['after']);
});

test('each round of a standard loop is undone', async (t) => {
  const body =
    start('go') + compensable('a', userTask('a', { inner: loop('loopCounter < 2') }), noting('a')) + UNDO_ALL + userTask('after');
  const driver = await startProcess(body, ['go -> a', 'a -> undo', 'undo -> after'], { variables: VARIABLES });
  driver.complete('a');
  driver.complete('a');
  t.deepEqual(driver.value('undone'), ['a:done', 'a:done']);
});

test('without waiting the throw event goes on while handlers run, and the scope ends after them (waitForCompletion=false)', async (t) => {
  const body =
    start('go') + compensable('a') + compensable('b') + thrown('undo', compensate(undefined, false)) + userTask('after') + end('e');
  const driver = await startProcess(body, ['go -> a', 'a -> b', 'b -> undo', 'undo -> after', 'after -> e']);
  driver.complete('a');
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['after', 'undob']);
  driver.complete('after');
  t.falsy(driver.ended);
  driver.complete('undob');
  driver.complete('undoa');
  t.is(driver.ended, 'completed');
});

test('a compensation inside an event sub-process undoes the scope around it (10.7.1)', async (t) => {
  const handler = eventSubProcess('es', error('E1'), [UNDO_ALL + userTask('h'), ['esStart -> undo', 'undo -> h']]);
  const body = start('go') + step('a') + end('fail', error('E1')) + handler;
  const driver = await startProcess(body, ['go -> a', 'a -> fail'], { variables: VARIABLES });
  driver.complete('a');
  t.deepEqual([driver.value('undone'), driver.tasks()], [['a:done'], ['h']]);
});

test('a handler that fails with an error of its own takes its way out, and the next handlers still run', async (t) => {
  const handler = subProcess('undoa', [end('fail', error('E1'))], { attrs: 'isForCompensation="true"' });
  const body =
    start('go') +
    step('first') +
    compensable('a', userTask('a'), handler) +
    boundary('hb', 'undoa', error('E1')) +
    userTask('repair') +
    UNDO_ALL +
    userTask('after');
  const driver = await startProcess(body, ['go -> first', 'first -> a', 'a -> undo', 'hb -> repair', 'undo -> after'], {
    variables: VARIABLES,
  });
  driver.complete('first');
  driver.complete('a');
  t.deepEqual(driver.tasks(), ['repair']);
  driver.complete('repair');
  t.deepEqual([driver.value('undone'), driver.tasks()], [['first:done'], ['after']]);
});

test('a handler that fails keeps the compensation waiting as an incident, and goes on when mended', async (t) => {
  const body =
    start('go') +
    step('first') +
    compensable('a', userTask('a'), script('undoa', 'for i in 1..n return i', 'x', { attrs: 'isForCompensation="true"' })) +
    UNDO_ALL +
    userTask('after');
  const driver = await startProcess(body, ['go -> first', 'first -> a', 'a -> undo', 'undo -> after'], {
    variables: { ...VARIABLES, n: 10 ** 9 },
  });
  driver.complete('first');
  driver.complete('a');
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['expressionFailed']]);
  driver.resolve('undoa', { n: 1 });
  t.deepEqual([driver.value('undone'), driver.tasks()], [['first:done'], ['after']]);
});

test('nothing to compensate: the throw event goes on at once', async (t) => {
  const driver = await startProcess(start('go') + UNDO_ALL + userTask('after'), ['go -> undo', 'undo -> after']);
  t.deepEqual(driver.tasks(), ['after']);
});

test('an association leads from its own event to the handler', async (t) => {
  const undone = async (from: string, other: string) => {
    const body =
      start('go') +
      ['a', 'b'].map((id) => userTask(id) + boundary(`${id}Done`, id, compensate())).join('') +
      ['x', 'y'].map((id) => userTask(id, { attrs: 'isForCompensation="true"' })).join('') +
      `<association id="one" sourceRef="${from}" targetRef="x"/><association id="two" sourceRef="${other}" targetRef="y"/>` +
      thrown('undo', compensate('a'));
    const driver = await startProcess(body, ['go -> a', 'a -> b', 'b -> undo']);
    driver.complete('a');
    driver.complete('b');
    return driver.tasks();
  };
  t.deepEqual(await undone('aDone', 'bDone'), ['x']);
  t.deepEqual(await undone('bDone', 'aDone'), ['y']);
});
