/** What a step asks to be signed is signed in the application, on exactly what is shown; the registry seals; everybody sees what it is worth. */
import type { Page } from 'playwright-core';
import { barriers, signIn, type Screen } from './browser.ts';
import { courtApi, done } from './court-api.ts';
import { dayFrom, decided, openTask, passedOn, proposed, typed, underReview, type Court, type Waiting } from './postponement-cases.ts';
import { journey as test, withBrowser } from './with-browser.ts';

let court: Court;
const at = withBrowser(async ({ server: { url } }) => {
  const [clerk, judge, registry] = await Promise.all(['thuky.toa', 'chanhan.toa', 'vanthu.toa'].map((who) => courtApi(url, who)));
  if (clerk && judge && registry) court = { clerk, judge, registry };
});

const claim = async ({ caseId, instance }: Waiting): Promise<unknown> =>
  await done(court.judge('POST', `/tasks/${caseId}/${instance}/claim`, {}));

/** Told by the browser itself when a request is refused; what these journeys provoke on purpose. */
const REFUSED = /status of (400|403|404|409|422)/;
const unexpected = ({ complaints }: Screen): readonly string[] => complaints.filter((text) => !REFUSED.test(text));

async function enter(login: string, options = {}): Promise<Screen> {
  const screen = await at.screen(options);
  await signIn(screen, login);
  await screen.page.waitForURL(/viec/);
  return screen;
}

const dialog = (page: Page) => page.getByRole('dialog').last();
const drawn = async (page: Page): Promise<void> => await page.locator('.pdf-page[data-drawn]').first().waitFor();

