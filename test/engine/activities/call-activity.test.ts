import test from 'ava';
import { boundary, call, caught, end, eventSubProcess, io, many, message, process, start, task, userTask } from '../elements.ts';
import { type CaseDriver, compileXml, driveCase } from '../case-driver.ts';
import { definitions } from '../elements.ts';
import { refuses } from '../refusal.ts';
import { startProcess } from '../start-process.ts';

const FLOWS = ['go -> c', 'c -> after'];
const frame = (activity: string) => start('go') + activity + userTask('after');
const callee = process('q', start('qs') + userTask('qa') + end('qe'), ['qs -> qa', 'qa -> qe']);

test('a call activity runs the called process inside the case and goes on when it is done (13.3.3)', async (t) => {
  const driver = await startProcess(frame(call('c', 'q')), FLOWS, { others: [callee] });
  t.deepEqual(driver.tasks(), ['qa']);
  driver.complete('qa');
  t.deepEqual(driver.tasks(), ['after']);
});

test('without mappings all variables go in and come back', async (t) => {
  const driver = await startProcess(frame(call('c', 'q')), FLOWS, { others: [callee], variables: { n: 1 } });
  const inside = driver.variables[String(driver.find('q').id)];
  t.is(inside?.['n'], 1);
  driver.complete('qa', { answer: 2, n: 5 });
  t.deepEqual([driver.value('answer'), driver.value('n')], [2, 5]);
});

test('with propagateAll=false and no mappings nothing goes in or out', async (t) => {
  const driver = await startProcess(frame(call('c', 'q', { attrs: 'tk:propagateAll="false"' })), FLOWS, {
    others: [callee],
    variables: { n: 1 },
  });
  t.is(driver.variables[String(driver.find('q').id)]?.['n'], undefined);
  driver.complete('qa', { answer: 2 });
  t.is(driver.value('answer'), undefined);
});

test('input mappings are all that goes in, output mappings all that comes out', async (t) => {
  const driver = await startProcess(frame(call('c', 'q', { inner: io({ x: 'n + 1' }, { result: 'answer * 2' }) })), FLOWS, {
    others: [callee],
    variables: { n: 1, secret: 'yes' },
  });
  t.deepEqual(driver.variables[String(driver.find('q').id)], { x: 2 });
  driver.complete('qa', { answer: 10, noise: 1 });
  t.deepEqual([driver.value('result'), driver.value('answer'), driver.value('noise')], [20, undefined, undefined]);
});

const insideOf = (driver: CaseDriver) => driver.variables[String(driver.find('q').id)] ?? {};

test('the two directions are said one by one, and go before propagateAll', async (t) => {
  for (const [attrs, into, back] of [
    ['tk:propagateAllIn="false"', undefined, 2],
    ['tk:propagateAllOut="false"', 1, undefined],
    ['tk:propagateAll="false" tk:propagateAllIn="true"', 1, undefined],
    ['tk:propagateAll="false" tk:propagateAllOut="true"', undefined, 2],
    ['tk:propagateAll="true" tk:propagateAllIn="false" tk:propagateAllOut="false"', undefined, undefined],
  ] as const) {
    const driver = await startProcess(frame(call('c', 'q', { attrs })), FLOWS, { others: [callee], variables: { n: 1 } });
    t.is(insideOf(driver)['n'], into, attrs);
    driver.complete('qa', { answer: 2 });
    t.is(driver.value('answer'), back, attrs);
  }
});

test('a direction that is said copies all beside what is mapped, and what is mapped goes before', async (t) => {
  const attrs = 'tk:propagateAllIn="true" tk:propagateAllOut="true"';
  const mapped = call('c', 'q', { attrs, inner: io({ n: 'n + 10' }, { answer: 'answer * 2' }) });
  const driver = await startProcess(frame(mapped), FLOWS, { others: [callee], variables: { n: 1, m: 3 } });
  t.like(insideOf(driver), { n: 11, m: 3 });
  driver.complete('qa', { answer: 10, more: 5 });
  t.deepEqual([driver.value('answer'), driver.value('more'), driver.value('m')], [20, 5, 3]);
});

