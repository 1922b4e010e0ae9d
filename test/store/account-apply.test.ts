import test from 'ava';
import { Transient, type Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import type { AccountApply } from '../../store/account-apply.ts';
import { listAccountsOfPerson, loadAccount, saveUnits, seedAccount, setPassword } from '../../store/repositories/accounts.ts';
import { findSignInAccount } from '../../store/repositories/sign-in-accounts.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { endSession, loadSession, saveSession } from '../../store/repositories/sessions.ts';
import { after, nextStep, NOW, startedCase, useStore } from './fixtures.ts';

const store = useStore(test);
test.serial.before(async () => {
  await saveUnits(store.db, [
    { id: 'u1', path: 'cuc', name: 'Cục' },
    { id: 'u2', path: 'cuc.hanoi', name: 'Hà Nội' },
  ]);
});

const effect = (input: AccountApply) =>
  ({ type: 'transactional', node: 'apply', name: 'account.apply', input: input as unknown as Json }) as const;
/** Approves one operation in a case of its own; gives the case's id. */
async function applied(input: AccountApply, now = NOW): Promise<string> {
  const id = await startedCase(store.db);
  await saveStep(store.db, nextStep(id, 1, [effect(input)], { now }));
  return id;
}
async function refused(t: { throwsAsync: (work: () => Promise<unknown>) => Promise<unknown> }, input: AccountApply): Promise<Rejection> {
  const id = await startedCase(store.db);
  const error = (await t.throwsAsync(async () => await saveStep(store.db, nextStep(id, 1, [effect(input)])))) as Rejection;
  if ((await loadCase(store.db, id, { now: NOW }))?.case.revision !== 1) throw new Error('Expected a refused step to write nothing.');
  return error;
}
const newAccount = (id: string, more: Partial<AccountApply> = {}): AccountApply => ({
  operation: 'create',
  account: id,
  login: id,
  person: {
    id: `person-${id}`,
    identityNumber: `0010${id.length}${Buffer.from(id).toString('hex').slice(0, 7)}`,
    name: 'Trần Thị B',
    unitPath: 'cuc.hanoi',
  },
  grants: [{ role: 'officer', unitPath: 'cuc.hanoi' }],
  ...more,
});
const rolesOf = async (id: string, now = NOW) => (await loadRights(store.db, id, now))?.grants.map(({ role }) => role);

test('an approved account is there with its person and rights', async (t) => {
  await applied(newAccount('b1'));
  t.like(await loadAccount(store.db, 'b1'), { state: 'active', person: 'person-b1', personName: 'Trần Thị B', unitPath: 'cuc.hanoi' });
  t.deepEqual(await rolesOf('b1'), ['officer']);
  t.is((await findSignInAccount(store.db, { login: 'b1' }, after(6)))?.passwordHash, undefined);
});

test('an account without a given id gets one that a replay derives again', async (t) => {
  const { account: _, ...input } = newAccount('b2', { person: { identityNumber: '001099000002', name: 'C', unitPath: 'cuc' } });
  const caseId = await applied(input);
  const [account] = await listAccountsOfPerson(store.db, '001099000002');
  const { rows } = await store.db.pool.query("select md5($1 || ':apply')::uuid::text as id", [caseId]);
  t.is(account?.id, rows[0]?.id);
});

test('a second account of one person is refused, and the whole step with it', async (t) => {
  const first = newAccount('b3');
  await applied(first);
  t.is((await refused(t, { ...newAccount('b3x'), person: first.person })).code, 'personHasAccount');
  t.is(await loadAccount(store.db, 'b3x'), undefined);
});

test('a request that names one person and the identity number of another is refused', async (t) => {
  const [one, two] = [newAccount('c1'), newAccount('c2')];
  await applied(one);
  await applied({ operation: 'revoke', account: 'c1' });
  const mixed = { ...two, person: { ...one.person, identityNumber: two.person?.identityNumber } };
  t.is((await refused(t, mixed)).code, 'personMismatch');
});

test('a login name is taken once', async (t) => {
  await applied(newAccount('b4'));
  t.is((await refused(t, newAccount('b4y', { login: 'b4' }))).code, 'loginTaken');
});

test('a grant replaces all rights and raises the epoch', async (t) => {
  await applied(newAccount('b5'));
  const before = await loadRights(store.db, 'b5', NOW);
  const grants = [
    { role: 'manager', unitPath: 'cuc', validTo: after(1000) },
    { role: 'officer', unitPath: 'cuc' },
  ];
  await applied({ operation: 'grant', account: 'b5', grants }, after(10));
  const now = await loadRights(store.db, 'b5', after(10));
  t.deepEqual(now?.grants, [
    { role: 'manager', unitPath: 'cuc' },
    { role: 'officer', unitPath: 'cuc' },
  ]);
  t.true((now?.epoch ?? 0) > (before?.epoch ?? 0));
  t.deepEqual(await rolesOf('b5', after(1000)), ['officer']);
});

test('a lock ends sessions and stops steps decided before; an unlock gives the rights back', async (t) => {
  await applied(newAccount('b6'));
  const rights = await loadRights(store.db, 'b6', NOW);
  await saveSession(store.db, { token: 'secret-b6', account: 'b6', now: NOW, expiresAt: after(3600) });
  t.like(await loadSession(store.db, 'secret-b6', after(1)), { account: 'b6', person: 'person-b6' });
  await applied({ operation: 'lock', account: 'b6' });
  t.is(await loadSession(store.db, 'secret-b6', after(1)), undefined);
  const id = await startedCase(store.db);
  const late = nextStep(id, 1, [], { actor: { account: 'b6' }, epochs: [{ account: 'b6', epoch: rights?.epoch ?? 0 }] });
  t.deepEqual(await saveStep(store.db, late), { status: 'epoch' });
  t.is((await refused(t, { operation: 'lock', account: 'b6' })).code, 'accountState');
  await applied({ operation: 'unlock', account: 'b6' });
  t.deepEqual(await rolesOf('b6'), ['officer']);
});

test('a revoked account is final, keeps its record, and frees the person for another', async (t) => {
  const input = newAccount('b7');
  await applied(input);
  await applied({ operation: 'revoke', account: 'b7' }, after(5));
  t.is((await loadAccount(store.db, 'b7'))?.state, 'revoked');
  t.deepEqual(await rolesOf('b7', after(6)), []);
  t.is((await refused(t, { operation: 'unlock', account: 'b7' })).code, 'accountState');
  await applied({ ...newAccount('b7z'), person: input.person }, after(10));
  t.is((await listAccountsOfPerson(store.db, 'person-b7')).length, 2);
});

test('a change touches what it names only', async (t) => {
  await applied(newAccount('b8'));
  await applied({ operation: 'change', account: 'b8', person: { title: 'Chấp hành viên' } });
  t.like(await loadAccount(store.db, 'b8'), { title: 'Chấp hành viên', personName: 'Trần Thị B', login: 'b8' });
});

test('a wrong input is named and changes nothing', async (t) => {
  t.is((await refused(t, { operation: 'lock', account: 'nobody' })).code, 'accountNotFound');
  t.is((await refused(t, { operation: 'lock' })).code, 'accountNotFound');
  t.is((await refused(t, { operation: 'explode' as 'lock' })).code, 'invalidEffectInput');
  t.is((await refused(t, newAccount('b9', { login: undefined }))).code, 'invalidEffectInput');
  t.is((await refused(t, newAccount('b10', { grants: [{ role: 'officer', unitPath: 'no.such' }] }))).code, 'unitNotFound');
  t.is((await refused(t, newAccount('b11', { grants: [{ role: 'officer', unitPath: 'not a path' }] }))).code, 'invalidEffectInput');
});

test('the first accounts are seeded once', async (t) => {
  const seed = {
    id: 's1',
    login: 'admin',
    passwordHash: 'h',
    person: { id: 'ps1', name: 'Quản trị', unitPath: 'cuc' },
    grants: [{ role: 'admin', unitPath: 'cuc' }],
  };
  t.true(await seedAccount(store.db, seed, NOW));
  t.false(await seedAccount(store.db, seed, NOW));
  t.true(await setPassword(store.db, 's1', 'h2', after(5), true));
  t.like(await findSignInAccount(store.db, { login: 'admin' }, after(6)), {
    passwordHash: 'h2',
    passwordChangedAt: after(5),
    mustChangePassword: true,
    state: 'active',
  });
  t.false(await setPassword(store.db, 'nobody', 'h', NOW));
});

test('a session ends by its time and by sign-out; the token itself is not stored', async (t) => {
  await applied(newAccount('b12'));
  await saveSession(store.db, { token: 'secret-b12', account: 'b12', now: NOW, expiresAt: after(60) });
  t.is(await loadSession(store.db, 'secret-b12', after(60)), undefined);
  t.not(await loadSession(store.db, 'secret-b12', after(59)), undefined);
  const { rows } = await store.db.pool.query("select encode(token_hash, 'escape') as h from session where account = 'b12'");
  t.false(String(rows[0]?.h).includes('secret'));
  await endSession(store.db, 'secret-b12');
  t.is(await loadSession(store.db, 'secret-b12', after(1)), undefined);
});

test('two administrators who lock each other at the same moment cannot both succeed', async (t) => {
  await applied(newAccount('z1'));
  await applied(newAccount('z2'));
  const lock = async (actor: string, target: string) => {
    const rights = await loadRights(store.db, actor, NOW);
    const id = await startedCase(store.db);
    const epochs = [{ account: actor, epoch: rights?.epoch ?? 0 }];
    return nextStep(id, 1, [effect({ operation: 'lock', account: target })], { actor: { account: actor }, epochs });
  };
  const steps = [await lock('z1', 'z2'), await lock('z2', 'z1')];
  const results = await Promise.allSettled(steps.map(async (step) => await saveStep(store.db, step)));
  const applied1 = results.filter((result) => result.status === 'fulfilled' && result.value.status === 'applied');
  t.is(applied1.length, 1);
  for (const result of results) if (result.status === 'rejected') t.true(result.reason instanceof Transient, String(result.reason));
  const states = await Promise.all(['z1', 'z2'].map(async (id) => (await loadAccount(store.db, id))?.state));
  t.is(new Set(states).size, 2);
  t.true(states.every((state) => state === 'active' || state === 'locked'));
});
