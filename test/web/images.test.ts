/** The image of a signature is proposed by one administrator and approved by another, as it will be printed. */
import { demoSignature } from '../../composition/demo/draw-images.ts';
import { barriers, signIn, type Screen } from './browser.ts';
import { journey as test, withBrowser } from './with-browser.ts';

const at = withBrowser();
const NAME = 'Hoàng Thị Mai';

async function enter(login: string, options = {}): Promise<Screen> {
  const screen = await at.screen(options);
  await signIn(screen, login);
  await screen.page.waitForURL(/viec/);
  await screen.page.goto('/anh-chu-ky');
  return screen;
}

test('an administrator proposes an image, another one sees it in its colour and approves it', async (t) => {
  t.timeout(240_000);
  const local = await enter('admin.cuc');
  const { page } = local;
  await page.getByText('Không có đề nghị nào chờ phê duyệt.').waitFor();
  await page.getByPlaceholder('Tìm người theo tên').fill('Mai');
  await page.getByRole('option', { name: NAME }).click();
  const before = page.getByRole('list', { name: NAME });
  await before.getByText('Đã phê duyệt').waitFor();
  t.deepEqual(await barriers(local), []);
  await page.getByRole('button', { name: 'Đề nghị ảnh mới' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles({ name: 'mai.png', mimeType: 'image/png', buffer: demoSignature('Mai') });
  await dialog.getByRole('img', { name: `Ảnh chữ ký của ${NAME}` }).waitFor();
  await dialog.getByLabel('Ý kiến, lý do').fill('Mẫu chữ ký đăng ký lại');
  t.deepEqual(await barriers(local), []);
  await dialog.getByRole('button', { name: 'Đề nghị ảnh mới' }).click();
  await dialog.waitFor({ state: 'detached' });
  const waiting = page.getByRole('list', { name: 'Chờ phê duyệt' });
  await waiting.getByText('Bạn đã đề nghị; người khác phê duyệt.').waitFor();
  t.is(await page.getByRole('button', { name: `Phê duyệt ảnh của ${NAME}`, exact: true }).count(), 0, 'not by who proposed it');

  const second = await enter('admin.cuc2', { colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  const row = second.page.getByRole('list', { name: 'Chờ phê duyệt' }).getByRole('listitem');
  await row.getByText('Mẫu chữ ký đăng ký lại').waitFor();
  await row.getByRole('img', { name: `Ảnh chữ ký của ${NAME}` }).waitFor();
  const colour = await second.page.evaluate(`getComputedStyle(document.querySelector('.ink > .signature')).backgroundColor`);
  t.is(colour, 'rgb(0, 46, 153)', 'blue, as it is printed');
  t.deepEqual(await barriers(second), []);
  await row.getByRole('button', { name: `Phê duyệt ảnh của ${NAME}`, exact: true }).click();
  await second.page.getByRole('dialog').getByLabel('Ý kiến, lý do').fill('Đã đối chiếu với mẫu đăng ký');
  await second.page.getByRole('dialog').getByRole('button', { name: 'Phê duyệt', exact: true }).click();
  await second.page.getByText('Không có đề nghị nào chờ phê duyệt.').waitFor();

  await page.reload();
  await page.getByRole('list', { name: NAME }).getByText('Đã đối chiếu với mẫu đăng ký').waitFor();
  t.deepEqual([...local.complaints, ...second.complaints], []);
});
