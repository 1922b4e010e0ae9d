import ava from 'ava';
import { installParameters } from '../../store/repositories/parameters.ts';
import { remindOfPasswords } from '../../worker/remind-passwords.ts';
import { useApi } from './api-server.ts';
import { addAccount, browserOf, PASSWORD, type Browser } from './signing-in.ts';

const server = useApi(ava, { signInLimits: { pair: 50, network: 500, windowSeconds: 60 } });
const test = ava.serial;
const DAY = 86_400;

test.before('accounts', async () => {
  await addAccount(server, 'an', 'officer', 'cuc.hanoi', { name: 'Trần Bình An', identityNumber: '001090000201' });
  for (const id of ['binh', 'chi', 'dung', 'em', 'giang', 'hai']) await addAccount(server, id, 'officer', 'cuc.hanoi');
  await addAccount(server, 'quan', 'admin-local', 'cuc.hanoi');
  await addAccount(server, 'quan-hue', 'admin-local', 'cuc.hue');
  await addAccount(server, 'truong', 'admin-department', 'cuc');
});

const change = async (browser: Browser, next: string, current = PASSWORD) =>
  await browser.ask('PUT', '/api/v1/session/password', { body: { current, next } });
const faults = (answer: { readonly body: { errors: readonly { code: string }[] } }): readonly string[] =>
  answer.body.errors.map(({ code }) => code.replace('passwordWeak.', ''));

test('a user’s password needs 8 characters, an administrator’s 12 of all kinds; what is easy to guess is said in words', async (t) => {
  const user = browserOf(server);
  await user.signIn('an');
  t.deepEqual(faults(await change(user, 'bảychữ!')), ['length']);
  const named = await change(user, 'tran-binh-an-80');
  t.deepEqual(faults(named), ['name']);
  t.is(named.body.errors[0].message, 'Mật khẩu không được chứa họ tên của bạn.');
  t.is((await change(user, 'támchữ.x')).status, 204);
  const admin = browserOf(server);
  await admin.signIn('quan');
  t.deepEqual(faults(await change(admin, 'Đủ-11-chữ!!')), ['length']);
  t.deepEqual(faults(await change(admin, 'chiều mưa trên phố nhỏ 82')), ['classes']);
  t.is((await change(admin, 'Chiều-mưa-trên-phố-83')).status, 204);
});

test('a password that has leaked is refused, however strong it looks', async (t) => {
  const access = server.services.commands.access as { hasLeaked?: (password: string) => Promise<boolean> };
  access.hasLeaked = async (password) => await Promise.resolve(password === 'Vườn-chuối-xanh-m'.normalize('NFC'));
  const user = browserOf(server);
  await user.signIn('giang');
  const answer = await change(user, 'Vườn-chuối-xanh-m'.normalize('NFD'));
  t.deepEqual(faults(answer), ['leaked']);
  t.is(answer.body.errors[0].message, 'Mật khẩu này có trong danh sách mật khẩu đã bị lộ.');
  t.is((await change(user, 'Vườn-chuối-xanh-n')).status, 204);
  await change(user, PASSWORD, 'Vườn-chuối-xanh-n');
  delete access.hasLeaked;
});

test('a password counts as it was typed: case, spaces and every one of up to 256 signs; one more is refused', async (t) => {
  const user = browserOf(server);
  await user.signIn('hai');
  const typed = ` ${'Đêm-trăng-thu '.repeat(18)}xyz`;
  const whole = `${typed}${'k'.repeat(2)}`;
  t.is([...whole].length, 258);
  t.deepEqual(faults(await change(user, whole.slice(0, 257))), ['input.maxLength']);
  const longest = whole.slice(0, 256);
  t.is((await change(user, longest)).status, 204);
  for (const wrong of [longest.slice(0, -1), longest.slice(0, 64), longest.trim(), longest.toLowerCase()])
    t.is((await browserOf(server).signIn('hai', wrong)).status, 401, wrong.slice(-5));
  t.is((await browserOf(server).signIn('hai', longest)).status, 201);
});

test('the present password and the last ones do not come again', async (t) => {
  const user = browserOf(server);
  await user.signIn('binh');
  const next = (i: number): string => (i === 0 ? PASSWORD : `Vườn-chuối-xanh-${'bcdfghk'[i]}`);
  t.deepEqual(faults(await change(user, PASSWORD)), ['used']);
  for (let i = 1; i <= 6; i += 1) {
    t.is((await change(user, next(i), next(i - 1))).status, 204, String(i));
    if (i <= 5) t.deepEqual(faults(await change(user, next(0), next(i))), ['used'], `after ${i}`);
  }
  t.is((await change(user, next(0), next(6))).status, 204, 'the one before the last five may');
});

