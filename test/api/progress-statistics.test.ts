/** How cases get on: true numbers for who may read each of them, groups of a size for others, the same whether archived or not. */
import ava from 'ava';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { localDate } from '../../engine/time-values.ts';
import { withinTime } from '../../store/queries/within-time.ts';
import { keepHouse } from '../../store/queues/housekeeping.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { unnamedRowsOf } from '../../store/statement.ts';
import { useApi, type Client } from './api-server.ts';

const server = useApi(ava, { limits: { read: 10_000, write: 10_000, deploy: 1_000, signIn: 600, open: 600 } });
const test = ava.serial;
const { as } = server;
const [lan, minh, hung, auditor, steward] = [as('lan'), as('minh'), as('hung'), as('auditor'), as('steward')];

interface Made {
  readonly procedure?: string;
  readonly unit?: string;
  readonly started: string;
  readonly ended?: string;
  readonly how?: string;
  readonly tasks?: readonly {
    readonly node?: string;
    readonly state: string;
    readonly created: string;
    readonly due?: string;
    readonly closed?: string;
  }[];
}

const at = (day: string | undefined): string | null => (day === undefined ? null : `${day}T05:00:00Z`);

async function make({ procedure = 'giam', unit = 'cuc.hanoi', started, ended, how = 'completed', tasks = [] }: Made): Promise<void> {
  const id = randomUUID();
  await server.db.pool.query(
    `insert into process_case (id, procedure, definition, code, title, unit_path, state, status, revision, head, started_at, started_by, updated_at, ended_at, ended_how)
     values ($1, $2, $1, $3, 'Nguyễn Văn Kín', $4, '{}', $5, 1, '', $6, 'lan', $6, $7, $8)`,
    [id, procedure, randomUUID(), unit, ended === undefined ? 'active' : 'ended', at(started), at(ended), ended === undefined ? null : how],
  );
  for (const [i, { node = 'review', state, created, due, closed }] of tasks.entries())
    await server.db.pool.query(
      `insert into user_task (case_id, instance, node, name, procedure, definition, unit_path, state, candidate_roles, candidate_units, candidate_persons,
         excluded_persons, candidate_keys, priority, due_at, outcomes, created_at, closed_at)
       values ($1, $2, $3, 'Thẩm định', $4, $1, $5, $6, '{}', '{}', '{}', '{}', '{}', 0, coalesce($7::timestamptz, 'infinity'), '{}', $8, $9)`,
      [id, i + 2, node, procedure, unit, state, at(due), at(created), at(closed)],
    );
}
const many = async (count: number, made: Made): Promise<void> => {
  for (let made_ = 0; made_ < count; made_ += 1) await make(made);
};

const FIRST = 'from=2026-02&to=2026-03';
const progress = async (by: Client, query = FIRST) => (await by('GET', `/api/v1/statistics/progress?${query}`)).body;

test.before('cases of two units and two procedures', async () => {
  const grants = [{ role: 'data-steward', unitPath: 'cuc' }];
  const person = { id: 'person-steward', name: 'steward', unitPath: 'cuc' };
  await seedAccount(server.db, { id: 'steward', login: 'steward', person, grants }, '2026-01-01T00:00:00.000Z');
  // before the period: ended, and still running when it begins
  await make({ started: '2026-01-05', ended: '2026-01-25' });
  await make({
    started: '2026-01-10',
    ended: '2026-02-09',
    tasks: [{ state: 'completed', created: '2026-01-10', due: '2026-01-20', closed: '2026-02-09' }],
  });
  // in the period: on time, late, cancelled, sent back, running and overdue at its end
  await make({
    started: '2026-02-01',
    ended: '2026-02-11',
    tasks: [{ state: 'completed', created: '2026-02-01', due: '2026-02-20', closed: '2026-02-11' }],
  });
  await make({
    started: '2026-02-01',
    ended: '2026-03-03',
    how: 'terminated',
    tasks: [{ state: 'returned', created: '2026-02-01', due: '2026-02-20', closed: '2026-03-03' }],
  });
  await make({
    started: '2026-03-01',
    ended: '2026-03-05',
    how: 'cancelled',
    tasks: [{ state: 'cancelled', created: '2026-03-01', due: '2026-03-02', closed: '2026-03-05' }],
  });
  await make({
    started: '2026-03-10',
    ended: '2026-05-01',
    tasks: [{ state: 'completed', created: '2026-03-10', due: '2026-03-20', closed: '2026-05-01' }],
  });
  // of another unit, and of a procedure whose cases a data steward may not read
  await make({ unit: 'cuc.hue', started: '2026-02-20' });
  await many(4, { procedure: 'account-approval', started: '2026-02-10', ended: '2026-02-20' });
  await many(5, { procedure: 'account-approval', unit: 'cuc.hue', started: '2026-03-10', ended: '2026-03-20' });
});

