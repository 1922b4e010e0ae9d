/** The numbers of the law: looked up by day, changed by one person's proposal and another's approval, with what it does to open cases. */
import type { ExecutionContext } from 'ava';
import { barriers, signIn, type Screen } from '../../web/browser.ts';
import { courtApi, done } from '../../web/court-api.ts';
import { dayFrom, openTask, typed } from '../../web/postponement-cases.ts';
import { deploySmall, startSmall } from '../../web/small-procedure.ts';
import { journey as test, withBrowser } from '../../web/with-browser.ts';

const KEY = 'postponement.decide';
const NAME = 'Thời hạn xem xét, quyết định của Chánh án; tính lại từ ngày nhận tài liệu bổ sung';
const SMALL = { procedure: 'xem-xet', attributes: `tk:candidateRoles="chief-judge" tk:dueParameter="${KEY}"`, starterRoles: 'court-clerk' };
const at = withBrowser(async ({ server }) => {
  await deploySmall(server.url, SMALL);
  await startSmall(await courtApi(server.url, 'thuky.toa'), 'xem-xet', 'ta.hanoi', 'Xem xét đơn');
});
const PHONE = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;
const LATER = /^lùi \d+ ngày$/;
const isoOf = (day: string): string => day.trim().split('/').toReversed().join('-');
const field = (name: string): string => `#field-change-entry-${name}`;

async function enter(login: string, options = {}): Promise<Screen> {
  const screen = await at.screen(options);
  await signIn(screen, login);
  await screen.page.waitForURL(/viec/);
  return screen;
}

