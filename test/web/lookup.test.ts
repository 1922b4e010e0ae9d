/** A citizen follows a case that an official filed, without an account; and learns nothing but the names of its steps. */
import pg from 'pg';
import { barriers, signIn, type Screen } from './browser.ts';
import { courtApi, done, type Ask } from './court-api.ts';
import { openTask, passedOn } from './postponement-cases.ts';
import { journey as test, withBrowser, type WithBrowser } from './with-browser.ts';

const at = withBrowser(filed);
const YEAR = '1984';
const NAME = 'Nguyễn Thị Bí Mật';
let clerk: Ask;
let caseId = '';

/** The clerk of the court takes in cases of citizens and gives them codes: officers do. */
async function filed({ database, server }: WithBrowser): Promise<void> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  await client.query(
    "insert into role_grant (account, role, unit_path, valid_from) values ('thuky-toa', 'officer', 'ta.hanoi', '2026-01-01')",
  );
  await client.end();
  clerk = await courtApi(server.url, 'thuky.toa');
  ({ caseId } = await passedOn(clerk, NAME));
  await openTask(clerk, caseId, 'transferFile');
}

const issued = async (): Promise<string> =>
  (await done(clerk('POST', `/cases/${caseId}/lookup-code`, { birthYear: Number(YEAR) })))['code'] as string;

async function ask({ page }: Screen, code: string, year = YEAR): Promise<void> {
  await page.getByLabel('Mã tra cứu').fill(code);
  await page.getByLabel('Năm sinh').fill(year);
  await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
}

const kept = async ({ page }: Screen): Promise<string> =>
  await page.evaluate<string>(
    'JSON.stringify([location.href, document.title, { ...localStorage }, { ...sessionStorage }, document.cookie, history.state])',
  );

test('from the page to sign in a citizen comes to the look-up, is told what is amiss, and sees the steps by name only', async (t) => {
  t.timeout(240_000);
  const code = await issued();
  const screen = await at.screen();
  const { page } = screen;
  await page.goto('/dang-nhap');
  await page.getByRole('link', { name: 'Người dân tra cứu tiến độ hồ sơ' }).click();
  await page.getByRole('heading', { name: 'Tra cứu tiến độ hồ sơ' }).waitFor();
  t.deepEqual(await barriers(screen), []);

  const asked: string[] = [];
  page.on('request', (one) => void (one.url().includes('/api/v1/lookup') && asked.push(one.url())));
  await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
  await page.getByText('Hãy nhập mã tra cứu.').waitFor();
  await ask(screen, '7K3M-2PU');
  await page.getByText('Mã tra cứu không có ký tự “U”').waitFor();
  await ask(screen, code.slice(0, 9), '84');
  await page.getByText('bạn đã nhập 8').waitFor();
  await page.getByText('Hãy nhập năm sinh gồm bốn chữ số').waitFor();
  t.deepEqual(await barriers(screen), []);
  t.deepEqual(asked, [], 'what can be no code is not asked for');

  await ask(screen, code, '1985');
  await page.getByRole('alert').getByText('Không tìm thấy hồ sơ nào với mã và năm sinh này.').waitFor();
  t.deepEqual(await barriers(screen), []);

  await ask(screen, ` ${code.toLowerCase().replaceAll('-', ' ')} `);
  const result = page.getByRole('region', { name: /Hoãn/ });
  await result.getByText('Đang ở bước này').first().waitFor();
  await result.getByText('Tòa án nhân dân thành phố Hà Nội').first().waitFor();
  await result.getByText('Hỏi ở đâu').waitFor();
  const shown = await result.innerText();
  t.regex(shown, /Đã xong/);
  for (const secret of [NAME, 'Quyết định thi hành án do Tòa án khác ban hành', 'Đặng Thùy Linh', 'thuky', caseId])
    t.false(shown.includes(secret), secret);
  t.is(await page.evaluate('document.activeElement?.id'), 'progress', 'who hears the page is brought to what was found');
  t.deepEqual(await barriers(screen), []);
  const everything = await kept(screen);
  for (const secret of [code, code.replaceAll('-', ''), YEAR]) t.false(everything.includes(secret), secret);
  t.true(
    asked.every((url) => url.endsWith('/api/v1/lookup')),
    'no code is in an address',
  );

  await page.emulateMedia({ media: 'print' });
  t.false(await page.getByRole('button', { name: 'Tra cứu hồ sơ khác' }).isVisible());
  t.true(await page.getByText(/^In lúc \d\d\/\d\d\/\d{4} \d\d:\d\d/).isVisible());
  await page.emulateMedia({ media: 'screen' });
  await page.reload();
  t.is(await page.getByLabel('Mã tra cứu').inputValue(), '', 'nothing is left of it');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Follow your case' }).waitFor();
  t.deepEqual(
    screen.complaints.filter((text) => !text.includes('404')),
    [],
  );
  await page.context().close();
});

test('an official gives a new code on the page of the case, and the old one finds nothing any more', async (t) => {
  t.timeout(240_000);
  const old = await issued();
  const screen = await at.screen();
  const { page } = screen;
  await signIn(screen, 'thuky.toa');
  await page.waitForURL(/viec/);
  await page.goto(`/ho-so/${caseId}`);
  await page.getByRole('button', { name: 'Thao tác khác' }).click();
  await page.getByRole('menuitem', { name: 'Cấp mã tra cứu' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Năm sinh').fill(YEAR);
  t.deepEqual(await barriers(screen), []);
  await dialog.getByRole('button', { name: 'Cấp mã tra cứu' }).click();
  const code = await dialog.locator('code').innerText();
  t.regex(code, /^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  t.deepEqual(await barriers(screen), []);
  t.deepEqual(screen.complaints, []);
  await page.context().close();

  // at 200 % a wide screen has 640 points; then a phone; both in the dark
  for (const viewport of [
    { width: 640, height: 400 },
    { width: 390, height: 844 },
  ]) {
    const citizen = await at.screen({ viewport, colorScheme: 'dark' });
    await citizen.page.goto('/tra-cuu');
    await ask(citizen, old);
    await citizen.page.getByRole('alert').getByText('Nếu đã được cấp mã mới thì mã cũ không dùng được nữa.', { exact: false }).waitFor();
    await ask(citizen, code);
    await citizen.page.getByText('Đang ở bước này').first().waitFor();
    t.false(await citizen.page.evaluate('document.documentElement.scrollWidth > innerWidth'), `nothing is cut at ${viewport.width}`);
    t.deepEqual(await barriers(citizen), []);
    await citizen.page.context().close();
  }
});

test('who guesses is told when to try again', async (t) => {
  t.timeout(240_000);
  const code = await issued();
  const screen = await at.screen();
  await screen.page.goto('/tra-cuu');
  const refused = screen.page.getByRole('alert').getByText('Đã tra cứu quá nhiều lần.');
  for (let year = 1950; year < 1962; year += 1) {
    const answered = screen.page.waitForResponse(/api\/v1\/lookup/);
    await ask(screen, code, String(year));
    if ((await answered).status() === 429) break;
  }
  await refused.waitFor();
  t.regex(await screen.page.getByRole('alert').innerText(), /từ \d\d:\d\d ngày \d\d\/\d\d\/\d{4}/);
  t.deepEqual(await barriers(screen), []);
  await screen.page.context().close();
});
