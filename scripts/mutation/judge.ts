/** Whether the scenarios of a module notice a mutant. What the product would refuse to deploy cannot do harm, and counts as noticed. */
import { checkResource } from '../../commands/definitions/check-resource.ts';
import { Rejection } from '../../errors.ts';
import { compileModule, type CompileCache } from '../../scenarios/compile-module.ts';
import { readScenario } from '../../scenarios/read-scenario.ts';
import type { ScenarioFile } from '../../scenarios/run-module.ts';
import { runScenario } from '../../scenarios/run-scenario.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import type { Mutant } from './mutant.ts';

export type Verdict =
  | { readonly id: string; readonly killedBy: string }
  /** nothing noticed it */
  | { readonly id: string; readonly killedBy?: undefined };

export interface NamedScenario {
  readonly file: string;
  readonly scenario: Scenario;
}

export function scenariosOf(files: readonly ScenarioFile[]): NamedScenario[] {
  return files.map(({ file, json }) => ({ file, scenario: readScenario(json, file) }));
}

/** `scenarios` is sorted: whoever noticed the last mutant is asked first for the next. */
export async function judge(mutant: Mutant, scenarios: NamedScenario[], cache: CompileCache): Promise<Verdict> {
  const { id } = mutant;
  const known = new Set(cache.keys());
  try {
    const module = await compileModule(mutant.content, cache);
    const killer = scenarios.findIndex(({ scenario }) => runScenario(module, scenario).failure !== undefined);
    const [found] = killer < 0 ? [] : scenarios.splice(killer, 1);
    if (found) {
      scenarios.unshift(found);
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
