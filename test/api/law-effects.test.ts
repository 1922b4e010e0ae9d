/** What a change of the law would do is known before it is approved: as it will be done, and of cases no more than the reader may see. */
import ava from 'ava';
import { shipCalendar } from '../../composition/modules/ship-calendar.ts';
import type { Json } from '../../expressions/json.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../law/read-calendar.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { installParameters } from '../../store/repositories/parameters.ts';
import { recomputeDeadlines } from '../../worker/recompute-deadlines.ts';
import { bpmn, chain, flow, task } from '../commands/fixtures.ts';
import { startedCase } from '../store/fixtures.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const KEY = 'giam.answer';
const HANOI = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });
const dayFrom = (days: number): string => HANOI.format(Date.parse(server.services.commands.clock()) + days * 86_400_000);
const now = (): string => server.services.commands.clock();
const [lan, hoa, analyst] = [server.as('lan'), server.as('hoa'), server.as('analyst')];

const term = (more: Record<string, Json> = {}): Record<string, Json> => ({
  key: KEY,
  version: '1',
  kind: 'term',
  value: 20,
  unit: 'calendarDay',
  precision: 'endOfDay',
  rollForward: false,
  direction: 'forward',
  receipt: 'asReceived',
  onSupplement: 'continue',
  citation: 'Điều 1',
  confidence: 'A',
  validFrom: '2020-01-01',
  title: { vi: 'Thời hạn trả lời', en: 'Time to answer' },
  ...more,
});

test.before(async (t) => {
  await shipCalendar(server.services.commands, readCalendar(vn));
  const body = term();
  await installParameters(
    server.db,
    [{ key: KEY, version: '1', body, validFrom: '2020-01-01', citation: 'Điều 1', confidence: 'A', running: 'keep' }],
    'test',
    now(),
  );
  const answer = `${task('answer', `tk:candidateRoles="manager" tk:dueParameter="${KEY}"`)}
    <boundaryEvent id="late" name="Quá hạn trả lời" attachedToRef="answer" cancelActivity="false"><timerEventDefinition tk:dueParameter="${KEY}"/></boundaryEvent>
    <endEvent id="lateEnd"/>${flow('late', 'lateEnd')}`;
  const content = bpmn('answering', `<startEvent id="s"/>${answer}<endEvent id="e"/>${chain('s', 'answer', 'e')}`);
  const { status } = await analyst('POST', '/api/v1/deployments', { body: { name: 'x', resources: [{ name: 'p.bpmn', content }] } });
  t.is(status, 201);
  const grants = [
    { role: 'analyst', unitPath: 'cuc' },
    { role: 'manager', unitPath: 'cuc.hanoi' },
  ];
  for (const id of ['both', 'later'])
    await seedAccount(
      server.db,
      { id, login: id, person: { id: `person-${id}`, name: id, unitPath: 'cuc.hanoi' }, grants },
      '2026-01-01T00:00:00.000Z',
    );
  for (const officer of [lan, lan, hoa])
    t.is((await officer('POST', '/api/v1/cases', { body: { procedure: 'answering', variables: {} } })).status, 201);
});

async function proposed(more: Record<string, Json>): Promise<string> {
  const entry = term({ version: '2', running: 'recompute', validFrom: dayFrom(1), ...more });
  const effect = { type: 'transactional', node: 'propose', name: 'parameter.propose', input: { entry } } as const;
  return await startedCase(server.db, { now: now(), effects: [effect] });
}
const effectOf = async (caseId: string, who = analyst, query = '') => await who('GET', `/api/v1/law/proposals/${caseId}/effect${query}`);

test('a proposed version tells how many running deadlines it moves, from when to when, without saying of whom', async (t) => {
  const { status, body } = await effectOf(await proposed({ value: 30 }));
  t.is(status, 200);
  // the task and the timer of each of three cases
  t.like(body, { running: 'recompute', deadlines: 6, cases: 3, sums: { counted: 6, later: 6, earlier: 0, overdue: 0 } });
  t.is(body.items.length, 6);
  for (const item of body.items) {
    t.is(item.caseId, undefined);
    t.is(item.code, undefined);
    t.like(item, { procedure: 'answering', before: { day: dayFrom(20) }, after: { day: dayFrom(30) } });
  }
});

test('whoever may see a case is told which it is, and of the others not', async (t) => {
  const { body } = await effectOf(await proposed({ version: '3', value: 30 }), server.as('both'));
  const named = body.items.filter(({ code }: { code?: string }) => code !== undefined);
  t.deepEqual([...new Set(named.map(({ unitPath }: { unitPath: string }) => unitPath))], ['cuc.hanoi']);
  t.is(named.length, 4);
});

test('of a secret of the state only its days are told', async (t) => {
  await server.db.pool.query("update process_case set confidentiality = 'secret' where unit_path = 'cuc.hue'");
  const { body } = await effectOf(await proposed({ version: '4', value: 30 }));
  const hidden = body.items.filter(({ procedure }: { procedure?: string }) => procedure === undefined);
  t.is(hidden.length, 2);
  t.deepEqual(Object.keys(hidden[0]).toSorted(), ['after', 'before']);
  await server.db.pool.query('update process_case set confidentiality = null');
});

