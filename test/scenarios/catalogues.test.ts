import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import { contentOf } from '../../composition/modules/module-content.ts';
import { readModule } from '../../composition/modules/read-module.ts';
import type { Catalogue } from '../../forms/catalogue.ts';
import { readCatalogue } from '../../forms/read-catalogue.ts';
import { diagram, flow, moduleOf, play, process } from './small-module.ts';

const file = (version: string, validFrom: string, codes: readonly string[]) => ({
  key: 'courts',
  name: { vi: 'Tòa án', en: 'Courts' },
  version,
  validFrom,
  citation: 'thử',
  items: codes.map((code) => ({ code, name: { vi: `Tòa ${code}`, en: `Court ${code}` } })),
});
function catalogue(...given: Parameters<typeof file>): Catalogue {
  const read = readCatalogue(file(...given));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.catalogue;
}
const FORM = {
  id: 'choice',
  type: 'default',
  components: [{ type: 'select', key: 'court', label: 'Tòa án', properties: { valuesCatalogue: 'courts' } }],
};
const XML = diagram(
  process(
    `<startEvent id="s"/><userTask id="t" tk:candidateRoles="judge" tk:form="choice"/><endEvent id="e"/>${flow('s', 't')}${flow('t', 'e')}`,
  ),
);
const content = moduleOf(XML, {
  resources: [{ name: 'choice.form.json', content: JSON.stringify(FORM) }],
  catalogues: [catalogue('2', '2026-12-01', ['new']), catalogue('1', '2026-01-01', ['old'])],
});

test('a scenario checks codes by the list of the day on which the task opened', async (t) => {
  const run = await play(content, [
    { refused: { complete: 't', by: 'binh', data: { court: 'new' } }, code: 'formInvalid' },
    { at: '2026-12-02T09:00+07:00' },
    { refused: { complete: 't', by: 'binh', data: { court: 'new' } }, code: 'formInvalid' },
    { complete: 't', by: 'binh', data: { court: 'old' } },
    { form: 'choice', data: { court: 'new' }, problems: [] },
    { form: 'choice', data: { court: 'old' }, problems: ['/court'] },
    { ended: 'e' },
  ]);
  t.deepEqual(run.failure, undefined);
});

test('data of a form that the module does not have is refused, as in the product', async (t) => {
  const run = await play(moduleOf(XML), [{ refused: { complete: 't', by: 'binh', data: { court: 'old' } }, code: 'formNotDeployed' }]);
  t.deepEqual(run.failure, undefined);
});

function moduleWith(t: { teardown(work: () => void): void }, name: string, text: unknown): string {
  const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-module-')), 'with-list');
  t.teardown(() => fs.rmSync(path.dirname(folder), { recursive: true }));
  fs.mkdirSync(folder);
  const manifest = {
    key: 'with-list',
    name: { vi: 'Thử', en: 'Trial' },
    citation: 'thử',
    diagrams: ['p.bpmn'],
    decisions: [],
    forms: [],
    catalogues: [name],
    scenarios: [],
    unsettled: [],
  };
  fs.writeFileSync(path.join(folder, 'module.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(folder, 'p.bpmn'), XML);
  fs.writeFileSync(path.join(folder, name), JSON.stringify(text));
  return folder;
}

test('the catalogues of a module are deployed with it, and its scenarios have them beside the shared ones', (t) => {
  const module = readModule(moduleWith(t, 'courts.catalogue.json', file('1', '2026-01-01', ['a'])));
  t.deepEqual(
    module.resources.map(({ name }) => name),
    ['p.bpmn', 'courts.catalogue.json'],
  );
  const keys = contentOf(module).catalogues?.map(({ key }) => key) ?? [];
  t.is(keys[0], 'courts');
  t.true(keys.includes('provinces') && keys.includes('personal-id-places'));
});

test('a catalogue of a module that is none, or whose name does not say so, refuses the module', (t) => {
  const wrong = t.throws(() => readModule(moduleWith(t, 'courts.json', file('1', '2026-01-01', ['a']))));
  t.regex(wrong.message, /courts\.json: Expected the name of a catalogue to end in \.catalogue\.json/);
  const faulty = t.throws(() => readModule(moduleWith(t, 'courts.catalogue.json', file('1', 'no day', ['a b']))));
  t.regex(faulty.message, /\/items\/0\/code .*\/validFrom/s);
});