const EXPECTED = { opening: 1, received: 4, onTime: 1, late: 2, stopped: 1, running: 1, near: 0, overdue: 1 };

async function checkNumbers(t: {
  like: (value: object, like: object) => unknown;
  deepEqual: (one: unknown, other: unknown, why?: string) => unknown;
  is: (one: unknown, other: unknown) => unknown;
}): Promise<void> {
  const body = await progress(minh, `${FIRST}&procedure=giam`);
  t.deepEqual(body.cells, [{ unitPath: 'cuc.hanoi', procedure: 'giam', ...EXPECTED }]);
  t.like(body.period, { running: 1, overdue: 1, received: 4, onTime: 1, late: 2, stopped: 1, stepsDone: 3, stepsReturned: 1 });
  // 10, 30 and 30 days
  t.is(body.period.medianDays, 30);
  t.like(body.before, { received: 2, onTime: 1, late: 0, running: 1, overdue: 1, medianDays: 20 });
  t.is(body.months.length, 12);
  t.deepEqual(body.months.slice(-3), [
    { month: '2026-01', received: 2, onTime: 1, late: 0, stopped: 0 },
    { month: '2026-02', received: 2, onTime: 1, late: 1, stopped: 0 },
    { month: '2026-03', received: 2, onTime: 0, late: 1, stopped: 1 },
  ]);
  t.is(body.at, '2026-03-31T17:00:00.000Z');
}

test('who may read the cases is told how they got on in a period, and in the one before', async (t) => {
  await checkNumbers(t);
});

test('steps are told by the element of the diagram: how many were done, in time or not, sent back, how long they took', async (t) => {
  const { steps } = (await minh('GET', `/api/v1/statistics/steps?${FIRST}&procedure=giam`)).body;
  t.deepEqual(steps, [
    { node: 'review', name: 'Thẩm định', waiting: 0, overdue: 0, done: 3, onTime: 1, late: 2, returned: 1, medianDays: 30 },
  ]);
});

test('a small group is told to who may read each of its cases, and to nobody else, whatever is asked', async (t) => {
  const seen = async (by: Client, query: string): Promise<number> =>
    (await progress(by, query)).cells
      .filter(({ procedure }: { procedure: string }) => procedure === 'account-approval')
      .reduce((sum: number, { received }: { received: number }) => sum + received, 0);
  t.deepEqual([await seen(auditor, FIRST), await seen(steward, FIRST)], [9, 5]);
  for (const [query, whole, told] of [
    ['from=2026-02&to=2026-02', 4, 0],
    ['from=2026-01&to=2026-02', 4, 0],
    ['from=2026-03&to=2026-03', 5, 5],
    [`${FIRST}&unitPath=cuc.hanoi`, 4, 0],
    [`${FIRST}&unitPath=cuc&procedure=account-approval`, 9, 5],
  ] as const)
    t.deepEqual([await seen(auditor, query), await seen(steward, query)], [whole, told], query);
  const { period } = await progress(steward, `${FIRST}&unitPath=cuc.hanoi&procedure=account-approval`);
  t.deepEqual(period, { running: 0, overdue: 0, received: 0, onTime: 0, late: 0, stopped: 0, stepsDone: 0, stepsReturned: 0 });
});

test('units are told one level below the one that was asked for; a manager sees the own, an officer none', async (t) => {
  const units = async (by: Client, query: string): Promise<readonly string[]> => [
    ...new Set<string>((await progress(by, query)).cells.map(({ unitPath }: { unitPath: string }) => unitPath)),
  ];
  t.deepEqual(await units(auditor, FIRST), ['cuc.hanoi', 'cuc.hue']);
  t.deepEqual(await units(auditor, `${FIRST}&unitPath=cuc.hue`), ['cuc.hue']);
  t.deepEqual(await units(minh, FIRST), ['cuc.hanoi']);
  t.deepEqual(await units(hung, `${FIRST}&unitPath=cuc.hanoi`), []);
  for (const path of [`progress?${FIRST}`, `steps?${FIRST}&procedure=giam`])
    t.is((await lan('GET', `/api/v1/statistics/${path}`)).status, 403);
});

