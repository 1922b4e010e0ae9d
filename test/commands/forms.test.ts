import test from 'ava';
import type { Problem, Rejection } from '../../errors.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { saveUnits } from '../../store/repositories/accounts.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { bpmn, chain, deployed, NOW, OFFICER, outcomes, refusal, started, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const DAY = 86_400;

const form = (id: string, ...components: readonly object[]): readonly [string, string] => [
  `${id}.form`,
  JSON.stringify({ id, type: 'default', components }),
];
const text = (key: string, more: object = {}) => ({ type: 'textfield', key, label: key, validate: { required: true }, ...more });
const choice = (key: string, catalogue: string, properties: object = {}) => ({
  type: 'select',
  key,
  label: 'Lựa chọn',
  properties: { valuesCatalogue: catalogue, labelEn: 'Choice', ...properties },
});
const catalogue = (key: string, validFrom: string, items: readonly object[], version = '1'): readonly [string, string] => [
  `${key}.catalogue.json`,
  JSON.stringify({ key, name: { vi: 'Danh mục thử', en: 'List for trying' }, version, validFrom, citation: 'thử', items }),
];
const item = (code: string, more: object = {}) => ({ code, name: { vi: `Mục ${code}`, en: `Item ${code}` }, ...more });
const procedure = (key: string, formKey: string): readonly [string, string] => [
  `${key}.bpmn`,
  bpmn(
    key,
    `<startEvent id="start"/>${task('fill', `tk:candidateRoles="officer" tk:form="${formKey}"`)}<endEvent id="end"/>${chain('start', 'fill', 'end')}`,
  ),
];

type On = { readonly caseId: string; readonly instance: number };
const claimed = async (key: string): Promise<On> => {
  const on = await started(office, key);
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
  return on;
};
const complete = async (on: On, variables: object): Promise<unknown> =>
  await office.run<'completeTask'>(OFFICER, { type: 'completeTask', ...on, variables } as never);
const problems = async (on: On, variables: object): Promise<readonly string[]> => {
  try {
    await complete(on, variables);
  } catch (error) {
    return (error as Rejection).problems.map(({ code, path }: Problem) => `${code} ${path}`);
  }
  return [];
};

test.serial('a task that opened before a new version of its form is checked by the old one, later tasks by the new one', async (t) => {
  await deployed(office, procedure('pinned', 'pinned-form'), form('pinned-form', text('name')));
  const before = await claimed('pinned');
  await deployed(office, form('pinned-form', text('fullName'), text('unit')));
  const after = await claimed('pinned');
  t.deepEqual(await problems(before, { fullName: 'A', unit: 'B' }), [
    'form.unknownKey /fullName',
    'form.unknownKey /unit',
    'form.required /name',
  ]);
  t.deepEqual(await problems(after, { name: 'A' }), ['form.unknownKey /name', 'form.required /fullName', 'form.required /unit']);
  await complete(before, { name: 'A' });
  await complete(after, { fullName: 'A', unit: 'B' });
  t.like((await loadCase(office.db, before.caseId, { now: NOW }))?.variables['1'], { name: 'A' });
  const forms = [];
  for (const { caseId } of [before, after]) {
    const { items } = await listHistory(office.db, caseId, { limit: 20 });
    forms.push(items.flatMap(({ resolved }) => (resolved as { form?: object } | null)?.form ?? []));
  }
  t.deepEqual(forms, [[{ key: 'pinned-form', version: 1, catalogues: {} }], [{ key: 'pinned-form', version: 2, catalogues: {} }]]);
});

test.serial('a task whose form is not deployed takes no data, and goes on when the form has come', async (t) => {
  await deployed(office, procedure('later', 'later-form'));
  const on = await claimed('later');
  t.is(await refusal(complete(on, { anything: 1 })), 'conflict formNotDeployed');
  await deployed(office, form('later-form', text('name')));
  t.deepEqual(await problems(on, { anything: 1 }), ['form.unknownKey /anything', 'form.required /name']);
  await complete(on, { name: 'A' });
});

test.serial('codes are of the catalogue: unknown ones are refused, with path and text in both languages', async (t) => {
  await deployed(
    office,
    procedure('codes', 'codes-form'),
    form('codes-form', choice('court', 'courts')),
    catalogue('courts', '2026-01-01', [item('hn')]),
  );
  const on = await claimed('codes');
  t.deepEqual(await problems(on, { court: 'xx' }), ['form.codeUnknown /court']);
  t.deepEqual(await problems(on, { court: 7 }), ['form.codeUnknown /court']);
  t.deepEqual(await problems(on, { court: { code: 'hn' } }), ['form.option /court']);
  await complete(on, { court: 'hn' });
  const { items } = await listHistory(office.db, on.caseId, { limit: 20 });
  t.deepEqual(
    items.flatMap(({ resolved }) => (resolved as { form?: object } | null)?.form ?? []),
    [{ key: 'codes-form', version: 1, catalogues: { courts: 1 } }],
  );
});

test.serial('the version in force when the task opened counts; a correction of it counts at once', async (t) => {
  const soon = '2026-12-01';
  await deployed(
    office,
    procedure('times', 'times-form'),
    form('times-form', choice('unit', 'units')),
    catalogue('units', '2026-01-01', [item('old'), item('moved', { validTo: '2026-11-01' })]),
  );
  await deployed(office, catalogue('units', soon, [item('new')], '2'));
  const before = await claimed('times');
  t.deepEqual(await problems(before, { unit: 'new' }), ['form.codeUnknown /unit']);
  t.deepEqual(await problems(before, { unit: 'moved' }), ['form.codeNotInForce /unit']);
  office.pass(20 * DAY);
  const after = await claimed('times');
  t.deepEqual(await problems(before, { unit: 'new' }), ['form.codeUnknown /unit']);
  t.deepEqual(await problems(after, { unit: 'old' }), ['form.codeUnknown /unit']);
  await deployed(office, catalogue('units', '2026-01-01', [item('old'), item('forgotten')], '1a'));
  t.deepEqual(await problems(after, { unit: 'forgotten' }), ['form.codeUnknown /unit']);
  await complete(before, { unit: 'forgotten' });
  await complete(after, { unit: 'new' });
});

test.serial('a form may be deployed before its catalogue: with a warning, and nothing is accepted until it is there', async (t) => {
  const outcome = await office.run<'deploy'>(
    { account: 'analyst', person: 'person-analyst' },
    { type: 'deploy', name: 'x', resources: [form('early-form', choice('kind', 'kinds'))].map(([name, content]) => ({ name, content })) },
  );
  t.deepEqual(
    outcome.warnings.map(({ code, severity, text: { vi } }) => [code, severity, vi]),
    [['catalogueUnknown', 'warning', 'Biểu mẫu dùng danh mục “kinds” chưa được triển khai.']],
  );
  await deployed(office, procedure('early', 'early-form'));
  const on = await claimed('early');
  t.deepEqual(await problems(on, { kind: 'a' }), ['form.catalogueMissing /kind']);
  await deployed(office, catalogue('kinds', '2026-01-01', [item('a')]));
  await complete(on, { kind: 'a' });
});

test.serial('a catalogue with a fault is refused with file, place, text and remedy; nothing is deployed', async (t) => {
  const [name, content] = catalogue('faulty', '2026-01-01', [
    item('a'),
    item('a', { validFrom: '2026-05-01' }),
    item('b', { parent: 'z' }),
  ]);
  const error = await t.throwsAsync(async () => await deployed(office, [name, content]));
  const found = (error as unknown as Rejection).problems.map(
    (problem) => problem as Problem & { resource: string; remedyText?: { vi: string } },
  );
  t.deepEqual(
    found.map(({ code, path, resource }) => [code, path, resource]),
    [
      ['catalogue.codeTwice', '/items/0', name],
      ['catalogue.codeTwice', '/items/1', name],
      ['catalogue.reference', '/items/2/parent', name],
    ],
  );
  t.is(found[0]?.remedyText?.vi, 'Đặt validFrom, validTo để các khoảng thời gian không chồng nhau.');
  t.is(await refusal(deployed(office, ['x.catalogue.json', '{'])), 'deployment deploymentRefused');
});

test.serial('a start form is checked by its latest version, with the lists of the day', async (t) => {
  await deployed(
    office,
    ['begin.bpmn', bpmn('begin', `<startEvent id="start" tk:form="begin-form"/><endEvent id="end"/>${chain('start', 'end')}`)],
    form('begin-form', choice('unit', 'units')),
  );
  const start = async (unit: string) =>
    await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'begin', variables: { unit } });
  t.is(await refusal(start('old')), 'validation formInvalid');
  const { caseId } = await start('new');
  const { items } = await listHistory(office.db, caseId, { limit: 1 });
  t.deepEqual((items[0]?.resolved as { form?: object } | undefined)?.form, { key: 'begin-form', version: 1, catalogues: { units: 2 } });
});

