import test from 'ava';
import { after, at, boundary, caught, end, every, eventSubProcess, gateway, start, userTask } from '../elements.ts';
import { refuses } from '../refusal.ts';
import { startProcess } from '../start-process.ts';

const START = '2026-03-02T01:00:00Z';
const dueOf = async (definition: string, variables = {}): Promise<string | undefined> => {
  const driver = await startProcess(start('go') + caught('c', definition) + end('e'), ['go -> c', 'c -> e'], { variables });
  const [due] = driver.rows.timers.values();
  return due === undefined ? [...driver.rows.incidents.values()][0] : new Date(due).toISOString();
};

const DUE: readonly [what: string, definition: string, due: string, variables?: object][] = [
  ['a duration', after('PT90M'), '2026-03-02T02:30:00.000Z'],
  ['a duration longer than 25 days', after('P40D'), '2026-04-11T01:00:00.000Z'],
  ['a duration of a hundred years', after('P100Y'), '2126-03-02T01:00:00.000Z'],
  ['months and days together', after('P1M1DT1S'), '2026-04-03T01:00:01.000Z'],
  ['an instant with offset', at('2026-05-01T08:00:00+07:00'), '2026-05-01T01:00:00.000Z'],
  ['an instant in UTC', at('2026-05-01T08:00:00Z'), '2026-05-01T08:00:00.000Z'],
  ['a local date and time, which is in the official time zone', at('2026-05-01T08:00:00'), '2026-05-01T01:00:00.000Z'],
  ['a date, which begins at 0:00 in the official time zone', at('2026-05-01'), '2026-04-30T17:00:00.000Z'],
  ['a date and time in another zone', at('2026-05-01T08:00:00[Europe/Paris]'), '2026-05-01T06:00:00.000Z'],
  ['a date in the past', at('2020-01-01T00:00:00Z'), '2020-01-01T00:00:00.000Z'],
  ['FEEL text', after('= "PT" + string(n) + "H"'), '2026-03-02T06:00:00.000Z', { n: 5 }],
  ['a FEEL duration', after('= duration("P1D") * n'), '2026-03-07T01:00:00.000Z', { n: 5 }],
  ['a FEEL duration of years and months', after('= duration("P1Y2M")'), '2027-05-02T01:00:00.000Z'],
  ['a FEEL date', at('= date(day)'), '2026-07-31T17:00:00.000Z', { day: '2026-08-01' }],
  ['a FEEL date and time with offset', at('= date and time("2026-08-01T10:00:00+07:00")'), '2026-08-01T03:00:00.000Z'],
  ['a FEEL date and time in a named zone', at('= date and time("2026-08-01T10:00:00@Europe/Paris")'), '2026-08-01T08:00:00.000Z'],
  ['the first of a repeated interval', every('R3/PT10M'), '2026-03-02T01:10:00.000Z'],
  ['the start of a repeated interval', every('R3/2026-06-01T00:00:00Z/P1D'), '2026-06-01T00:00:00.000Z'],
  ['cron, in the official time zone', every('0 8 * * *'), '2026-03-03T01:00:00.000Z'],
  ['cron with seconds', every('30 0 9 * * *'), '2026-03-02T02:00:30.000Z'],
];
for (const [what, definition, due, variables] of DUE) {
  test(`a timer event waits for ${what} (10.5.5.8)`, async (t) => {
    t.is(await dueOf(definition, variables), due);
  });
}

for (const [what, definition] of [
  ['nothing', after('= missing')],
  ['a number', after('= 12')],
  ['text that is no time', at('= "soon"')],
  ['a repetition without an interval', every('= "R3"')],
  ['a zone that does not exist', at('2026-05-01T08:00:00[Asia/Nowhere]')],
  ['a clock that starts at no time', '<timerEventDefinition tk:dueParameter="law.term" tk:clockStart="= &quot;soon&quot;"/>'],
] as const) {
  test(`a timer that is given ${what} is an incident, and armed when the value is mended`, async (t) => {
    t.is(await dueOf(definition), 'expressionFailed');
  });
}

