/** A paper that was signed by hand is scanned, brought to its step, certified by the registry as a copy, and with that the step is done. */
import ava from 'ava';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { FACTS } from '../../../documents/page/page-facts.ts';
import { markPlace } from '../../../documents/marks/text-appearance.ts';
import { copyPlace } from '../../../web/src/papers/copy-place.ts';
import { scanPdf } from '../../commands/uploads/files.ts';
import { barriers, signIn, type Screen } from '../../web/browser.ts';
import { courtApi, done } from '../../web/court-api.ts';
import { openTask, today, typed, underReview, type Court, type Waiting } from '../../web/postponement-cases.ts';
import { journey as test, withBrowser } from '../../web/with-browser.ts';

let court: Court;
const at = withBrowser(async ({ server: { url } }) => {
  const [clerk, judge, registry] = await Promise.all(['thuky.toa', 'chanhan.toa', 'vanthu.toa'].map((who) => courtApi(url, who)));
  if (clerk && judge && registry) court = { clerk, judge, registry };
});

const NAME = 'Đơn rút đề nghị hoãn';
const REFUSED = /status of (400|403|404|409|422)/;
const unexpected = ({ complaints }: Screen): readonly string[] => complaints.filter((text) => !REFUSED.test(text));
const PHONE = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;

async function enter(login: string, options = {}): Promise<Screen> {
  const screen = await at.screen(options);
  await signIn(screen, login);
  await screen.page.waitForURL(/viec/);
  return screen;
}

/** The requester takes the request back, by a letter that is signed by hand. */
async function withdrawn(name: string): Promise<Waiting> {
  const { caseId } = await underReview(court.clerk, name);
  await done(court.clerk('POST', '/messages', { name: 'postponement.withdraw', key: caseId }));
  return { caseId, instance: await openTask(court.clerk, caseId, 'recordWithdrawal') };
}

const scan = (name: string, scanned: Parameters<typeof scanPdf>[0]) => ({
  name,
  mimeType: 'application/pdf',
  buffer: scanPdf(scanned),
});
const bring = async (page: Page, file: ReturnType<typeof scan>): Promise<void> =>
  await page.getByLabel(`Chọn bản quét: ${NAME}`).and(page.locator('input')).setInputFiles(file);
const takeOut = async (page: Page): Promise<void> => await page.getByRole('button', { name: `Bỏ bản quét: ${NAME}` }).click();
const dialog = (page: Page) => page.getByRole('dialog').last();
const drawn = async (page: Page): Promise<void> => await page.locator('.pdf-page[data-drawn]').first().waitFor();

ava('the preview shows the mark of a copy where the agency puts it', (t) => {
  const page = { width: 595.28, height: 841.89 };
  const { left, top, width, height } = copyPlace(page);
  const [x1, y1, x2, y2] = markPlace(page);
  const near = (one: number, other: number): boolean => t.true(Math.abs(one - other) < 1e-9, `${one} ${other}`);
  near(left * page.width, x1);
  near((left + width) * page.width, x2);
  near(page.height - top * page.height, y2);
  near(page.height - (top + height) * page.height, y1);
  t.true(FACTS.copyMark.width > 0);
});

