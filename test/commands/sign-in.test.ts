import test from 'ava';
import { ANONYMOUS } from '../../commands/actors.ts';
import { hashPassword } from '../../commands/accounts/password.ts';
import { setPassword } from '../../store/repositories/accounts.ts';
import { loadSession } from '../../store/repositories/sessions.ts';
import { NOW, OFFICER, MANAGER, refusal, SYSADMIN, useOffice } from './fixtures.ts';

const office = useOffice(test);
const PASSWORD = 'mật khẩu thử';
test.serial.before(async () => {
  const hash = await hashPassword(PASSWORD);
  for (const account of ['officer', 'manager', 'sysadmin', 'stranger']) await setPassword(office.db, account, hash, NOW);
});
async function signIn(login: string, password = PASSWORD) {
  const outcome = await office.run<'signIn'>(ANONYMOUS, { type: 'signIn', login, password });
  if (outcome.kind !== 'session') throw new Error('Expected a session.');
  return outcome;
}

test('the right name and password open a session that the token leads to', async (t) => {
  const session = await signIn('officer');
  t.like(session, { account: 'officer', person: 'person-officer', login: 'officer' });
  t.true(session.token.length >= 40);
  t.like(await loadSession(office.db, session.token, NOW), { account: 'officer', methods: ['password'], authenticatedAt: NOW });
  t.not((await signIn('officer')).token, session.token);
});

test('a wrong password, an unknown name and a locked account get one and the same answer', async (t) => {
  await office.db.pool.query("update account set state = 'locked' where id = 'stranger'");
  for (const [login, password] of [
    ['officer', 'x'],
    ['nobody', PASSWORD],
    ['stranger', PASSWORD],
    ['officer2', ''],
  ] as const)
    t.is(await refusal(signIn(login, password)), 'unauthenticated signInFailed');
});

test('nothing but sign-in is open to nobody, and no answer with a token is ever kept', async (t) => {
  t.is(await refusal(office.run<'signOut'>(ANONYMOUS, { type: 'signOut', token: 'x' })), 'unauthenticated signInRequired');
  const input = { type: 'signIn', login: 'officer', password: PASSWORD } as const;
  t.is(await refusal(office.run<'signIn'>(ANONYMOUS, input, { idempotencyKey: 'k' })), 'validation idempotencyKeyUnwanted');
});

test('what the national identity says is said by nobody else', async (t) => {
  const input = { type: 'signInByIdentity', identityNumber: '1', issuer: 'i', subject: 's', strong: true } as const;
  t.is(await refusal(office.run<'signInByIdentity'>(OFFICER, input)), 'forbidden wrongCaller');
  t.is(await refusal(office.run<'signInByIdentity'>(ANONYMOUS, input)), 'unauthenticated signInRequired');
});

test('signing out ends one’s own session, and nobody else’s', async (t) => {
  const { token } = await signIn('manager');
  await office.run<'signOut'>(OFFICER, { type: 'signOut', token });
  t.truthy(await loadSession(office.db, token, NOW));
  await office.run<'signOut'>(MANAGER, { type: 'signOut', token });
  t.is(await loadSession(office.db, token, NOW), undefined);
});

test('a new password needs the old one and strength; the other sessions end and this one goes on under another token', async (t) => {
  const [here, elsewhere] = [await signIn('sysadmin'), await signIn('sysadmin')];
  const change = async (current: string, next: string) =>
    await office.run<'changePassword'>(SYSADMIN, { type: 'changePassword', current, next, token: here.token });
  t.is(await refusal(change('wrong', 'Đủ-Mạnh-2026-abc')), 'forbidden passwordWrong');
  for (const weak of ['ngắn', 'khôngcóchữhoavàsố', 'SYSADMIN-abc-123!', PASSWORD])
    t.is(await refusal(change(PASSWORD, weak)), 'validation passwordWeak');
  const { session } = await change(PASSWORD, 'Đủ-Mạnh-2026-abc');
  t.truthy(await loadSession(office.db, session?.token ?? '', NOW));
  for (const { token } of [here, elsewhere]) t.is(await loadSession(office.db, token, NOW), undefined);
  t.is(await refusal(signIn('sysadmin')), 'unauthenticated signInFailed');
  await signIn('sysadmin', 'Đủ-Mạnh-2026-abc');
});
