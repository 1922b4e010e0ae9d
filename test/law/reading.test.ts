import test from 'ava';
import type { Rejection } from '../../errors.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { computeDeadline } from '../../law/deadline.ts';
import { extendDeadline } from '../../law/extend-deadline.ts';
import { readCalendar } from '../../law/read-calendar.ts';
import { readParameter } from '../../law/read-parameter.ts';
import { resolveParameter } from '../../law/resolve-parameter.ts';
import { calendar, morning, parameter } from './fixtures.ts';

const paths = (error: Rejection | undefined): readonly string[] =>
  (error?.problems.map(({ path }) => path ?? '') ?? []).toSorted((a, b) => (a < b ? -1 : 1));

test('the shipped calendar names a source for every day, and swaps only weekend days into work', (t) => {
  for (const [date, day] of Object.entries(calendar.days)) {
    t.not(day.source, '');
    const weekend = calendar.weeklyOff.includes(Temporal.PlainDate.from(date).dayOfWeek);
    if (day.kind === 'working') t.true(weekend, date);
  }
  t.deepEqual(Object.keys(calendar.notices), ['2026', '2027']);
});

test('a wrong calendar is refused with every fault and its place', (t) => {
  const wrong = {
    ...vn,
    zone: 'Asia/Nowhere',
    weeklyOff: [6, 6],
    days: { '2026-02-30': { kind: 'closed', reason: { vi: 'x' }, source: '', status: 'official' } },
    office: [{ from: '13:00', to: '11:00' }],
    extra: 1,
  };
  const error = t.throws<Rejection>(() => readCalendar(wrong));
  t.is(error?.code, 'law.calendarInvalid');
  t.deepEqual(paths(error), [
    '/days/2026-02-30',
    '/days/2026-02-30/kind',
    '/days/2026-02-30/reason/en',
    '/days/2026-02-30/source',
    '/extra',
    '/office',
    '/weeklyOff',
    '/zone',
  ]);
});

test('what is no calendar at all is refused', (t) => {
  for (const wrong of [null, 3, 'x', [], {}]) t.throws(() => readCalendar(wrong), { name: 'Rejection' });
});

test('a wrong parameter is refused with every fault and its place', (t) => {
  const wrong = {
    key: 'a b',
    version: '1',
    value: 1.5,
    unit: 'days',
    precision: 'endOfDay',
    rollForward: 'yes',
    direction: 'forward',
    citation: '',
    confidence: 'D',
    validFrom: '2026-13-01',
  };
  t.deepEqual(paths(t.throws<Rejection>(() => readParameter(wrong))), [
    '/citation',
    '/confidence',
    '/key',
    '/rollForward',
    '/unit',
    '/validFrom',
    '/value',
  ]);
});

test('a term in hours that ends at the end of the day, moves or waits for the office is refused', (t) => {
  const error = t.throws<Rejection>(() => parameter({ unit: 'hour', receipt: 'officeHours' }));
  t.deepEqual(paths(error), ['/precision', '/receipt', '/rollForward']);
});

test('a validity that ends before it begins is refused', (t) => {
  t.deepEqual(paths(t.throws<Rejection>(() => parameter({ validFrom: '2026-07-01', validTo: '2026-07-01' }))), ['/validTo']);
});

const VERSIONS = [parameter({ version: 'L41', validTo: '2026-07-01' }), parameter({ version: 'L127', validFrom: '2026-07-01' })];
for (const [day, version] of [
  ['2020-01-01', 'L41'],
  ['2026-06-30', 'L41'],
  ['2026-07-01', 'L127'],
  ['2099-01-01', 'L127'],
] as const) {
  test(`on ${day} the version ${version} applies`, (t) => {
    t.is(resolveParameter(VERSIONS, day).version, version);
  });
}

test('no version, or more than one, is refused rather than guessed', (t) => {
  t.is(t.throws<Rejection>(() => resolveParameter(VERSIONS, '2019-12-31'))?.code, 'law.noVersion');
  t.is(t.throws<Rejection>(() => resolveParameter([], '2019-12-31'))?.code, 'law.noVersion');
  t.is(
    t.throws<Rejection>(() => resolveParameter([...VERSIONS, parameter({ version: 'x' })], '2026-08-01'))?.code,
    'law.overlappingVersions',
  );
  t.is(t.throws<Rejection>(() => resolveParameter(VERSIONS, '2026-02-31'))?.code, 'law.date');
});

test('an extension moves the deadline, and keeps its reason and approver', (t) => {
  const deadline = computeDeadline(parameter(), calendar, morning('2026-03-02'));
  const extended = extendDeadline(deadline, calendar.zone, { until: '2026-03-20', reason: 'Bão lụt', approver: 'Nguyễn Văn A' });
  t.is(extended.due, '2026-03-20T17:00:00Z');
  t.true(extended.explanation.vi.endsWith('Gia hạn đến Thứ Sáu 20/03/2026: Bão lụt (người duyệt: Nguyễn Văn A).'));
});

for (const [what, extension] of Object.entries({
  'without a reason': { until: '2026-03-20', reason: ' ', approver: 'A' },
  'without an approver': { until: '2026-03-20', reason: 'Bão', approver: '' },
  'to an earlier day': { until: '2026-03-04', reason: 'Bão', approver: 'A' },
  'to no day': { until: '2026-03-32', reason: 'Bão', approver: 'A' },
})) {
  test(`an extension ${what} is refused`, (t) => {
    const deadline = computeDeadline(parameter(), calendar, morning('2026-03-02'));
    t.is(t.throws<Rejection>(() => extendDeadline(deadline, calendar.zone, extension))?.code, 'law.extension');
  });
}
