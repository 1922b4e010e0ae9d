/** One procedure module from its folder (design D14): the manifest names every part, and a part it does not name is not shipped. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ExpressionError } from '../../expressions/contract.ts';
import { feel } from '../../expressions/feel.ts';
import type { Catalogue } from '../../forms/catalogue.ts';
import { readCatalogue } from '../../forms/read-catalogue.ts';
import type { DocumentTemplate } from '../../documents/template.ts';
import { readEntry } from '../../law/read-entry.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';
import { readRuleFile } from '../../policies/read-rule-file.ts';
import type { RuleFile } from '../../policies/rule.ts';
import { manifestShape, type ModuleManifest } from './manifest.ts';
import { documentsShape, noticesShape, type ModuleDocument, type ModuleNotice } from './module-parts.ts';
import { readTemplates } from './read-templates.ts';
import { moduleFiles, type ModuleFiles } from './module-files.ts';

export interface ProcedureModule {
  readonly manifest: ModuleManifest;
  readonly folder: string;
  /** diagrams, decisions, forms and catalogues, as `deploy` takes them */
  readonly resources: readonly { readonly name: string; readonly content: string }[];
  readonly catalogues: readonly Catalogue[];
  readonly parameters: readonly RegisterEntry[];
  readonly rules: readonly RuleFile[];
  readonly documents: readonly ModuleDocument[];
  /** of some of the documents, checked */
  readonly templates: readonly DocumentTemplate[];
  readonly notices: readonly ModuleNotice[];
  /** as they lie in their files; scenarios/read-scenario.ts reads them */
  readonly scenarios: readonly { readonly file: string; readonly json: unknown }[];
}

/** Folders that are no procedure: what all of them share. */
const SHARED = '_';

/** Every module below a folder, in order of keys. */
export function readModules(folder: string): readonly ProcedureModule[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith(SHARED) && statSync(path.join(folder, name)).isDirectory())
    .toSorted()
    .map((name) => readModule(path.join(folder, name)));
}

/**
 * Throws Rejection deployment `moduleFile`, `moduleManifest`, `moduleTemplates`; validation where a parameter or rule is wrong. That its rules stay inside it
 * is checked where its processes are known: at deployment, and by its scenarios.
 */
export function readModule(folder: string): ProcedureModule {
  const files = moduleFiles(folder);
  const manifest = files.shaped('module.json', manifestShape);
  if (manifest.key !== path.basename(path.resolve(folder)))
    throw files.invalid('module.json', `Expected its key to be the name of its folder, but it is '${manifest.key}'.`);
  if (manifest.demo !== undefined && !manifest.scenarios.includes(manifest.demo))
    throw files.invalid('module.json', `Expected demo to be one of the scenarios, but it is '${manifest.demo}'.`);
  const { diagrams, decisions, forms, catalogues, scenarios, documents, notices, parameters } = manifest;
  const resources = [...diagrams, ...decisions, ...forms, ...catalogues].map((name) => ({ name, content: files.text(name) }));
  const ownCatalogues = catalogues.map((name) => catalogueOf(name, files));
  const ownDocuments =
    documents === undefined ? [] : unique(files, documents, soundUnits(files, documents, files.shaped(documents, documentsShape)));
  return {
    manifest,
    folder,
    resources,
    catalogues: ownCatalogues,
    parameters: parameters === undefined ? [] : files.list(parameters).map(readEntry),
    rules: manifest.rules === undefined ? [] : files.list(manifest.rules).map(readRuleFile),
    documents: ownDocuments,
    templates: readTemplates(files, manifest, ownDocuments, ownCatalogues),
    notices: notices === undefined ? [] : unique(files, notices, files.shaped(notices, noticesShape)),
    scenarios: scenarios.map((file) => ({ file, json: files.json(file) })),
  };
}

/** Deployment knows a catalogue by the end of its file's name. */
const CATALOGUE_NAME = '.catalogue.json';

function catalogueOf(name: string, files: ModuleFiles): Catalogue {
  if (!name.endsWith(CATALOGUE_NAME)) throw files.invalid(name, `Expected the name of a catalogue to end in ${CATALOGUE_NAME}.`);
  const read = readCatalogue(files.json(name));
  if (read.ok) return read.catalogue;
  throw files.invalid(name, read.problems.map(({ path: at = '', message }) => `${at} ${message}`).join('; '));
}

/** A unit that is no FEEL would keep its document from being sent. */
function soundUnits(files: ModuleFiles, name: string, list: readonly ModuleDocument[]): readonly ModuleDocument[] {
  for (const unit of list.flatMap(({ recipients }) => recipients.flatMap((recipient) => recipient.unit ?? [])))
    if (unit.startsWith('=') && !isFeel(unit)) throw files.invalid(name, `Expected FEEL, but found '${unit}'.`);
  return list;
}

function isFeel(source: string): boolean {
  try {
    feel.compile(source);
    return true;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

function unique<T extends { readonly key: string }>(files: ModuleFiles, name: string, list: readonly T[]): readonly T[] {
  const twice = list.find(({ key }, i) => list.findIndex((other) => other.key === key) < i);
  if (twice) throw files.invalid(name, `Expected each key once, but '${twice.key}' is there twice.`);
  return list;
}
