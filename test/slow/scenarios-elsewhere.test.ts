/** Every scenario of every shipped module once more, with the work done on paper and by another agency's system. */
import path from 'node:path';
import { contentOf } from '../../composition/modules/module-content.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { compileModule } from '../../scenarios/compile-module.ts';
import { testElsewhere } from '../scenarios/scenario-tests.ts';

for (const module of readModules(path.join(import.meta.dirname, '../../processes'))) {
  const compiled = compileModule(contentOf(module));
  for (const scenario of module.scenarios) testElsewhere(module.manifest.key, compiled, scenario);
}