test('the register is looked through by words, area, confidence and day', async (t) => {
  t.timeout(240_000);
  const screen = await enter('phantich');
  const { page } = screen;
  await page.getByRole('navigation').getByRole('link', { name: 'Tham số pháp luật' }).click();
  const row = page.getByRole('row', { name: new RegExp(KEY) });
  await row.getByRole('link', { name: NAME }).waitFor();
  await page.getByRole('region', { name: 'Số văn bản' }).getByText('numbering.moment').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.getByLabel('Tìm tham số').fill('thoi han xem xet chanh an');
  await page.waitForURL(/tim=/);
  await page.getByText('numbering.moment').waitFor({ state: 'detached' });
  await row.getByText('07 ngày').waitFor();
  await row.getByText('Luật gốc đã được thay thế').waitFor();
  await page.getByRole('button', { name: /^Cần xác minh/ }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Tất cả', exact: true }).click();
  await page.getByLabel('Có hiệu lực ngày').fill('01/01/2019');
  await page.getByLabel('Có hiệu lực ngày').press('Enter');
  await page.waitForURL(/ngay=2019-01-01/);
  await row.getByText('chưa có hiệu lực').waitFor();
  await page.getByLabel('Tìm tham số').fill('khong-co-dau');
  await page.getByText('Không có tham số nào').waitFor();
  t.deepEqual(await barriers(screen), []);
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});

test('a change is proposed by one, its effect is seen, another approves it, and it counts from its day', async (t) => {
  t.timeout(300_000);
  const analyst = await enter('phantich');
  await proposes(t, analyst);
  const jurist = await enter('phapche', PHONE);
  await approves(t, jurist);
  const { page } = analyst;
  await page.goto(`/tham-so/${KEY}`);
  await page
    .getByRole('region', { name: `Có hiệu lực ngày ${typed(dayFrom(0))}` })
    .getByText('07 ngày')
    .waitFor();
  t.is(await page.getByRole('region', { name: 'Đề nghị đang chờ' }).count(), 0);
  await page.goto(`/tham-so/${KEY}?ngay=${dayFrom(1)}`);
  await page
    .getByRole('region', { name: `Có hiệu lực ngày ${typed(dayFrom(1))}` })
    .getByText('40 ngày', { exact: true })
    .waitFor();
  await page
    .getByRole('region', { name: 'Các phiên bản' })
    .getByText(/^Bùi Thị Hồng Nhung phê duyệt/)
    .waitFor();
  t.deepEqual(await barriers(analyst), []);
  t.deepEqual(analyst.complaints, []);
  // before the task is taken its case is not to be read
  t.deepEqual(
    jurist.complaints.filter((complaint) => !complaint.includes('status of 404')),
    [],
  );
});

async function proposes(t: ExecutionContext, screen: Screen): Promise<void> {
  const { page } = screen;
  await page.goto(`/tham-so/${KEY}`);
  await page.getByText('Hết hạn lúc 24 giờ của ngày cuối.').waitFor();
  await page.getByRole('region', { name: 'Nơi sử dụng' }).getByText('Hạn của việc “work”').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('link', { name: 'Đề nghị thay đổi' }).click();
  await page.locator(field('key')).waitFor();
  t.is(await page.locator(field('key')).inputValue(), KEY);
  t.is(await page.locator(field('value')).inputValue(), '7');
  await page.locator(field('version')).fill('thu-2');
  await page.locator(field('value')).fill('40');
  await page.locator(field('citation')).fill('Luật thử nghiệm Điều 1');
  await page.locator(field('validFrom')).fill(typed(dayFrom(1)));
  await choose(page, 'confidence', 'A – đã đọc văn bản, đang có hiệu lực');
  await choose(page, 'running', 'Tính lại');
  await page.getByRole('button', { name: 'Xem ảnh hưởng đến hồ sơ đang giải quyết' }).click();
  const effect = page.getByRole('region', { name: 'Ảnh hưởng đến hồ sơ đang giải quyết' });
  await effect.getByText('1 thời hạn đang chạy của 1 hồ sơ được tính lại.').waitFor();
  const row = effect.getByRole('row', { name: 'work' });
  const [before, after] = [await row.getByRole('cell').nth(1).innerText(), await row.getByRole('cell').nth(2).innerText()];
  // 7 and 40 days from today, moved from a day off
  t.true(isoOf(before) >= dayFrom(7) && isoOf(after) >= dayFrom(40), `${before} ${after}`);
  await row.getByText(LATER).waitFor();
  t.is(await row.getByRole('link').count(), 0, 'the analyst may not see the case, and is not told which it is');
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await page.waitForURL(/ho-so\/[0-9a-f-]{36}/);
  await page.goto(`/tham-so/${KEY}`);
  const proposal = page.getByRole('region', { name: 'Đề nghị đang chờ' });
  await proposal.getByText('Bạn đã đề nghị; người khác phê duyệt.').waitFor();
  await proposal.getByRole('button', { name: 'Xem ảnh hưởng đến hồ sơ đang giải quyết' }).click();
  await proposal.getByText(LATER).waitFor();
  t.deepEqual(await barriers(screen), []);
}

async function choose(page: Screen['page'], name: string, option: string): Promise<void> {
  await page.locator(field(name)).click();
  await page.getByRole('option', { name: option }).click();
}

async function approves(t: ExecutionContext, screen: Screen): Promise<void> {
  const { page } = screen;
  await page.goto('/viec?list=claimable');
  await page.getByRole('button', { name: `Thay đổi tham số – ${KEY} thu-2` }).click();
  await page.getByRole('button', { name: 'Nhận việc', exact: true }).click();
  const change = page.getByRole('region', { name: 'Nội dung đề nghị' });
  await change.getByText('Luật thử nghiệm Điều 1').waitFor();
  await change
    .getByRole('row', { name: /Giá trị/ })
    .getByText('40 ngày')
    .waitFor();
  await change.getByText('1 thời hạn đang chạy của 1 hồ sơ được tính lại.').waitFor();
  await change.getByText(LATER).waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: 'Ký: Phê duyệt' }).click();
  const slip = page.getByRole('dialog');
  await slip.locator('.pdf-page[data-drawn]').waitFor();
  await slip.getByRole('button', { name: 'Ký và hoàn thành' }).click();
  await slip.getByText('Đã ký. Bước này đã hoàn thành.').waitFor();
  await slip.getByRole('button', { name: 'Đóng' }).last().click();
  await page.getByText('Hồ sơ đã kết thúc').waitFor();
}

