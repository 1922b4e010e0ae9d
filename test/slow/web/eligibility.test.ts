/** Why the law's tables decided as they did, on the case's own page: the rule, what is missing and by how much, the sum, and on paper. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../../../store/connection.ts';
import { saveUnits } from '../../../store/repositories/accounts.ts';
import { addPerson } from '../../../store/repositories/persons.ts';
import type { Json } from '../../../expressions/json.ts';
import { barriers, signIn } from '../../web/browser.ts';
import { courtApi, done } from '../../web/court-api.ts';
import { seedStaff } from '../../web/small-office.ts';
import { journey as test, withBrowser, type WithBrowser } from '../../web/with-browser.ts';

const PRISON = 'c10.thanhxuan';
const PERSON = 'pn-0203';
const at = withBrowser(openPrison);

/** As the scenarios of the procedure have it. */
async function openPrison({ database }: Pick<WithBrowser, 'database'>): Promise<void> {
  const kinds: Readonly<Record<string, string>> = { c10: 'department', toaan: 'court', vks: 'procuracy', catinh: 'police', caxa: 'police' };
  const paths = ['c10', PRISON, 'toaan', 'toaan.hanoi', 'toaan.capcao1', 'vks.hanoi', 'catinh', 'caxa', 'caxa.tanmai'];
  const names: Readonly<Record<string, string>> = { [PRISON]: 'Trại giam Thanh Xuân' };
  const kindOf = (unit: string): string => (unit === PRISON ? 'prison' : (kinds[unit.split('.')[0] ?? ''] ?? 'unit'));
  const db = openDatabase(database);
  await saveUnits(
    db,
    paths.map((unit) => ({ id: unit, path: unit, name: names[unit] ?? unit, kind: kindOf(unit) })),
  );
  await db.close();
  await seedStaff(database, [['thuky.trai', 'Nguyễn Văn Thắng', 'council-secretary', PRISON]]);
  const again = openDatabase(database);
  const prisoner = { kind: 'prisoner', name: 'Phạm Văn Dũng', unitPath: PRISON };
  await addPerson(again, PERSON, prisoner, { account: 'thuky.trai', person: 'p-thuky.trai' }, new Date().toISOString());
  await again.close();
}

async function assessed(countedOn: string): Promise<string> {
  const file = path.join(import.meta.dirname, '../../processes/conditional-release/scenarios/assess-half-less-a-day.json');
  const scenario = JSON.parse(readFileSync(file, 'utf8')) as { variables: Record<string, Record<string, Json>> };
  const variables = { ...scenario.variables, review: { ...scenario.variables['review'], countedOn } };
  const secretary = await courtApi(at.server.url, 'thuky.trai');
  return (await done(secretary('POST', '/cases', { procedure: 'conditional-release', variables })))['caseId'] as string;
}

test('a case says which rule fired, what is missing and by how much, how it was counted, and what else there is of the person', async (t) => {
  t.timeout(300_000);
  const earlier = await assessed('2026-08-04');
  const caseId = await assessed('2026-03-04');
  const screen = await at.screen();
  await signIn(screen, 'thuky.trai');
  const { page } = screen;
  await page.waitForURL(/viec/);
  await page.goto(`/ho-so/${caseId}`);
  await page.getByRole('tab', { name: 'Điều kiện' }).click();
  await page.getByRole('heading', { name: 'Điều kiện tha tù trước thời hạn' }).waitFor();
  await page
    .getByText(/còn thiếu 5 tháng/)
    .first()
    .waitFor();
  await page
    .getByText(/Quy tắc \d+ được áp dụng/)
    .first()
    .waitFor();
  await page
    .getByText(/quy tắc không áp dụng, vì sao/)
    .first()
    .click();
  await page
    .getByText(/Quy tắc \d+ không áp dụng/)
    .first()
    .waitFor();
  await page.screenshot({ path: '/tmp/hF-elig.png', fullPage: true });
  t.deepEqual(await barriers(screen), []);
  const related = page.getByRole('region', { name: 'Người trong hồ sơ' });
  await related.getByText('Phạm Văn Dũng', { exact: true }).first().waitFor();
  t.is(await related.locator(`a[href="/ho-so/${earlier}"]`).count(), 1);
  await page.getByRole('link', { name: 'In', exact: true }).click();
  await page.waitForURL(/\/in$/);
  await page
    .getByText(/còn thiếu 5 tháng/)
    .first()
    .waitFor();
  await page.getByText(/Nguyễn Văn Thắng in lúc/).waitFor();
  t.deepEqual(await barriers(screen), []);
  t.deepEqual(screen.complaints, []);
  await page.context().close();
});
