/** One procedure module from its folder (design D14): the manifest names every part, and a part it does not name is not shipped. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Rejection } from '../../errors.ts';
import { readEntry } from '../../law/read-entry.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';
import { checkModuleRules } from '../../policies/check-module-rules.ts';
import { readRuleFile } from '../../policies/read-rule-file.ts';
import type { RuleFile } from '../../policies/rule.ts';
import { manifestShape, type ModuleManifest } from './manifest.ts';
import {
  catalogueShape,
  documentsShape,
  noticesShape,
  type ModuleCatalogue,
  type ModuleDocument,
  type ModuleNotice,
} from './module-parts.ts';
import { moduleFiles, type ModuleFiles } from './module-files.ts';

export interface ProcedureModule {
  readonly manifest: ModuleManifest;
  readonly folder: string;
  /** diagrams, decisions and forms, as `deploy` takes them */
  readonly resources: readonly { readonly name: string; readonly content: string }[];
  readonly catalogues: readonly ModuleCatalogue[];
  readonly parameters: readonly RegisterEntry[];
  readonly rules: readonly RuleFile[];
  readonly documents: readonly ModuleDocument[];
  readonly notices: readonly ModuleNotice[];
  /** as they lie in their files; scenarios/read-scenario.ts reads them */
  readonly scenarios: readonly { readonly file: string; readonly json: unknown }[];
}

/** Every module below a folder, in order of keys. */
export function readModules(folder: string): readonly ProcedureModule[] {
  return readdirSync(folder)
    .filter((name) => statSync(path.join(folder, name)).isDirectory())
    .toSorted()
    .map((name) => readModule(path.join(folder, name)));
}

/** Throws Rejection deployment `moduleFile`, `moduleManifest`, `moduleRules`; validation where a parameter or rule is wrong. */
export function readModule(folder: string): ProcedureModule {
  const files = moduleFiles(folder);
  const manifest = files.shaped('module.json', manifestShape);
  if (manifest.key !== path.basename(path.resolve(folder)))
    throw files.invalid('module.json', `Expected its key to be the name of its folder, but it is '${manifest.key}'.`);
  const { diagrams, decisions, forms, catalogues, scenarios, documents, notices, parameters } = manifest;
  return {
    manifest,
    folder,
    resources: [...diagrams, ...decisions, ...forms].map((name) => ({ name, content: files.text(name) })),
    catalogues: catalogues.map((name) => files.shaped(name, catalogueShape)),
    parameters: parameters === undefined ? [] : files.list(parameters).map(readEntry),
    rules: readRules(manifest, files),
    documents: documents === undefined ? [] : unique(files, documents, files.shaped(documents, documentsShape)),
    notices: notices === undefined ? [] : unique(files, notices, files.shaped(notices, noticesShape)),
    scenarios: scenarios.map((file) => ({ file, json: files.json(file) })),
  };
}

function readRules({ key, rules: name }: ModuleManifest, files: ModuleFiles): readonly RuleFile[] {
  const rules = name === undefined ? [] : files.list(name).map(readRuleFile);
  const problems = checkModuleRules(key, rules);
  if (problems.length === 0) return rules;
  throw new Rejection('deployment', 'moduleRules', `Expected the rules of module '${key}' to stay inside it.`, { problems });
}

function unique<T extends { readonly key: string }>(files: ModuleFiles, name: string, list: readonly T[]): readonly T[] {
  const twice = list.find(({ key }, i) => list.findIndex((other) => other.key === key) < i);
  if (twice) throw files.invalid(name, `Expected each key once, but '${twice.key}' is there twice.`);
  return list;
}
