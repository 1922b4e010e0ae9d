/** The abbreviation of a unit comes into force on the day of an approved change, and stands in the numbers from then on. */
import ava from 'ava';
import { changeUnits } from '../../worker/change-units.ts';
import { findUnit } from '../../store/queries/list-units.ts';
import { assignNumber, type AssignNumber } from '../../store/repositories/numbers.ts';
import { saveUnits } from '../../store/repositories/accounts.ts';
import { refusal, useOffice } from '../commands/fixtures.ts';

const office = useOffice(ava);
const test = ava.serial;
const TODAY = '2026-11-23';
const TOMORROW = '2026-11-24';

test.before(async () => {
  await saveUnits(office.db, [
    { id: 'ta', path: 'cuc.ta', name: 'Tòa án', kind: 'court', abbreviation: 'TA' },
    { id: 'tb', path: 'cuc.tb', name: 'Tòa án B', kind: 'court' },
  ]);
});

let approvals = 0;
/** As an approved case does it in its step. */
async function approved(operation: string, sources: readonly string[], successors: readonly object[]): Promise<void> {
  const caseId = `019ccccc-0000-7000-8000-${String(++approvals).padStart(12, '0')}`;
  const why = { reason: 'Đổi', basis: 'QĐ', citation: 'Điều 1', proposedBy: 'department', effectiveOn: TOMORROW };
  const body = JSON.stringify({ operation, sources, successors, ...why });
  await office.db.pool.query('select apply_unit_change($1, $2, $3, $4)', [body, caseId, 'manager', office.services.clock()]);
}
const numbered = async (day: string, more: Partial<AssignNumber> = {}) =>
  await assignNumber(office.db, { unitPath: 'cuc.ta', kind: 'QĐ', day, ...more }, { account: 'x', now: office.services.clock() });

test('a wrong abbreviation is refused with the change', async (t) => {
  for (const abbreviation of ['A B', 'A/B', 'A'.repeat(21)])
    await t.throwsAsync(async () => await approved('RENAME', ['cuc.tb'], [{ path: 'cuc.tb', name: 'Tòa án B', abbreviation }]), {
      message: /unitAbbreviationInvalid/,
    });
});

test('it holds from its day on; numbers that were given before stay, and the register goes on counting', async (t) => {
  t.is((await numbered(TODAY)).number, '01/QĐ-TA');
  await approved('RENAME', ['cuc.ta'], [{ path: 'cuc.ta', name: 'Tòa án khu vực', abbreviation: 'TAKV' }]);
  await approved('RENAME', ['cuc.tb'], [{ path: 'cuc.tb', name: 'Tòa án B mới' }]);
  t.is(await changeUnits(office.services), 0);
  t.is((await numbered(TODAY)).number, '02/QĐ-TA');
  office.pass(86_400);
  t.is(await changeUnits(office.services), 2);
  t.is((await numbered(TOMORROW)).number, '03/QĐ-TAKV');
  t.like(await findUnit(office.db, 'cuc.ta'), {
    name: 'Tòa án khu vực',
    abbreviation: 'TAKV',
    terms: [
      { name: 'Tòa án', abbreviation: 'TA', validTo: TOMORROW },
      { name: 'Tòa án khu vực', abbreviation: 'TAKV', validFrom: TOMORROW },
    ],
  });
  t.is((await findUnit(office.db, 'cuc.tb'))?.abbreviation, undefined, 'one that was not named is not made up');
  await saveUnits(office.db, [{ id: 'ta', path: 'cuc.ta', name: 'Tòa án khu vực', kind: 'court', abbreviation: 'TA' }]);
  t.is((await findUnit(office.db, 'cuc.ta'))?.abbreviation, 'TAKV', 'what was approved is not undone by the seed');
});

test('a unit that a merger makes has its own; cases of the old units are numbered there', async (t) => {
  const body = { path: 'cuc.tc', name: 'Tòa án C', kind: 'court', abbreviation: 'TC' };
  const caseId = '019ccccc-0000-7000-8000-000000000099';
  const change = { operation: 'MERGE', sources: ['cuc.ta', 'cuc.tb'], successors: [body], default: 'cuc.tc', effectiveOn: TOMORROW };
  const why = { reason: 'Sáp nhập', basis: 'NQ', citation: 'Điều 1', proposedBy: 'department' };
  const sql = 'select apply_unit_change($1, $2, $3, $4)';
  await office.db.pool.query(sql, [JSON.stringify({ ...change, ...why }), caseId, 'manager', office.services.clock()]);
  await changeUnits(office.services);
  t.is((await numbered(TOMORROW)).number, '01/QĐ-TC', 'cuc.ta has gone into cuc.tc');
  t.is((await numbered(TOMORROW, { unitPath: 'cuc.tb' })).number, '02/QĐ-TC');
  t.is(await refusal(numbered(TOMORROW, { unitPath: 'cuc.hue' })), 'conflict unitAbbreviationMissing');
});
