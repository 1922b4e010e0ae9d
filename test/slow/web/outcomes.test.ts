/** What only one way of deciding needs is asked for with it, and with no other. */
import { barriers, signIn, type Screen } from '../../web/browser.ts';
import { courtApi, type Ask } from '../../web/court-api.ts';
import { filed, openTask, today, typed } from '../../web/postponement-cases.ts';
import { journey as test, withBrowser } from '../../web/with-browser.ts';

let clerk: Ask;
const at = withBrowser(async ({ server: { url } }) => {
  clerk = await courtApi(url, 'thuky.toa');
});

const JOINED = '#field-reception-joinedCase';

async function atReception(name: string, options = {}): Promise<Screen> {
  const caseId = await filed(clerk, name);
  const instance = await openTask(clerk, caseId, 'receive');
  const screen = await at.screen(options);
  await signIn(screen, 'thuky.toa');
  await screen.page.waitForURL(/viec/);
  await screen.page.goto(`/ho-so/${caseId}?viec=${instance}`);
  await screen.page.getByRole('button', { name: 'Nhận việc', exact: true }).click();
  await screen.page.getByRole('radiogroup', { name: 'Kết quả xử lý' }).waitFor();
  return screen;
}

test('the form shows what the chosen outcome needs, and asks for the outcome first', async (t) => {
  t.timeout(240_000);
  const screen = await atReception('Lê Thị Hoa');
  const { page } = screen;
  t.is(await page.locator(JOINED).count(), 0, 'nothing is chosen yet');
  await page.locator('#field-reception-receivedOn').fill(typed(today()));
  await page.getByRole('button', { name: 'Ký và hoàn thành' }).click();
  await page.getByText('Chọn kết quả trước khi hoàn thành.').waitFor();
  t.true(
    await page.getByRole('radio', { name: 'Tiếp nhận' }).evaluate((radio) => radio.matches(':focus')),
    'brought to where it is chosen',
  );
  t.deepEqual(await barriers(screen), []);

  await page.getByRole('radio', { name: 'Nhập vào hồ sơ đang giải quyết' }).click();
  await page.locator(JOINED).waitFor();
  await page.getByLabel('Ý kiến, lý do').fill('Cùng một người, cùng một căn cứ');
  await page.getByRole('button', { name: /Nhập vào hồ sơ đang giải quyết/ }).click();
  const faults = page.getByRole('alert').filter({ hasText: 'Mã hồ sơ đang giải quyết' });
  await faults.waitFor();
  t.is(await page.getByRole('dialog').count(), 0, 'it is not shown for signing yet');
  t.deepEqual(await barriers(screen), []);

  // another outcome needs another thing: what was asked for is not asked for any more
  await page.getByRole('radio', { name: 'Tiếp nhận' }).click();
  await page.locator(JOINED).waitFor({ state: 'detached' });
  await page.locator('#field-reception-channel').click();
  await page.getByRole('option', { name: 'Trực tiếp' }).click();
  await page.getByRole('button', { name: 'Ký: Tiếp nhận' }).click();
  await page.getByRole('dialog').last().getByRole('button', { name: /Ký/ }).last().click();
  await page.getByText('Đã ký. Bước này đã hoàn thành.').waitFor();
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});

test('on a phone, in the dark, by the keyboard alone', async (t) => {
  t.timeout(240_000);
  const screen = await atReception('Phạm Thị Huệ', { colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  const { page } = screen;
  await page.getByRole('radio', { name: 'Tiếp nhận' }).focus();
  await page.keyboard.press('ArrowDown');
  t.true(await page.getByRole('radio', { name: 'Nhập vào hồ sơ đang giải quyết' }).isChecked());
  await page.locator(JOINED).waitFor();
  t.deepEqual(await barriers(screen), []);
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});
