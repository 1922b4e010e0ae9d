/** The register in the expressions of a case, from the database: what a step resolved is kept with it, and a replay asks for nothing newer. */
import test from 'ava';
import { replayCase } from '../../commands/replay-case.ts';
import { shipCalendar } from '../../composition/modules/ship-calendar.ts';
import type { Json } from '../../expressions/json.ts';
import { yearsOf } from '../../law/calendar-years.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../law/read-calendar.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { installParameters } from '../../store/repositories/parameters.ts';
import { bpmn, chain, deployed, NOW, ONE_WORKING_DAY, started, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const entry = (key: string, more: Record<string, Json>): Record<string, Json> => ({
  key,
  version: '1',
  citation: 'Điều 1',
  confidence: 'B',
  validFrom: '2020-01-01',
  ...more,
});
const OLD_LAW = entry('limit', { kind: 'number', value: 5, asOf: 'offence', validTo: '2025-07-01' });
const NEW_LAW = entry('limit', { kind: 'number', value: 9, asOf: 'offence', version: '2', validFrom: '2025-07-01' });
const TERM = { ...(ONE_WORKING_DAY as unknown as Record<string, Json>), key: 'answer' };

async function ship(...bodies: readonly Record<string, Json>[]): Promise<void> {
  const records = bodies.map((body) => {
    const { key, version, validFrom, validTo, citation } = body as Record<string, string>;
    return {
      key,
      version,
      body,
      validFrom,
      ...(validTo !== undefined && { validTo }),
      citation,
      confidence: 'B',
      running: 'keep',
    } as const;
  });
  await installParameters(office.db, records as unknown as Parameters<typeof installParameters>[1], 'test', NOW);
}

const script = (id: string, source: string): string =>
  `<scriptTask id="${id}" name="${id}" tk:resultVariable="${id}"><script>${source}</script></scriptTask>`;

test.serial.before(async () => {
  await shipCalendar(office.services, { ...readCalendar(vn), version: '1' });
  await ship(OLD_LAW, NEW_LAW, TERM);
  await deployed(office, [
    'law.bpmn',
    bpmn(
      'law',
      `<startEvent id="start"/>${script('limit', 'parameter("limit")')}${script('next', 'add working days(date("2026-11-23"), 1)')}
      ${script('due', 'deadline details("answer", date("2026-11-23")).day')}${script('worked', 'is working day(date("2026-11-24"))')}
      ${task('wait', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'limit', 'next', 'due', 'worked', 'wait', 'end')}`,
    ),
  ]);
});

const variablesOf = async (caseId: string) => (await loadCase(office.db, caseId, { now: NOW }))?.variables['1'];

test.serial('expressions read the register by the day that the entry declares, and count working days', async (t) => {
  const { caseId } = await started(office, 'law', { offenceDate: { $type: 'date', value: '2024-05-01' } });
  const variables = await variablesOf(caseId);
  t.like(variables?.['limit'], { value: 5, version: '1', citation: 'Điều 1', confidence: 'B', settled: true });
  t.deepEqual(variables?.['next'], { $type: 'date', value: '2026-11-25' });
  t.deepEqual(variables?.['due'], { $type: 'date', value: '2026-11-25' });
  t.is(variables?.['worked'], false);
  const after = await started(office, 'law', { offenceDate: { $type: 'date', value: '2026-05-01' } });
  t.like((await variablesOf(after.caseId))?.['limit'], { value: 9, version: '2' });
});

test.serial('the step keeps which versions it used', async (t) => {
  const { caseId } = await started(office, 'law', { offenceDate: { $type: 'date', value: '2024-05-01' } });
  const [first] = (await listHistory(office.db, caseId, { limit: 1 })).items;
  t.like(first?.resolved, { parameters: [[{ key: 'limit' }, { version: '1', value: 5 }]], calendars: [['vn', '1 2026.1 2027.1']] });
});

test.serial('an entry that goes by the offence stops a case that does not know it', async (t) => {
  const error = await t.throwsAsync(async () => await started(office, 'law', {}));
  t.like(error, { code: 'startFailed' });
  t.regex(error?.message ?? '', /day of the offence/);
});

test.serial('a replay counts with the calendar and the register of then', async (t) => {
  const { caseId } = await started(office, 'law', { offenceDate: { $type: 'date', value: '2024-05-01' } });
  const before = await loadCase(office.db, caseId, { now: NOW });
  const { years } = yearsOf(readCalendar(vn));
  const year = years.find((one) => one.year === 2026);
  const days = (year?.days ?? []).filter(({ date }) => date !== '2026-11-24');
  await office.db.pool.query(`update calendar_year set status = 'superseded' where year = 2026`);
  await office.db.pool.query(
    `insert into calendar_year (key, year, version, notices, days, proposed_by, proposed_at) values ('vn', 2026, 2, '{mới}', $1, 'test', $2)`,
    [JSON.stringify(days), NOW],
  );
  await office.db.pool.query(`update parameter set valid_to = '2020-01-02' where key = 'limit' and version = '1'`);
  const { storedLaw } = await import('../../commands/loading/stored-law.ts');
  const today = { ...office.services, law: storedLaw(office.db) };
  t.is((await today.law.calendar('vn'))?.version, '1 2026.2 2027.1');
  const replayed = await replayCase(today, caseId);
  t.is(JSON.stringify(replayed?.variables), JSON.stringify(before?.variables));
  t.is(JSON.stringify(replayed?.state), JSON.stringify(before?.state));
});
