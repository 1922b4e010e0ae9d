/** Every scenario of every shipped module, on the kernel. */
import path from 'node:path';
import test from 'ava';
import { contentOf } from '../../composition/modules/module-content.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { compileModule } from '../../scenarios/compile-module.ts';
import { uncovered } from '../../scenarios/coverage.ts';
import { untriedTerms } from '../../scenarios/deadline-coverage.ts';
import { inMode } from '../../scenarios/in-mode.ts';
import { readScenario } from '../../scenarios/read-scenario.ts';
import { runScenario } from '../../scenarios/run-scenario.ts';
import { timelineLines } from '../../scenarios/timeline-lines.ts';

for (const module of readModules(path.join(import.meta.dirname, '../../processes'))) {
  const content = contentOf(module);
  const compiled = compileModule(content);
  for (const { file, json } of module.scenarios) {
    test(`${module.manifest.key}: ${file}`, async (t) => {
      const run = runScenario(await compiled, readScenario(json, file));
      if (run.failure) t.fail(timelineLines({ file, ...run }, 'en').join('\n'));
      else t.pass();
    });

    for (const mode of ['exchange', 'paper'] as const) {
      test(`${module.manifest.key}: ${file}, the work done by ${mode}`, async (t) => {
        const run = runScenario(await compiled, inMode(readScenario(json, file), mode));
        if (run.failure) t.fail(timelineLines({ file, ...run }, 'en').join('\n'));
        else t.pass();
      });
    }
  }

  test(`${module.manifest.key}: the scenarios pass every element, branch and decision, and try every term`, async (t) => {
    const all = await compiled;
    const runs = module.scenarios.map(({ file, json }) => runScenario(all, readScenario(json, file)));
    t.deepEqual(uncovered(all, runs), []);
    t.deepEqual(untriedTerms(all, runs), []);
  });
}
