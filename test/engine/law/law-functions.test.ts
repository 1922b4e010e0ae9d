/** Law functions in the expressions of diagrams, on a loaded register. */
import test from 'ava';
import type { ParameterReference, ParameterRecord } from '../../../engine/ports.ts';
import type { Json } from '../../../expressions/json.ts';
import vn from '../../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../../law/read-calendar.ts';
import { compileXml, driveCase } from '../case-driver.ts';

const calendar = readCalendar(vn);
const entry = (key: string, value: Json, more: Partial<ParameterRecord> = {}): ParameterRecord => ({
  key,
  kind: 'number',
  value,
  version: '1',
  citation: `Điều ${key}`,
  confidence: 'A',
  settled: true,
  ...more,
});
const REGISTER: Readonly<Record<string, ParameterRecord>> = {
  'sentence.days_per_month': entry('sentence.days_per_month', 30),
  'sentence.rounding': entry('sentence.rounding', 'up', { kind: 'enum' }),
  'giam.part': entry('giam.part', { part: 1, of: 3 }, { kind: 'fraction' }),
  'hoan.max': entry('hoan.max', 12, { kind: 'length', unit: 'month', confidence: 'C', settled: false }),
  'giam.rounds': entry(
    'giam.rounds',
    [
      { key: 'apr', name: { vi: '30/4', en: '30 April' }, on: '04-30', calendar: 'solar' },
      { key: 'tet', name: { vi: 'Tết', en: 'Tết' }, on: '01-01', calendar: 'lunar' },
    ],
    { kind: 'dates' },
  ),
};

