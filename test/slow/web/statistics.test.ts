/** Who answers for a department's cases sees how they get on, goes from a number to its list, and takes the table away for a purpose. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import pg from 'pg';
import { barriers, signIn, type Screen } from '../../web/browser.ts';
import { journey as test, withBrowser, type WithBrowser } from '../../web/with-browser.ts';

const at = withBrowser(filled);
const DAY_MS = 86_400_000;
const HANOI = 'Thi hành án dân sự thành phố Hà Nội';

/** Cases of account requests in two units over a year, ended and running, on time and late, each at a step of the real diagram. */
async function filled({ database }: WithBrowser): Promise<void> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query<{ id: string; source: string }>(
    "select id, source from definition where key = 'account-approval' and kind = 'bpmn' order by version desc limit 1",
  );
  const definition = rows[0]?.id ?? '';
  const [node = ''] = [...(rows[0]?.source ?? '').matchAll(/userTask id="(\w+)"/g)].map(([, id]) => id ?? '');
  const add = async (unit: string, age: number, days: number | undefined, due: number): Promise<void> => {
    const [id, started] = [randomUUID(), new Date(Date.now() - age * DAY_MS).toISOString()];
    const ended = days === undefined ? null : new Date(Date.parse(started) + days * DAY_MS).toISOString();
    const dueAt = new Date(Date.parse(started) + due * DAY_MS).toISOString();
    await client.query(
      `insert into process_case (id, procedure, definition, code, title, unit_path, state, status, revision, head, started_at, started_by, updated_at, ended_at, ended_how)
       values ($1, 'account-approval', $2, $3, 'Đề nghị về tài khoản', $4, '{}', $5, 1, '', $6, 'admin-hanoi', $6, $7, $8)`,
      [
        id,
        definition,
        `TK-${id.slice(0, 8)}`,
        unit,
        ended === null ? 'active' : 'ended',
        started,
        ended,
        ended === null ? null : 'completed',
      ],
    );
    await client.query(
      `insert into user_task (case_id, instance, node, name, procedure, definition, unit_path, state, candidate_roles, candidate_units, candidate_persons,
         excluded_persons, candidate_keys, priority, due_at, outcomes, created_at, closed_at)
       values ($1, 2, $2, 'Phê duyệt', 'account-approval', $3, $4, $5, '{}', '{}', '{}', '{}', '{}', 0, $6, '{}', $7, $8)`,
      [id, node, definition, unit, ended === null ? 'open' : 'completed', dueAt, started, ended],
    );
  };
  for (let month = 0; month < 10; month += 1) {
    await add('cuc.hanoi', 20 + month * 30, 4, 10);
    await add('cuc.hanoi.khuvuc1', 21 + month * 30, 12, 10);
    await add('cuc.hue', 22 + month * 30, 6, 10);
  }
  for (let one = 0; one < 7; one += 1) await add('cuc.hanoi', 3 + one, undefined, 30);
  for (let one = 0; one < 3; one += 1) await add('cuc.hue', 30 + one, undefined, 10);
  await client.end();
}

async function enter(options = {}): Promise<Screen> {
  const screen = await at.screen(options);
  await signIn(screen, 'kiemtra');
  await screen.page.waitForURL(/viec/);
  return screen;
}

test('figures, trend, backlog, steps on the diagram and the table of the period are there, and lead to the lists behind them', async (t) => {
  t.timeout(240_000);
  const screen = await enter();
  const { page } = screen;
  await page.getByRole('navigation').getByRole('link', { name: 'Thống kê' }).click();
  const figures = page.getByRole('list', { name: 'Số liệu chính' });
  await figures.getByRole('heading', { name: 'Đang giải quyết' }).waitFor();
  t.is(await figures.getByRole('listitem').count(), 5);
  t.regex(await figures.innerText(), /so với đầu kỳ/);
  await page.getByRole('img', { name: /Biểu đồ hồ sơ tiếp nhận/ }).waitFor();
  const backlog = page.getByRole('region', { name: 'Tồn đọng' });
  await backlog.getByRole('row', { name: new RegExp(`${HANOI}.*7.*0.*0`) }).waitFor();
  await page.locator('.heat-badge').first().waitFor();
  t.true((await page.locator('.heat-badge').allInnerTexts()).includes('10'), 'ten cases wait at the step');
  await page
    .getByRole('region', { name: 'Điểm nghẽn theo bước' })
    .getByRole('row', { name: /Phê duyệt.*10.*3/ })
    .waitFor();
  t.deepEqual(await barriers(screen), []);

  await page.getByText('Xem bảng số liệu').click();
  t.true((await page.getByRole('table').first().getByRole('row').count()) > 10);
  await page.getByText('Số ngày trung vị').first().click();
  await page
    .locator('.heat-badge')
    .getByText(/^\d+(,\d)?$/)
    .first()
    .waitFor();
  const report = page.getByRole('region', { name: 'Bảng tổng hợp' });
  await report.getByRole('row', { name: /Tổng cộng/ }).waitFor();
  await report.getByText('Thủ tục', { exact: true }).click();
  await report.getByRole('row', { name: /Phê duyệt tài khoản hai cấp/ }).waitFor();
  t.deepEqual(await barriers(screen), []);

  await backlog.getByRole('row', { name: /Huế/ }).getByRole('link', { name: '3', exact: true }).click();
  await page.waitForURL(/ho-so\?.*deadline=overdue/);
  await page.locator('input[value*="Huế"]').waitFor();
  await page.getByText('3 hồ sơ').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.goBack();
  await figures.getByRole('link', { name: /^10, xem danh sách/ }).click();
  await page.getByText('10 hồ sơ').waitFor();
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});

