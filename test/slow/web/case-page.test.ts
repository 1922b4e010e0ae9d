/** Two people and one case: who has the task, what changed under one's hands, who is spoken to, and what was sent back. */
import type { Page } from 'playwright-core';
import { barriers, signIn, type Screen } from '../../web/browser.ts';
import { courtApi, done } from '../../web/court-api.ts';
import { begun, endSessions, openOffice, STUCK } from '../../web/small-office.ts';
import { journey as test, withBrowser } from '../../web/with-browser.ts';

const at = withBrowser(openOffice);

async function enter(login: string, options = {}): Promise<Screen> {
  const screen = await at.screen(options);
  await signIn(screen, login);
  await screen.page.waitForURL(/viec/);
  return screen;
}
const FINDING = '#field-finding';
const kept = async (page: Page): Promise<void> => await page.getByText(/Đã lưu nháp lúc/).waitFor();

test('what one takes the other sees taken; who has it is told by name, and nothing can be typed', async (t) => {
  t.timeout(240_000);
  const { caseId, instance } = await begun(await courtApi(at.server.url, 'lan.hn'), 'Vũ Văn An');
  const [lan, mai] = [await enter('lan.hn'), await enter('mai.hn')];
  for (const { page } of [lan, mai]) {
    await page.goto(`/ho-so/${caseId}?viec=${instance}`);
    await page.getByText('Việc này chưa ai nhận').waitFor();
  }
  // who is only offered the task sees the task; the case comes with it
  await mai.page.getByText('Nhận việc để xem toàn bộ hồ sơ.').waitFor();
  t.deepEqual(await barriers(mai), []);
  await mai.page.getByRole('button', { name: 'Nhận việc', exact: true }).click();
  await mai.page.getByRole('heading', { name: 'Tiến độ' }).waitFor();
  await mai.page.getByText('Bạn đang xử lý').waitFor();
  await lan.page.getByText('Trần Thị Mai đang xử lý việc này.').waitFor();
  t.true(await lan.page.locator(FINDING).isDisabled());
  t.is(await lan.page.getByRole('button', { name: 'Hoàn thành' }).count(), 0);
  t.deepEqual(await barriers(lan), []);
  // that the case is not there for her yet is an answer, not a fault
  t.deepEqual(
    [...lan.complaints, ...mai.complaints].filter((text) => !text.includes('404')),
    [],
  );
  await lan.page.context().close();
  await mai.page.context().close();
});

test('what others changed meanwhile is said, what was typed stays, and what nobody touched follows the case', async (t) => {
  t.timeout(240_000);
  const clerk = await courtApi(at.server.url, 'mai.hn');
  const { caseId, instance } = await begun(clerk, 'Vũ Văn Bình');
  await done(clerk('POST', `/tasks/${caseId}/${instance}/claim`, {}));
  const mai = await enter('mai.hn');
  const { page } = mai;
  await page.goto(`/ho-so/${caseId}`);
  await page.locator(FINDING).fill('Đơn hợp lệ');
  await kept(page);
  const steward = await courtApi(at.server.url, 'dung.hn');
  const correction = { variables: { subject: 'Vũ Văn Bính' }, reason: 'Đối chiếu giấy khai sinh' };
  await done(steward('PATCH', `/cases/${caseId}/variables`, correction));
  await page.getByText('Hồ sơ đã thay đổi từ khi bạn mở').waitFor();
  await page.getByText(/Phạm Tiến Dũng: Sửa dữ liệu/).waitFor();
  await page.getByText('Họ tên người gửi: trước là Vũ Văn Bình, nay là Vũ Văn Bính.').waitFor();
  await page.waitForFunction(`document.querySelector('#field-subject').value === 'Vũ Văn Bính'`);
  t.is(await page.locator(FINDING).inputValue(), 'Đơn hợp lệ');
  t.deepEqual(await barriers(mai), []);
  await page.getByRole('button', { name: 'Hoàn thành' }).click();
  await page.getByText('Việc này không giao cho bạn.').waitFor();
  const { items } = (await done(steward('GET', `/cases/${caseId}/history?limit=50`))) as {
    items: readonly { command: { type: string } }[];
  };
  t.is(items.at(-1)?.command.type, 'completeUserTask');
  t.deepEqual(mai.complaints, []);
  await page.context().close();
});

