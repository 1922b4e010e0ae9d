/** Somebody is away: a colleague does their work under both names, and when it is ended they can no longer. */
import type { ExecutionContext } from 'ava';
import { barriers, signIn, type Screen } from '../../web/browser.ts';
import { courtApi } from '../../web/court-api.ts';
import { deploySmall, startSmall } from '../../web/small-procedure.ts';
import { dayFrom, typed } from '../../web/postponement-cases.ts';
import { journey as test, withBrowser } from '../../web/with-browser.ts';

const REGISTRY = { procedure: 'vao-so', attributes: 'tk:candidateRoles="court-registry"', starterRoles: 'chief-judge' };
const at = withBrowser(async ({ server }) => await deploySmall(server.url, REGISTRY));
const PHONE = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;
const [ABSENT, SUBSTITUTE] = ['Lý Thị Hạnh', 'Đặng Thùy Linh'];

async function enter(login: string, options = {}): Promise<Screen> {
  const screen = await at.screen(options);
  await signIn(screen, login);
  await screen.page.waitForURL(/viec/);
  return screen;
}

test('A gives their work to B, B does it under both names, A ends it, and B can no longer', async (t) => {
  t.timeout(300_000);
  const judge = await courtApi(at.server.url, 'chanhan.toa');
  const first = await startSmall(judge, 'vao-so', 'ta.hanoi', 'Vào sổ văn bản thứ nhất');
  await startSmall(judge, 'vao-so', 'ta.hanoi', 'Vào sổ văn bản thứ hai');
  const absent = await enter('vanthu.toa');
  await appoints(t, absent);
  const other = await enter('thuky.toa', PHONE);
  await actsFor(t, other, first);

  await absent.page.goto(`/ho-so/${first}`);
  await absent.page.getByText(`${SUBSTITUTE}, thay mặt ${ABSENT}`).waitFor();
  await absent.page.getByRole('tab', { name: 'Lịch sử' }).click();
  const step = absent.page.getByRole('row', { name: /Hoàn thành bước/ });
  await step.getByText(SUBSTITUTE).waitFor();
  await step.getByText(`thay mặt ${ABSENT}`).waitFor();

  await endsIt(t, absent);
  await canNoLonger(t, other);
  // the refusals that this is about, and the diagram, which neither of them may read
  t.deepEqual(
    [...absent.complaints, ...other.complaints].filter((complaint) => !/status of 40[34]/.test(complaint)),
    [],
  );
});

async function appoints(t: ExecutionContext, screen: Screen): Promise<void> {
  const { page } = screen;
  await page.getByRole('navigation').getByRole('link', { name: 'Ủy quyền' }).click();
  await page.getByText('Bạn chưa giao ai làm thay').waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: 'Giao người làm thay' }).click();
  const dialog = page.getByRole('dialog');
  const give = dialog.getByRole('button', { name: 'Giao người làm thay' });
  t.true(await give.isDisabled());
  await dialog.getByLabel('Người làm thay').fill('thuy linh');
  await page.getByRole('option', { name: `${SUBSTITUTE} – Thư ký Tòa án` }).click();
  await dialog.getByLabel('Từ ngày').fill(typed(dayFrom(0)));
  await dialog.getByLabel('Đến hết ngày').fill(typed(dayFrom(-1)));
  await dialog.getByText('Ngày kết thúc phải từ ngày bắt đầu trở đi.').waitFor();
  await dialog.getByLabel('Đến hết ngày').fill(typed(dayFrom(3)));
  await dialog.getByLabel('Lý do vắng mặt').fill('Nghỉ phép năm');
  t.deepEqual(await barriers(screen), []);
  await give.click();
  await dialog.waitFor({ state: 'detached' });
  const given = page.getByRole('list', { name: 'Tôi giao' }).getByRole('listitem');
  await given.getByText(`${SUBSTITUTE} làm thay tôi`).waitFor();
  await given.getByText('Đang có hiệu lực').waitFor();
  await given.getByText(`Từ ${typed(dayFrom(0))} đến hết ${typed(dayFrom(3))}`).waitFor();
  t.is(await page.getByRole('button', { name: 'Trong đơn vị' }).count(), 0, 'who is over nobody is not offered it');
  t.deepEqual(await barriers(screen), []);
}

async function actsFor(t: ExecutionContext, screen: Screen, caseId: string): Promise<void> {
  const { page } = screen;
  await page.goto('/uy-quyen?ai=received');
  const row = page.getByRole('list', { name: 'Giao cho tôi' }).getByRole('listitem');
  await row.getByText('Nghỉ phép năm').waitFor();
  t.deepEqual(await barriers(screen), []);
  await row.getByRole('button', { name: `Làm việc thay mặt ${ABSENT}` }).click();
  const bar = page.getByText(`Đang thay mặt ${ABSENT}. Việc bạn làm được ghi tên cả hai người.`);
  await bar.waitFor();
  await page.goto('/viec?list=claimable');
  const mine = page.getByRole('button', { name: 'Vào sổ văn bản thứ nhất' });
  await mine.waitFor();
  t.deepEqual(await barriers(screen), []);
  await mine.click();
  await page.waitForURL(new RegExp(caseId));
  await page.getByRole('button', { name: 'Nhận việc', exact: true }).click();
  await page.getByText('Bạn đang xử lý').waitFor();
  await bar.waitFor();
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: 'Hoàn thành', exact: true }).click();
  await page.getByText('Hồ sơ đã kết thúc').waitFor();
}

async function endsIt(t: ExecutionContext, screen: Screen): Promise<void> {
  const { page } = screen;
  await page.goto('/uy-quyen');
  await page.getByRole('button', { name: `Chấm dứt việc ${SUBSTITUTE} làm thay tôi` }).click();
  await page.getByRole('dialog').getByLabel('Ý kiến, lý do').fill('Đã trở lại làm việc');
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('dialog').getByRole('button', { name: 'Chấm dứt' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const given = page.getByRole('list', { name: 'Tôi giao' }).getByRole('listitem');
  await given.getByText('Đã kết thúc').waitFor();
  await given.getByText(/Đã trở lại làm việc/).waitFor();
  t.is(await given.getByRole('button').count(), 0, 'nothing can be done with it any more');
}

async function canNoLonger(t: ExecutionContext, screen: Screen): Promise<void> {
  const { page } = screen;
  await page.goto('/viec?list=claimable');
  await page.getByText(`Việc thay mặt ${ABSENT} đã kết thúc. Từ bây giờ bạn chỉ làm việc của chính mình.`).waitFor();
  t.is(await page.getByRole('button', { name: 'Vào sổ văn bản thứ hai' }).count(), 0);
  t.deepEqual(await barriers(screen), []);
  await page.getByRole('button', { name: 'Trở lại việc của mình' }).click();
  await page.getByText(/^Việc thay mặt/).waitFor({ state: 'detached' });
  await page.goto('/uy-quyen?ai=received&luc=running');
  await page.getByText('Chưa ai giao bạn làm thay').waitFor();
}

test('an administrator sees the cover of the own units, and appoints for somebody who cannot', async (t) => {
  t.timeout(240_000);
  const screen = await enter('admin.hanoi');
  const { page } = screen;
  await page.goto('/uy-quyen?ai=unit');
  await page.getByText('Đơn vị chưa có ủy quyền nào').waitFor();
  await page.getByRole('button', { name: 'Giao người làm thay' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Giao hộ người trong đơn vị').click();
  await dialog.getByLabel('Người vắng mặt').waitFor();
  t.deepEqual(await barriers(screen), []);
  t.deepEqual(screen.complaints, []);
});