async function close(page: Page): Promise<void> {
  await dialog(page).getByRole('button', { name: 'Đóng' }).last().click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

test('the chief judge signs the decision of postponement as it is shown, and the registry seals and issues it', async (t) => {
  t.timeout(300_000);
  const work = await decided(court, 'Trần Thị Mai');
  await claim(work);
  const judge = await enter('chanhan.toa');
  const { page } = judge;
  await page.goto(`/ho-so/${work.caseId}?viec=${work.instance}`);
  await page.locator('#field-decision-until').fill(typed(dayFrom(60)));
  await page.locator('#field-decision-reasonText').fill('Đang nuôi con dưới 36 tháng tuổi');
  await page.locator('#field-decision-manager').fill('Công an phường Ba Đình');
  await page.getByRole('button', { name: 'Ký và hoàn thành' }).click();
  await drawn(page);
  const shown = dialog(page);
  await shown.getByText('Quyết định hoãn chấp hành án phạt tù (Mẫu 02)').first().waitFor();
  await shown.getByText('Chữ ký số cá nhân').waitFor();
  await shown.getByText(/Trang \d+, /).waitFor();
  // the words of the document are there to be heard and found, not only drawn
  t.regex((await shown.locator('.textLayer').allInnerTexts()).join(' '), /Trần Thị Mai/);
  t.deepEqual(await barriers(judge), []);
  // somebody, or the same person elsewhere, begins again meanwhile: what is shown here is no longer what would be signed
  const completion = { decision: { until: dayFrom(60), reasonText: 'Khác', manager: 'Công an phường Ba Đình' } };
  const elsewhere = { variables: completion, key: { method: 'demo' } };
  await done(court.judge('POST', `/tasks/${work.caseId}/${work.instance}/signings`, elsewhere));
  await shown.getByRole('button', { name: 'Ký và hoàn thành' }).click();
  await shown.getByRole('alert').waitFor();
  t.deepEqual(await barriers(judge), []);
  await shown.getByRole('button', { name: 'Trình lại để xem' }).click();
  await drawn(page);
  await shown.getByRole('button', { name: 'Ký và hoàn thành' }).click();
  await shown.getByText('Đã ký. Bước này đã hoàn thành.').waitFor();
  t.deepEqual(await barriers(judge), []);
  await close(page);

  const instance = await openTask(court.registry, work.caseId, 'issueDecision');
  const registry = await enter('vanthu.toa');
  await registry.page.goto(`/ho-so/${work.caseId}?viec=${instance}`);
  await registry.page.getByRole('button', { name: 'Nhận việc', exact: true }).click();
  await registry.page.getByText('Số, ký hiệu: do sổ văn bản cấp khi ký số.').waitFor();
  t.is(await registry.page.locator('#field-issued-number, #field-issued-issuedOn').count(), 0, 'nobody types what the register gives');
  await registry.page.getByRole('button', { name: 'Ký và hoàn thành' }).click();
  await drawn(registry.page);
  await dialog(registry.page).getByText('Chữ ký số cơ quan (con dấu)').waitFor();
  await dialog(registry.page).getByRole('button', { name: 'Ký và hoàn thành' }).click();
  await dialog(registry.page).getByText('Đã ký. Bước này đã hoàn thành.').waitFor();

  await page.goto(`/ho-so/${work.caseId}`);
  await page.getByRole('tab', { name: 'Tài liệu' }).click();
  await page.getByRole('button', { name: 'Quyết định hoãn chấp hành án phạt tù (Mẫu 02)' }).click();
  // it may say what is sensitive: nobody sees it without saying what for
  t.is(await page.locator('.pdf-page').count(), 0);
  await page.getByRole('button', { name: 'Xem văn bản' }).click();
  const signers = page.getByRole('list', { name: 'Người ký' });
  await signers.getByText('Chữ ký số cơ quan (con dấu)').waitFor();
  await signers.getByText('[DEMO] Phan Thanh Sơn').waitFor();
  await page.locator('.verdict').waitFor();
  t.notRegex(await page.locator('.verdict').innerText(), /KHÔNG/);
  t.deepEqual(await barriers(judge), []);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải về' }).click()]);
  t.regex(download.suggestedFilename(), /^Quyết định hoãn.*\.pdf$/);
  // made larger again and again while it is being drawn, and left so: what was begun is dropped in silence
  for (let step = 0; step < 4; step += 1) await page.getByRole('button', { name: 'Phóng to' }).click();
  await page.goBack();
  t.deepEqual([...unexpected(judge), ...unexpected(registry)], []);
  await page.context().close();
  await registry.page.context().close();
});

test('who signed last takes it back by signing, with a reason, while nobody has acted on it', async (t) => {
  t.timeout(240_000);
  const { caseId } = await proposed(court, 'Đỗ Thị Lan');
  const clerk = await enter('thuky.toa');
  const { page } = clerk;
  await page.goto(`/ho-so/${caseId}`);
  await page.getByText('chưa có ai xử lý tiếp').waitFor();
  await page.getByRole('button', { name: 'Rút lại' }).click();
  await dialog(page).getByText('cũng phải ký số').waitFor();
  t.deepEqual(await barriers(clerk), []);
  t.true(await dialog(page).getByRole('button', { name: 'Tiếp tục để ký' }).isDisabled(), 'not without a reason');
  await dialog(page).getByLabel('Ý kiến, lý do').fill('Nhầm căn cứ, cần bổ sung kết luận giám định');
  t.deepEqual(await barriers(clerk), []);
  await dialog(page).getByRole('button', { name: 'Tiếp tục để ký' }).click();
  await drawn(page);
  const words = (await dialog(page).locator('.textLayer').allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ');
  t.regex(words, /Rút lại việc đã ký.*Nhầm căn cứ, cần bổ sung kết luận giám định/);
  t.deepEqual(await barriers(clerk), []);
  await dialog(page).getByRole('button', { name: 'Ký và rút lại' }).click();
  await dialog(page).getByText('Đã ký.').waitFor();
  await close(page);
  // the step is open again, and what was signed says that it was taken back
  t.true((await openTask(court.clerk, caseId, 'propose')) > 0);
  await page.getByText('chưa có ai xử lý tiếp').waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Tài liệu' }).click();
  await page.getByRole('group', { name: 'Các văn bản' }).getByRole('button', { name: '(đã rút lại)' }).click();
  await page.getByText('Văn bản này đã được người ký rút lại lúc').waitFor();
  t.deepEqual(await barriers(clerk), []);
  t.deepEqual(unexpected(clerk), []);
  await page.context().close();
});

test('documents that persons have signed wait for the seal, and are sealed together: one that fails stops none of the others', async (t) => {
  t.timeout(300_000);
  const judge = await enter('chanhan.toa');
  const { page } = judge;
  const works = [await passedOn(court.clerk, 'Lê Thị Hoa'), await passedOn(court.clerk, 'Ngô Thị Sen')];
  for (const work of works) {
    await claim(work);
    await page.goto(`/ho-so/${work.caseId}`);
    await page.getByRole('button', { name: 'Ký và hoàn thành' }).click();
    await drawn(page);
    await dialog(page).getByRole('button', { name: 'Ký và hoàn thành' }).click();
    await dialog(page).getByText('Văn bản chờ văn thư ký số cơ quan').waitFor();
    await close(page);
    await page.getByRole('status').getByText('đang chờ văn thư ký số cơ quan').waitFor();
  }
  t.deepEqual(await barriers(judge), []);

  const registry = await enter('vanthu.toa');
  const desk = registry.page;
  await desk.getByRole('navigation').getByRole('link', { name: 'Chờ ký số cơ quan' }).click();
  await desk.getByText('Lê Thị Hoa').waitFor();
  t.deepEqual(await barriers(registry), []);
  // the judge takes one back before it is sealed
  const { items } = (await done(court.registry('GET', '/signings?limit=100'))) as { items: { id: string; caseTitle: string }[] };
  const taken = items.find(({ caseTitle }) => caseTitle.includes('Ngô Thị Sen'));
  for (const box of await desk.getByRole('checkbox').all()) await box.click();
  await done(court.judge('POST', `/signings/${taken?.id ?? ''}/drop`, { reason: 'Cần sửa nơi nhận' }));
  await desk.getByRole('button', { name: 'Ký số 2 việc' }).click();
  const subjects = dialog(desk).getByRole('list', { name: '2 việc ký cùng lúc' });
  await subjects.getByText('Sẵn sàng ký').waitFor();
  t.is(await subjects.getByText('Sẵn sàng ký').count(), 1);
  t.deepEqual(await barriers(registry), []);
  await dialog(desk).getByRole('button', { name: 'Ký 1 việc' }).click();
  await subjects.getByText('Đã ký', { exact: true }).waitFor();
  t.deepEqual(await barriers(registry), []);
  await close(desk);
  await desk.getByText('Không có văn bản nào chờ').waitFor();
  t.deepEqual([...unexpected(judge), ...unexpected(registry)], []);
  await page.context().close();
  await desk.context().close();
});

test('tasks of one step are signed together from the inbox, each with its own result', async (t) => {
  t.timeout(300_000);
  const names = ['Vũ Thị Cúc', 'Vũ Thị Đào', 'Vũ Thị Mận'];
  const works: Waiting[] = [];
  for (const name of names) works.push(await underReview(court.clerk, name));
  for (const work of works) await claim(work);
  const judge = await enter('chanhan.toa');
  const { page } = judge;
  await page.getByLabel('Lọc theo mã, tên hồ sơ').fill('Vũ Thị');
  await page.getByText('3 việc', { exact: true }).waitFor();
  await page.getByRole('checkbox', { name: 'Chọn tất cả' }).click();
  // one is given back meanwhile
  const [given] = works;
  await done(court.judge('POST', `/tasks/${given?.caseId ?? ''}/${given?.instance ?? 0}/unclaim`, {}));
  await page.getByRole('button', { name: 'Ký hàng loạt' }).click();
  const subjects = dialog(page).getByRole('list', { name: '3 việc ký cùng lúc' });
  await subjects.getByText('Sẵn sàng ký').nth(1).waitFor();
  // one look at each of them
  for (const one of await subjects.getByRole('button').filter({ hasText: 'Sẵn sàng ký' }).all()) {
    await one.click();
    await drawn(page);
  }
  t.deepEqual(await barriers(judge), []);
  await dialog(page).getByRole('button', { name: 'Ký 2 việc' }).click();
  await subjects.getByText('Đã ký', { exact: true }).nth(1).waitFor();
  t.is(await subjects.getByText('Đã ký', { exact: true }).count(), 2);
  await close(page);
  for (const { caseId, instance } of works.slice(1))
    t.is((await done(court.judge('GET', `/tasks/${caseId}/${instance}`)))['state'], 'completed');
  t.deepEqual(unexpected(judge), []);
  await page.context().close();
});

test('a wrong PIN is typed again, a service that is down is tried again, and nobody has to begin anew', async (t) => {
  t.timeout(240_000);
  const work = await underReview(court.clerk, 'Hồ Thị Nga');
  await claim(work);
  const judge = await enter('chanhan.toa', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const { page } = judge;
  // the key of the demonstration, as if it were that of a device which asks for a PIN
  await page.route('**/api/v1/signing-methods', async (route) => await route.fulfill({ json: { methods: ['hsm', 'elsewhere'] } }));
  await page.route('**/signings', async (route) => {
    await route.continue({ postData: JSON.stringify({ ...(route.request().postDataJSON() as object), key: { method: 'demo' } }) });
  });
  const refusals = ['keys.wrongPin', 'keys.serviceDown', 'reauthenticationRequired'];
  const pins: unknown[] = [];
  await page.route('**/signatures', async (route) => {
    pins.push((route.request().postDataJSON() as { pin?: string }).pin);
    const code = refusals.shift();
    if (code === undefined) return await route.continue();
    await route.fulfill({ status: 409, json: { code, title: `Bị từ chối: ${code}`, status: 409 } });
  });
  await page.goto(`/ho-so/${work.caseId}?viec=${work.instance}`);
  await page.getByRole('button', { name: 'Ký và hoàn thành' }).click();
  await drawn(page);
  const shown = dialog(page);
  const sign = shown.getByRole('button', { name: 'Ký và hoàn thành' });
  t.true(await sign.isDisabled(), 'not without the PIN');
  for (const told of ['keys.wrongPin', 'keys.serviceDown']) {
    await shown.getByLabel('Mã PIN').fill('123456');
    await sign.click();
    await shown.getByRole('alert').getByText(told).waitFor();
    t.is(await shown.getByLabel('Mã PIN').inputValue(), '', 'what was typed is not kept');
    t.deepEqual(await barriers(judge), []);
  }
  t.false(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), 'nothing reaches beyond the edge of the screen');
  await shown.getByLabel('Mã PIN').fill('654321');
  await sign.click();
  // who weighs so much says once more who they are, and nothing is typed twice
  const proof = page.getByRole('dialog', { name: 'Xác thực lại' });
  await proof.locator('input[autocomplete=current-password]').fill('Trinh-Ky-2026!');
  await proof.getByRole('button', { name: 'Xác thực', exact: true }).click();
  await page.getByText('Đã ký. Bước này đã hoàn thành.').waitFor();
  t.deepEqual(pins, ['123456', '123456', '654321', '654321']);
  t.deepEqual(unexpected(judge), []);
  await page.context().close();
});

test('a PDF is dropped and judged; where the server does not do that, the page says so and is offered no more', async (t) => {
  t.timeout(240_000);
  const clerk = await enter('thuky.toa');
  const { page } = clerk;
  const report = {
    schema: 'trinh-ky/verification/1',
    file: { sha256: 'ab'.repeat(32), bytes: 4 },
    validatedAt: '2026-11-29T08:00:00.000Z',
    indication: 'TOTAL-FAILED',
    subIndication: 'FORMAT_FAILURE',
    signatures: [],
    unsignedFields: [],
    findings: [{ code: 'notSigned', indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE', details: {} }],
  };
  const answers = [{ json: report }, { status: 404, json: { code: 'routeNotFound', title: 'Không có địa chỉ này', status: 404 } }];
  const sent: (string | null)[] = [];
  await page.route('**/api/v1/verifications', async (route) => {
    sent.push(`${route.request().headers()['content-type']} ${route.request().postData()}`);
    await route.fulfill(answers.shift() ?? {});
  });
  await page.getByRole('navigation').getByRole('link', { name: 'Kiểm tra chữ ký' }).click();
  await page.getByText('Thả tệp PDF vào đây').waitFor();
  t.deepEqual(await barriers(clerk), []);
  const file = { name: 'công văn.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('Chữ ký KHÔNG hợp lệ').waitFor();
  await page.getByText('Tài liệu không có chữ ký số').waitFor();
  t.deepEqual(await barriers(clerk), []);
  t.deepEqual(sent, ['application/pdf %PDF']);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('Máy chủ này không kiểm tra tệp từ bên ngoài').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Kiểm tra chữ ký' }).waitFor({ state: 'detached' });
  t.deepEqual(unexpected(clerk), []);
  await page.context().close();
});
