/** Ways into the application, and what it says when one is closed: the central sign-in, a passkey, too many failures, a session that has ended. */
import fs from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import ava from 'ava';
import type { Page } from 'playwright-core';
import organisation from '../../composition/demo/organisation.json' with { type: 'json' };
import { CLIENT, startNationalIdentity, type NationalIdentity } from '../api/national-identity.ts';
import { barriers, CHROMIUM, signIn } from './browser.ts';
import { sql } from './inbox-office.ts';
import { journey as test, withBrowser } from './with-browser.ts';

let national: NationalIdentity;
let url = '';
let folder = '';

/** Passkeys and the way back from the provider need an address that is known before, and no bare number. */
async function environment(): Promise<NodeJS.ProcessEnv> {
  const port = await freePort();
  url = `http://localhost:${port}`;
  national = await startNationalIdentity(`${url}/api/v1/session/identity/callback`);
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'trinh-ky-oidc-'));
  const secret = path.join(folder, 'secret');
  await fs.writeFile(secret, CLIENT.secret, { mode: 0o600 });
  return {
    PORT: String(port),
    PUBLIC_URL: url,
    OIDC_ISSUER: national.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET_FILE: secret,
    OIDC_SUBJECT_CLAIM: 'personal_id',
    OIDC_SCOPE: 'openid',
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const at = withBrowser(undefined, environment);
ava.after.always(async () => {
  if (CHROMIUM === undefined) return;
  await national.close();
  await fs.rm(folder, { recursive: true, force: true });
});

const screen = async (options = {}) => await at.screen({ baseURL: url, ...options });
const OFFICER = organisation.accounts.find(({ login }) => login === 'canbo.hanoi');
const login = (page: Page) => page.locator('input[autocomplete=username]');

test('the central sign-in leads in, to where one wanted to go, and says why where it does not', async (t) => {
  t.timeout(180_000);
  const one = await screen();
  const { page } = one;
  national.who = { subject: 'nobody', identityNumber: '001090000999' };
  await page.goto('/ho-so?status=active');
  await page.getByRole('button', { name: 'Đăng nhập bằng VNeID' }).waitFor();
  t.deepEqual(await barriers(one), []);
  await page.getByRole('button', { name: 'Đăng nhập bằng VNeID' }).click();
  await page.getByText('không có tài khoản đang hoạt động').waitFor();
  t.deepEqual(await barriers(one), []);
  await page.goto('/ho-so?status=active');
  national.who = { subject: 'officer', identityNumber: OFFICER?.person.identityNumber ?? '' };
  await page.getByRole('button', { name: 'Đăng nhập bằng VNeID' }).click();
  await page.waitForURL(/ho-so\?status=active/);
  await page.getByRole('button', { name: `Tài khoản của ${OFFICER?.person.name}` }).waitFor();
  t.deepEqual(one.complaints, []);
  await page.context().close();
});

test('where the central sign-in used one factor, the account’s own is asked for', async (t) => {
  t.timeout(180_000);
  const admin = organisation.accounts.find(({ login: name }) => name === 'admin.hue');
  const one = await screen();
  national.who = { subject: 'admin', identityNumber: admin?.person.identityNumber ?? '', amr: ['pwd'] };
  await one.page.goto('/');
  await one.page.getByRole('button', { name: 'Đăng nhập bằng VNeID' }).click();
  await one.page.getByLabel('Mã xác thực').waitFor();
  t.deepEqual(await barriers(one), []);
  await one.page.context().close();
});

test('a passkey of the device is enrolled, signs in alone, and is removed', async (t) => {
  t.timeout(240_000);
  const one = await screen();
  const { page } = one;
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const;
  await devices.send('WebAuthn.addVirtualAuthenticator', { options });
  await signIn(one, 'canbo.hanoi');
  await page.waitForURL(/viec/);
  await page.goto('/cai-dat');
  await page.getByRole('button', { name: 'Thêm phương thức' }).click();
  await page.getByRole('dialog').getByLabel('Tên gọi').fill('Máy cơ quan');
  t.deepEqual(await barriers(one), []);
  await page.getByRole('button', { name: 'Khóa truy cập của thiết bị' }).click();
  await page.getByRole('list', { name: 'Xác thực hai lớp' }).getByText('Máy cơ quan').waitFor();
  await page.getByRole('button', { name: /^Tài khoản của/ }).click();
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
  await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
  await page.waitForURL(/viec/);
  await page.goto('/cai-dat');
  await page.getByRole('button', { name: 'Gỡ Máy cơ quan' }).click();
  await page.getByText('Đây là phương thức cuối cùng').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Gỡ', exact: true }).click();
  await page.getByText('Tài khoản chỉ được bảo vệ bằng mật khẩu').waitFor();
  t.deepEqual(one.complaints, []);
  await page.context().close();
});

test('after too many failures the page says until when one waits, and lets nobody try before', async (t) => {
  t.timeout(180_000);
  const one = await screen({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const { page } = one;
  await page.goto('/dang-nhap');
  const enter = page.getByRole('button', { name: 'Đăng nhập', exact: true });
  for (let tries = 0; tries < 6; tries += 1) {
    await login(page).fill('phapche');
    await page.locator('input[autocomplete=current-password]').fill(`sai lần ${tries}`);
    const answer = page.waitForResponse(/api\/v1\/session$/);
    await enter.click();
    await answer;
  }
  await page
    .getByRole('timer')
    .getByText(/Có thể thử lại sau 1\d:\d\d, lúc \d\d:\d\d/)
    .waitFor();
  await page.locator('input[autocomplete=current-password]').fill('thử nữa');
  t.true(await enter.isDisabled());
  t.deepEqual(await barriers(one), []);
  await page.context().close();
});

test('whoever signs in is told of failures before, and of a password that soon expires', async (t) => {
  t.timeout(180_000);
  const one = await screen();
  const { page } = one;
  const soon = new Date();
  soon.setUTCMonth(soon.getUTCMonth() - 6);
  soon.setUTCDate(soon.getUTCDate() + 5);
  await sql(at, `update account set password_changed_at = $2 where login = $1`, ['phantich', soon.toISOString()]);
  await page.goto('/dang-nhap');
  await login(page).fill('phantich');
  await page.locator('input[autocomplete=current-password]').fill('không phải');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await page.locator('input[autocomplete=current-password]').fill(organisation.password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.waitForURL(/viec/);
  await page.getByText(/có 1 lần nhập sai, gần nhất lúc/).waitFor();
  await page.getByText(/Mật khẩu của bạn hết hạn ngày \d\d\/\d\d\/\d{4}/).waitFor();
  t.deepEqual(await barriers(one), []);
  await page.getByRole('status').getByRole('link', { name: 'Đổi mật khẩu' }).click();
  await page.getByText('Ít nhất 8 ký tự').waitFor();
  await page.context().close();
});

test('a session that ends under somebody’s hands is begun again on the same page, with what was typed', async (t) => {
  t.timeout(180_000);
  const one = await screen();
  const { page } = one;
  await signIn(one, 'thuky.toa');
  await page.waitForURL(/viec/);
  await page.goto('/lap-ho-so/postponement');
  const field = page.getByLabel('Trích yếu hồ sơ');
  await field.fill('Nội dung đang gõ dở');
  await sql(at, `delete from session where account = (select id from account where login = 'thuky.toa')`);
  await page.getByRole('button', { name: 'Tìm hồ sơ, trang (Ctrl K)' }).click();
  await page.getByPlaceholder('Tìm hồ sơ, trang…').last().fill('hoãn');
  const dialog = page.getByRole('dialog', { name: 'Phiên làm việc đã kết thúc' });
  await dialog.waitFor();
  t.deepEqual(await barriers(one), []);
  await dialog.locator('input[autocomplete=username]').fill('thuky.toa');
  await dialog.locator('input[autocomplete=current-password]').fill(organisation.password);
  await dialog.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  t.is(await field.inputValue(), 'Nội dung đang gõ dở');
  await page.context().close();
});
