import { compileModule, type CompileCache } from './compile-module.ts';
import type { ModuleContent } from './module-content.ts';
import { readScenario } from './read-scenario.ts';
import { runScenario, type ScenarioRun } from './run-scenario.ts';

export interface ScenarioFile {
  readonly file: string;
  readonly json: unknown;
}

export interface FileRun extends ScenarioRun {
  readonly file: string;
}

/** Every scenario of a module, in order. Throws Rejection where the module does not compile or a file is no scenario. */
export async function runModule(content: ModuleContent, files: readonly ScenarioFile[], cache?: CompileCache): Promise<readonly FileRun[]> {
  const module = await compileModule(content, cache);
  return files.map(({ file, json }) => ({ file, ...runScenario(module, readScenario(json, file)) }));
}