test('nobody decides on a proposal of their own', async (t) => {
  t.timeout(240_000);
  const jurist = await courtApi(at.server.url, 'phapche');
  const entry = {
    key: 'numbering.correction-kind',
    version: '2',
    kind: 'text',
    value: 'QĐ',
    citation: 'Thử',
    confidence: 'B',
    settled: true,
    asOf: 'step',
    running: 'keep',
    validFrom: { $type: 'date', value: dayFrom(30) },
    titleVi: 'Loại văn bản',
    titleEn: 'Kind',
  };
  const body = { procedure: 'parameter-change', unitPath: 'cuc', variables: { change: { operation: 'PARAMETER', entry } } };
  const { caseId } = await done(jurist('POST', '/cases', body));
  const instance = await openTask(jurist, String(caseId), 'review');
  t.is((await jurist('POST', `/tasks/${String(caseId)}/${instance}/claim`, {})).status, 403);
  const screen = await enter('phapche');
  await screen.page.goto(`/ho-so/${String(caseId)}`);
  await screen.page.getByText('Việc này không giao cho bạn.').waitFor();
  await screen.page.getByRole('region', { name: 'Nội dung đề nghị' }).getByText('QĐ').waitFor();
  t.is(await screen.page.getByRole('button', { name: 'Nhận việc', exact: true }).count(), 0);
  t.deepEqual(await barriers(screen), []);
  t.deepEqual(screen.complaints, []);
  await screen.page.context().close();
});

test('the calendar shows a year by months and as a list, tells what is provisional, and counts working days', async (t) => {
  t.timeout(240_000);
  const screen = await enter('canbo.hanoi', PHONE);
  const { page } = screen;
  await page.goto('/lich?nam=2027');
  const february = page.getByRole('table', { name: 'Tháng 2' });
  await february.getByRole('img', { name: /^6: Nghỉ 06\/02\/2027: Tết Nguyên đán \(1\/1 âm lịch\)/ }).waitFor();
  t.is(await page.locator('table.month').count(), 12);
  t.deepEqual(await barriers(screen), []);
  await page.getByText('Danh sách', { exact: true }).click();
  await page.waitForURL(/xem=danhsach/);
  const may = page.getByRole('row', { name: /03\/05\/2027/ });
  await may.getByText('Chờ xác nhận').waitFor();
  await may.getByText('Áp dụng BLLĐ Đ111k3; chưa có thông báo chính thức').waitFor();
  await page.getByLabel('Năm sau: 2028').click();
  await page.getByText(/^Năm 2028 tạm tính/).waitFor();
  await page
    .getByRole('row', { name: /26\/01\/2028/ })
    .getByText('Tạm tính', { exact: true })
    .waitFor();
  t.deepEqual(await barriers(screen), []);
  const count = page.getByRole('region', { name: 'Tính ngày làm việc' });
  await count.getByLabel('Số ngày làm việc').fill('2');
  await count.getByLabel('Ngày', { exact: true }).fill('3/2/2027');
  await count.getByRole('button', { name: 'Tính', exact: true }).click();
  await count.getByText('12/02/2027', { exact: true }).waitFor();
  await count.getByText(/^02 ngày làm việc kể từ Thứ Tư 03\/02\/2027/).waitFor();
  await count.getByText('trước', { exact: true }).click();
  await count.getByRole('button', { name: 'Tính', exact: true }).click();
  await count.getByText('01/02/2027', { exact: true }).waitFor();
  t.deepEqual(await barriers(screen), []);
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});

test('who may not read the register is not offered it, and is told so', async (t) => {
  t.timeout(180_000);
  const screen = await enter('thuky.toa');
  const { page } = screen;
  await page.getByRole('navigation').getByRole('link', { name: 'Ủy quyền' }).waitFor();
  t.is(await page.getByRole('link', { name: 'Tham số pháp luật' }).count(), 0);
  await page.goto('/tham-so');
  await page.getByRole('alert').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.context().close();
});