test.serial('a unit is one of the register on the day, or what follows it, and of a kind that the form takes', async (t) => {
  const units = ['ta', 'ta.hanoi', 'ta.cu', 'ta.moi', 'ta.sau'].map((path) => ({ id: path, path, name: `Tòa án ${path}`, kind: 'court' }));
  await saveUnits(office.db, [...units, { id: 'c10', path: 'c10', name: 'Trại giam', kind: 'prison' }]);
  await office.db.pool.query("update unit_term set valid_to = '2026-01-01' where unit = 'ta.cu'");
  await office.db.pool.query("update unit_term set valid_from = '2999-01-01' where unit = 'ta.sau'");
  const court = { properties: { format: 'unit', unitKinds: 'court' } };
  await deployed(
    office,
    procedure('units', 'units-form'),
    form('units-form', text('court', court), text('any', { properties: { format: 'unit' } })),
  );
  const on = await claimed('units');
  t.deepEqual(await problems(on, { court: 'ta.hue', any: 'c10' }), ['form.unitUnknown /court']);
  t.deepEqual(await problems(on, { court: 'c10', any: 'c10' }), ['form.unitKind /court']);
  t.deepEqual(await problems(on, { court: 'ta.cu', any: 'ta.sau' }), ['form.unitUnknown /court', 'form.unitUnknown /any']);
  await office.db.pool.query("insert into unit_successor (path, successor, change, since) values ('ta.cu', 'ta.moi', 1, '2026-01-01')");
  await complete(on, { court: 'ta.cu', any: 'c10' });
  t.like((await loadCase(office.db, on.caseId, { now: NOW }))?.variables['1'], { court: 'ta.cu', any: 'c10' });
});

