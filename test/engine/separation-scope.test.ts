/** What a separation of duties counts over: the whole case, or each run of the process that says so. */
import test from 'ava';
import { compileXml, driveCase } from './case-driver.ts';
import { call, definitions, gateway, many, process, start, userTask } from './elements.ts';
import { refuses } from './refusal.ts';
import { startProcess } from './start-process.ts';

const an = { account: 'an', person: 'p-an' };
const binh = { account: 'binh', person: 'p-binh' };
const clerk = { account: 'clerk', person: 'p-clerk' };

const steps = start('qs') + userTask('draft') + userTask('check', { attrs: 'tk:separateFrom="draft"' });
const called = (scope?: 'case' | 'process'): string => {
  const text = process('q', steps, ['qs -> draft', 'draft -> check']);
  return scope === undefined ? text : text.replace('<process id="q"', `<process id="q" tk:separation="${scope}"`);
};
/** The same process twice, one call after the other. */
const TWICE = start('go') + call('one', 'q') + call('two', 'q');
const FLOWS = ['go -> one', 'one -> two'];

for (const scope of [undefined, 'case'] as const) {
  test(`over the whole case (${scope ?? 'by default'}), who drafted in one call may not check in the other`, async (t) => {
    const driver = await startProcess(TWICE, FLOWS, { others: [called(scope)], actor: clerk });
    driver.as(an);
    driver.complete('draft');
    driver.as(binh);
    driver.complete('check');
    driver.as(clerk);
    driver.complete('draft');
    driver.as(an);
    refuses(t, driver, 'separationOfDuties', () => driver.complete('check'));
  });
}

test('by run of the process, a draft in one call shuts nobody out of the other, but in its own', async (t) => {
  const driver = await startProcess(TWICE, FLOWS, { others: [called('process')], actor: clerk });
  driver.as(an);
  driver.complete('draft');
  refuses(t, driver, 'separationOfDuties', () => driver.complete('check'));
  driver.as(binh);
  driver.complete('check');
  driver.complete('draft');
  driver.as(an);
  driver.complete('check');
  t.is(driver.ended, 'completed');
});

test('by run, calls that run side by side do not count for each other: neither when a task opens nor while it is open', async (t) => {
  const parallel = start('go') + call('c', 'q', { inner: many({ cardinality: '2' }) });
  const driver = await startProcess(parallel, ['go -> c'], { others: [called('process')], actor: clerk });
  driver.as(an);
  driver.complete('draft');
  driver.as(binh);
  driver.complete('draft');
  const excluded = driver.thrown.filter(({ type }) => type === 'userTaskExclusion');
  t.deepEqual(excluded, []);
  refuses(t, driver, 'separationOfDuties', () => driver.complete('check', {}, undefined, 1));
  driver.complete('check', {}, undefined, 0);
  driver.as(an);
  driver.complete('check');
  t.is(driver.ended, 'completed');
});

test('the process that the case is of can count by itself too, without what a process it calls remembers under the same name', async (t) => {
  const main = start('go') + call('c', 'q') + userTask('draft') + userTask('check', { attrs: 'tk:separateFrom="draft"' });
  const own = process('p', main, ['go -> c', 'c -> draft', 'draft -> check']).replace(
    '<process id="p"',
    '<process id="p" tk:separation="process"',
  );
  const driver = driveCase([...(await compileXml(definitions(own))), ...(await compileXml(definitions(called())))]);
  driver.as(an);
  driver.start();
  driver.complete('draft');
  driver.as(binh);
  driver.complete('check');
  driver.complete('draft');
  driver.as(an);
  driver.complete('check');
  t.is(driver.ended, 'completed');
});

test('the starter is the starter of the case in every process, also where the process that calls separates nothing from it', async (t) => {
  const fromStart = process('q', start('qs') + userTask('check', { attrs: 'tk:separateFrom="start"' }), ['qs -> check']);
  const driver = await startProcess(start('go') + call('one', 'q'), ['go -> one'], { others: [fromStart], actor: an });
  refuses(t, driver, 'separationOfDuties', () => driver.complete('check'));
  driver.as(binh);
  driver.complete('check');
  t.is(driver.ended, 'completed');
});

const body = start('go') + gateway('parallel', 'f') + userTask('draft') + userTask('check', { attrs: 'tk:separateFrom="draft"' });
const flows = ['go -> f', 'f -> draft', 'f -> check'];
const version = async (number: number, attributes: string) =>
  await compileXml(definitions(process('p', body, flows).replace('<process id="p"', `<process id="p" ${attributes}`)), () => `p:${number}`);

for (const [before, after] of [
  ['', 'tk:separation="process"'],
  ['tk:separation="process"', ''],
] as const) {
  test(`who did a step before a migration from '${before}' to '${after}' is shut out after it`, async (t) => {
    const driver = driveCase([...(await version(1, before)), ...(await version(2, after))]);
    driver.as(an);
    driver.start({}, { definition: 'p:1' });
    driver.complete('draft');
    driver.send({ type: 'migrateCase', definition: 'p:2', map: {} });
    refuses(t, driver, 'separationOfDuties', () => driver.complete('check'));
  });
}