test('numbers of the rules are those of the register in the version of the day', async (t) => {
  const { db, commands } = { db: server.db, commands: server.services.commands };
  const body = {
    key: 'access.password.length.user',
    version: 'thử',
    kind: 'number',
    value: 20,
    citation: 'thử',
    confidence: 'A',
    validFrom: '2020-01-01',
  };
  await installParameters(db, [{ ...body, body, running: 'keep' } as never], 'test', commands.clock());
  commands.law.forget();
  const user = browserOf(server);
  await user.signIn('chi');
  const answer = await change(user, 'chiều mưa phố 82');
  t.deepEqual(faults(answer), ['length']);
  t.regex(answer.body.errors[0].message, /từ 20 đến/);
  await db.pool.query("delete from parameter where key = 'access.password.length.user'");
  commands.law.forget();
  t.is((await change(user, 'chiều mưa phố 82')).status, 204);
});

test('an administrator hands out a password: it is good for three days, and is changed before anything else', async (t) => {
  const admin = browserOf(server);
  await admin.signIn('quan', 'Chiều-mưa-trên-phố-83');
  const issue = async (who: Browser, account: string, reason: object = { reason: 'Quên mật khẩu' }) =>
    await who.ask('POST', `/api/v1/accounts/${account}/password`, { body: reason });
  const holder = browserOf(server);
  await holder.signIn('dung');
  t.is((await issue(admin, 'dung', {})).status, 400);
  const issued = await issue(admin, 'dung');
  t.is(issued.status, 201);
  t.is((await holder.ask('GET', '/api/v1/session')).status, 401, 'sessions of before end');
  t.is((await holder.signIn('dung')).status, 401);

  const first = await holder.signIn('dung', issued.body.password as string);
  t.is(first.body.obligation, 'changePassword');
  for (const [method, path] of [
    ['GET', '/api/v1/tasks?list=mine'],
    ['GET', '/api/v1/factors'],
    ['GET', '/api/v1/notices'],
    ['DELETE', '/api/v1/sessions'],
  ] as const)
    t.is((await holder.ask(method, path)).body.code, 'passwordChangeRequired', path);
  t.is((await change(holder, 'Vườn-chuối-xanh-z', issued.body.password as string)).status, 204);
  t.is((await holder.ask('GET', '/api/v1/session')).body.obligation, undefined);
  t.is((await holder.ask('GET', '/api/v1/notices')).status, 200);

  const late = await issue(admin, 'em');
  server.pass(3 * DAY + 1);
  t.is((await browserOf(server).signIn('em', late.body.password as string)).body.code, 'issuedPasswordExpired');
  server.pass(-(3 * DAY + 1));
});

test('a password is handed out only for accounts below, never to oneself or other administrators, and after a fresh proof', async (t) => {
  const admin = browserOf(server);
  await admin.signIn('quan', 'Chiều-mưa-trên-phố-83');
  const body = { reason: 'Thử' };
  for (const account of ['quan', 'truong', 'quan-hue', 'hoa', 'nobody', 'root'])
    t.true([403, 404].includes((await admin.ask('POST', `/api/v1/accounts/${account}/password`, { body })).status), account);
  const officer = browserOf(server);
  await officer.signIn('chi', 'chiều mưa phố 82');
  t.is((await officer.ask('POST', '/api/v1/accounts/binh/password', { body })).status, 403);
  const department = browserOf(server);
  await department.signIn('truong');
  t.is((await department.ask('POST', '/api/v1/accounts/quan-hue/password', { body })).status, 201);
  server.pass(11 * 60);
  t.is((await department.ask('POST', '/api/v1/accounts/quan-hue/password', { body })).body.code, 'reauthenticationRequired');
});

test('a password is reminded of before it expires, once; too old it is changed before anything else: 3 months, users 6', async (t) => {
  const remind = async () => await remindOfPasswords(server.services.commands);
  const told = async (account: string) =>
    (await server.db.pool.query("select id from notice where account = $1 and template = 'access-password-expiring'", [account])).rowCount;
  await addAccount(server, 'khanh', 'officer', 'cuc.hanoi');
  await addAccount(server, 'lam', 'admin-local', 'cuc.hanoi');
  await remind();
  t.is(await told('lam'), 0);
  server.pass(80 * DAY);
  await remind();
  await remind();
  t.deepEqual([await told('lam'), await told('khanh')], [1, 0]);
  server.pass(13 * DAY);
  t.is((await browserOf(server).signIn('lam')).body.obligation, 'changePassword');
  const user = browserOf(server);
  t.is((await user.signIn('khanh')).body.obligation, undefined);
  server.pass(80 * DAY);
  await remind();
  t.is(await told('khanh'), 1);
  server.pass(15 * DAY);
  t.is((await user.signIn('khanh')).body.obligation, 'changePassword');
});