test('period, unit and procedure are in the address; one without cases says so', async (t) => {
  t.timeout(240_000);
  const screen = await enter();
  const { page } = screen;
  await page.goto('/thong-ke?tu=2020-01&den=2020-03');
  await page.getByText('Không có hồ sơ nào trong kỳ này').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: 'Năm nay' }).click();
  await page.getByRole('list', { name: 'Số liệu chính' }).waitFor();
  t.regex(page.url(), /tu=\d{4}-01&den=\d{4}-\d\d/);
  await page.getByRole('combobox', { name: 'Đơn vị' }).fill('Huế');
  await page.getByRole('option', { name: /Huế/ }).first().click();
  await page.waitForURL(/donvi=cuc.hue/);
  await page.getByText(/Từ tháng .*Huế/).waitFor();
  await page.reload();
  await page.getByText(/Từ tháng .*Huế/).waitFor();
  await page.goto('/thong-ke?tu=2026-05&den=2026-01');
  await page
    .getByRole('alert')
    .getByText(/Kỳ thống kê không hợp lệ/)
    .waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.context().close();
});

test('the table leaves in an archive that its password opens, for a purpose', async (t) => {
  t.timeout(240_000);
  const screen = await enter();
  const { page } = screen;
  await page.goto('/thong-ke');
  await page.getByRole('list', { name: 'Số liệu chính' }).waitFor();
  await page.getByRole('button', { name: 'Xuất báo cáo' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Tạo mật khẩu' }).click();
  const password = await dialog.getByLabel('Mật khẩu mở tệp nén').inputValue();
  t.true(password.length >= 16);
  t.true(await dialog.getByRole('button', { name: 'Xuất', exact: true }).isDisabled(), 'not without a purpose');
  await dialog.getByRole('combobox', { name: 'Mục đích' }).click();
  await page.getByRole('option', { name: /Báo cáo/ }).click();
  t.deepEqual(await barriers(screen), []);
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Xuất', exact: true }).click();
  const bytes = new Uint8Array(await readFile(await (await coming).path()));
  const [entry] = await new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false, password }).getEntries();
  if (!entry || entry.directory) return t.fail('Expected a file in the archive.');
  t.regex(entry.filename, /^thong-ke-.*\.xlsx$/);
  t.is(
    Buffer.from(await entry.getData(new Uint8ArrayWriter()))
      .subarray(0, 2)
      .toString(),
    'PK',
  );
  await dialog.getByText('Đã lưu tệp nén.', { exact: false }).waitFor();
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});

test('on a phone and in the dark the same numbers can be read; who may not count is not offered them', async (t) => {
  t.timeout(240_000);
  const phone = await enter({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await phone.page.goto('/thong-ke');
  await phone.page.getByRole('list', { name: 'Số liệu chính' }).waitFor();
  await phone.page.locator('.heat-badge').first().waitFor();
  t.false(await phone.page.evaluate('document.documentElement.scrollWidth > innerWidth'), 'nothing reaches beyond the edge of the screen');
  t.deepEqual(await barriers(phone), []);
  t.deepEqual(phone.complaints, []);
  await phone.page.context().close();

  const clerk = await at.screen();
  await signIn(clerk, 'thuky.toa');
  await clerk.page.waitForURL(/viec/);
  await clerk.page.getByRole('navigation').getByRole('link', { name: 'Thông báo' }).waitFor();
  t.is(await clerk.page.getByRole('link', { name: 'Thống kê' }).count(), 0);
  await clerk.page.goto('/thong-ke');
  await clerk.page.getByRole('alert').first().waitFor();
  t.deepEqual(await barriers(clerk), []);
  await clerk.page.context().close();
});
