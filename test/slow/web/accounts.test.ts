/** Accounts in the application: asked for by one, decided by another, opened by a third; and taken away at once where it must be. */
import pg from 'pg';
import type { Locator, Page } from 'playwright-core';
import { workbook } from '../../commands/imports/make-workbook.ts';
import { barriers, passCode, signIn, type Screen } from '../../web/browser.ts';
import { journey as test, withBrowser } from '../../web/with-browser.ts';

const at = withBrowser();
const NAME = 'Đinh Thị Quế';
const LOGIN = 'dinh.que';
const HANOI = 'Thi hành án dân sự thành phố Hà Nội';
const REASON = 'Chưa có quyết định tuyển dụng kèm theo';
const PASSWORD = 'Nui-Cao-Bien-Rong-2026';

const screens = new Map<string, Screen>();

/** Of somebody who is signed in once, whatever comes. */
async function of(login: string, options = {}): Promise<Screen> {
  const known = screens.get(login);
  if (known) return known;
  const screen = await at.screen(options);
  await signIn(screen, login);
  await screen.page.waitForURL(/viec/);
  screens.set(login, screen);
  return screen;
}

const field = (page: Page, pointer: string): Locator => page.locator(`#field${pointer.replaceAll('/', '-')}`);
const requestOf = (page: Page, name: string): Locator => page.getByRole('article', { name: new RegExp(name) });

/** What is shown is signed, however many there are; then the dialog is left. */
async function signAll(page: Page, count = 1): Promise<void> {
  const slip = page.getByRole('dialog');
  await slip.locator('.pdf-page[data-drawn]').first().waitFor();
  await slip.getByRole('button', { name: count > 1 ? `Ký ${count}` : 'Ký và hoàn thành' }).click();
  await slip
    .getByText('Đã ký. Bước này đã hoàn thành.')
    .nth(count - 1)
    .waitFor();
  await slip.getByRole('button', { name: 'Đóng' }).last().click();
  await slip.waitFor({ state: 'detached' });
}

async function run(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: at.database });
  await client.connect();
  await client.query(sql);
  await client.end();
}

test('the tree of units goes by the keys, finds units without diacritics, and narrows the people with the address', async (t) => {
  t.timeout(240_000);
  const screen = await of('admin.hanoi');
  const { page } = screen;
  await page.getByRole('navigation').getByRole('link', { name: 'Tài khoản' }).click();
  const tree = page.getByRole('tree', { name: 'Đơn vị' });
  const root = tree.getByRole('treeitem', { name: HANOI });
  await root.waitFor();
  t.is(await tree.getByRole('treeitem', { name: 'Huế' }).count(), 0, 'other agencies are not theirs');
  await page
    .getByRole('row', { name: /Lê Văn Minh/ })
    .getByText('Đang hoạt động')
    .waitFor();
  await page
    .getByRole('row', { name: /Hoàng Thị Mai/ })
    .getByText('Chưa đăng nhập')
    .waitFor();
  t.deepEqual(await barriers(screen), []);
  await root.focus();
  t.is(await root.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('ArrowLeft');
  await tree.getByRole('treeitem', { name: /khu vực 1/ }).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowRight');
  await tree.getByRole('treeitem', { name: /khu vực 1/ }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForURL(/donvi=cuc\.hanoi\.khuvuc1/);
  await page.getByRole('row', { name: /Lê Văn Minh/ }).waitFor({ state: 'detached' });
  await page.getByLabel('Tìm đơn vị theo tên').fill('thanh pho ha noi');
  await page.getByRole('button', { name: HANOI }).click();
  await page.waitForURL(/donvi=cuc\.hanoi(&|$)/);
  await page.getByRole('switch', { name: 'Gồm đơn vị trực thuộc' }).click();
  await page.waitForURL(/chidonvi=true/);
  await page.getByRole('row', { name: /Hoàng Thị Mai/ }).waitFor({ state: 'detached' });
  await page.getByLabel('Lọc theo họ tên, tên đăng nhập').fill('khong ai ca');
  await page.getByText('Không có tài khoản nào khớp bộ lọc').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: 'Xóa bộ lọc' }).click();
  await page.getByRole('row', { name: /Hoàng Thị Mai/ }).waitFor();
  t.deepEqual(screen.complaints, []);
});