test('propagateAll for both directions yields where something is mapped, as before', async (t) => {
  const mapped = call('c', 'q', { attrs: 'tk:propagateAll="true"', inner: io({ x: 'n' }) });
  const driver = await startProcess(frame(mapped), FLOWS, { others: [callee], variables: { n: 1 } });
  t.deepEqual(insideOf(driver), { x: 1 });
  driver.complete('qa', { answer: 2 });
  t.is(driver.value('answer'), 2);
});

test('a called process tells its initiator too', async (t) => {
  const told = process('q', '<startEvent id="qs" tk:initiator="boss"/>' + userTask('qa') + end('qe'), ['qs -> qa', 'qa -> qe']);
  const driver = await startProcess(frame(call('c', 'q')), FLOWS, { others: [told] });
  t.is(insideOf(driver)['boss'], 'tester');
});

test('a called process does not see its caller, however deep it looks', async (t) => {
  const looking = process(
    'q',
    start('qs') + `<scriptTask id="look" tk:resultVariable="seen"><script>secret</script></scriptTask>` + userTask('qa'),
    ['qs -> look', 'look -> qa'],
  );
  const driver = await startProcess(frame(call('c', 'q', { inner: io({ x: '1' }) })), FLOWS, {
    others: [looking],
    variables: { secret: 'yes' },
  });
  t.is(driver.variables[String(driver.find('q').id)]?.['seen'], null);
});

test('output mappings that fail keep the call as an incident with what was produced, and are applied when mended', async (t) => {
  const driver = await startProcess(frame(call('c', 'q', { inner: io({}, { list: 'for i in 1..answer return i' }) })), FLOWS, {
    others: [callee],
  });
  driver.complete('qa', { answer: 10 ** 9 });
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['expressionFailed']]);
  driver.resolve('c', { answer: 2 });
  t.deepEqual([driver.tasks(), driver.value('list')], [['after'], [1, 2]]);
});

async function versions() {
  const version = (n: number) => compileXml(definitions(process('q', userTask(`v${n}`))), (key) => `${key}:${n}`);
  const caller = await compileXml(
    definitions(
      process('p', frame(call('c', 'q', { attrs: 'tk:binding="version" tk:version="1"' })), FLOWS),
      process('latest', call('d', 'q')),
    ),
  );
  return [...caller, ...(await version(1)), ...(await version(2))];
}

test('a call binds to a fixed version, or to the latest at the moment of the call', async (t) => {
  const models = await versions();
  const fixed = driveCase(models);
  fixed.start();
  t.deepEqual(fixed.tasks(), ['v1']);
  const latest = driveCase(models);
  latest.start({}, { definition: 'latest' });
  t.deepEqual(latest.tasks(), ['v2']);
});

test('a running call keeps its version; the case remembers which definitions it uses', async (t) => {
  const driver = driveCase(await versions());
  driver.start({}, { definition: 'latest' });
  t.deepEqual(driver.state?.d, ['latest', 'q:2']);
});

test('the binding of a call is asked of the caller’s version, with its kind', async (t) => {
  const seen: unknown[] = [];
  const models = await compileXml(definitions(process('p', call('c', 'q', { attrs: 'tk:binding="deployment"' })), callee));
  const driver = driveCase(models, { resolveProcess: (reference) => (seen.push(reference), 'q') });
  driver.start();
  t.deepEqual(seen[0], { key: 'q', binding: 'deployment', from: 'p' });
});

test('the called process can be named by an expression; one that names none is an incident', async (t) => {
  const body = frame(call('c', '= which'));
  t.deepEqual((await startProcess(body, FLOWS, { others: [callee], variables: { which: 'q' } })).tasks(), ['qa']);
  const wrong = await startProcess(body, FLOWS, { others: [callee], variables: { which: 12 } });
  t.deepEqual([...wrong.rows.incidents.values()], ['expressionFailed']);
  wrong.resolve('c', { which: 'q' });
  t.deepEqual(wrong.tasks(), ['qa']);
});

