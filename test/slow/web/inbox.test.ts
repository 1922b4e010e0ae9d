/** The inbox: groups by urgency, work with several tasks by keys and by hand, undone again; what is new is told; thousands of rows stay fluid. */
import type { Page } from 'playwright-core';
import { barriers, signIn, type Screen } from '../../web/browser.ts';
import { courtApi, done } from '../../web/court-api.ts';
import { addTasks, begun, dueAt, NAMES, openOffice, sql, STAFF } from '../../web/inbox-office.ts';
import { journey as test, withBrowser } from '../../web/with-browser.ts';

const at = withBrowser(openOffice);
const HOUR_MS = 3_600_000;
const NUMBER = new Intl.NumberFormat('vi-VN');
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toISOString();

async function enter(login: string, address: string, options = {}): Promise<Screen> {
  const screen = await at.screen(options);
  await signIn(screen, login);
  await screen.page.waitForURL(/viec/);
  await screen.page.goto(address);
  return screen;
}
interface Scrolled {
  readonly scrollTop: number;
  readonly scrollHeight: number;
}
const row = (page: Page, title: string) => page.locator('.rows').getByRole('listitem').filter({ hasText: title });
const result = (page: Page) => page.getByRole('status', { name: 'Kết quả xử lý' });
const titles = async (page: Page): Promise<readonly string[]> => await page.locator('.row .title .link, .row.group h2').allInnerTexts();

test('work stands in groups by urgency, is taken by keys, and given back by one button', async (t) => {
  t.timeout(240_000);
  const clerk = await courtApi(at.server.url, STAFF.first);
  const [late, soon, never] = [await begun(clerk, 'Việc trễ'), await begun(clerk, 'Việc trong tuần'), await begun(clerk, 'Việc không hạn')];
  await dueAt(at, late, inHours(-50));
  await dueAt(at, soon, inHours(75));
  await dueAt(at, never, 'infinity');
  const screen = await enter(STAFF.second, '/viec?list=claimable');
  const { page } = screen;
  await row(page, 'Việc trễ').waitFor();
  t.deepEqual(await titles(page), ['Quá hạn', 'Việc trễ', 'Đến hạn trong 7 ngày', 'Việc trong tuần', 'Không có hạn', 'Việc không hạn']);
  t.deepEqual(await barriers(screen), []);
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key);
  await page.getByText('Đã chọn 2 việc').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.keyboard.press('a');
  await result(page).getByText('Đã nhận 2 việc').waitFor();
  await row(page, 'Việc trễ').waitFor({ state: 'detached' });
  await page
    .getByRole('button', { name: /Việc của tôi/ })
    .getByText('2')
    .waitFor();
  t.deepEqual(await barriers(screen), []);
  await result(page).getByRole('button', { name: 'Hoàn tác' }).click();
  await result(page).getByText('Đã trả lại 2 việc').waitFor();
  await row(page, 'Việc trễ').waitFor();
  t.is(await page.getByRole('button', { name: /thay đổi mới/ }).count(), 0, 'what one did oneself is no news');
  // a key that is typed is no command
  await page.keyboard.press('/');
  await page.keyboard.type('xa trễ', { delay: 5 });
  t.is(await page.getByText(/Đã chọn/).count(), 0);
  await page.getByText('Không có việc nào khớp bộ lọc').waitFor();
  await page.getByRole('button', { name: 'Xóa bộ lọc' }).click();
  await row(page, 'Việc trong tuần').waitFor();
  t.is(await page.getByLabel('Lọc theo mã, tên hồ sơ').inputValue(), '', 'the field says what the list shows');
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});

test('what others change is told and marked, moves nothing, and is refused by name when it comes too late', async (t) => {
  t.timeout(240_000);
  const clerk = await courtApi(at.server.url, STAFF.first);
  const taken = await begun(clerk, 'Việc bị nhận trước');
  await begun(clerk, 'Việc còn nguyên');
  const screen = await enter(STAFF.second, '/viec?list=claimable');
  const { page } = screen;
  await row(page, 'Việc còn nguyên').waitFor();
  const before = await titles(page);
  await done(clerk('POST', `/tasks/${taken.caseId}/${taken.instance}/claim`, {}));
  await row(page, 'Việc bị nhận trước').getByText('vừa thay đổi').waitFor();
  await page.getByRole('button', { name: '1 thay đổi mới, xem' }).waitFor();
  t.deepEqual(await titles(page), before);
  for (const title of ['Việc bị nhận trước', 'Việc còn nguyên']) await row(page, title).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Nhận việc', exact: true }).first().click();
  await result(page).getByText('Đã nhận 1 việc').waitFor();
  await result(page).getByText('1 việc bị từ chối').waitFor();
  await result(page).getByText('Việc bị nhận trước').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: '1 thay đổi mới, xem' }).click();
  await row(page, 'Việc bị nhận trước').waitFor({ state: 'detached' });
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});

