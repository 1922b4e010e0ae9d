/** A module made ready to run: everything compiled, everything at hand. What does not compile refuses the module. */
import { compileBpmn } from '../casework/compile-bpmn.ts';
import { validFrom } from '../casework/decision-in-force.ts';
import { type Problem, Rejection } from '../errors.ts';
import { compileDecisions } from '../engine/decisions/compile-decisions.ts';
import { parseDmn } from '../engine/decisions/xml/parse-dmn.ts';
import type { DecisionModel } from '../engine/decisions/decision-model.ts';
import type { ProcessModel } from '../engine/model/process-model.ts';
import { feel } from '../expressions/feel.ts';
import type { Catalogue } from '../forms/catalogue.ts';
import { compileForm } from '../forms/compile-form.ts';
import type { Form } from '../forms/form.ts';
import type { Calendar } from '../law/calendar.ts';
import vn from '../law/calendars/vn.json' with { type: 'json' };
import type { RegisterEntry } from '../law/register-entry.ts';
import { readCalendar } from '../law/read-calendar.ts';
import { checkModuleRules } from '../policies/check-module-rules.ts';
import type { RuleFile } from '../policies/rule.ts';
import { SHIPPED_RULES } from '../policies/shipped-rules.ts';
import { decisionTables, type DecisionTables } from './decision-rules.ts';
import type { ModuleContent } from './module-content.ts';

export interface DecisionSource {
  readonly model: DecisionModel;
  readonly tables: DecisionTables;
  /** ISO date from which its rules are the law; '' always */
  readonly since: string;
}

export interface CompiledModule {
  readonly key: string;
  /** by key, those of called modules too */
  readonly models: ReadonlyMap<string, ProcessModel>;
  /** keys of the processes and ids of the decisions that are the module's own: what its scenarios owe */
  readonly own: ReadonlySet<string>;
  /** by id of decision or service */
  readonly decisions: ReadonlyMap<string, readonly DecisionSource[]>;
  readonly forms: ReadonlyMap<string, Form>;
  /** by key, the newest first */
  readonly catalogues: ReadonlyMap<string, readonly Catalogue[]>;
  readonly parameters: ReadonlyMap<string, readonly RegisterEntry[]>;
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly rules: readonly RuleFile[];
  readonly documents: ReadonlySet<string> | undefined;
  readonly notices: ReadonlySet<string> | undefined;
}

/** What one file compiled to, kept by its text: of a module in which one file changes, only that one is compiled again. */
export type CompileCache = Map<string, Promise<CompiledFile>>;
export interface CompiledFile {
  readonly models: readonly ProcessModel[];
  readonly decisions: readonly (readonly [string, DecisionSource])[];
  readonly forms: readonly Form[];
}

const USUAL_CALENDARS: ReadonlyMap<string, Calendar> = new Map([['vn', readCalendar(vn)]]);

/** Throws Rejection deployment `moduleBroken` with every problem. */
export async function compileModule(content: ModuleContent, cache: CompileCache = new Map()): Promise<CompiledModule> {
  const { called = [] } = content;
  const compiled = async (resources: ModuleContent['resources']): Promise<readonly CompiledFile[]> =>
    await Promise.all(resources.map(async (resource) => await cachedFile(resource, cache)));
  const owned = await compiled(content.resources);
  const files = [...(await compiled(called.flatMap(({ resources }) => resources))), ...owned];
  requireOwnRules(content, owned);
  const decisions = new Map<string, DecisionSource[]>();
  for (const [id, source] of files.flatMap((file) => file.decisions)) decisions.set(id, [...(decisions.get(id) ?? []), source]);
  const parameters = new Map<string, RegisterEntry[]>();
  const own = new Set(content.parameters.map(({ key }) => key));
  const others = (content.register ?? []).filter(({ key }) => !own.has(key));
  for (const parameter of [...content.parameters, ...others])
    parameters.set(parameter.key, [...(parameters.get(parameter.key) ?? []), parameter]);
  return {
    key: content.key,
    models: new Map(files.flatMap((file) => file.models.map((model) => [model.key, model] as const))),
    own: new Set(owned.flatMap((file) => [...file.models.map(({ key }) => key), ...file.decisions.map(([id]) => id)])),
    decisions,
    forms: new Map(files.flatMap((file) => file.forms.map((form) => [form.id, form] as const))),
    catalogues: Map.groupBy(content.catalogues ?? [], ({ key }) => key),
    parameters,
    calendars: content.calendars ?? USUAL_CALENDARS,
    rules: [...SHIPPED_RULES, ...content.rules, ...called.flatMap(({ rules }) => rules)],
    documents: declared(content, 'documents'),
    notices: declared(content, 'notices'),
  };
}

/** As deployment requires it. */
function requireOwnRules({ key, rules }: ModuleContent, owned: readonly CompiledFile[]): void {
  const procedures = owned.flatMap(({ models }) => models.map((model) => model.key));
  const problems = checkModuleRules(key, procedures, rules);
  if (problems.length > 0)
    throw new Rejection('deployment', 'moduleRules', `Expected the rules of module '${key}' to stay inside it.`, { problems });
}

/** Undefined where neither the module nor one that it calls declares any. */
function declared({ called = [], ...own }: ModuleContent, part: 'documents' | 'notices'): ReadonlySet<string> | undefined {
  const keys = [own, ...called].map((content) => content[part]).filter((list) => list !== undefined);
  return keys.length === 0 ? undefined : new Set(keys.flat());
}

async function cachedFile(resource: ModuleContent['resources'][number], cache: CompileCache): Promise<CompiledFile> {
  const key = `${resource.name}\n${resource.content}`;
  const known = cache.get(key);
  if (known) return await known;
  const compiling = compileFile(resource);
  cache.set(key, compiling);
  return await compiling;
}

async function compileFile({ name, content }: ModuleContent['resources'][number]): Promise<CompiledFile> {
  const none = { models: [], decisions: [], forms: [] };
  if (/\.bpmn$/i.test(name)) {
    const { models, problems } = await compileBpmn(content);
    return { ...none, models: sound(name, models, problems) };
  }
  if (/\.dmn$/i.test(name)) {
    const { model, problems } = await compileDecisions(content);
    const { definitions } = await parseDmn(content);
    const tables = definitions ? decisionTables(definitions) : new Map();
    const source = { model: sound(name, model, problems), tables, since: validFrom(content) };
    return { ...none, decisions: [...model.decisions, ...model.services].map(({ id }) => [id, source] as const) };
  }
  // read with the module
  if (/\.catalogue\.json$/i.test(name)) return none;
  const compiled = compileForm(JSON.parse(content), feel);
  return { ...none, forms: compiled.ok ? [compiled.form] : sound(name, [], compiled.problems) };
}

function sound<T>(name: string, value: T, problems: readonly Problem[]): T {
  if (problems.length === 0) return value;
  const said = problems.map(({ path = '', message }) => `${path}: ${message}`).join(' ');
  throw new Rejection('deployment', 'moduleBroken', `Expected ${name} to compile. ${said}`, { problems });
}