test('a called process that is not loaded is asked for before anything happens', async (t) => {
  const driver = await startProcess(frame(call('c', 'unknown')), FLOWS, { prepareOnly: true });
  t.regex(t.throws(() => driver.start())?.message ?? '', /"kind":"process".*"unknown"/);
  t.is(driver.state, undefined);
});

test('calls nest, and end from the inside out', async (t) => {
  const middle = process('q', call('cc', 'r') + userTask('qa'), ['cc -> qa']);
  const driver = await startProcess(frame(call('c', 'q')), FLOWS, { others: [middle, process('r', userTask('ra'))] });
  for (const id of ['ra', 'qa', 'after']) {
    t.deepEqual(driver.tasks(), [id]);
    driver.complete(id);
  }
  t.is(driver.ended, 'completed');
});

test('a process that calls itself without end stops at the depth limit, as an incident that names the call', async (t) => {
  const driver = await startProcess(call('c', 'p'), [], { limits: { depth: 12 } });
  t.deepEqual([...driver.rows.incidents.values()], ['stateLimit']);
  const [id = 0] = driver.rows.incidents.keys();
  t.is(driver.run().instances.get(id)?.node.id, 'c');
});

test('a message reaches an event of a called process, and its event sub-process', async (t) => {
  const called = process(
    'q',
    caught('qc', message()) + userTask('qa') + eventSubProcess('es', message('m2'), [userTask('h'), ['esStart -> h']]),
    ['qc -> qa'],
  );
  const driver = await startProcess(frame(call('c', 'q')), FLOWS, { others: [called] });
  driver.message('m');
  t.deepEqual(driver.tasks(), ['qa']);
  driver.message('m2');
  t.deepEqual(driver.tasks(), ['h']);
  driver.complete('h');
  t.deepEqual(driver.tasks(), ['after']);
});

test('a boundary event at the call takes the called process away', async (t) => {
  const driver = await startProcess(frame(call('c', 'q') + boundary('b', 'c', message()) + userTask('r')), [...FLOWS, 'b -> r'], {
    others: [callee],
  });
  driver.message('m');
  t.deepEqual(driver.tasks(), ['r']);
});

test('multi-instance calls run one process each, with their own element', async (t) => {
  const activity = call('c', 'q', { inner: io({ who: 'person' }) + many({ collection: 'people', element: 'person' }) });
  const driver = await startProcess(frame(activity), FLOWS, { others: [callee], variables: { people: ['an', 'binh'] } });
  const seen = driver.state?.i.filter(([, node]) => node === 'q').map(([id]) => driver.variables[String(id)]);
  t.deepEqual(seen, [{ who: 'an' }, { who: 'binh' }]);
  driver.complete('qa');
  driver.complete('qa');
  t.deepEqual(driver.tasks(), ['after']);
});

test('a deadline in a called process that cannot be computed does not start that process twice', async (t) => {
  const called = process(
    'q',
    userTask('qa') +
      eventSubProcess('es', '<timerEventDefinition><timeDuration>= limit</timeDuration></timerEventDefinition>', [
        task('h'),
        ['esStart -> h'],
      ]),
  );
  const driver = await startProcess(frame(call('c', 'q')), FLOWS, { others: [called] });
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [['qa'], ['expressionFailed']]);
  driver.resolve('q', { limit: 'P1D' });
  t.deepEqual([driver.tasks(), driver.rows.timers.size], [['qa'], 1]);
  driver.complete('qa');
  t.deepEqual(driver.tasks(), ['after']);
});

test('a called process that is refused a variable scope of its caller cannot be completed from outside', async (t) => {
  const driver = await startProcess(frame(call('c', 'q')), FLOWS, { others: [callee] });
  refuses(t, driver, 'taskNotOpen', () => driver.send({ type: 'completeUserTask', instance: driver.find('c').id, variables: {} }));
});