test('who administers no accounts is not offered the pages, and is told so at their address', async (t) => {
  t.timeout(180_000);
  const screen = await of('canbo.hanoi');
  const { page } = screen;
  await page.getByRole('navigation').getByRole('link', { name: 'Thông báo' }).waitFor();
  t.is(await page.getByRole('navigation').getByRole('link', { name: 'Tài khoản' }).count(), 0);
  await page.goto('/tai-khoan');
  await page.getByText('Bạn không quản trị tài khoản của đơn vị nào').waitFor();
  t.deepEqual(await barriers(screen), []);
});

test('a proposal is refused with a reason, made again, approved by the department, and the new person signs in', async (t) => {
  t.timeout(420_000);
  const local = await of('admin.hanoi');
  const { page } = local;
  await page.goto('/tai-khoan');
  await page.getByRole('link', { name: 'Đề nghị cấp tài khoản' }).click();
  await field(page, '/request/personName').fill(NAME);
  await field(page, '/request/personIdentity').fill('001190045611');
  await field(page, '/request/login').fill(LOGIN);
  await field(page, '/request/reason').fill('Tuyển dụng mới');
  await field(page, '/request/grants/0/role').click();
  await page.getByRole('option', { name: 'Cán bộ thụ lý' }).click();
  t.is(await field(page, '/request/unitPath').inputValue(), HANOI, 'the unit was chosen before');
  t.deepEqual(await barriers(local), []);
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await page.waitForURL(/ho-so\/[0-9a-f-]{36}/);

  await page.goto('/tai-khoan/de-nghi');
  const own = requestOf(page, NAME);
  await own.getByText('Bạn đã lập đề nghị này nên không được tự phê duyệt').waitFor();
  t.is(await own.getByRole('button', { name: /Phê duyệt/ }).count(), 0, 'four eyes');

  const department = await of('admin.cuc');
  await department.page.goto('/tai-khoan/de-nghi');
  const asked = requestOf(department.page, NAME);
  await asked.getByRole('columnheader', { name: 'Trước – chưa có tài khoản' }).waitFor();
  await asked
    .getByRole('row', { name: /Vai trò, phạm vi/ })
    .getByText(`Cán bộ thụ lý – ${HANOI}`)
    .waitFor();
  t.deepEqual(await barriers(department), []);
  await asked.getByRole('button', { name: /Từ chối/ }).click();
  const dialog = department.page.getByRole('dialog');
  const refuse = dialog.getByRole('button', { name: 'Từ chối' });
  t.true(await refuse.isDisabled(), 'not without a reason');
  await dialog.getByLabel('Ý kiến, lý do').fill(REASON);
  t.deepEqual(await barriers(department), []);
  await refuse.click();
  await signAll(department.page);
  await asked.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Đã kết thúc' }).click();
  await own.getByText(REASON).waitFor();
  t.deepEqual(await barriers(local), []);
  await own.getByRole('link', { name: 'Lập lại đề nghị' }).click();
  await field(page, '/request/basisDocument').fill('QĐ 12/QĐ-CTHADS ngày 01/11/2026');
  t.is(await field(page, '/request/personName').inputValue(), NAME);
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await page.waitForURL(/ho-so\/[0-9a-f-]{36}/);

  await department.page.goto('/tai-khoan/de-nghi');
  await asked.getByText('QĐ 12/QĐ-CTHADS').waitFor();
  await asked.getByRole('button', { name: /Phê duyệt/ }).click();
  await signAll(department.page);
  await department.page.getByText('Không có đề nghị nào đang chờ').waitFor();

  await page.goto('/tai-khoan?tim=que');
  await page.getByRole('link', { name: NAME }).click();
  await page.getByRole('button', { name: 'Đăng nhập, xác thực' }).click();
  await page.getByRole('menuitem', { name: 'Cấp mật khẩu' }).click();
  const handing = page.getByRole('dialog');
  await handing.getByLabel('Ý kiến, lý do').fill('Cấp mới');
  await handing.getByRole('button', { name: 'Cấp mật khẩu' }).click();
  const password = (await handing.getByLabel('Mật khẩu bàn giao').textContent()) ?? '';
  t.is(password.trim().length, 20);
  t.deepEqual(await barriers(local), []);
  await handing.getByRole('button', { name: 'Đóng' }).last().click();

  const person = await at.screen();
  await signIn(person, LOGIN, password.trim());
  await person.page.waitForURL(/mat-khau/);
  await person.page.locator('input[autocomplete=current-password]').fill(password.trim());
  for (const place of [0, 1]) await person.page.locator('input[autocomplete=new-password]').nth(place).fill(PASSWORD);
  await person.page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await person.page.waitForURL(/viec/);
  screens.set(LOGIN, person);
  t.deepEqual([...local.complaints, ...department.complaints], []);
});