test('it comes page by page, and the sums with the first', async (t) => {
  const caseId = await proposed({ version: '5', value: 10 });
  const first = await effectOf(caseId, analyst, '?limit=4');
  t.like(first.body, { deadlines: 6, sums: { earlier: 6 } });
  t.is(first.body.items.length, 4);
  const second = await effectOf(caseId, analyst, `?limit=4&cursor=${first.body.next}`);
  t.is(second.body.items.length, 2);
  t.is(second.body.sums, undefined);
  t.is(second.body.next, undefined);
});

test('a version that keeps moves nothing, and tells how many stay', async (t) => {
  const { body } = await analyst('GET', `/api/v1/law/parameters/${KEY}/effect?validFrom=${dayFrom(1)}&value=30`);
  t.deepEqual(body, { running: 'keep', deadlines: 6, cases: 3, items: [] });
});

test('what is no term, no key, or no proposal is told', async (t) => {
  t.is((await analyst('GET', `/api/v1/law/parameters/giam.nothing/effect?validFrom=${dayFrom(1)}`)).body.code, 'parameterNotFound');
  const wrong = await analyst('GET', `/api/v1/law/parameters/${KEY}/effect?validFrom=${dayFrom(1)}&unit=moon`);
  t.like([wrong.status, wrong.body.code], [400, 'law.parameterInvalid']);
  t.is((await effectOf('019aaaaa-0000-7000-8000-000000000000')).body.code, 'proposalNotFound');
});

test('only who may propose is told what a change would do', async (t) => {
  const caseId = await proposed({ version: '6', value: 30 });
  t.is((await effectOf(caseId, lan)).status, 403);
  t.is((await effectOf(caseId, server.as('root'))).status, 403);
  t.is((await lan('GET', `/api/v1/law/parameters/${KEY}/effect?validFrom=${dayFrom(1)}&value=1`)).status, 403);
});

test('whoever reads the register is told where an entry is used', async (t) => {
  const { body } = await lan('GET', `/api/v1/law/parameters/${KEY}/uses`);
  t.deepEqual(
    body.uses.map(({ procedure, as, node }: Record<string, string>) => [procedure, as, node]),
    [
      ['answering', 'task', 'answer'],
      ['answering', 'timer', 'late'],
    ],
  );
  t.deepEqual((await lan('GET', '/api/v1/law/parameters/giam.ans/uses')).body.uses, []);
});

test('a proposal names its case in the register, for who will look at it', async (t) => {
  const caseId = await proposed({ version: '7' });
  const { body } = await analyst('GET', `/api/v1/law/parameters?key=${KEY}`);
  t.is(body.items[0].versions.find(({ version }: { version: string }) => version === '7').caseId, caseId);
});

test('what was foreseen is what comes to be', async (t) => {
  const entry = term({ version: '8', value: 33, running: 'recompute', validFrom: dayFrom(0) });
  const foreseen = await effectOf(await proposed(entry));
  await server.db.pool.query("update parameter set valid_to = $1 where version = '1'", [dayFrom(0)]);
  await server.db.pool.query("update parameter set status = 'active' where version = '8'");
  await server.db.pool.query("insert into law_change (kind, key, version, due_at, next_at) values ('parameter', $1, '8', now(), now())", [
    KEY,
  ]);
  t.true(await recomputeDeadlines(server.services.commands));
  const { rows } = await server.db.pool.query<{ due_at: Date }>("select due_at from user_task where state = 'open' and due is not null");
  const after = foreseen.body.items.map((item: { after: { due: string } }) => item.after.due);
  t.true(rows.length > 0);
  for (const { due_at } of rows) t.true(after.includes(new Date(due_at).toISOString()));
});

test('what would be over at once is counted apart', async (t) => {
  await server.db.pool.query('delete from timer');
  const atOnce = (): string => `/api/v1/law/parameters/${KEY}/effect?validFrom=${dayFrom(0)}&value=0&running=recompute`;
  const { body } = await analyst('GET', atOnce());
  t.like(body.sums, { earlier: 3, overdue: 0 }, 'today ends tonight');
  // sessions of now have ended by then
  server.pass(86_400 * 2);
  t.like((await server.as('later')('GET', atOnce())).body.sums, { earlier: 3, overdue: 3 });
  server.pass(-86_400 * 2);
});

test('the days off of a year that are proposed tell what was provisional before', async (t) => {
  await server.db.pool.query(`update user_task set due = jsonb_set(due::jsonb, '{provisional}', 'true') where due is not null`);
  const days = [{ date: '2028-01-03', kind: 'off', reason: { vi: 'Tết', en: 'Tết' }, source: 'TB 1', status: 'official' }];
  const input = { key: 'vn', year: 2028, notices: ['TB 1/2027'], days };
  const effect = { type: 'transactional', node: 'propose', name: 'calendar.propose', input } as const;
  const { body } = await effectOf(await startedCase(server.db, { now: now(), effects: [effect] }));
  t.like(body, { running: 'recompute', deadlines: 3, cases: 3, sums: { counted: 3, later: 0, earlier: 0 } });
});
