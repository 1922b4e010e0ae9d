/** Every scenario of every shipped module, on the kernel; a part of them with the work done elsewhere, all of which test/slow does. */
import path from 'node:path';
import test from 'ava';
import { contentOf } from '../../composition/modules/module-content.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { compileModule } from '../../scenarios/compile-module.ts';
import { uncovered } from '../../scenarios/coverage.ts';
import { untriedTerms } from '../../scenarios/deadline-coverage.ts';
import type { ScenarioRun } from '../../scenarios/run-scenario.ts';
import { testElsewhere, testScenario } from './scenario-tests.ts';

const ELSEWHERE_EACH = 6;

for (const module of readModules(path.join(import.meta.dirname, '../../processes'))) {
  const { key } = module.manifest;
  const compiled = compileModule(contentOf(module));
  const runs: ScenarioRun[] = [];
  for (const [at, scenario] of module.scenarios.entries()) {
    testScenario(key, compiled, scenario, (run) => void runs.push(run));
    if (at % ELSEWHERE_EACH === 0) testElsewhere(key, compiled, scenario);
  }

  test.serial(`${key}: the scenarios pass every element, branch and decision, and try every term`, async (t) => {
    const all = await compiled;
    t.is(runs.length, module.scenarios.length);
    t.deepEqual(uncovered(all, runs), []);
    t.deepEqual(untriedTerms(all, runs), []);
  });
}
