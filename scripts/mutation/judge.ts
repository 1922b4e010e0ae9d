/** Whether the scenarios of a module notice a mutant. What the product would refuse to deploy cannot do harm, and counts as noticed. */
import { checkResource } from '../../commands/definitions/check-resource.ts';
import { Rejection } from '../../errors.ts';
import { compileModule, type CompileCache, type CompiledModule } from '../../scenarios/compile-module.ts';
import { readScenario } from '../../scenarios/read-scenario.ts';
import type { ScenarioFile } from '../../scenarios/run-module.ts';
import { runScenario, type ScenarioRun } from '../../scenarios/run-scenario.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import type { Mutant } from './mutant.ts';

export type Verdict =
  | { readonly id: string; readonly killedBy: string }
  /** nothing noticed it */
  | { readonly id: string; readonly killedBy?: undefined };

export interface NamedScenario {
  readonly file: string;
  readonly scenario: Scenario;
  /** ids of elements, flows, decisions, rules and parameters that it passes in the module as it is */
  readonly passes?: ReadonlySet<string>;
}

export function scenariosOf(files: readonly ScenarioFile[]): NamedScenario[] {
  return files.map(({ file, json }) => ({ file, scenario: readScenario(json, file) }));
}

/** With what each passes, so that it is asked first where that is changed. */
export function acquainted(module: CompiledModule, scenarios: readonly NamedScenario[]): NamedScenario[] {
  return scenarios.map((one) => ({ ...one, passes: passedBy(runScenario(module, one.scenario)) }));
}

function passedBy({ visited, decided, terms, happenings }: ScenarioRun): ReadonlySet<string> {
  const elements = [...visited].map((id) => id.slice(id.indexOf(' ') + 1));
  const rules = happenings.flatMap(({ what, values }) => (what === 'happened.decided' ? String(values['rules']).split(', ') : []));
  return new Set([...elements, ...decided, ...rules, ...terms.map(({ parameter }) => parameter)]);
}

/**
 * `scenarios` is sorted: whoever noticed this mutant in an earlier run (`hint`) is asked first, then of those that pass the place
 * whoever noticed the last one.
 */
export async function judge(mutant: Mutant, scenarios: NamedScenario[], cache: CompileCache, hint?: string): Promise<Verdict> {
  const { id, place = '' } = mutant;
  const known = new Set(cache.keys());
  try {
    const module = await compileModule(mutant.content, cache);
    const order = new Set([
      ...scenarios.filter(({ file }) => file === hint),
      ...scenarios.filter(({ passes }) => passes?.has(place)),
      ...scenarios,
    ]);
    const found = [...order].find(({ scenario }) => runScenario(module, scenario).failure !== undefined);
    if (found) {
      scenarios.unshift(...scenarios.splice(scenarios.indexOf(found), 1));
      return { id, killedBy: found.file };
    }
    return (await isRefused(mutant)) ? { id, killedBy: 'deployment' } : { id };
  } catch (error) {
    if (error instanceof Rejection) return { id, killedBy: 'deployment' };
    throw error;
  } finally {
    for (const key of cache.keys()) if (!known.has(key)) cache.delete(key);
  }
}

async function isRefused({ file, content }: Mutant): Promise<boolean> {
  const changed = content.resources.find(({ name }) => name === file);
  if (!changed) return false;
  const { problems } = await checkResource(changed, '2026-01-01T00:00:00.000Z');
  return problems.some(({ severity }) => severity === 'error');
}
