/** An auditor looks through the record of a court: who did what and why, whether it is whole; and takes a part of it away for a purpose. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { barriers, signIn, type Screen } from '../../web/browser.ts';
import { courtApi } from '../../web/court-api.ts';
import { passedOn } from '../../web/postponement-cases.ts';
import { journey as test, withBrowser, type WithBrowser } from '../../web/with-browser.ts';

const at = withBrowser(worked);
const CLI = path.join(import.meta.dirname, '../../cli.ts');
const NAME = 'Nguyễn Thị Sen';
const REASON = 'Quyết định thi hành án do Tòa án khác ban hành';

/** The auditor of the department looks after the court as well; the clerk takes a case in and passes it on. */
async function worked({ database, server }: WithBrowser): Promise<void> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  await client.query("insert into role_grant (account, role, unit_path, valid_from) values ('auditor', 'auditor', 'ta', '2026-01-01')");
  await client.end();
  await passedOn(await courtApi(server.url, 'thuky.toa'), NAME);
}

async function enter(options = {}): Promise<Screen> {
  const screen = await at.screen(options);
  await signIn(screen, 'kiemtra');
  await screen.page.waitForURL(/viec/);
  return screen;
}

test('the record is searched by kind, act, person and day; an entry says why, and what it changed', async (t) => {
  t.timeout(240_000);
  const screen = await enter();
  const { page } = screen;
  await page.getByRole('navigation').getByRole('link', { name: 'Nhật ký' }).click();
  await page.getByRole('heading', { name: 'Nhật ký', exact: true }).waitFor();
  await page.getByRole('row', { name: /Đặng Thùy Linh.*Lập hồ sơ/ }).waitFor();
  t.deepEqual(await barriers(screen), []);

  await page.getByRole('button', { name: 'Xử lý hồ sơ' }).click();
  await page.waitForURL(/loai=step/);
  await page.getByRole('combobox', { name: 'Việc' }).click();
  await page.getByRole('option', { name: 'Hoàn thành bước' }).click();
  await page.waitForURL(/viec=completeUserTask/);
  await page.getByRole('row', { name: /Lập hồ sơ/ }).waitFor({ state: 'detached' });
  await page
    .getByRole('row', { name: /Hoàn thành bước/ })
    .getByRole('button', { name: 'Hoàn thành bước' })
    .click();
  const details = page.getByRole('complementary', { name: 'Chi tiết' });
  await details.getByText(REASON).waitFor();
  await details.getByText('Tòa án nhân dân thành phố Hà Nội').waitFor();
  await details.getByRole('heading', { name: 'Trước và sau' }).waitFor();
  await details
    .getByText(/^reception/)
    .first()
    .waitFor();
  t.deepEqual(await barriers(screen), []);

  await page.getByRole('combobox', { name: 'Người thực hiện' }).fill('Linh');
  await page.getByRole('option', { name: /Đặng Thùy Linh/ }).click();
  await page.waitForURL(/nguoi=p-thuky-toa/);
  await page
    .getByRole('row', { name: /Hoàn thành bước/ })
    .first()
    .waitFor();
  await page.getByLabel('Từ ngày').fill('1/1/2099');
  await page.getByText('Không có mục nào khớp bộ lọc').waitFor();
  t.regex(page.url(), /tu=2099-01-01/);
  t.deepEqual(await barriers(screen), []);
  await page.reload();
  await page.getByText('Không có mục nào khớp bộ lọc').waitFor();
  await page.getByRole('button', { name: 'Xóa bộ lọc' }).first().click();
  await page.getByRole('row', { name: /Lập hồ sơ/ }).waitFor();
  await page.goto('/nhat-ky?thaymat=p-chanhan-toa');
  await page.getByText('Không có mục nào khớp bộ lọc').waitFor();
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});

test('whether the record is whole is told as the last verification said it', async (t) => {
  t.timeout(240_000);
  const screen = await enter();
  const { page } = screen;
  await page.goto('/nhat-ky');
  const state = page.getByRole('region', { name: 'Tình trạng xác minh' });
  await state.getByText('Chưa kiểm tra lần nào').waitFor();
  await state.getByText(/^Số 1: chữ ký khớp$/).waitFor();
  const env = { ...process.env, DATABASE_URL: at.database };
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'audit', 'verify'], { env });
  t.regex(stdout, /The record is whole/);
  await page.getByRole('button', { name: 'Làm mới' }).click();
  await state.getByText('Nhật ký nguyên vẹn').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.context().close();
});

test('a part of the record is taken away for a purpose, which is on the record then', async (t) => {
  t.timeout(240_000);
  const screen = await enter();
  const { page } = screen;
  await page.goto('/nhat-ky?viec=startCase');
  await page.getByRole('row', { name: /Lập hồ sơ/ }).waitFor();
  await page.getByRole('button', { name: 'Xuất CSV' }).click();
  const dialog = page.getByRole('dialog');
  t.true(await dialog.getByRole('button', { name: 'Xuất', exact: true }).isDisabled(), 'not without a purpose');
  await dialog.getByLabel('Mục đích xuất').fill('Thanh tra quý IV năm 2026');
  t.deepEqual(await barriers(screen), []);
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Xuất', exact: true }).click();
  const file = await coming;
  t.regex(file.suggestedFilename(), /^nhat-ky-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  t.regex(text, /^\uFEFFposition,at,/);
  t.true(text.includes('startCase') && !text.includes('signIn'), 'what was looked at, and no more');
  await dialog.getByText('Đã lưu toàn bộ các mục.').waitFor();
  await page.goto('/nhat-ky?viec=read.exportRecord');
  // sealed within seconds
  const row = page.getByRole('row', { name: /Thanh tra quý IV năm 2026/ });
  for (let tries = 0; tries < 20 && (await row.count()) === 0; tries += 1) {
    await page.waitForResponse(/api\/v1\/record\?/, { timeout: 1_000 }).catch(() => undefined);
    if ((await row.count()) === 0) await page.getByRole('button', { name: 'Làm mới' }).click();
  }
  await row.waitFor();
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});

test('on a phone and in the dark an entry opens over the list', async (t) => {
  t.timeout(180_000);
  const screen = await enter({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const { page } = screen;
  await page.goto('/nhat-ky?viec=startCase');
  await page.getByRole('button', { name: 'Lập hồ sơ' }).first().click();
  await page.getByRole('dialog', { name: 'Chi tiết' }).getByText('Số trong nhật ký').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: 'Đóng chi tiết' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  t.false(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), 'nothing reaches beyond the edge of the screen');
  t.deepEqual(await barriers(screen), []);
  await page.context().close();
});

test('who may not read the record is not offered it, and is refused at its address', async (t) => {
  t.timeout(180_000);
  const screen = await at.screen();
  const { page } = screen;
  await signIn(screen, 'thuky.toa');
  await page.waitForURL(/viec/);
  await page.getByRole('navigation').getByRole('link', { name: 'Thông báo' }).waitFor();
  t.is(await page.getByRole('link', { name: 'Nhật ký' }).count(), 0);
  await page.goto('/nhat-ky');
  await page.getByRole('alert').first().waitFor();
  t.is(await page.getByRole('button', { name: 'Xuất CSV' }).count(), 0);
  t.deepEqual(await barriers(screen), []);
  await page.context().close();
});