test('the clerk brings the scan of a letter, the registry certifies it, and the step is done', async (t) => {
  t.timeout(300_000);
  const work = await withdrawn('Bùi Thị Lý');
  const clerk = await enter('thuky.toa');
  const { page } = clerk;
  await page.goto(`/ho-so/${work.caseId}?viec=${work.instance}`);
  await page.getByRole('button', { name: 'Nhận việc', exact: true }).click();
  const papers = page.getByRole('region', { name: 'Giấy tờ ký trên giấy' });
  await papers.getByText(NAME).waitFor();
  await papers.getByText('Bắt buộc', { exact: true }).waitFor();
  t.deepEqual(await barriers(clerk), []);
  const submit = page.getByRole('button', { name: 'Trình ký số sao y' });
  await submit.click();
  await papers.getByText('Chưa có bản quét của giấy tờ này.').waitFor();
  t.is(await page.getByRole('dialog').count(), 0, 'nothing is begun without the paper');
  t.deepEqual(await barriers(clerk), []);
  // what is no scan of paper is told before anybody is asked for anything
  await bring(page, { name: 'đơn.docx', mimeType: 'application/pdf', buffer: Buffer.from('PK\u0003\u0004 no paper') });
  await papers.getByText('Tệp không được nhận: đơn.docx').waitFor();
  t.deepEqual(await barriers(clerk), []);
  await bring(page, scan('mờ.pdf', { text: 'mo', dpi: 150 }));
  await papers.getByText('Độ phân giải 150 dpi là chưa đủ; cần ít nhất 200 dpi.').waitFor();
  await submit.click();
  await papers.getByText('Bản quét này chưa dùng được').waitFor();
  t.deepEqual(await barriers(clerk), []);
  await takeOut(page);
  await bring(page, scan('xám.pdf', { text: 'xam', grey: true }));
  await papers.getByText('Bản quét không phải ảnh màu.').waitFor();
  await takeOut(page);
  // dropped, as from the folder of the scanner
  const letter = scanPdf({ text: 'rut', pages: 2 }).toString('base64');
  const carried = await page.evaluateHandle(`(() => {
    const data = new DataTransfer();
    const bytes = Uint8Array.from(atob('${letter}'), (one) => one.charCodeAt(0));
    data.items.add(new File([bytes], 'đơn rút.pdf', { type: 'application/pdf' }));
    return data;
  })()`);
  await papers.locator('.drop').dispatchEvent('drop', { dataTransfer: carried });
  await papers.getByText('đơn rút.pdf').waitFor();
  await papers.getByText('2 trang · 200 dpi').waitFor();
  t.deepEqual(await barriers(clerk), []);
  await page.getByRole('button', { name: `Xem trước bản sao: ${NAME}` }).click();
  const look = dialog(page).getByRole('button', { name: 'Xem văn bản' });
  await Promise.race([look.waitFor(), drawn(page)]);
  // it may say what is sensitive
  if (await look.isVisible()) await look.click();
  await drawn(page);
  await dialog(page).getByRole('note', { name: /SAO Y/ }).waitFor();
  t.deepEqual(await barriers(clerk), []);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await submit.click();
  await dialog(page).getByText('Đã trình. Bản quét chờ văn thư ký số sao y').waitFor();
  t.deepEqual(await barriers(clerk), []);
  await dialog(page).getByRole('button', { name: 'Đóng' }).last().click();
  await page.getByRole('status').getByText('đang chờ văn thư ký số cơ quan').waitFor();

  const registry = await enter('vanthu.toa', PHONE);
  const desk = registry.page;
  await desk.goto('/cho-ky-so');
  await desk
    .getByRole('listitem')
    .filter({ hasText: 'Bùi Thị Lý' })
    .getByRole('button', { name: /^Xem và ký/ })
    .click();
  await drawn(desk);
  await dialog(desk).getByText('Trang 1, phía trên bên phải').waitFor();
  await dialog(desk).getByText('Chữ ký số cơ quan (con dấu)').waitFor();
  t.deepEqual(await barriers(registry), []);
  await dialog(desk).locator('button[type=submit]').click();
  await dialog(desk).getByText('Đã ký.').waitFor();
  t.deepEqual(await barriers(registry), []);

  t.true((await openTask(court.judge, work.caseId, 'noticeWithdrawal')) > 0, 'with the copy the step is done');
  await page.goto(`/ho-so/${work.caseId}`);
  await page.getByRole('tab', { name: 'Tài liệu' }).click();
  await page.getByRole('button', { name: NAME }).first().click();
  await page.getByRole('heading', { name: NAME }).waitFor();
  t.deepEqual([...unexpected(clerk), ...unexpected(registry)], []);
  await page.context().close();
  await desk.context().close();
});