const xml = (expression: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tk="urn:trinh-ky:bpmn:1" targetNamespace="t" id="d">
  <process id="p" isExecutable="true"><startEvent id="s"/><scriptTask id="x" name="x" tk:resultVariable="answer"><script>${expression
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')}</script></scriptTask><userTask id="u"/><endEvent id="e"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="u"/><sequenceFlow id="f3" sourceRef="u" targetRef="e"/>
  </process></definitions>`;

async function run(expression: string, variables: Record<string, Json> = {}, asked: ParameterReference[] = []) {
  const driver = driveCase(await compileXml(xml(expression)), {
    calendar: (key) => (key === 'vn' ? calendar : undefined),
    parameter: (reference) => {
      asked.push(reference);
      return REGISTER[reference.key];
    },
    deadline: ({ parameter, start }) => ({
      due: '2026-02-23T17:00:00.000Z',
      localDate: '2026-02-23',
      parameter,
      parameterVersion: '2',
      calendarVersion: 'c',
      provisional: start.startsWith('2030'),
    }),
  });
  driver.send({ type: 'startCase', definition: 'p', variables, onIncident: 'keep' });
  return driver;
}
const answer = async (expression: string, variables: Record<string, Json> = {}): Promise<Json | undefined> =>
  (await run(expression, variables)).value('answer');

const sentence = '{ term: "P14Y", servingFrom: date("2019-06-01"), reductions: [duration("P1Y")] }';
const date = (value: string): Json => ({ $type: 'date', value });

for (const [expression, expected] of [
  ['parameter("giam.part").value.of', 3],
  ['parameter("hoan.max").settled', false],
  ['date("2026-01-31") + parameter("hoan.max").duration', date('2027-01-31')],
  ['parameter(key: "hoan.max").unit', 'month'],
  ['add working days(date("2026-02-12"), 3)', date('2026-02-24')],
  ['add working days(date("2026-09-07"), -5)', date('2026-08-26')],
  ['add working days("2026-08-21T09:00:00+07:00", 1, "vn")', date('2026-08-22')],
  ['is working day(date("2026-08-22"))', true],
  ['is working day(date("2026-02-17"))', false],
  ['count working days(date("2026-02-12"), date("2026-02-24"))', 3],
  ['deadline("hoan.decide", date("2026-02-16"))', { $type: 'dateTime', value: '2026-02-24T00:00:00+07:00' }],
  ['deadline details("hoan.decide", now()).day', date('2026-02-23')],
  ['round dates("giam.rounds", 2027)[key = "tet"].date[1]', date('2027-02-06')],
  ['fraction of term({ years: 10 }, parameter("giam.part").value)', { years: 3, months: 4, days: 0 }],
  ['fraction of term("P2Y1M", "1/2")', { years: 1, months: 0, days: 15 }],
  ['compare terms(duration("P3Y"), { years: 2, months: 11, days: 29 })', 1],
  ['term text({ months: 15, days: 12 }).vi', '1 năm 3 tháng 12 ngày'],
  [`served time(${sentence}, date("2026-06-01")).years`, 7],
  [`served enough(${sentence}, fraction of term("P14Y", "1/2"), date("2026-06-01")).reached`, true],
  [`served enough(${sentence}, "P7Y", date("2026-02-20")).missing`, { years: 0, months: 3, days: 12 }],
  [`remaining term(${sentence}, date("2026-06-01")).years`, 6],
  [`reduction room(${sentence}, "P7Y", "P4Y").kept`, true],
  [`probation term(${sentence}, date("2026-06-01")).until`, date('2032-06-01')],
  ['if deadline = null then parameter("hoan.max").value else 0', 12],
] as const) {
  test(`${expression} is ${JSON.stringify(expected)}`, async (t) => {
    t.deepEqual(await answer(expression), expected as Json);
  });
}

test('an explanation shows the sum', async (t) => {
  const said = await answer(`served enough(${sentence}, "P7Y", date("2026-02-20")).explanation.vi`);
  t.is(said, 'Phải chấp hành 7 năm: đến ngày 20/02/2026 còn thiếu 3 tháng 12 ngày, đủ vào ngày 01/06/2026.');
});

test('a variable of the same name does not hide a function that is called, nor the function the variable', async (t) => {
  t.is(await answer('if deadline = "x" then parameter("hoan.max").value else 0', { deadline: 'x', parameter: 3 }), 12);
});

test('the entry may choose among the days of the case; a date that is given counts', async (t) => {
  const asked: ParameterReference[] = [];
  await run('parameter("hoan.max").value', { offenceDate: date('2024-05-01') }, asked);
  t.deepEqual(asked.at(-1), { key: 'hoan.max', asOf: { step: '2026-03-02', caseStart: '2026-03-02', offence: '2024-05-01' } });
  await run('parameter("hoan.max", date("2020-01-02")).value', {}, asked);
  t.deepEqual(asked.at(-1), { key: 'hoan.max', asOf: '2020-01-02' });
});

for (const [what, expression, message] of [
  ['a date that is none', 'add working days("soon", 3)', /date to be a date/],
  ['nothing', 'add working days(null, 3)', /date to be a date/],
  ['half a day', 'add working days(date("2026-01-02"), 0.5)', /whole number/],
  ['too many days', 'add working days(date("2026-01-02"), 20000)', /at most/],
  ['a fraction above one', 'fraction of term("P1Y", "3/2")', /fraction/],
  ['life without a length', `remaining term({ term: "life", servingFrom: date("2019-06-01") }, date("2026-06-01"))`, /term: life/],
  ['rounds of something else', 'round dates("hoan.max", 2026)', /days of the year/],
] as const) {
  test(`${what} stops the element with an incident that says what was expected`, async (t) => {
    const driver = await run(expression);
    const raised = driver.last.effects.find((effect) => effect.type === 'incidentRaised');
    t.is(raised?.kind, 'expressionFailed');
    t.regex(raised?.message ?? '', message);
  });
}

for (const [what, expression] of [
  ['too few arguments', 'add working days(date("2026-01-02"))'],
  ['too many', 'parameter("a", date("2026-01-02"), 3)'],
  ['an unknown parameter name', 'parameter(name: "a")'],
  ['a missing one', 'deadline(key: "a")'],
  ['a function that is none', 'paramter("a")'],
] as const) {
  test(`${what}: the diagram is refused`, async (t) => {
    await t.throwsAsync(async () => await run(expression), { message: /FEEL/ });
  });
}

test('what is not loaded is asked for: parameter, calendar, deadline', async (t) => {
  const models = await compileXml(xml('[is working day(date("2026-01-05")), 1]'));
  t.throws(() => driveCase(models).send({ type: 'startCase', definition: 'p', variables: {}, onIncident: 'keep' }), {
    message: /needs \{"kind":"calendar","key":"vn"\}/,
  });
});
