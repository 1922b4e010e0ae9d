/** The signing agent in the application: a computer is paired and ended, and a signature that it gives is followed. */
import type { Page } from 'playwright-core';
import { makePki } from '../signing/pki/test-pki.ts';
import { barriers, signIn, type Screen } from './browser.ts';
import { courtApi, done } from './court-api.ts';
import { underReview, type Court } from './postponement-cases.ts';
import { journey as test, withBrowser } from './with-browser.ts';

let court: Court;
const at = withBrowser(async ({ server: { url } }) => {
  const [clerk, judge, registry] = await Promise.all(['thuky.toa', 'chanhan.toa', 'vanthu.toa'].map((who) => courtApi(url, who)));
  if (clerk && judge && registry) court = { clerk, judge, registry };
});

const dialog = (page: Page) => page.getByRole('dialog').last();
async function enter(login: string, options = {}): Promise<Screen> {
  const screen = await at.screen(options);
  await signIn(screen, login);
  await screen.page.waitForURL(/viec/);
  return screen;
}

/** As the agent does with the code that its person types. */
async function pairWith(code: string): Promise<number> {
  const pki = await makePki(Date.now() - 86_400_000);
  const { certificate } = await pki.issue({ name: 'Chánh án', uid: 'CCCD:001070000001' });
  const body = { code, platform: 'linux x64', certificate: certificate.der.toString('base64'), chain: [pki.issuing.certificate.der.toString('base64')] }; // prettier-ignore
  const headers = { 'Content-Type': 'application/json', 'X-Requested-With': 'trinh-ky' };
  return (await fetch(new URL('/api/v1/agents', at.server.url), { method: 'POST', headers, body: JSON.stringify(body) })).status;
}

test('a computer is paired by a code, is seen when it has come, and is ended', async (t) => {
  t.timeout(240_000);
  const judge = await enter('chanhan.toa');
  const { page } = judge;
  await page.locator('button.me').click();
  await page.getByRole('menuitem', { name: 'Phần mềm ký số' }).click();
  await page.getByText('Chưa ghép nối máy tính nào').waitFor();
  t.deepEqual(await barriers(judge), []);
  await page.getByRole('button', { name: 'Ghép nối máy tính' }).click();
  await dialog(page).getByLabel('Tên máy tính').fill('Máy ở phòng 12');
  await dialog(page).getByRole('button', { name: 'Lấy mã ghép nối' }).click();
  const code = await dialog(page).getByLabel('Mã ghép nối', { exact: true }).innerText();
  t.regex(code, /^[A-Z0-9]{4}(-[A-Z0-9]{4})+$/);
  await dialog(page)
    .getByText(/Mã dùng một lần, còn hiệu lực \d+:\d\d/)
    .waitFor();
  t.deepEqual(await barriers(judge), []);
  t.is(await pairWith('AAAA-AAAA-AAAA-AAAA'), 401);
  t.is(await pairWith(code), 201);
  await dialog(page).getByText('Đã ghép nối.').waitFor();
  await dialog(page).getByRole('button', { name: 'Đóng' }).last().click();
  const row = page.getByRole('list', { name: 'Phần mềm ký số' }).getByRole('listitem');
  await row.getByText('Máy ở phòng 12').waitFor();
  await row.getByText(/Chứng thư: Chánh án/).waitFor();
  t.deepEqual(await barriers(judge), []);
  await row.getByRole('button', { name: 'Hủy ghép nối Máy ở phòng 12' }).click();
  t.deepEqual(await barriers(judge), []);
  await dialog(page).getByRole('button', { name: 'Hủy ghép nối' }).click();
  await page.getByText('Chưa ghép nối máy tính nào').waitFor();
  t.deepEqual(judge.complaints, []);
  await page.context().close();
});

interface Begun {
  readonly id: string;
  readonly signatures: readonly { readonly shown?: string; readonly state: string }[];
}

test('what the agent does is followed: it waits, shows, is declined, and signs when it is asked once more', async (t) => {
  t.timeout(240_000);
  const work = await underReview(court.clerk, 'Lương Thị Hạnh');
  await done(court.judge('POST', `/tasks/${work.caseId}/${work.instance}/claim`, {}));
  const judge = await enter('chanhan.toa', { viewport: { width: 390, height: 844 } });
  const { page } = judge;
  // the key of the demonstration, as if an agent reached it
  let begun: Begun | undefined;
  let state: { readonly state: string; readonly refusal?: string } = { state: 'waiting' };
  const told = () => ({ ...begun, agent: { askedAt: new Date().toISOString(), ...state } });
  await page.route('**/api/v1/signing-methods', async (route) => await route.fulfill({ json: { methods: ['agent'] } }));
  await page.route(/\/tasks\/[^/]+\/\d+\/signings$/, async (route) => {
    const body = { ...(route.request().postDataJSON() as object), key: { method: 'demo' } };
    const response = await route.fetch({ postData: JSON.stringify(body) });
    begun = (await response.json()) as Begun;
    await route.fulfill({ response });
  });
  await page.route(/\/signings\/[^/]+\/agent$/, async (route) => await route.fulfill({ json: told() }));
  await page.route(/\/signings\/[^/]+$/, async (route) => {
    if (state.state !== 'given') return await route.fulfill({ json: told() });
    const shown = begun?.signatures.flatMap((one) => (one.state === 'ready' ? [one.shown] : []));
    await route.fulfill({ json: await done(court.judge('POST', `/signings/${begun?.id ?? ''}/signatures`, { shown })) });
  });
  await page.goto(`/ho-so/${work.caseId}?viec=${work.instance}`);
  await page.getByRole('button', { name: 'Ký và hoàn thành' }).click();
  await page.locator('.pdf-page[data-drawn]').first().waitFor();
  const sign = dialog(page).getByRole('button', { name: 'Ký và hoàn thành' });
  await sign.click();
  await dialog(page).getByText('Đang chờ phần mềm ký số').waitFor();
  t.deepEqual(await barriers(judge), []);
  state = { state: 'shown' };
  await dialog(page).getByText('Phần mềm ký số đang hiển thị văn bản').waitFor();
  state = { state: 'refused', refusal: 'declined' };
  await dialog(page).getByRole('alert').getByText('Bạn đã từ chối ký trong phần mềm ký số.').waitFor();
  t.false(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), 'nothing reaches beyond the edge of the screen');
  // nobody has to wait for ever
  state = { state: 'waiting' };
  await sign.click();
  await dialog(page).getByRole('button', { name: 'Thôi chờ' }).click();
  await dialog(page).getByRole('alert').getByText('Bạn đã thôi chờ.').waitFor();
  state = { state: 'shown' };
  await sign.click();
  await dialog(page).getByText('Phần mềm ký số đang hiển thị văn bản').waitFor();
  state = { state: 'given' };
  await page.getByText('Đã ký. Bước này đã hoàn thành.').waitFor();
  t.deepEqual(judge.complaints, []);
  await page.context().close();
});
