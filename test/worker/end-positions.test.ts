/** A position that ends by its day takes its rights with it: work that its holder may not do any more goes back. */
import ava from 'ava';
import { endPositions } from '../../worker/end-positions.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { approval, deployed, done, OFFICER, opened, person, refusal, started, useOffice } from '../commands/fixtures.ts';

const office = useOffice(ava);
const test = ava.serial;
const LAST = person('last');

test.before(async () => {
  await deployed(office, ['approval.bpmn', approval('approval')]);
  const holder = { id: 'person-last', name: 'last', unitPath: 'cuc.hanoi' };
  await seedAccount(
    office.db,
    { id: 'last', login: 'last', person: holder, grants: [{ role: 'officer', unitPath: 'cuc.hanoi' }] },
    '2026-01-01T00:00:00.000Z',
  );
  const { pool } = office.db;
  const { rows } = await pool.query<{ id: number }>(
    "insert into position (person, unit_path, title, valid_from, valid_to) values ('person-last', 'cuc.hanoi', 'Trưởng phòng', '2026-01-01', '2026-11-24') returning id",
  );
  const sql =
    "insert into role_grant (account, role, unit_path, valid_from, valid_to, position) values ('last', 'manager', 'cuc.hanoi', $1, day_start('2026-11-24'), $2)";
  await pool.query(sql, ['2026-01-01T00:00:00Z', rows[0]?.id]);
});

test('what the holder may not do any more goes back to the candidates, what it still may stays', async (t) => {
  const review = opened(await done(office, OFFICER, await started(office, 'approval', { subject: 'x' })));
  const draft = await started(office, 'approval', { subject: 'y' });
  for (const on of [review, draft]) await office.run<'claimTask'>(LAST, { type: 'claimTask', ...on });
  t.is(await endPositions(office.services), 0, 'not before its last day is over');
  office.pass(86_400);
  const epoch = (await loadRights(office.db, 'last', office.services.clock()))?.epoch ?? 0;
  t.is(await endPositions(office.services), 1);
  t.is((await loadRights(office.db, 'last', office.services.clock()))?.epoch, epoch + 1);
  const assignee = async (on: { caseId: string }) =>
    (await loadCase(office.db, on.caseId, { now: office.services.clock() }))?.tasks.find(({ state }) => state === 'open')?.assignee;
  t.deepEqual([await assignee(review), await assignee(draft)], [undefined, 'last']);
  t.is(await refusal(office.run<'claimTask'>(LAST, { type: 'claimTask', ...review })), 'notFound taskNotFound');
  t.is(await endPositions(office.services), 0, 'once');
});
