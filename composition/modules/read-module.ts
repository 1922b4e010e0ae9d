/** One procedure module from its folder (design D14): the manifest names every part, and a part it does not name is not shipped. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Compile } from 'typebox/compile';
import Type from 'typebox';
import { Rejection } from '../../errors.ts';
import { readEntry } from '../../law/read-entry.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';
import { checkModuleRules } from '../../policies/check-module-rules.ts';
import { readRuleFile } from '../../policies/read-rule-file.ts';
import type { RuleFile } from '../../policies/rule.ts';

const Text = Type.Object({ vi: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, { additionalProperties: false });
const Files = Type.Array(Type.String({ pattern: '^[a-z0-9-]+(/[a-z0-9-]+)*(\\.[a-z0-9-]+)+$' }));
const Manifest = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    name: Text,
    citation: Type.String(),
    diagram: Type.String(),
    decisions: Files,
    forms: Files,
    parameters: Type.Optional(Type.String()),
    rules: Type.Optional(Type.String()),
    documents: Files,
    scenarios: Files,
    unsettled: Type.Array(Type.Object({ what: Text, source: Type.String() }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
export type ModuleManifest = Type.Static<typeof Manifest>;
const isManifest = Compile(Manifest);

export interface ProcedureModule {
  readonly manifest: ModuleManifest;
  readonly folder: string;
  /** diagram, decisions and forms, as `deploy` takes them */
  readonly resources: readonly { readonly name: string; readonly content: string }[];
  readonly parameters: readonly RegisterEntry[];
  readonly rules: readonly RuleFile[];
}

/** Every module below a folder, in order of keys. */
export function readModules(folder: string): readonly ProcedureModule[] {
  return readdirSync(folder)
    .filter((name) => statSync(path.join(folder, name)).isDirectory())
    .toSorted()
    .map((name) => readModule(path.join(folder, name)));
}

export function readModule(folder: string): ProcedureModule {
  const manifest: unknown = parseFile(path.join(folder, 'module.json'));
  if (!isManifest.Check(manifest))
    throw invalid(folder, [...isManifest.Errors(manifest)].map(({ instancePath, message }) => `${instancePath} ${message}`).join('; '));
  if (manifest.key !== path.basename(folder))
    throw invalid(folder, `Expected its key to be the name of its folder, but it is '${manifest.key}'.`);
  const read = (name: string) => ({ name, content: readFileSync(path.join(folder, name), 'utf8') });
  for (const scenario of manifest.scenarios) parseFile(path.join(folder, scenario));
  const rules = manifest.rules === undefined ? [] : listOf(folder, manifest.rules).map(readRuleFile);
  const problems = checkModuleRules(manifest.key, rules);
  if (problems.length > 0)
    throw new Rejection('deployment', 'moduleRules', `Expected the rules of module '${manifest.key}' to stay inside it.`, { problems });
  return {
    manifest,
    folder,
    resources: [manifest.diagram, ...manifest.decisions, ...manifest.forms].map(read),
    parameters: manifest.parameters === undefined ? [] : listOf(folder, manifest.parameters).map(readEntry),
    rules,
  };
}

function listOf(folder: string, name: string): readonly unknown[] {
  const list = parseFile(path.join(folder, name));
  if (Array.isArray(list)) return list;
  throw invalid(folder, `Expected ${name} to be a list.`);
}

function parseFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (cause) {
    throw new Rejection(
      'deployment',
      'moduleFile',
      `Expected ${path.basename(file)} of module '${path.basename(path.dirname(file))}' to be there and to be JSON.`,
      { cause },
    );
  }
}

function invalid(folder: string, message: string): Rejection {
  return new Rejection('deployment', 'moduleManifest', `Module '${path.basename(folder)}': ${message}`);
}
