/** Positions by `account.apply`: several at a time, each with its days and the grants that belong to it. */
import ava from 'ava';
import type { Json } from '../../expressions/json.ts';
import type { Rejection } from '../../errors.ts';
import type { AccountApply } from '../../store/account-apply.ts';
import { saveUnits } from '../../store/repositories/accounts.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { nextStep, startedCase, useStore } from './fixtures.ts';

const test = ava.serial;
const store = useStore(ava);
const TODAY = '2026-11-23T02:00:00.000Z';
test.before(async () => await saveUnits(store.db, ['cuc', 'cuc.hanoi', 'cuc.hue'].map((path) => ({ id: path, path, name: path })))); // prettier-ignore

let people = 0;
async function applied(input: AccountApply, now = TODAY): Promise<void> {
  const id = await startedCase(store.db);
  await saveStep(
    store.db,
    nextStep(id, 1, [{ type: 'transactional', node: 'apply', name: 'account.apply', input: input as unknown as Json }], { now }),
  );
}
async function hired(more: Partial<AccountApply>, now = TODAY): Promise<string> {
  people += 1;
  const account = `holder-${people}`;
  const person = {
    id: `p-${account}`,
    name: 'Trần Thị B',
    unitPath: 'cuc.hanoi',
    identityNumber: `0010990${String(people).padStart(5, '0')}`,
  };
  await applied({ operation: 'create', account, login: account, person, ...more }, now);
  return account;
}
const rolesOf = async (account: string, at: string) =>
  (await loadRights(store.db, account, at))?.grants.map(({ role, unitPath }) => `${role}@${unitPath}`);
const epochOf = async (account: string) => (await loadRights(store.db, account, TODAY))?.epoch ?? 0;
const positionsOf = async (account: string) =>
  (
    await store.db.pool.query<{ row: string }>(
      `select title || '@' || unit_path::text || ' ' || valid_from || '..' || coalesce(valid_to::text, '') as row from position where person = $1 order by id`,
      [`p-${account}`],
    )
  ).rows.map(({ row }) => row);

const TWO: Partial<AccountApply> = {
  positions: [
    { title: 'Chấp hành viên', unitPath: 'cuc.hanoi', validFrom: '2026-11-23' },
    { title: 'Phó Cục trưởng', unitPath: 'cuc.hue', validFrom: '2026-12-01', validTo: '2027-01-01' },
  ],
  grants: [
    { role: 'officer', unitPath: 'cuc.hanoi', position: 1 },
    { role: 'manager', unitPath: 'cuc.hue', position: 2 },
    { role: 'analyst', unitPath: 'cuc' },
  ],
};

test('several positions at a time; one that begins later gives nothing before its day, and nothing after its last', async (t) => {
  const account = await hired(TWO);
  t.deepEqual(await positionsOf(account), ['Chấp hành viên@cuc.hanoi 2026-11-23..', 'Phó Cục trưởng@cuc.hue 2026-12-01..2027-01-01']);
  t.deepEqual(await rolesOf(account, TODAY), ['analyst@cuc', 'officer@cuc.hanoi']);
  t.deepEqual(await rolesOf(account, '2026-11-30T16:59:59.000Z'), ['analyst@cuc', 'officer@cuc.hanoi']);
  const all = ['analyst@cuc', 'manager@cuc.hue', 'officer@cuc.hanoi'];
  t.deepEqual(await rolesOf(account, '2026-11-30T17:00:00.000Z'), all);
  t.deepEqual(await rolesOf(account, '2026-12-31T16:59:59.000Z'), all);
  t.deepEqual(await rolesOf(account, '2026-12-31T17:00:00.000Z'), ['analyst@cuc', 'officer@cuc.hanoi']);
});

test('when a position ends its grants end, and the rights epoch rises', async (t) => {
  const account = await hired(TWO);
  const before = await epochOf(account);
  await applied({ operation: 'change', account, positions: [TWO.positions?.[1] as never] }, '2026-12-05T02:00:00.000Z');
  t.deepEqual(await rolesOf(account, '2026-12-05T02:00:01.000Z'), ['analyst@cuc', 'manager@cuc.hue']);
  t.true((await epochOf(account)) > before);
  t.deepEqual((await positionsOf(account))[0], 'Chấp hành viên@cuc.hanoi 2026-11-23..2026-12-05');
});

test('a position that is prolonged stays the same one', async (t) => {
  const account = await hired(TWO);
  const positions = [TWO.positions?.[0], { ...TWO.positions?.[1], validTo: '2028-01-01' }] as never;
  await applied({ operation: 'grant', account, positions, grants: TWO.grants ?? [] });
  t.is((await positionsOf(account)).length, 2);
  t.deepEqual(await rolesOf(account, '2027-06-01T00:00:00.000Z'), ['analyst@cuc', 'manager@cuc.hue', 'officer@cuc.hanoi']);
});

test('who leaves holds no position any more; who moves holds those of the new unit', async (t) => {
  const [leaves, moves] = [await hired(TWO), await hired(TWO)];
  await applied({ operation: 'revoke', account: leaves });
  t.deepEqual(await positionsOf(leaves), [
    'Chấp hành viên@cuc.hanoi 2026-11-23..2026-11-23',
    'Phó Cục trưởng@cuc.hue 2026-12-01..2026-12-01',
  ]);
  t.deepEqual(await rolesOf(leaves, '2026-12-05T00:00:00.000Z'), []);
  const grants = [{ role: 'officer', unitPath: 'cuc.hue' }];
  await applied({ operation: 'transfer', account: moves, person: { unitPath: 'cuc.hue' }, grants });
  t.deepEqual(await positionsOf(moves), [
    'Chấp hành viên@cuc.hanoi 2026-11-23..2026-11-23',
    'Phó Cục trưởng@cuc.hue 2026-12-01..2027-01-01',
  ]);
});

test('what cannot be is refused, and the whole step with it', async (t) => {
  const one = { title: 'Chấp hành viên', unitPath: 'cuc.hanoi', validFrom: '2026-11-23' };
  const bad: readonly (readonly [string, Partial<AccountApply>])[] = [
    ['positionPeriod', { positions: [{ ...one, validTo: '2026-11-23' }] }],
    ['positionOverlaps', { positions: [one, { ...one, validFrom: '2026-12-01' }] }],
    ['unitNotFound', { positions: [{ ...one, unitPath: 'cuc.nowhere' }] }],
    ['invalidEffectInput', { positions: [{ ...one, title: ' ' }] }],
    ['invalidEffectInput', { positions: [{ ...one, validFrom: 'mai' }] }],
    ['positionUnknown', { positions: [one], grants: [{ role: 'officer', unitPath: 'cuc.hanoi', position: 2 }] }],
  ];
  for (const [code, input] of bad) {
    const error = await t.throwsAsync<Rejection>(async () => void (await hired(input)));
    t.is(error?.code, code);
    t.deepEqual(await positionsOf(`holder-${people}`), []);
  }
});
