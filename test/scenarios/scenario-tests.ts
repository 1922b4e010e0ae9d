/** Tests of scenarios on the kernel: how each went, and each again with its work done elsewhere. */
import test from 'ava';
import type { CompiledModule } from '../../scenarios/compile-module.ts';
import { inMode } from '../../scenarios/in-mode.ts';
import { readScenario } from '../../scenarios/read-scenario.ts';
import { runScenario, type ScenarioRun } from '../../scenarios/run-scenario.ts';
import { timelineLines } from '../../scenarios/timeline-lines.ts';
import type { ProcedureModule } from '../../composition/modules/read-module.ts';

type Scenario = ProcedureModule['scenarios'][number];

/** `keep` is given the run, for what is asked of all together. */
export function testScenario(
  module: string,
  compiled: Promise<CompiledModule>,
  { file, json }: Scenario,
  keep: (run: ScenarioRun) => void,
): void {
  test.serial(`${module}: ${file}`, async (t) => {
    const run = runScenario(await compiled, readScenario(json, file));
    keep(run);
    if (run.failure) t.fail(timelineLines({ file, ...run }, 'en').join('\n'));
    else t.pass();
  });
}

export function testElsewhere(module: string, compiled: Promise<CompiledModule>, { file, json }: Scenario): void {
  for (const mode of ['exchange', 'paper'] as const) {
    test(`${module}: ${file}, the work done by ${mode}`, async (t) => {
      const run = runScenario(await compiled, inMode(readScenario(json, file), mode));
      if (run.failure) t.fail(timelineLines({ file, ...run }, 'en').join('\n'));
      else t.pass();
    });
  }
}
