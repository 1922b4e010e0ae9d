/** The templates of a module's documents, checked before anything is deployed: every fault of every template is named. */
import { Rejection } from '../../errors.ts';
import type { DeploymentProblem } from '../../commands/contract.ts';
import { checkTemplate } from '../../documents/check-template.ts';
import type { DocumentTemplate } from '../../documents/template.ts';
import type { Catalogue } from '../../forms/catalogue.ts';
import type { ModuleManifest } from './manifest.ts';
import type { ModuleDocument } from './module-parts.ts';
import type { ModuleFiles } from './module-files.ts';
import { sharedCatalogues } from './shared-catalogues.ts';

/** Throws Rejection deployment `moduleTemplates` with each problem, `moduleManifest` for a name that is none of a template. */
export function readTemplates(
  files: ModuleFiles,
  { key, templates = [], diagrams }: ModuleManifest,
  documents: readonly ModuleDocument[],
  catalogues: readonly Catalogue[],
): readonly DocumentTemplate[] {
  if (templates.length === 0) return [];
  const surroundings = {
    documents: new Set(documents.map((document) => document.key)),
    ofRounds: new Set(diagrams.flatMap((name) => roundDocuments(files.text(name)))),
    catalogues: new Set([...catalogues, ...sharedCatalogues().map(({ catalogue }) => catalogue)].map((catalogue) => catalogue.key)),
  };
  const checked = templates.map((name) => ({ name, result: checkTemplate(files.json(name), name, surroundings) }));
  const problems = checked.flatMap(({ name, result }) =>
    result.ok ? [] : result.problems.map((problem): DeploymentProblem => ({ ...problem, resource: name, severity: 'error' })),
  );
  if (problems.length > 0) {
    const said = problems.map(({ message }) => message).join(' ');
    throw new Rejection('deployment', 'moduleTemplates', `Expected the templates of module '${key}' to be sound. ${said}`, { problems });
  }
  return checked.flatMap(({ name, result }) => (result.ok ? [named(files, name, result.template)] : []));
}

/** What a diagram makes whose process has lines. By its text: whether the diagram is sound, deployment says later. */
function roundDocuments(diagram: string): readonly string[] {
  if (!/<(?:\w+:)?process\b[^>]*\s\w+:lines=["']/.test(diagram)) return [];
  return Array.from(diagram.matchAll(/<\w+:document\b[^>]*\skey=["']([^"']*)["']/g), ([, key = '']) => key);
}

/** One template a document, in the file that bears its name. */
function named(files: ModuleFiles, name: string, template: DocumentTemplate): DocumentTemplate {
  const expected = `templates/${template.document}.template.json`;
  if (name !== expected) throw files.invalid(name, `Expected the template of '${template.document}' in ${expected}.`);
  return template;
}