test('an account is suspended after a fresh proof: its sessions end at once, and its log says why', async (t) => {
  t.timeout(300_000);
  const department = await of('admin.cuc');
  const person = await of(LOGIN);
  const { page } = department;
  await page.goto('/tai-khoan?tim=que');
  await page.getByRole('link', { name: NAME }).click();
  await page.getByRole('button', { name: /Kết thúc phiên/ }).waitFor();
  t.deepEqual(await barriers(department), []);
  await run(
    "update session set authenticated_at = now() - interval '1 hour', created_at = now() - interval '1 hour' where account = 'admin-cuc'",
  );
  await page.getByRole('button', { name: 'Khóa khẩn cấp' }).click();
  const dialog = page.getByRole('dialog').first();
  await dialog.getByLabel('Lý do, dấu hiệu ban đầu').fill('Đăng nhập từ hai nơi cùng lúc');
  t.deepEqual(await barriers(department), []);
  await dialog.getByRole('button', { name: 'Khóa khẩn cấp' }).click();
  await passCode(page);
  await page.getByRole('banner').or(page.locator('.case-head')).getByText('Khóa khẩn cấp').first().waitFor();
  await page.getByText('Không có phiên nào đang đăng nhập.').waitFor();
  const log = page.getByRole('region', { name: 'Nhật ký quản trị' });
  await log.getByText('Đăng nhập từ hai nơi cùng lúc').waitFor();
  await log.getByText('Cấp mới tài khoản').waitFor();
  await log
    .getByRole('table', { name: /Khóa khẩn cấp/ })
    .getByRole('row', { name: /Trạng thái/ })
    .getByText('Bị khóa')
    .waitFor();
  t.deepEqual(await barriers(department), []);
  await person.page.goto('/viec');
  await person.page.waitForURL(/dang-nhap/);
  t.regex(department.complaints.join(), /^[^,]*403[^,]*$/, 'only the answer that asked for a proof');
});

