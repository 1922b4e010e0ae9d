/** The registry of a court takes, issues and voids numbers of documents in the application. */
import { barriers, signIn } from './browser.ts';
import { journey as test, withBrowser } from './with-browser.ts';

const at = withBrowser();

test('a number is taken, the document is issued, another number is voided and stays in the register', async (t) => {
  t.timeout(240_000);
  const screen = await at.screen();
  const { page, complaints } = screen;
  await signIn(screen, 'vanthu.toa');
  await page.waitForURL(/viec/);
  await page.getByRole('navigation').getByRole('link', { name: 'Sổ văn bản' }).click();
  await page.getByText('Chưa có số nào').waitFor();
  t.deepEqual(await barriers(screen), []);
  for (const subject of ['Quyết định phân công Thẩm phán', 'Quyết định viết hỏng']) {
    await page.getByRole('button', { name: 'Lấy số' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Loại văn bản').fill('QĐ');
    await dialog.getByLabel('Trích yếu').fill(subject);
    if (subject.endsWith('hỏng')) t.deepEqual(await barriers(screen), []);
    await dialog.getByRole('button', { name: 'Lấy số' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(subject).waitFor();
  }
  await page.getByRole('button', { name: 'Ban hành văn bản số 01/QĐ-TAHN' }).click();
  await page.getByLabel('Người ký').fill('Phan Thanh Sơn');
  await page.getByLabel('Nơi nhận').fill('VKSND thành phố Hà Nội; Lưu: VT');
  await page.getByRole('dialog').getByRole('button', { name: 'Ban hành' }).click();
  await page
    .getByRole('row', { name: /01\/QĐ-TAHN/ })
    .getByText('Đã ban hành')
    .waitFor();
  await page.getByRole('button', { name: 'Hủy số 02/QĐ-TAHN' }).click();
  await page.getByLabel('Ý kiến, lý do').fill('Viết hỏng');
  await page.getByRole('dialog').getByRole('button', { name: 'Hủy số' }).click();
  const voided = page.getByRole('row', { name: /02\/QĐ-TAHN/ });
  await voided.getByText('Đã hủy: Viết hỏng').waitFor();
  t.is(await voided.getByRole('button').count(), 0, 'nothing can be done with it any more');
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: 'Đã hủy' }).click();
  await page.waitForURL(/state=void/);
  await page.getByRole('row', { name: /01\/QĐ-TAHN/ }).waitFor({ state: 'detached' });
  t.deepEqual(complaints, []);
  await page.context().close();
});

test('who may not read registers is not offered them', async (t) => {
  t.timeout(180_000);
  const screen = await at.screen();
  await signIn(screen, 'thuky.toa');
  await screen.page.waitForURL(/viec/);
  await screen.page.getByRole('navigation').getByRole('link', { name: 'Thông báo' }).waitFor();
  t.is(await screen.page.getByRole('link', { name: 'Sổ văn bản' }).count(), 0);
  await screen.page.context().close();
});
