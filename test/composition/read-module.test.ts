import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { readModule, readModules } from '../../composition/modules/read-module.ts';
import { describeProblem } from '../../cli/describe-problem.ts';
import type { DeploymentProblem } from '../../commands/contract.ts';
import { Rejection } from '../../errors.ts';

const PROCESSES = path.join(import.meta.dirname, '../../processes');

/** A copy of the shipped module, with one file changed. */
function changed(t: ExecutionContext, file: string, change: (content: string) => string): string {
  const root = mkdtempSync(path.join(tmpdir(), 'module-'));
  t.teardown(() => rmSync(root, { recursive: true }));
  const folder = path.join(root, 'account-approval');
  cpSync(path.join(PROCESSES, 'account-approval'), folder, { recursive: true });
  writeFileSync(path.join(folder, file), change(readFileSync(path.join(folder, file), 'utf8')));
  return folder;
}

const withField = (name: string, value: unknown) => (content: string) =>
  JSON.stringify({ ...(JSON.parse(content) as object), [name]: value });

function refused(t: ExecutionContext, folder: string): string {
  const error = t.throws(() => readModule(folder), { instanceOf: Rejection });
  return `${error.code} ${error.message}`;
}

test('every shipped module is read, with all that its manifest names', (t) => {
  const modules = readModules(PROCESSES);
  t.true(modules.length > 0);
  for (const { manifest, resources, scenarios, catalogues } of modules) {
    t.is(
      resources.length,
      manifest.diagrams.length + manifest.decisions.length + manifest.forms.length + manifest.catalogues.length,
      manifest.key,
    );
    t.is(scenarios.length, manifest.scenarios.length);
    t.is(catalogues.length, manifest.catalogues.length);
  }
});

test('a field that the manifest does not know refuses the module', (t) => {
  t.regex(
    refused(t, changed(t, 'module.json', withField('diagram', 'process.bpmn'))),
    /^moduleManifest Module 'account-approval', module\.json: .*additional/,
  );
});

test('a module without a diagram, and a part outside the folder, are refused', (t) => {
  t.regex(refused(t, changed(t, 'module.json', withField('diagrams', []))), /^moduleManifest .*\/diagrams/);
  t.regex(refused(t, changed(t, 'module.json', withField('catalogues', ['../other.json']))), /^moduleManifest .*\/catalogues\/0/);
});

test('a part that is named and not there, or no JSON, is named in the refusal', (t) => {
  t.regex(refused(t, changed(t, 'module.json', withField('catalogues', ['courts.json']))), /^moduleFile .*courts\.json/);
  t.regex(
    refused(
      t,
      changed(t, 'notices.json', () => '['),
    ),
    /^moduleManifest .*notices\.json: Expected JSON/,
  );
});

test('notices and documents keep to their shape, each key once', (t) => {
  t.regex(
    refused(
      t,
      changed(t, 'notices.json', () => '[{"key":"a","text":{"vi":"x"},"channels":["application"]}]'),
    ),
    /\/0\/text/,
  );
  const one = { key: 'a', text: { vi: 'x', en: 'x' }, channels: ['application'] };
  t.regex(
    refused(
      t,
      changed(t, 'notices.json', () => JSON.stringify([one, one])),
    ),
    /'a' is there twice/,
  );
});

/** A copy of a module that has templates, with one of them changed. */
function withTemplate(t: ExecutionContext, change: (template: Record<string, unknown>) => Record<string, unknown>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'module-'));
  t.teardown(() => rmSync(root, { recursive: true }));
  const folder = path.join(root, 'postponement');
  cpSync(path.join(PROCESSES, 'postponement'), folder, { recursive: true });
  const file = path.join(folder, 'templates/refusal-letter.template.json');
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)));
  return folder;
}

test('a template with a fault refuses the module: template, place and remedy are named in both languages', (t) => {
  const folder = withTemplate(t, (template) => ({ ...template, subject: '{{ person.name | uper }}' }));
  const error = t.throws(() => readModule(folder), { instanceOf: Rejection, code: 'moduleTemplates' });
  const [problem] = error?.problems ?? [];
  t.like(problem, { code: 'templateFormat', path: '/subject' });
  const said = (language: 'vi' | 'en'): string => describeProblem(problem as DeploymentProblem, language);
  t.regex(said('vi'), /templates\/refusal-letter\.template\.json.*không có định dạng “uper”.*Dùng một trong .*upper/);
  t.regex(said('en'), /no format “uper”.*Use one of/);
});

test('a template of a document that the module does not have, and one under another name, are refused', (t) => {
  t.regex(
    refused(
      t,
      withTemplate(t, (template) => ({ ...template, document: 'other' })),
    ),
    /^moduleTemplates .*documents\.json has no document “other”/,
  );
  t.regex(
    refused(
      t,
      withTemplate(t, (template) => ({ ...template, document: 'draft' })),
    ),
    /^moduleManifest .*Expected the template of 'draft' in templates\/draft\.template\.json/,
  );
});
