/** A release changes no law that is in force: what it brings waits for a second person, once. */
import path from 'node:path';
import test from 'ava';
import type { Services } from '../../commands/contract.ts';
import { openServices } from '../../commands/open-services.ts';
import { runCommand } from '../../commands/run-command.ts';
import { seedDemo } from '../../composition/demo/seed-demo.ts';
import { deployModule } from '../../composition/modules/deploy-module.ts';
import { parameterChange } from '../../composition/modules/parameter-change.ts';
import { readModule, readModules, type ProcedureModule } from '../../composition/modules/read-module.ts';
import { shipCalendar } from '../../composition/modules/ship-calendar.ts';
import { shipModules } from '../../composition/modules/ship-modules.ts';
import { SHIPPED_SETTINGS } from '../../composition/modules/shipped-settings.ts';
import type { Actor } from '../../engine/command.ts';
import { feel } from '../../expressions/feel.ts';
import { compileForm } from '../../forms/compile-form.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../law/read-calendar.ts';
import { readEntry } from '../../law/read-entry.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';
import { createLogger } from '../../logging/logger.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';
import { openDatabase } from '../../store/connection.ts';
import { loadCalendar } from '../../store/repositories/calendars.ts';
import { listParameters } from '../../store/repositories/parameters.ts';
import { HANDLERS } from '../../worker/jobs/handlers.ts';
import { runJobs } from '../../worker/run-jobs.ts';
import { idSource } from '../commands/fixtures.ts';
import { testKeys } from '../api/test-keys.ts';
import { useDatabase } from '../database.ts';
import { finishTask } from '../processes/finish-task.ts';
import { fill } from '../forms/filling.ts';

const database = useDatabase(test);
const PROCESSES = path.join(import.meta.dirname, '../../processes');
const shipped = readModule(path.join(PROCESSES, 'account-approval'));
const lawChange = readModule(path.join(PROCESSES, 'parameter-change'));
const KEY = 'account-approval.decision';
const actor = (account: string): Actor => ({ account, person: `p-${account}` });
const [ANALYST, JURIST] = [actor('analyst'), actor('jurist')];
let services: Services;
let second = 0;

test.serial.before(async () => {
  const db = openDatabase(database.url, { max: 4 });
  services = openServices({
    db,
    signing: await testKeys(db, Date.parse('2026-11-29T00:00:00.000Z')),
    clock: () => new Date(Date.parse('2026-11-30T02:00:00.000Z') + 1_000 * second++).toISOString(),
    newId: idSource(),
    random: () => 0.5,
    wait: async () => {},
    logger: createLogger({ level: 'silent', format: 'json' }),
    rootUnit: 'cuc',
    rules: [...SHIPPED_RULES, ...lawChange.rules],
  });
  await shipModules(services, [shipped, lawChange]);
  await seedDemo(services);
});
test.after.always(async () => await services.db.close());

/** The same module with one more version of its term. */
function released(version: string, more: Partial<RegisterEntry> = {}): ProcedureModule {
  const [entry] = shipped.parameters.filter(({ key }) => key === KEY);
  const next = readEntry({ ...entry, version, value: 3, validFrom: '2027-01-01', ...more });
  return { ...shipped, parameters: [...shipped.parameters, next] };
}

const stateOf = async (module: ProcedureModule, version: string, dryRun = false) =>
  (await deployModule(services, module, dryRun)).parameters.find((one) => one.version === version);
const versions = async (): Promise<string[]> =>
  (await listParameters(services.db, { key: KEY })).map(({ version, status }) => `${version} ${status}`);

async function openTasks(): Promise<readonly { case_id: string; instance: number; node: string }[]> {
  await runJobs(services, { name: 'test', handlers: HANDLERS });
  const { rows } = await services.db.pool.query<{ case_id: string; instance: number; node: string }>(
    "select case_id, instance, node from user_task where state = 'open' order by case_id",
  );
  return rows;
}

async function decide(by: Actor, outcome: string, data: { readonly reason?: string; readonly change?: never } = {}): Promise<void> {
  const [one] = await openTasks();
  if (!one) throw new Error('Expected an open task.');
  const task = { caseId: one.case_id, instance: one.instance };
  await runCommand(services, by, { type: 'claimTask', ...task });
  await finishTask(services, by, { ...task, outcome, variables: {}, ...data });
}

test.serial('the first release is in force at once, and again it changes nothing', async (t) => {
  const { parameters } = await deployModule(services, shipped);
  t.true(parameters.length > 0);
  t.deepEqual([...new Set(parameters.map(({ state }) => state))], ['unchanged']);
  t.deepEqual(await openTasks(), []);
});