test('what runs is looked at now where the period is not over: near deadlines too', async (t) => {
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  // in Vietnam, where a month begins seven hours before it does in UTC
  const month = localDate(Date.now()).slice(0, 7);
  const open = (created: number, due: number): Made => ({
    unit: 'cuc.hue',
    procedure: 'nay',
    started: day(created),
    tasks: [{ state: 'open', created: day(created), due: day(due) }],
  });
  await make(open(-40, -10));
  await make(open(-40, 40));
  await make(open(-60, 2));
  const body = await progress(hung, `from=${month}&to=${month}&procedure=nay`);
  t.like(body.period, { running: 3, overdue: 1 });
  t.like(body.cells[0], { running: 3, overdue: 1 });
  t.true(body.cells[0].near <= 1);
  t.true(Math.abs(Date.parse(body.at) - Date.now()) < 60_000);
  const { steps } = (await hung('GET', `/api/v1/statistics/steps?from=${month}&to=${month}&procedure=nay`)).body;
  t.like(steps[0], { waiting: 3, overdue: 1, done: 0 });
});

test('a period that is none is refused', async (t) => {
  for (const query of ['from=2026-03&to=2026-02', 'from=2020-01&to=2026-02'])
    t.like((await minh('GET', `/api/v1/statistics/progress?${query}`)).body, { code: 'periodInvalid' });
  t.is((await minh('GET', '/api/v1/statistics/progress')).status, 400);
  t.is((await minh('GET', '/api/v1/statistics/progress?from=2026-13&to=2026-14')).status, 400);
});

test('the numbers are the same once the cases lie in the archive', async (t) => {
  await keepHouse(server.db, new Date().toISOString());
  const { rows } = await server.db.pool.query<{ n: number }>('select count(*)::int as n from closed_case');
  t.true((rows[0]?.n ?? 0) > 10, 'they do');
  await checkNumbers(t);
});

const PASSWORD = 'mật khẩu đủ dài 2026';

async function take(format: string, by: 'unit' | 'procedure', purpose = 'report'): Promise<Buffer> {
  const response = await fetch(`${server.url}/api/v1/statistics/export`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-requested-with': 'test',
      purpose,
      cookie: `trinh-ky=${await server.tokenOf('auditor')}`,
    },
    body: JSON.stringify({ format, by, password: PASSWORD, filter: { from: '2026-02', to: '2026-03' } }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok) return Buffer.from(bytes);
  const [entry] = await new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false, password: PASSWORD }).getEntries();
  if (!entry || entry.directory) throw new Error('Expected a file in the archive.');
  return Buffer.from(await entry.getData(new Uint8ArrayWriter()));
}

test('the table of a period leaves by unit or procedure, with its sum, for a purpose that is on record', async (t) => {
  const byUnit = (await take('csv', 'unit')).toString().trim().split('\r\n');
  t.regex(byUnit[0] ?? '', /^TT,"Đơn vị, thủ tục",Kỳ trước chuyển sang,/);
  t.deepEqual(byUnit.slice(1), [
    '1,cuc.hanoi,1,8,9,5,2,1,0,1,"71,4"',
    '2,cuc.hue,0,6,6,5,0,0,1,0,100',
    ',Tổng cộng,1,14,15,10,2,1,1,1,"83,3"',
  ]);
  t.is((await take('csv', 'procedure')).toString().trim().split('\r\n').length, 4);
  t.is((await take('pdf', 'unit')).subarray(0, 5).toString(), '%PDF-');
  t.is((await take('xlsx', 'unit')).subarray(0, 2).toString(), 'PK');
  const { rows } = await server.db.pool.query("select account, purpose, scope from access_log where operation = 'export' order by id");
  t.like(rows[0], {
    account: 'auditor',
    purpose: 'report',
    scope: { list: 'thong-ke', rows: 3, filter: { from: '2026-02', to: '2026-03' } },
  });
  const body = { format: 'csv', by: 'unit', password: PASSWORD, filter: { from: '2026-02', to: '2026-03' } };
  t.like((await auditor('POST', '/api/v1/statistics/export', { body })).body, { code: 'purposeRequired' });
  t.is((await lan('POST', '/api/v1/statistics/export', { body, headers: { purpose: 'report' } })).status, 403);
});

test('the printed table can be read', async (t) => {
  let text: string;
  try {
    text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await take('pdf', 'unit') }).toString();
  } catch {
    t.log('pdftotext is not installed: the text was not read');
    return;
  }
  t.true(text.includes('THỐNG KÊ TÌNH HÌNH GIẢI QUYẾT HỒ SƠ – từ tháng 02/2026 đến tháng 03/2026') && text.includes('Tổng cộng'));
});

test('what takes too long is refused with what to do, and holds no connection', async (t) => {
  for (let run = 0; run < 8; run += 1)
    await t.throwsAsync(
      withinTime(server.db, 30, async (session) => await unnamedRowsOf(session, 'select pg_sleep(20)', [])),
      {
        message: /fewer cases/,
      },
    );
  t.deepEqual(await withinTime(server.db, 1_000, async (session) => await unnamedRowsOf(session, 'select 1 as one', [])), [{ one: 1 }]);
});
