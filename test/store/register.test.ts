import test from 'ava';
import type { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import { openDatabase } from '../../store/connection.ts';
import { listDefinitions } from '../../store/queries/list-definitions.ts';
import { findCalendarRecords, installCalendar, loadCalendar } from '../../store/repositories/calendars.ts';
import {
  loadDefinition,
  loadDefinitionVersion,
  loadDeployedWith,
  loadLatestDefinition,
  saveDeployment,
} from '../../store/repositories/definitions.ts';
import { installParameters, listParameters, type NewParameter } from '../../store/repositories/parameters.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { randomUUID } from 'node:crypto';
import { nextStep, NOW, startedCase, useStore } from './fixtures.ts';

const store = useStore(test);
const effect = (name: string, input: Json) => ({ type: 'transactional', node: 'apply', name, input }) as const;
const deploy = async (definitions: { key: string; source: string; kind?: 'bpmn' | 'dmn'; active?: boolean }[], db = store.db) =>
  await saveDeployment(db, {
    id: randomUUID(),
    name: 'd',
    account: 'analyst',
    now: NOW,
    definitions: definitions.map(({ kind = 'bpmn', ...rest }) => ({
      id: randomUUID(),
      kind,
      name: rest.key,
      starterRoles: ['officer'],
      ...rest,
    })),
  });

test('the same content as the latest version is the same version; content that came back is a new one', async (t) => {
  const [one] = await deploy([{ key: 'same', source: 'A' }]);
  const [again] = await deploy([{ key: 'same', source: 'A' }]);
  const [two] = await deploy([{ key: 'same', source: 'B' }]);
  const [back] = await deploy([{ key: 'same', source: 'A' }]);
  t.deepEqual(
    [one, again, two, back].map((d) => [d?.version, d?.isNew]),
    [
      [1, true],
      [1, false],
      [2, true],
      [3, true],
    ],
  );
  t.is(again?.id, one?.id);
  t.like(await loadLatestDefinition(store.db, 'bpmn', 'same'), { version: 3, source: 'A', starterRoles: ['officer'] });
  t.like(await loadDefinitionVersion(store.db, 'bpmn', 'same', 2), { source: 'B' });
  t.like(await loadDefinition(store.db, one?.id ?? ''), { version: 1, sha256: one?.sha256 });
});

test('the same content deployed by two nodes at once is one version, of one deployment', async (t) => {
  const other = openDatabase(store.db.url, { max: 4 });
  t.teardown(async () => await other.close());
  for (const source of ['A', 'B', 'A']) {
    const nodes = [store.db, other, store.db, other, other, store.db];
    const saved = (await Promise.all(nodes.map(async (db) => await deploy([{ key: 'twice', source }], db)))).flat();
    t.is(new Set(saved.map(({ id, version }) => `${id} ${version}`)).size, 1, source);
    t.is(saved.filter(({ isNew }) => isNew).length, 1, source);
  }
  t.is((await listDefinitions(store.db, { key: 'twice', limit: 100 })).items.length, 3);
});

test('deployments of one key at the same time get one version each', async (t) => {
  const saved = await Promise.all(['A', 'B', 'C', 'D'].map(async (source) => await deploy([{ key: 'rush', source }])));
  t.deepEqual(
    saved.map(([d]) => d?.version).toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    [1, 2, 3, 4],
  );
});

test('a caller finds what was deployed together with it', async (t) => {
  const [caller] = await deploy([
    { key: 'caller', source: '1' },
    { key: 'called', source: '1' },
    { key: 'table', source: '1', kind: 'dmn' },
  ]);
  await deploy([{ key: 'called', source: '2' }]);
  t.is((await loadDeployedWith(store.db, caller?.id ?? '', 'bpmn', 'called'))?.source, '1');
  t.is((await loadDeployedWith(store.db, caller?.id ?? '', 'dmn', 'table'))?.source, '1');
  t.is(await loadDeployedWith(store.db, caller?.id ?? '', 'dmn', 'called'), undefined);
});

test('a version that was held back comes into force with the step that activates it', async (t) => {
  await deploy([{ key: 'held-back', source: 'A' }]);
  const [next] = await deploy([{ key: 'held-back', source: 'B', active: false }]);
  t.is((await loadLatestDefinition(store.db, 'bpmn', 'held-back'))?.version, 1);
  const id = await startedCase(store.db);
  await saveStep(store.db, nextStep(id, 1, [effect('definition.activate', { definition: next?.id ?? '' })]));
  t.is((await loadLatestDefinition(store.db, 'bpmn', 'held-back'))?.version, 2);
  const { items } = await listDefinitions(store.db, { limit: 9, key: 'held-back' });
  t.deepEqual(
    items.map(({ version, active }) => [version, active]),
    [
      [2, true],
      [1, true],
    ],
  );
  t.deepEqual(
    (await listDefinitions(store.db, { limit: 9, key: 'held-back', latest: true })).items.map(({ version }) => version),
    [2],
  );
});

const parameter = (key: string, version: string, validFrom: string, more: Partial<NewParameter> = {}): NewParameter => ({
  key,
  version,
  body: { key, version, value: 7, unit: 'calendarDay', validFrom },
  validFrom,
  citation: 'L41 Đ24k2',
  confidence: 'B',
  running: 'keep',
  ...more,
});

test('what a module brings is in force where the register does not know the key, and changes nothing where it does', async (t) => {
  const two = [parameter('hoan.decide', '1', '2021-01-01', { validTo: '2026-07-01' }), parameter('hoan.decide', '2', '2026-07-01')];
  t.deepEqual([...(await installParameters(store.db, two, 'ship', NOW))], ['hoan.decide 1', 'hoan.decide 2']);
  const more = [parameter('hoan.decide', '3', '2099-01-01'), parameter('hoan.other', '1', '2021-01-01')];
  t.deepEqual([...(await installParameters(store.db, more, 'ship', NOW))], ['hoan.other 1']);
  const versions = (await listParameters(store.db, { key: 'hoan.decide' })).map(({ version, status }) => `${version} ${status}`);
  t.deepEqual(versions, ['1 active', '2 active']);
});

test('a proposed parameter has no effect until a step activates it; the open-ended one before it gives way', async (t) => {
  await installParameters(store.db, [parameter('hoan.send', '1', '2021-01-01')], 'ship', NOW);
  const { body, citation, confidence } = parameter('hoan.send', '2', '2027-01-01');
  const propose = effect('parameter.propose', { entry: { ...body, citation, confidence } });
  const id = await startedCase(store.db, { effects: [propose], actor: { account: 'analyst' } });
  const active = async () => await listParameters(store.db, { key: 'hoan.send', status: 'active' });
  t.like(await active(), [{ version: '1' }]);
  const activate = [effect('parameter.activate', { key: 'hoan.send', version: '2' })];
  t.is((await saveStep(store.db, nextStep(id, 1, activate, { actor: { account: 'boss' } }))).status, 'applied');
  t.like(await active(), [
    { version: '1', validTo: '2027-01-01', body: { validTo: '2027-01-01' } },
    { version: '2', decidedBy: 'boss', body: { value: 7, validFrom: '2027-01-01' } },
  ]);
  const refused = (await t.throwsAsync(async () => await saveStep(store.db, nextStep(id, 2, activate)))) as Rejection;
  t.is(refused.code, 'parameterState');
});

test('two versions of a parameter in force on the same day are refused', async (t) => {
  const overlapping = [parameter('x.y', '1', '2021-01-01'), parameter('x.y', '2', '2022-01-01')];
  t.is(
    ((await t.throwsAsync(async () => await installParameters(store.db, overlapping, 'ship', NOW))) as Rejection).code,
    'parameterOverlap',
  );
  t.deepEqual(await listParameters(store.db, { key: 'x.y' }), []);
});

test('a calendar is installed once; the approved record of a year supersedes the one before', async (t) => {
  const { db } = store;
  const year = { year: 2027, version: 1, notices: [], days: [] };
  const calendar = { key: 'vn', version: '1', settings: { zone: 'Asia/Ho_Chi_Minh' }, years: [year] };
  t.true(await installCalendar(db, calendar, 'ship', NOW));
  t.false(await installCalendar(db, { ...calendar, version: '2', settings: {} }, 'ship', NOW));
  const days = [{ date: '2027-02-04' }];
  const propose = effect('calendar.propose', { key: 'vn', year: 2027, notices: ['CV 10065'], days });
  const id = await startedCase(db, { effects: [propose], actor: { account: 'analyst' } });
  t.deepEqual((await loadCalendar(db, 'vn'))?.years, [year]);
  await saveStep(db, nextStep(id, 1, [effect('calendar.activate', {})], { actor: { account: 'boss' } }));
  const next = { year: 2027, version: 2, notices: ['CV 10065'], days };
  t.deepEqual(await loadCalendar(db, 'vn'), { ...calendar, years: [next] });
  t.deepEqual((await findCalendarRecords(db, 'vn'))?.years, [
    { ...year, status: 'superseded' },
    { ...next, status: 'active' },
  ]);
  t.is(await loadCalendar(db, 'none'), undefined);
});
