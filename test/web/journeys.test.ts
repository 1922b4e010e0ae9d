import pg from 'pg';
import type { Page } from 'playwright-core';
import { barriers, passCode, signIn } from './browser.ts';
import { journey as test, withBrowser } from './with-browser.ts';

const at = withBrowser(keepFields);

/** Rules of a module, as if it had been deployed: what local administrators may not fill in, and not even see. */
async function keepFields({ database }: { readonly database: string }): Promise<void> {
  const deny = (id: string, actions: readonly string[], name: string) => ({
    id,
    effect: 'deny',
    subject: 'FormField',
    actions,
    conditions: { procedure: 'account-approval', field: `request.${name}` },
    reason: { vi: 'Không thuộc quyền.', en: 'Not theirs.' },
  });
  const rules = [{ role: 'admin-local', rules: [deny('phone', ['write'], 'phone'), deny('email', ['read', 'write'], 'email')] }];
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  await client.query(
    "insert into module_rules (module, procedures, rules, saved_by, saved_at) values ('kept', '{account-approval}', $1, 'test', now())",
    [JSON.stringify(rules)],
  );
  await client.end();
}

const field = (pointer: string): string => `#field${pointer.replaceAll('/', '-')}`;

async function choose(page: Page, pointer: string, name: string): Promise<void> {
  await page.locator(field(pointer)).click();
  await page.getByRole('option', { name }).click();
}

/** A unit is found by its name, never typed as a path. */
async function chooseUnit(page: Page, pointer: string, name: string): Promise<void> {
  await page.locator(field(pointer)).fill(name);
  await page.getByRole('option', { name }).first().click();
}

interface Asked {
  readonly name: string;
  readonly identity: string;
  readonly login: string;
}

/** A request for a new account, ready to be sent. */
async function fillRequest(page: Page, who: Asked): Promise<void> {
  await choose(page, '/request/operation', 'Cấp mới');
  await page.locator(field('/request/personName')).fill(who.name);
  await page.locator(field('/request/personIdentity')).fill(who.identity);
  await chooseUnit(page, '/request/unitPath', 'Thi hành án dân sự thành phố Hà Nội');
  await page.locator(field('/request/login')).fill(who.login);
  await page.locator(field('/request/reason')).fill('Tuyển dụng mới');
  await page.getByRole('group', { name: 'Vai trò được giao' }).getByRole('button', { name: 'Thêm dòng' }).click();
  await choose(page, '/request/grants/0/role', 'Cán bộ thụ lý');
  await chooseUnit(page, '/request/grants/0/unitPath', 'Thi hành án dân sự thành phố Hà Nội');
}

test('who is not signed in is asked to, told why not, and brought where they wanted to go', async (t) => {
  t.timeout(180_000);
  const screen = await at.screen();
  const { page, complaints } = screen;
  await page.goto('/ho-so?status=active');
  await page.waitForURL(/dang-nhap/);
  t.deepEqual(await barriers(screen), []);
  await page.locator('input[autocomplete=username]').fill('admin.hanoi');
  await page.locator('input[autocomplete=current-password]').fill('sai mật khẩu');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('alert').waitFor();
  await page.locator('input[autocomplete=current-password]').fill('Trinh-Ky-2026!');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByLabel('Mã xác thực').waitFor();
  t.deepEqual(await barriers(screen), []);
  await passCode(page);
  await page.waitForURL(/ho-so\?status=active/);
  await page.getByRole('heading', { name: 'Hồ sơ' }).waitFor();
  t.deepEqual(complaints, []);
  await page.context().close();
});

test('an account request is filled in, refused with a reason by another person, and the proposer sees why', async (t) => {
  t.timeout(240_000);
  const local = await at.screen();
  await signIn(local, 'admin.hanoi');
  const { page } = local;
  await page.waitForURL(/viec/);
  t.deepEqual(await barriers(local), []);
  await page.getByRole('navigation').getByRole('link', { name: 'Lập hồ sơ' }).click();
  await page.getByRole('link', { name: 'Phê duyệt tài khoản hai cấp' }).click();
  // sent too early: what is wrong is listed, and nothing was sent
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await page.getByText('Họ và tên: bắt buộc nhập.').first().waitFor();
  t.deepEqual(await barriers(local), []);
  await fillRequest(page, { name: 'Nguyễn Thị Bưởi', identity: '001190045678', login: 'nguyen.buoi' });
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await page.waitForURL(/ho-so\/[0-9a-f-]{36}/);
  const address = new URL(page.url()).pathname;

  const department = await at.screen();
  await signIn(department, 'admin.cuc');
  await department.page.waitForURL(/viec/);
  await department.page.goto('/viec?list=claimable');
  await department.page.getByRole('button', { name: /Nguyễn Thị Bưởi/ }).click();
  await department.page.getByRole('button', { name: 'Nhận việc', exact: true }).click();
  const refuse = department.page.getByRole('button', { name: 'Ký: Từ chối' });
  await refuse.click();
  await department.page.getByText('Cần nêu lý do cho lựa chọn này.').waitFor();
  t.deepEqual(await barriers(department), []);
  await department.page.getByLabel('Ý kiến, lý do').fill('Chưa có quyết định tuyển dụng kèm theo');
  await refuse.click();
  const slip = department.page.getByRole('dialog');
  await slip.locator('.pdf-page[data-drawn]').waitFor();
  t.regex((await slip.locator('.textLayer').allInnerTexts()).join(' '), /Chưa có quyết định tuyển dụng kèm theo/);
  await slip.getByRole('button', { name: 'Ký và hoàn thành' }).click();
  await slip.getByText('Đã ký. Bước này đã hoàn thành.').waitFor();
  await slip.getByRole('button', { name: 'Đóng' }).last().click();
  await department.page.getByText('Hồ sơ đã kết thúc').waitFor();

  await page.goto(address);
  await page.getByText('Chưa có quyết định tuyển dụng kèm theo').first().waitFor();
  t.deepEqual([...local.complaints, ...department.complaints], []);
  await page.context().close();
  await department.page.context().close();
});

test('a field that rules keep from somebody can be neither filled in nor seen, and the rest is sent', async (t) => {
  t.timeout(240_000);
  const screen = await at.screen();
  await signIn(screen, 'admin.hanoi');
  const { page } = screen;
  await page.waitForURL(/viec/);
  await page.goto('/lap-ho-so/account-approval');
  await page.locator(field('/request/phone')).waitFor();
  t.true(await page.locator(field('/request/phone')).isDisabled());
  t.is(await page.locator(field('/request/email')).count(), 0);
  t.false(await page.locator(field('/request/reason')).isDisabled());
  t.deepEqual(await barriers(screen), []);
  await fillRequest(page, { name: 'Nguyễn Văn Cam', identity: '001085045679', login: 'nguyen.cam' });
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await page.waitForURL(/ho-so\/[0-9a-f-]{36}/);
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});

test('on a phone and in the dark the same work can be done', async (t) => {
  t.timeout(180_000);
  const screen = await at.screen({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await signIn(screen, 'admin.hanoi');
  await screen.page.waitForURL(/viec/);
  t.deepEqual(await barriers(screen), []);
  await screen.page.goto('/ho-so');
  await screen.page.getByRole('link', { name: /Nguyễn Thị Bưởi/ }).click();
  await screen.page.getByRole('heading', { name: /Nguyễn Thị Bưởi/ }).waitFor();
  const wide = await screen.page.evaluate('document.documentElement.scrollWidth > innerWidth');
  t.false(wide, 'nothing reaches beyond the edge of the screen');
  t.deepEqual(await barriers(screen), []);
  await screen.page.context().close();
});