test('a mended timer is armed from the moment of its repair', async (t) => {
  const driver = await startProcess(start('go') + caught('c', after('= wait')), ['go -> c']);
  driver.pass('PT2H');
  driver.resolve('c', { wait: 'PT1H' });
  t.deepEqual([...driver.rows.timers.values()], [Date.parse('2026-03-02T04:00:00Z')]);
});

const daysOf = async (cycle: string, times: number): Promise<string[]> => {
  const driver = await startProcess(start('go') + userTask('u') + boundary('b', 'u', every(cycle), false) + end('x'), [
    'go -> u',
    'b -> x',
  ]);
  const days: string[] = [];
  for (let i = 0; i < times; i++) {
    const [due = 0] = driver.rows.timers.values();
    days.push(Temporal.Instant.fromEpochMilliseconds(due).toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString());
    driver.fire('b');
  }
  return days;
};

test('a month is a calendar month in the official time zone, and one that starts on the 31st comes back to month ends', async (t) => {
  t.deepEqual(await daysOf('R/2026-01-31T00:30:00+07:00/P1M', 4), ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
  t.deepEqual(await daysOf('R3/P1M', 3), ['2026-04-02', '2026-05-02', '2026-06-02']);
});

test('a repeated non-interrupting boundary timer fires as often as it says, at its interval, and then no more (10.5.4, 10.5.5.8)', async (t) => {
  const driver = await startProcess(start('go') + userTask('u') + boundary('b', 'u', every('R3/PT1H'), false) + userTask('r'), [
    'go -> u',
    'b -> r',
  ]);
  for (let fired = 1; fired <= 3; fired++) {
    driver.fire('b');
    t.is(driver.tasks().filter((id) => id === 'r').length, fired);
  }
  t.is(driver.rows.timers.size, 0);
  t.deepEqual(driver.tasks(), ['r', 'r', 'r', 'u']);
});

test('repetitions are counted from when they were due: delays do not add up', async (t) => {
  const driver = await startProcess(start('go') + userTask('u') + boundary('b', 'u', every('R3/PT1H'), false) + end('x'), [
    'go -> u',
    'b -> x',
  ]);
  driver.pass('PT1H25M');
  driver.fire('b');
  t.deepEqual([...driver.rows.timers.values()], [Date.parse(START) + 2 * 3_600_000]);
});

test('a repeated timer whose next time cannot be computed is armed again when that is mended, and its activity goes on', async (t) => {
  const driver = await startProcess(
    start('go') + userTask('u') + boundary('b', 'u', every('= pace'), false) + end('x'),
    ['go -> u', 'b -> x'],
    {
      variables: { pace: 'R/PT1H' },
    },
  );
  driver.send({ type: 'setVariables', variables: { pace: 12 } });
  driver.fire('b');
  t.deepEqual([driver.rows.timers.size, driver.tasks(), [...driver.rows.incidents.values()]], [0, ['u'], ['expressionFailed']]);
  driver.resolve('u', { pace: 'R/PT2H' });
  t.deepEqual([driver.rows.timers.size, driver.rows.incidents.size], [1, 0]);
});

test('an interrupting boundary timer takes the activity away once', async (t) => {
  const driver = await startProcess(start('go') + userTask('u') + boundary('b', 'u', every('R3/PT1H')) + userTask('r'), [
    'go -> u',
    'b -> r',
  ]);
  driver.fire('b');
  t.deepEqual([driver.tasks(), driver.rows.timers.size], [['r'], 0]);
});

test('a timer of an activity that is done is gone; a late or doubled firing is refused', async (t) => {
  const driver = await startProcess(
    start('go') + userTask('u') + boundary('b', 'u', every('R/PT1H'), false) + userTask('r') + userTask('v'),
    ['go -> u', 'b -> r', 'u -> v'],
  );
  const { id, memory } = driver.find('u');
  const due = memory.t?.['b']?.[0] ?? 0;
  driver.fire('b');
  refuses(t, driver, 'timerNotArmed', () => driver.send({ type: 'fireTimer', instance: id, node: 'b', due }));
  driver.complete('u');
  refuses(t, driver, 'timerNotArmed', () => driver.send({ type: 'fireTimer', instance: id, node: 'b', due: due + 3_600_000 }));
  refuses(t, driver, 'timerNotArmed', () => driver.send({ type: 'fireTimer', instance: 999, node: 'b', due }));
  refuses(t, driver, 'timerNotArmed', () => driver.send({ type: 'fireTimer', instance: id, node: 'nowhere', due }));
});

test('a changed timer fires at its new time only', async (t) => {
  const driver = await startProcess(start('go') + caught('c', after('PT1H')) + end('e'), ['go -> c', 'c -> e']);
  const { id, memory } = driver.find('c');
  const old = memory.t?.['c']?.[0] ?? 0;
  driver.send({ type: 'changeTimer', instance: id, node: 'c', due: old + 5 });
  t.deepEqual([...driver.rows.timers.values()], [old + 5]);
  refuses(t, driver, 'timerNotArmed', () => driver.send({ type: 'fireTimer', instance: id, node: 'c', due: old }));
  driver.fire('c');
  t.is(driver.ended, 'completed');
});

const handler = (cycle: string, interrupting: boolean): string =>
  start('go') +
  userTask('u') +
  eventSubProcess('es', every(cycle), [userTask('h') + end('he'), ['esStart -> h', 'h -> he']], { interrupting });

test('a timer starts an event sub-process, again and again when it repeats and does not interrupt (13.5.4)', async (t) => {
  const driver = await startProcess(handler('R2/P1D', false), ['go -> u']);
  driver.fire('esStart');
  driver.fire('esStart');
  t.deepEqual([driver.tasks(), driver.rows.timers.size], [['h', 'h', 'u'], 0]);
  const once = await startProcess(handler('R2/P1D', true), ['go -> u']);
  once.fire('esStart');
  t.deepEqual([once.tasks(), once.rows.timers.size], [['h'], 0]);
});

test('a deadline of the process that cannot be computed at the start is an incident beside the case, and armed when mended', async (t) => {
  const driver = await startProcess(
    start('go') + userTask('u') + eventSubProcess('es', after('= limit'), [userTask('h'), ['esStart -> h']]),
    ['go -> u'],
  );
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()], driver.rows.timers.size], [['u'], ['expressionFailed'], 0]);
  driver.resolve('p', { limit: 'P3D' });
  t.deepEqual([driver.rows.incidents.size, driver.rows.timers.size], [0, 1]);
  driver.fire('esStart');
  t.deepEqual(driver.tasks(), ['h']);
});

