/** A case is filled in on one computer and sent from another; what it still lacks is listed, and that there is one already is said. */
import { scanPdf } from '../../commands/uploads/files.ts';
import { barriers, signIn, type Screen } from '../../web/browser.ts';
import { courtApi, done } from '../../web/court-api.ts';
import { begun, openOffice, PROCEDURE, UNIT, WITH_FORM } from '../../web/small-office.ts';
import { journey as test, withBrowser } from '../../web/with-browser.ts';

const at = withBrowser(openOffice);

async function enter(options = {}): Promise<Screen> {
  const screen = await at.screen(options);
  await signIn(screen, 'lan.hn');
  await screen.page.waitForURL(/viec/);
  return screen;
}

test('a draft is kept while it is filled in, found again in another browser, completed there and sent', async (t) => {
  t.timeout(240_000);
  const first = await enter();
  await first.page.goto('/lap-ho-so');
  await first.page.getByRole('link', { name: 'Nộp đơn' }).click();
  await first.page.locator('#field-subject').fill('Đỗ Văn Hùng');
  await first.page.getByLabel('Trích yếu hồ sơ').fill('Đơn của ông Hùng');
  await first.page.getByText(/Đã lưu nháp lúc/).waitFor();
  await first.page.waitForURL(/nhap=/);
  const outline = first.page.locator('.outline');
  await outline.getByRole('link', { name: /Người gửi.*Đủ/ }).waitFor();
  await outline.getByRole('link', { name: /Nội dung.*1 mục cần điền/ }).waitFor();
  await outline.getByText('Còn thiếu').waitFor();
  t.deepEqual(await barriers(first), []);
  await first.page.getByRole('link', { name: 'Hộp việc' }).first().click();
  await first.page.waitForURL(/viec/);

  const second = await enter({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const { page } = second;
  await page.goto('/lap-ho-so');
  await page.getByRole('heading', { name: 'Bản nháp chưa nộp' }).waitFor();
  t.deepEqual(await barriers(second), []);
  await page.getByRole('link', { name: 'Đơn của ông Hùng' }).click();
  await page.getByText(/Tiếp tục bản nháp/).waitFor();
  t.is(await page.locator('#field-subject').inputValue(), 'Đỗ Văn Hùng');
  await page.locator('#field-about').fill('Đề nghị xem xét lại');
  const buffer = scanPdf({ text: 'đơn' });
  await page.locator('input[type=file]').setInputFiles({ name: 'đơn.pdf', mimeType: 'application/pdf', buffer });
  await page.locator('.outline').getByText('1 tệp').waitFor();
  t.false(await page.evaluate('document.documentElement.scrollWidth > innerWidth'));
  t.deepEqual(await barriers(second), []);
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await page.waitForURL(/ho-so\/[0-9a-f-]{36}/);
  await page.getByRole('heading', { name: 'Đơn của ông Hùng' }).waitFor();
  await page.goto('/lap-ho-so');
  await page.getByRole('link', { name: 'Nộp đơn' }).waitFor();
  t.is(await page.getByRole('heading', { name: 'Bản nháp chưa nộp' }).count(), 0);
  t.deepEqual([...first.complaints, ...second.complaints], []);
  await first.page.context().close();
  await page.context().close();
});

test('whom a case is about is found in the register, and an open case about the same person is said before it is sent', async (t) => {
  t.timeout(240_000);
  const clerk = await courtApi(at.server.url, 'lan.hn');
  const register = async (name: string, birth: string): Promise<string> =>
    (await done(clerk('POST', '/persons', { kind: 'petitioner', name, birth, unitPath: UNIT })))['person'] as string;
  const person = await register('Ngô Thị Khuê', '1980-05-01');
  await register('Ngô Thị Khuyên', '1991');
  await begun(clerk, 'Ngô Thị Khuê', { persons: [person] });
  const screen = await enter();
  const { page } = screen;
  await page.goto(`/lap-ho-so/${PROCEDURE}`);
  await page.getByPlaceholder('Tìm theo họ tên hoặc số định danh').fill('Ngô Thị');
  await page.getByRole('option', { name: 'Ngô Thị Khuyên – 1991' }).waitFor();
  await page.getByRole('option', { name: 'Ngô Thị Khuê – 01/05/1980' }).click();
  await page.getByText('Người này đang có 1 hồ sơ “Giải quyết đơn” chưa kết thúc').waitFor();
  await page.getByRole('link', { name: 'Đơn – Ngô Thị Khuê' }).waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await page.waitForURL(/ho-so\/[0-9a-f-]{36}/);
  const about = page.getByRole('region', { name: 'Người trong hồ sơ' });
  await about.getByText('Ngô Thị Khuê', { exact: true }).waitFor();
  await about.getByRole('link', { name: 'Đơn – Ngô Thị Khuê' }).waitFor();
  t.deepEqual(await barriers(screen), []);
  // that the procedure begins without a form is an answer, not a fault
  t.deepEqual(
    screen.complaints.filter((text) => !text.includes('404')),
    [],
  );
  await page.context().close();
});

test('a page that is asked to go on with a draft that is gone says so, and begins anew', async (t) => {
  t.timeout(180_000);
  const screen = await enter();
  await screen.page.goto(`/lap-ho-so/${WITH_FORM}?nhap=019aaaaa-0000-7000-8000-000000000000`);
  await screen.page.getByText('Không có bản nháp này').waitFor();
  await screen.page.locator('#field-subject').waitFor();
  t.deepEqual(await barriers(screen), []);
  t.deepEqual(
    screen.complaints.filter((text) => !text.includes('404')),
    [],
  );
  await screen.page.context().close();
});