test.serial('a form is checked for the outcome that was chosen, not for one that an earlier step has left', async (t) => {
  const ways = outcomes('id="approve" name="Chấp nhận"', 'id="refuse" name="Từ chối"');
  const asks = (id: string): string => task(id, 'tk:candidateRoles="officer" tk:form="chosen-form"', ways);
  const only = (outcome: string) => ({ visibleIf: `=outcome = "${outcome}"` });
  await deployed(
    office,
    [
      'chosen.bpmn',
      bpmn(
        'chosen',
        `<startEvent id="start"/>${asks('fill')}${asks('again')}<endEvent id="end"/>${chain('start', 'fill', 'again', 'end')}`,
      ),
    ],
    form('chosen-form', text('amount', { properties: only('approve') }), text('ground', { properties: only('refuse') })),
  );
  const on = await claimed('chosen');
  const chosen = async (at: On, outcome: string, variables: object): Promise<readonly string[]> => {
    try {
      await office.run<'completeTask'>(OFFICER, { type: 'completeTask', ...at, outcome, variables } as never);
    } catch (error) {
      return (error as Rejection).problems.map(({ code, path }: Problem) => `${code} ${path}`);
    }
    return [];
  };
  t.deepEqual(await chosen(on, 'approve', { ground: 'x' }), ['form.required /amount']);
  t.deepEqual(await chosen(on, 'approve', { amount: '6', ground: 'x' }), []);
  const { tasks = [], variables } = (await loadCase(office.db, on.caseId, { now: office.services.clock() })) ?? {};
  t.deepEqual([variables?.['1']?.['amount'], variables?.['1']?.['ground']], ['6', undefined]);
  const next = { caseId: on.caseId, instance: tasks[0]?.instance ?? 0 };
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...next });
  t.deepEqual(await chosen(next, 'refuse', {}), ['form.required /ground']);
  t.deepEqual(await chosen(next, 'refuse', { ground: 'thiếu căn cứ' }), []);
});