test('on a phone in the dark the paper is brought as well', async (t) => {
  t.timeout(240_000);
  const work = await withdrawn('Phạm Thị Nụ');
  await done(court.clerk('POST', `/tasks/${work.caseId}/${work.instance}/claim`, {}));
  const clerk = await enter('thuky.toa', PHONE);
  const { page } = clerk;
  await page.goto(`/ho-so/${work.caseId}?viec=${work.instance}`);
  await page.getByRole('region', { name: 'Giấy tờ ký trên giấy' }).waitFor();
  t.deepEqual(await barriers(clerk), []);
  await bring(page, scan('một đơn có tên rất dài để xem có vừa màn hình hay không 2026-11-30.pdf', { text: 'dai' }));
  await page.getByText('1 trang · 200 dpi').waitFor();
  t.false(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), 'nothing reaches beyond the edge of the screen');
  t.deepEqual(await barriers(clerk), []);
  await page.getByRole('button', { name: 'Trình ký số sao y' }).click();
  await dialog(page).getByText('Đã trình. Bản quét chờ văn thư ký số sao y').waitFor();
  await dialog(page).getByRole('button', { name: 'Đóng' }).last().click();
  await page.getByRole('status').getByText('đang chờ văn thư ký số cơ quan').waitFor();

  // it is not the paper: the registry returns it, and the clerk is told why
  const registry = await enter('vanthu.toa');
  const desk = registry.page;
  await desk.goto('/cho-ky-so');
  const row = desk.getByRole('listitem').filter({ hasText: 'Phạm Thị Nụ' });
  await row.getByRole('button', { name: /^Trả lại / }).click();
  await dialog(desk).getByLabel('Ý kiến, lý do').fill('Bản quét của người khác');
  t.deepEqual(await barriers(registry), []);
  await dialog(desk).getByRole('button', { name: 'Trả lại' }).click();
  await row.waitFor({ state: 'detached' });
  await page.goto('/thong-bao');
  await page.getByText('Bản quét của người khác').first().waitFor();
  t.deepEqual([...unexpected(clerk), ...unexpected(registry)], []);
  await page.context().close();
  await desk.context().close();
});

/** From now on the chief judge of the court works on paper: the clerk enters it. */
async function bound(): Promise<void> {
  const client = new pg.Client({ connectionString: at.database });
  await client.connect();
  await client.query(
    `insert into role_binding (role, unit_path, mode, clerk_role, valid_from, reason, account, at)
     values ('chief-judge', 'ta.hanoi', 'paper', 'court-clerk', '2020-01-01', 'Thử', 'test', now())`,
  );
  await client.end();
}

test('where an agency works on paper its clerk enters what was done, by whom, with the scans', async (t) => {
  t.timeout(240_000);
  await bound();
  const { caseId, instance } = await underReview(court.clerk, 'Đinh Thị Thắm');
  const clerk = await enter('thuky.toa', PHONE);
  const { page } = clerk;
  await page.goto(`/ho-so/${caseId}?viec=${instance}`);
  await page.getByRole('button', { name: 'Nhận việc', exact: true }).click();
  await page.getByRole('heading', { name: 'Việc đã làm trên giấy' }).waitFor();
  t.deepEqual(await barriers(clerk), []);
  await page.getByRole('button', { name: 'Hoàn thành' }).click();
  await page.getByText('Cần ngày đã làm').waitFor();
  await page.getByText('Cần tên người đã làm.').waitFor();
  await page.getByText('Cần ít nhất một bản quét').waitFor();
  t.deepEqual(await barriers(clerk), []);
  await page.getByLabel('Ngày làm').fill(typed(today()));
  await page.getByLabel('Họ và tên người đã làm').fill('Phan Thanh Sơn');
  await page.getByLabel('Chức danh').fill('Chánh án');
  const input = page.getByLabel('Chọn bản quét', { exact: true }).and(page.locator('input'));
  await input.setInputFiles(scan('sổ.pdf', { text: 'so', drawn: true, pages: 3 }));
  await page.getByText('3 trang').waitFor();
  await input.setInputFiles({ name: 'ghi.txt', mimeType: 'text/plain', buffer: Buffer.from('không phải bản quét') });
  await page.getByText('Tệp không được nhận: ghi.txt').waitFor();
  t.deepEqual(await barriers(clerk), []);
  await page.getByRole('button', { name: 'Hoàn thành' }).click();
  await page.getByText('Cần ít nhất một bản quét').waitFor();
  await page.getByRole('button', { name: 'Bỏ bản quét: ghi.txt' }).click();
  t.false(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), 'nothing reaches beyond the edge of the screen');
  await page.getByRole('button', { name: 'Hoàn thành' }).click();
  await page.getByText('Đã hoàn thành: Ký thông báo đang xem xét hoãn').waitFor();
  const task = await done(court.clerk('GET', `/tasks/${caseId}/${instance}`));
  t.like(task, { state: 'completed', mode: 'paper', act: { by: ['paper:phan thanh sơn'] } });
  t.deepEqual(unexpected(clerk), []);
  await page.context().close();
});
