/**
 * One full case of each procedure that takes weeks or years, as its module's scenario tells it: on the same kernel, law, tables and
 * forms as the server, with a clock that does not wait.
 */
import { contentOf } from '../../composition/modules/module-content.ts';
import { PROCESSES_FOLDER } from '../../composition/modules/processes-folder.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { runModule } from '../../scenarios/run-module.ts';
import { timelineLines } from '../../scenarios/timeline-lines.ts';
import type { DemoLanguage } from './say.ts';

/** False when one of them does not end as it says. */
export async function tellProcedures(language: DemoLanguage, print: (line: string) => void): Promise<boolean> {
  let whole = true;
  for (const module of readModules(PROCESSES_FOLDER)) {
    const told = module.scenarios.filter(({ file }) => file === module.manifest.demo);
    for (const run of await runModule(contentOf(module), told)) {
      print('');
      print(module.manifest.name[language]);
      for (const line of timelineLines(run, language)) print(line);
      whole &&= run.failure === undefined;
    }
  }
  return whole;
}