test('an incident beside the case does not keep it from ending', async (t) => {
  const driver = await startProcess(
    start('go') + userTask('u') + eventSubProcess('es', after('= limit'), [userTask('h'), ['esStart -> h']]),
    ['go -> u'],
  );
  driver.complete('u');
  t.is(driver.ended, 'completed');
});

test('a timer at an event-based gateway is armed with the token and gone with it', async (t) => {
  const driver = await startProcess(
    start('go') + gateway('eventBased', 'g') + caught('c', after('PT1H')) + caught('d', at('2026-03-02T12:00:00')) + end('e'),
    ['go -> g', 'g -> c', 'g -> d', 'c -> e', 'd -> e'],
  );
  t.is(driver.rows.timers.size, 2);
  driver.fire('d');
  t.deepEqual([driver.ended, driver.rows.timers.size], ['completed', 0]);
});

const deadline = (due: string) => () => ({ due, parameter: 'law.term', parameterVersion: '2' });

test('a timer by a parameter asks the register, with the day whose law applies', async (t) => {
  const definition = '<timerEventDefinition tk:dueParameter="law.term" tk:clockStart="= received" tk:asOf="caseStart"/>';
  const body = start('go') + caught('c', definition);
  const driver = await startProcess(body, ['go -> c'], {
    deadline: deadline('2026-03-09T17:00:00.000Z'),
    variables: { received: '2026-03-01T09:00:00+07:00' },
  });
  t.deepEqual([...driver.rows.timers.values()], [Date.parse('2026-03-09T17:00:00Z')]);
  const unloaded = await startProcess(body, ['go -> c'], { prepareOnly: true });
  const error = t.throws(() => unloaded.start({ received: '2026-03-01T09:00:00+07:00' }));
  t.regex(error?.message ?? '', /"parameter":"law.term","start":"2026-03-01T02:00:00.000Z","asOf":"2026-03-02"/);
});