test.serial('a version that the next release brings waits until a second person approves it', async (t) => {
  const next = released('2027-01');
  t.is((await stateOf(next, '2027-01', true))?.state, 'proposed');
  t.deepEqual(await versions(), ['2026-03 active'], 'a dry run proposes nothing');
  t.is((await stateOf(next, '2027-01'))?.state, 'proposed');
  t.deepEqual(await versions(), ['2026-03 active', '2027-01 proposed']);
  await shipModules(services, [next]);
  t.is((await stateOf(next, '2027-01'))?.state, 'proposed');
  t.deepEqual(
    (await openTasks()).map(({ node }) => node),
    ['review'],
    'the same release at the next start proposes nothing more',
  );
  await decide(JURIST, 'approve');
  t.deepEqual(await versions(), ['2026-03 active', '2027-01 active']);
  t.like((await listParameters(services.db, { key: KEY })).at(-1), {
    proposedBy: 'system:installer',
    decidedBy: 'jurist',
    body: { value: 3 },
  });
  t.is((await stateOf(next, '2027-01'))?.state, 'unchanged');
});

test.serial('a proposal of a release that was rejected is not made again', async (t) => {
  const next = released('2028', { validFrom: '2028-01-01' });
  t.is((await stateOf(next, '2028'))?.state, 'proposed');
  await decide(JURIST, 'reject', { reason: 'chưa có văn bản' });
  t.is((await stateOf(next, '2028'))?.state, 'declined');
  await shipModules(services, [next]);
  t.deepEqual(await openTasks(), []);
  t.false((await versions()).includes('2028 active'));
});

test.serial('one that is returned is corrected or withdrawn by an analyst, since nobody proposed it', async (t) => {
  const next = released('2029', { validFrom: '2029-01-01' });
  t.is((await stateOf(next, '2029'))?.state, 'proposed');
  await decide(JURIST, 'return', { reason: 'sai ngày' });
  t.deepEqual(
    (await openTasks()).map(({ node }) => node),
    ['correct'],
  );
  await decide(ANALYST, 'withdraw', { reason: 'không cần' });
  t.is((await stateOf(next, '2029'))?.state, 'declined');
});

test.serial('a version that may not be proposed stops no deployment, changes nothing, and the report says why', async (t) => {
  const backdated = released('2020', { validFrom: '2020-01-01' });
  t.like(await stateOf(backdated, '2020'), { state: 'refused', reason: { code: 'parameterBackdated' } });
  t.false((await versions()).some((one) => one.startsWith('2020 ')));
  t.deepEqual(await openTasks(), []);
});

test.serial('a module that the office changed still has its new law proposed', async (t) => {
  const resources = shipped.resources.map((one) => ({
    ...one,
    content: one.content.replace('name="Phê duyệt đề nghị"', 'name="Xem xét"'),
  }));
  await runCommand(services, ANALYST, { type: 'deploy', name: 'office', resources });
  await shipModules(services, [released('2030', { validFrom: '2030-01-01' })]);
  t.true((await versions()).includes('2030 proposed'));
  await decide(JURIST, 'reject', { reason: 'chưa có văn bản' });
});

test.serial('another notice of a year is a proposal as well, once; other settings of the calendar stay out', async (t) => {
  const { days, notices, ...settings } = readCalendar(vn);
  const extra = { kind: 'off', reason: { vi: 'Nghỉ', en: 'Off' }, source: 'TB 2', status: 'official' } as const;
  const next = { ...settings, version: 'next', office: [{ from: '08:00', to: '17:00' }], days: { ...days, '2026-12-31': extra }, notices };
  const before = await loadCalendar(services.db, 'vn');
  const states = async () => (await shipCalendar(services, next)).map(({ version, state }) => `${version} ${state}`);
  t.deepEqual(await states(), ['next different', '2026.1 proposed', '2027.1 unchanged']);
  t.deepEqual(await states(), ['next different', '2026.1 proposed', '2027.1 unchanged']);
  t.deepEqual(await loadCalendar(services.db, 'vn'), before);
  await decide(JURIST, 'approve');
  const after = await loadCalendar(services.db, 'vn');
  t.deepEqual(after?.settings, before?.settings);
  t.is(after?.years.find(({ year }) => year === 2026)?.version, 2);
  t.deepEqual(await states(), ['next different', '2026.1 unchanged', '2027.1 unchanged']);
});

test('every entry that is shipped could be proposed by the form of law changes', (t) => {
  const source = lawChange.resources.find(({ name }) => name === 'law-change.form.json')?.content ?? '';
  const compiled = compileForm(JSON.parse(source), feel);
  if (!compiled.ok) throw new Error('Expected the form to be one.');
  const entries = readModules(PROCESSES).flatMap(({ parameters }) => parameters);
  t.true(entries.length > 200);
  for (const entry of entries) {
    const filled = fill(compiled.form, { change: parameterChange(entry) });
    t.deepEqual(filled.ok ? [] : filled.problems, [], entry.key);
  }
});

test.serial('what the register says of the product itself is listed with all else', async (t) => {
  const keys = new Set((await listParameters(services.db)).map(({ key }) => key));
  for (const { entries } of SHIPPED_SETTINGS) for (const { key } of entries) t.true(keys.has(key), key);
  t.true(keys.has('numbering.moment'));
  t.is((await services.law.parameters('numbering.correction-kind'))[0]?.value, 'CV');
});