test('a list is looked at with what is wrong in it, its sound rows are sent, and several are approved at once on a phone in the dark', async (t) => {
  t.timeout(420_000);
  const local = await of('admin.hanoi');
  const { page } = local;
  await page.goto('/tai-khoan/nhap-danh-sach');
  const head = ['Họ và tên', 'Số định danh cá nhân', 'Tên đăng nhập', 'Mã đơn vị', 'Vai trò (cách nhau bằng dấu chấm phẩy)', 'Lý do'];
  const rows = [
    ['Ngô Văn Khế', '001090010021', 'ngo.khe', 'cuc.hanoi', 'officer', 'Tuyển dụng'],
    ['Lý Thị Mận', '12', 'ly.man', 'cuc.hue', 'officer', 'Tuyển dụng'],
    ['Hồ Văn Nhãn', '001090010023', 'ho.nhan', 'cuc.hanoi', 'officer', 'Tuyển dụng'],
  ];
  await page.locator('input[type=file]').setInputFiles({ name: 'ds.xlsx', mimeType: 'application/zip', buffer: workbook([head, ...rows]) });
  const wrong = page.getByRole('row', { name: /Lý Thị Mận/ });
  await wrong.getByText('Số định danh cá nhân:').waitFor();
  await wrong.getByText('Mã đơn vị:').waitFor();
  t.is(await page.getByRole('row', { name: /Ngô Văn Khế/ }).count(), 0, 'first what is to be put right');
  t.deepEqual(await barriers(local), []);
  await page.getByRole('switch', { name: 'Chỉ hiện dòng có lỗi' }).click();
  await page
    .getByRole('row', { name: /Ngô Văn Khế/ })
    .getByText('Hợp lệ')
    .waitFor();
  await page.getByRole('button', { name: 'Gửi 2 dòng hợp lệ' }).click();
  await page.getByText('Đã gửi 2 đề nghị').waitFor();
  await page.getByText('1 dòng có lỗi không được gửi.').waitFor();
  t.deepEqual(await barriers(local), []);

  const department = await of('admin.cuc');
  await department.page.goto('/tai-khoan/lap-de-nghi?viec=LOCK&taikhoan=analyst');
  await field(department.page, '/request/reason').fill('Nghỉ phép dài ngày');
  await department.page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await department.page.waitForURL(/ho-so\/[0-9a-f-]{36}/);
  await department.page.goto('/tai-khoan/de-nghi');
  const lock = requestOf(department.page, 'Khóa tài khoản');
  await lock.getByText('Bạn đã lập đề nghị này nên không được tự phê duyệt').waitFor();
  t.is(
    await lock.getByRole('button', { name: /Phê duyệt|Từ chối/ }).count(),
    0,
    'nor does the department decide on what it asks for itself',
  );
  await lock
    .getByRole('row', { name: /Trạng thái/ })
    .getByText('Bị khóa')
    .waitFor();

  const second = await of('admin.cuc2', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await second.page.goto('/tai-khoan/de-nghi');
  await requestOf(second.page, 'Ngô Văn Khế')
    .getByRole('button', { name: /Phê duyệt/ })
    .waitFor();
  t.false(await second.page.evaluate('document.documentElement.scrollWidth > innerWidth'), 'nothing reaches beyond the edge of the screen');
  t.deepEqual(await barriers(second), []);
  await requestOf(second.page, 'Khóa tài khoản').getByRole('checkbox').click();
  await second.page.getByRole('button', { name: 'Từ chối 1 đề nghị' }).click();
  await second.page.getByRole('dialog').getByLabel('Ý kiến, lý do').fill('Nghỉ phép không phải căn cứ khóa');
  await second.page.getByRole('dialog').getByRole('button', { name: 'Từ chối' }).click();
  await signAll(second.page);
  await requestOf(second.page, 'Khóa tài khoản').waitFor({ state: 'detached' });
  await second.page.getByRole('button', { name: 'Chọn cả 2' }).click();
  await second.page.getByRole('button', { name: 'Phê duyệt 2 đề nghị' }).click();
  await signAll(second.page, 2);
  await second.page.getByText('Không có đề nghị nào đang chờ').waitFor();
  await second.page.goto('/tai-khoan?donvi=cuc.hanoi');
  await second.page.getByRole('link', { name: 'Hồ Văn Nhãn' }).waitFor();
  t.false(await second.page.evaluate('document.documentElement.scrollWidth > innerWidth'));
  t.deepEqual(await barriers(second), []);
  await second.page.getByRole('link', { name: 'Hồ Văn Nhãn' }).click();
  await second.page.getByRole('heading', { name: 'Hồ Văn Nhãn' }).waitFor();
  t.false(await second.page.evaluate('document.documentElement.scrollWidth > innerWidth'));
  t.deepEqual(await barriers(second), []);
  t.deepEqual([...local.complaints, ...second.complaints], []);
});
