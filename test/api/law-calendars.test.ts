import ava from 'ava';
import { shipCalendar } from '../../composition/modules/ship-calendar.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../law/read-calendar.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const lan = server.as('lan');
const AT = '/api/v1/law/calendars/vn';

test.before(async () => void (await shipCalendar(server.services.commands, readCalendar(vn))));

test('a year of the calendar is read with the source and the lunar day of each day', async (t) => {
  const { status, body } = await lan('GET', `${AT}/years/2027`);
  t.is(status, 200);
  t.like(body, { key: 'vn', year: 2027, provisional: false, weeklyOff: [6, 7], recorded: [2026, 2027] });
  const tet = body.days.find(({ date }: { date: string }) => date === '2027-02-06');
  t.like(tet, { kind: 'off', status: 'official', lunar: { year: 2027, month: 1, day: 1 } });
});

test('a year without a notice is told to be provisional', async (t) => {
  const { body } = await lan('GET', `${AT}/years/2029`);
  t.true(body.provisional);
  t.true(body.days.every(({ status }: { status: string }) => status === 'provisional'));
});

test('working days are counted forward and back, with why', async (t) => {
  const forward = await lan('GET', `${AT}/working-days?from=2026-11-23&count=1`);
  t.like(forward.body, { day: '2026-11-25', provisional: false });
  t.like(forward.body.passed[0], { date: '2026-11-24', reason: { vi: 'Ngày Văn hóa Việt Nam' } });
  t.is((await lan('GET', `${AT}/working-days?from=2026-11-25&count=-1`)).body.day, '2026-11-23');
  t.is((await lan('GET', `${AT}/working-days?from=2026-11-25&count=0`)).body.day, '2026-11-25');
});

test('a day, a number and a calendar that are none are refused', async (t) => {
  t.is((await lan('GET', `${AT}/working-days?from=2026-02-30&count=1`)).status, 400);
  t.is((await lan('GET', `${AT}/working-days?from=2026-02-01&count=1001`)).status, 400);
  t.is((await lan('GET', `${AT}/years/1066`)).status, 400);
  t.is((await lan('GET', `${AT}/working-days?from=2200-01-01&count=5`)).body.code, 'law.lunarDate');
  t.is((await lan('GET', '/api/v1/law/calendars/none/years/2027')).body.code, 'calendarNotFound');
});

test('who may not read calendars is refused', async (t) => {
  t.is((await server.as('may-in')('GET', `${AT}/years/2027`)).status, 403);
});
