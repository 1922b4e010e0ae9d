/** One's own settings: who one is and may do, second factors, recovery codes, sessions elsewhere, password, looks; and the help beside it. */
import { generateSync } from 'otplib';
import organisation from '../../../composition/demo/organisation.json' with { type: 'json' };
import { barriers, signIn, type Screen } from '../../web/browser.ts';
import { sql } from '../../web/inbox-office.ts';
import { journey as test, withBrowser } from '../../web/with-browser.ts';

const at = withBrowser();

async function enter(login: string, options = {}): Promise<Screen> {
  const screen = await at.screen(options);
  await signIn(screen, login);
  await screen.page.waitForURL(/viec/);
  return screen;
}

test('somebody sees who they are here and what they may do, and signs out where they are no more', async (t) => {
  t.timeout(240_000);
  const screen = await enter('phantich');
  const { page } = screen;
  const elsewhere = await enter('phantich');
  await page.getByRole('button', { name: /^Tài khoản của/ }).click();
  await page.getByRole('menuitem', { name: 'Cài đặt cá nhân' }).click();
  const me = page.getByRole('region', { name: 'Tôi và quyền của tôi' });
  await me.getByText('Người phân tích quy trình').waitFor();
  await me.getByText('Cục Quản lý thi hành án dân sự').first().waitFor();
  await me.getByText('Tôi được làm gì').click();
  await me
    .getByText(/triển khai/)
    .first()
    .waitFor();
  t.is(await me.getByText(/tiêu hủy/).count(), 0, 'what they may not do is not there');
  const sessions = page.getByRole('list', { name: 'Phiên đăng nhập' });
  await sessions.getByText('Phiên này').waitFor();
  await sessions
    .getByText(/Chrome trên/)
    .first()
    .waitFor();
  t.is(await sessions.getByRole('listitem').count(), 2);
  t.deepEqual(await barriers(screen), []);
  await sessions.getByRole('button', { name: /^Đăng xuất/ }).click();
  await page.getByText('Chỉ đang đăng nhập ở đây.').waitFor();
  await elsewhere.page.reload();
  await elsewhere.page.waitForURL(/dang-nhap/);
  t.deepEqual(screen.complaints, []);
  await elsewhere.page.context().close();
  await page.context().close();
});

test('an authenticator is added by its code, recovery codes are shown once, and it is removed only after a fresh proof', async (t) => {
  t.timeout(240_000);
  const screen = await enter('kiemtra');
  const { page } = screen;
  await page.goto('/cai-dat');
  await page.getByText('Tài khoản chỉ được bảo vệ bằng mật khẩu').waitFor();
  await page.getByRole('button', { name: 'Thêm phương thức' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ứng dụng sinh mã' }).click();
  const secret = (await dialog.locator('pre').innerText()).replaceAll(' ', '');
  t.deepEqual(await barriers(screen), []);
  await dialog.getByLabel('Mã xác thực').fill('000000');
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('Mã xác thực').fill(generateSync({ secret }));
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  await dialog.waitFor({ state: 'detached' });
  const factors = page.getByRole('list', { name: 'Xác thực hai lớp' });
  await factors.getByText('Ứng dụng xác thực').waitFor();
  await page.getByRole('button', { name: 'Tạo mã khôi phục mới' }).click();
  const codes = page.getByRole('dialog', { name: 'Mã khôi phục mới' });
  await codes.getByRole('listitem').nth(9).waitFor();
  t.is(await codes.getByRole('listitem').count(), 10);
  t.deepEqual(await barriers(screen), []);
  await codes.getByRole('button', { name: 'Tôi đã cất giữ' }).click();
  await page.getByText('Còn 10 mã khôi phục chưa dùng.').waitFor();
  // long ago by now
  await sql(
    at,
    `update session set authenticated_at = now() - interval '1 hour' where account = (select id from account where login = 'kiemtra')`,
  );
  await factors.getByRole('button', { name: 'Gỡ Ứng dụng xác thực' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Gỡ', exact: true }).click();
  const proof = page.getByRole('dialog', { name: 'Xác thực lại' });
  await proof.waitFor();
  t.deepEqual(await barriers(screen), []);
  await proof.getByRole('button', { name: 'Dùng mật khẩu' }).click();
  await proof.locator('input[autocomplete=current-password]').fill(organisation.password);
  await proof.getByRole('button', { name: 'Xác thực', exact: true }).click();
  await page.getByText('Tài khoản chỉ được bảo vệ bằng mật khẩu').waitFor();
  // a wrong code, and what is asked for a fresh proof, are refused
  t.deepEqual(
    screen.complaints.filter((said) => !/status of 40[03]/.test(said)),
    [],
  );
  await page.context().close();
});

test('language and colours are chosen, mail is refused where there is none, and a password that is too weak is refused with every fault', async (t) => {
  t.timeout(240_000);
  const screen = await enter('phapche', { viewport: { width: 390, height: 844 } });
  const { page } = screen;
  await page.goto('/cai-dat');
  await page.getByRole('button', { name: 'Tối', exact: true }).click();
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await page.getByRole('heading', { name: 'My settings' }).waitFor();
  t.deepEqual(await barriers(screen), []);
  t.false(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), 'nothing reaches beyond the edge');
  await page.getByRole('button', { name: 'Tiếng Việt', exact: true }).click();
  const mail = page.getByRole('region', { name: 'Thông báo qua thư điện tử' });
  await mail.getByRole('switch').click();
  await mail.getByRole('alert').waitFor();
  const password = page.getByRole('region', { name: 'Mật khẩu' });
  await password.getByLabel('Mật khẩu hiện tại').fill(organisation.password);
  for (const field of await password.locator('input[autocomplete=new-password]').all()) await field.fill('nhung');
  await password.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await password.getByRole('alert').waitFor();
  for (const field of await password.locator('input[autocomplete=new-password]').all()) await field.fill('Trang-sáng-vườn-chè-27');
  await password.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await page.getByText('Đã đổi mật khẩu').waitFor();
  await page.context().close();
});

test('the key of the question mark opens the help of the screen that one is on, in one’s language', async (t) => {
  t.timeout(180_000);
  const screen = await enter('dulieu');
  const { page } = screen;
  await page.getByRole('heading', { name: 'Hộp việc' }).waitFor();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Trợ giúp' });
  await help.getByRole('heading', { name: 'Hộp việc' }).waitFor();
  await help.getByText('Nhận việc, hoặc làm bước đầu tiên được phép').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await page.goto('/ho-so');
  await page.getByRole('button', { name: 'Trợ giúp màn hình này (?)' }).click();
  await page.getByRole('dialog').getByRole('heading', { name: 'Hồ sơ', exact: true }).waitFor();
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});