test('a step that was sent back says first who sent it back and why', async (t) => {
  t.timeout(240_000);
  const clerk = await courtApi(at.server.url, 'lan.hn');
  const manager = await courtApi(at.server.url, 'minh.hn');
  const { caseId, instance } = await begun(clerk, 'Vũ Thị Cúc');
  await done(clerk('POST', `/tasks/${caseId}/${instance}/claim`, {}));
  const variables = { subject: 'Vũ Thị Cúc', finding: 'Đủ' };
  const { opened } = (await done(clerk('POST', `/tasks/${caseId}/${instance}/complete`, { variables }))) as {
    opened: readonly { instance: number }[];
  };
  const review = `/tasks/${caseId}/${opened[0]?.instance}`;
  await done(manager('POST', `${review}/claim`, {}));
  await done(manager('POST', `${review}/complete`, { outcome: 'back', reason: 'Thiếu xác nhận của xã' }));
  const lan = await enter('lan.hn', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await lan.page.goto(`/ho-so/${caseId}`);
  const note = lan.page.locator('.note.returned');
  await note.getByText(/Lê Quang Minh trả lại bước này/).waitFor();
  await note.getByText('Thiếu xác nhận của xã').waitFor();
  t.false(await lan.page.evaluate('document.documentElement.scrollWidth > innerWidth'));
  t.deepEqual(await barriers(lan), []);
  t.deepEqual(lan.complaints, []);
  await lan.page.context().close();
});

test('a colleague is mentioned by keyboard, and finds the case by the notice', async (t) => {
  t.timeout(240_000);
  const clerk = await courtApi(at.server.url, 'lan.hn');
  const { caseId, instance } = await begun(clerk, 'Vũ Thị Dung');
  await done((await courtApi(at.server.url, 'mai.hn'))('POST', `/tasks/${caseId}/${instance}/claim`, {}));
  const lan = await enter('lan.hn');
  const { page } = lan;
  await page.goto(`/ho-so/${caseId}`);
  await page.getByRole('tab', { name: 'Trao đổi' }).click();
  const box = page.getByLabel('Ý kiến của bạn');
  await box.pressSequentially('Nhờ @mai');
  await page.getByRole('option', { name: 'Trần Thị Mai' }).waitFor();
  t.deepEqual(await barriers(lan), []);
  await box.press('Enter');
  await box.pressSequentially('xem giúp');
  t.is(await box.inputValue(), 'Nhờ @Trần Thị Mai xem giúp');
  await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
  await page.locator('mark', { hasText: '@Trần Thị Mai' }).waitFor();
  const mai = await enter('mai.hn');
  await mai.page.goto('/thong-bao');
  await untilThere(mai.page, /Nguyễn Thị Lan nhắc đến bạn/);
  await mai.page.getByRole('link', { name: /Nguyễn Thị Lan nhắc đến bạn/ }).click();
  await mai.page.waitForURL(new RegExp(caseId));
  t.deepEqual([...lan.complaints, ...mai.complaints], []);
  await page.context().close();
  await mai.page.context().close();
});

/** Told by the worker, a moment later. */
async function untilThere(page: Page, text: RegExp): Promise<void> {
  for (let tries = 0; tries < 30; tries += 1) {
    await page.getByRole('heading', { name: 'Thông báo' }).waitFor();
    const found = await page
      .getByText(text)
      .first()
      .waitFor({ timeout: 1_500 })
      .then(
        () => true,
        () => false,
      );
    if (found) return;
    await page.reload();
  }
  throw new Error(`Expected a notice like ${String(text)}.`);
}

test('a session that ends in the middle of a form is begun again on the page, and nothing that was typed is lost', async (t) => {
  t.timeout(240_000);
  const clerk = await courtApi(at.server.url, 'lan.hn');
  const { caseId, instance } = await begun(clerk, 'Vũ Văn Giang');
  await done(clerk('POST', `/tasks/${caseId}/${instance}/claim`, {}));
  const lan = await enter('lan.hn');
  const { page } = lan;
  await page.goto(`/ho-so/${caseId}`);
  await page.locator(FINDING).fill('Đã xác minh');
  await kept(page);
  await endSessions(at.database, 'lan.hn');
  await page.locator(FINDING).pressSequentially(' tại nơi cư trú');
  const dialog = page.getByRole('dialog', { name: 'Phiên làm việc đã kết thúc' });
  await dialog.waitFor();
  t.deepEqual(await barriers(lan), []);
  await dialog.getByLabel('Tên đăng nhập').fill('lan.hn');
  await dialog.locator('input[autocomplete=current-password]').fill('Trinh-Ky-2026!');
  await dialog.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  t.is(await page.locator(FINDING).inputValue(), 'Đã xác minh tại nơi cư trú');
  await kept(page);
  // and in another browser the same person goes on
  const other = await enter('lan.hn');
  await other.page.goto(`/ho-so/${caseId}`);
  await other.page.getByText(/Tiếp tục bản nháp/).waitFor();
  t.is(await other.page.locator(FINDING).inputValue(), 'Đã xác minh tại nơi cư trú');
  await other.page.locator(FINDING).fill('Viết ở máy khác');
  await kept(other.page);
  await page.locator(FINDING).pressSequentially('!');
  await page.getByRole('button', { name: 'Lấy nội dung ở cửa sổ kia' }).waitFor();
  t.deepEqual(await barriers(lan), []);
  await page.getByRole('button', { name: 'Lấy nội dung ở cửa sổ kia' }).click();
  await page.waitForFunction(`document.querySelector('${FINDING}').value === 'Viết ở máy khác'`);
  t.deepEqual(
    lan.complaints.filter((text) => !/40[19]/.test(text)),
    [],
  );
  await page.context().close();
  await other.page.context().close();
});

test('a case that cannot go on says so to everybody and offers a way on to who may; one that is suspended says by whom and why', async (t) => {
  t.timeout(240_000);
  const clerk = await courtApi(at.server.url, 'lan.hn');
  const stuck = await begun(clerk, 'Vũ Văn Hòa', { procedure: STUCK });
  await done(clerk('POST', `/tasks/${stuck.caseId}/${stuck.instance}/claim`, {}));
  await done(clerk('POST', `/tasks/${stuck.caseId}/${stuck.instance}/complete`, {}));
  const lan = await enter('lan.hn');
  await lan.page.goto(`/ho-so/${stuck.caseId}`);
  await lan.page.getByRole('alert', { name: 'Hồ sơ đang gặp sự cố' }).getByText('Báo quản trị vận hành').waitFor();
  t.is(await lan.page.getByRole('button', { name: 'Thử lại bước này' }).count(), 0);
  t.deepEqual(await barriers(lan), []);
  const { caseId } = await begun(clerk, 'Vũ Văn Kiên');
  const manager = await courtApi(at.server.url, 'minh.hn');
  await done(manager('POST', `/cases/${caseId}/suspend`, { reason: 'Chờ kết luận giám định' }));
  await lan.page.goto(`/ho-so/${caseId}`);
  await lan.page.getByText('Chờ kết luận giám định').waitFor();
  t.is(await lan.page.getByRole('button', { name: 'Tiếp tục hồ sơ' }).count(), 0);
  t.deepEqual(await barriers(lan), []);
  const minh = await enter('minh.hn', { colorScheme: 'dark' });
  await minh.page.goto(`/ho-so/${caseId}`);
  await minh.page.getByText(/Lê Quang Minh tạm dừng lúc/).waitFor();
  t.deepEqual(await barriers(minh), []);
  await minh.page.getByRole('button', { name: 'Tiếp tục hồ sơ' }).click();
  await lan.page.getByText('Việc này chưa ai nhận').waitFor();
  await lan.page.getByText('Chờ kết luận giám định').waitFor({ state: 'detached' });
  const huy = await enter('huy.hn');
  await huy.page.goto(`/ho-so/${stuck.caseId}`);
  await huy.page.getByRole('button', { name: 'Thử lại bước này' }).click();
  const dialog = huy.page.getByRole('dialog');
  await dialog.getByLabel('Ý kiến, lý do').fill('Đã sửa dữ liệu');
  t.deepEqual(await barriers(huy), []);
  await dialog.getByRole('button', { name: 'Thử lại bước này' }).click();
  await dialog.waitFor({ state: 'detached' });
  t.deepEqual([...lan.complaints, ...minh.complaints, ...huy.complaints], []);
  for (const { page } of [lan, minh, huy]) await page.context().close();
});