test('a manager gives work to who could take it; it is done at once with others, taken back, and finished with a reason', async (t) => {
  t.timeout(300_000);
  const clerk = await courtApi(at.server.url, STAFF.first);
  await begun(clerk, 'Việc được giao');
  const manager = await enter(STAFF.manager, '/viec?list=all&text=được giao');
  await row(manager.page, 'Việc được giao').getByRole('checkbox').check();
  await manager.page.getByRole('button', { name: 'Giao việc' }).click();
  const dialog = manager.page.getByRole('dialog');
  await dialog.getByPlaceholder('Tìm theo họ tên').fill('Nhung');
  await manager.page.getByRole('option', { name: NAMES.second }).click();
  t.deepEqual(await barriers(manager), []);
  await dialog.getByRole('button', { name: 'Giao việc' }).click();
  await result(manager.page).getByText('Đã giao 1 việc').waitFor();
  await row(manager.page, 'Việc được giao').getByText(NAMES.second).waitFor();

  const officer = await enter(STAFF.second, '/viec?text=được giao');
  const { page } = officer;
  await row(page, 'Việc được giao').waitFor();
  await page.keyboard.press('a');
  await result(page).getByText('Đã hoàn thành 1 việc').waitFor();
  await result(page).getByRole('button', { name: 'Hoàn tác' }).click();
  await result(page).getByText('Đã rút lại 1 việc').waitFor();
  await row(page, 'Việc được giao').waitFor();
  await page.keyboard.press('a');
  await result(page).getByText('Đã hoàn thành 1 việc').waitFor();

  const second = await enter(STAFF.first, '/viec?list=claimable&text=được giao', {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  await row(second.page, 'Việc được giao')
    .getByRole('button', { name: /^Nhận việc/ })
    .click();
  await result(second.page).getByText('Đã nhận 1 việc').waitFor();
  await second.page.goto('/viec?text=được giao');
  await row(second.page, 'Việc được giao').getByRole('checkbox').check();
  await second.page.getByRole('button', { name: 'Chưa đạt' }).click();
  const asked = second.page.getByRole('dialog');
  t.true(await asked.getByRole('button', { name: 'Thực hiện' }).isDisabled(), 'not without a reason');
  await asked.getByLabel('Ý kiến, lý do').fill('Thiếu giấy tờ kèm theo');
  t.deepEqual(await barriers(second), []);
  await asked.getByRole('button', { name: 'Thực hiện' }).click();
  await result(second.page).getByText('Đã hoàn thành 1 việc').waitFor();
  t.false(await second.page.evaluate('document.documentElement.scrollWidth > innerWidth'), 'nothing reaches beyond the edge');
  // the case has ended by it: that cannot be taken back, and is said
  await result(second.page).getByRole('button', { name: 'Hoàn tác' }).click();
  await result(second.page).getByText('1 việc bị từ chối').waitFor();
  t.deepEqual(await barriers(second), []);
  t.deepEqual([...manager.complaints, ...officer.complaints, ...second.complaints], []);
});

test('of thousands of rows a few dozen are in the page, and the list scrolls on after something was done', async (t) => {
  t.timeout(300_000);
  const clerk = await courtApi(at.server.url, STAFF.first);
  const many = await begun(clerk, 'Việc nhiều như lá');
  await addTasks(at, many, 10_000);
  const screen = await enter(STAFF.second, '/viec?list=claimable&text=như lá');
  const { page } = screen;
  await row(page, 'Bước 3').first().waitFor();
  const shown = async (): Promise<number> => await page.locator('.rows .row').count();
  let loaded = 100;
  const scroll = async (): Promise<void> => {
    await page
      .locator('.rows')
      .evaluate((frame) => Object.assign(frame, { scrollTop: (frame as unknown as Scrolled).scrollHeight }) && undefined);
    loaded += 100;
    await page
      .locator('.foot')
      .getByText(new RegExp(`^${NUMBER.format(loaded)} việc|^${NUMBER.format(loaded - 1)} việc`))
      .waitFor();
  };
  while (loaded < 2_000) await scroll();
  t.true((await shown()) < 80, `${await shown()} rows in the page`);
  const top = await page.locator('.rows').evaluate((frame) => (frame as unknown as Scrolled).scrollTop);
  t.true(top > 30_000, 'a page that comes does not scroll back');
  const seen = page.locator('.rows .row:not(.group)').nth(20);
  await seen.getByRole('button', { name: /^Nhận việc/ }).click();
  await result(page).getByText('Đã nhận 1 việc').waitFor();
  const after = await page.locator('.rows').evaluate((frame) => (frame as unknown as Scrolled).scrollTop);
  t.true(Math.abs(after - top) < 400, `where it was: ${top}, then ${after}`);
  await scroll();
  await page.keyboard.press('j');
  t.true((await shown()) < 80);
  t.deepEqual(screen.complaints, []);
  await page.context().close();
  await sql(at, 'delete from user_task where case_id = $1 and instance > 1000', [many.caseId]);
  await sql(at, 'delete from task_candidate where case_id = $1 and instance > 1000', [many.caseId]);
});

test('a filter is saved, shared with the unit, opened by a colleague as an address, and removed by its owner only', async (t) => {
  t.timeout(240_000);
  const owner = await enter(STAFF.second, '/viec?list=claimable&deadline=overdue');
  const { page } = owner;
  await page.getByRole('button', { name: 'Bộ lọc đã lưu' }).click();
  await page.getByText('Chưa có bộ lọc nào.').waitFor();
  t.deepEqual(await barriers(owner), []);
  await page.getByRole('button', { name: 'Lưu bộ lọc này' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tên bộ lọc').fill('Chưa nhận, đã trễ');
  await dialog.getByLabel('Ai dùng').first().click();
  await page.getByRole('option', { name: /Dùng chung: Thi hành án dân sự thành phố Hà Nội/ }).click();
  t.deepEqual(await barriers(owner), []);
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByRole('button', { name: 'Chưa nhận, đã trễ' }).waitFor();

  const colleague = await enter(STAFF.first, '/viec');
  await colleague.page.getByRole('button', { name: 'Bộ lọc đã lưu' }).click();
  await colleague.page.getByRole('heading', { name: /Dùng chung: Thi hành án dân sự thành phố Hà Nội/ }).waitFor();
  t.is(await colleague.page.getByRole('button', { name: /^Xóa bộ lọc/ }).count(), 0);
  await colleague.page.getByRole('link', { name: 'Chưa nhận, đã trễ' }).click();
  await colleague.page.waitForURL(/list=claimable.*deadline=overdue|deadline=overdue.*list=claimable/);
  await colleague.page.getByRole('button', { name: 'Chưa nhận, đã trễ' }).waitFor();

  await page.getByRole('button', { name: 'Chưa nhận, đã trễ' }).click();
  await page.getByRole('button', { name: 'Xóa bộ lọc Chưa nhận, đã trễ' }).click();
  await page.getByText('Chưa có bộ lọc nào.').waitFor();
  t.deepEqual([...owner.complaints, ...colleague.complaints], []);
  await page.context().close();
});

test('cases are found by words, day and unit, all of it in the address, which is saved too', async (t) => {
  t.timeout(240_000);
  const clerk = await courtApi(at.server.url, STAFF.first);
  for (const title of ['Vụ cần tìm lại', 'Vụ bên cạnh']) await begun(clerk, title);
  const screen = await enter(STAFF.first, '/ho-so');
  const { page } = screen;
  await page.getByLabel('Tìm theo mã, tên hồ sơ').fill('vu can tim');
  await page.getByRole('link', { name: 'Vụ cần tìm lại' }).waitFor();
  await page.getByRole('link', { name: 'Vụ bên cạnh' }).waitFor({ state: 'detached' });
  await page.getByLabel('Lập từ ngày').fill('1/1/2030');
  await page.getByText('Không có hồ sơ nào khớp bộ lọc').waitFor();
  await page.waitForURL(/startedFrom=2030-01-01/);
  t.deepEqual(await barriers(screen), []);
  await page.getByLabel('Lập từ ngày').fill('');
  await page.getByPlaceholder('Mọi đơn vị').fill('Huế');
  await page.getByRole('option', { name: 'Thi hành án dân sự thành phố Huế' }).click();
  await page.getByText('Không có hồ sơ nào khớp bộ lọc').waitFor();
  await page.goto('/ho-so?mine=yes&text=cần tìm');
  await page.getByRole('link', { name: 'Vụ cần tìm lại' }).waitFor();
  t.is(await page.getByLabel('Tìm theo mã, tên hồ sơ').inputValue(), 'cần tìm');
  await page.getByRole('button', { name: 'Bộ lọc đã lưu' }).click();
  await page.getByRole('button', { name: 'Lưu bộ lọc này' }).click();
  await page.getByRole('dialog').getByLabel('Tên bộ lọc').fill('Vụ của tôi');
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByRole('button', { name: 'Vụ của tôi' }).waitFor();
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});

test('notices are read one by one or all, and only the unread ones are shown where that is asked', async (t) => {
  t.timeout(180_000);
  await sql(
    at,
    `insert into notice (event, account, template, data, text, at) select 'n' || n, a.id, 'test', '{}', json_build_object('vi', 'Tin số ' || n, 'en', 'Message ' || n), now()
      from account a, generate_series(1, 3) n where a.login = $1`,
    [STAFF.manager],
  );
  const screen = await enter(STAFF.manager, '/thong-bao');
  const { page } = screen;
  const list = page.getByRole('list', { name: 'Thông báo' });
  await list.getByText('Tin số 3').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: 'Đánh dấu đã đọc: Tin số 2' }).click();
  await page.getByRole('button', { name: /^Chưa đọc/ }).click();
  await list.getByText('Tin số 2').waitFor({ state: 'detached' });
  await list.getByText('Tin số 1').waitFor();
  await page.getByRole('button', { name: 'Đánh dấu tất cả đã đọc' }).click();
  await page.getByText('Bạn đã đọc hết thông báo').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: 'Tất cả', exact: true }).click();
  await list.getByText('Tin số 1').waitFor();
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});
