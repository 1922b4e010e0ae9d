/** One thread of the mutation test: its share of one module's mutants, judged one after the other, each verdict told at once. */
import { parentPort, workerData } from 'node:worker_threads';
import { contentOf } from '../../composition/modules/module-content.ts';
import { readModule } from '../../composition/modules/read-module.ts';
import { compileModule } from '../../scenarios/compile-module.ts';
import { acquainted, judge, scenariosOf } from './judge.ts';
import { mutantsOf } from './mutants-of.ts';

export interface Share {
  readonly folder: string;
  readonly part: number;
  readonly parts: number;
  /** only mutants whose names contain one of these; all of them when there are none */
  readonly only: readonly string[];
  /** by mutant, the scenario that noticed it in an earlier run */
  readonly hints: ReadonlyMap<string, string>;
}

const { folder, part, parts, only, hints } = workerData as Share;
const module = readModule(folder);
const cache = new Map();
const scenarios = acquainted(await compileModule(contentOf(module), cache), scenariosOf(module.scenarios));
const mutants = mutantsOf(contentOf(module)).filter(({ id }) => only.length === 0 || only.some((text) => id.includes(text)));
for (const [i, mutant] of mutants.entries())
  if (i % parts === part) parentPort?.postMessage(await judge(mutant, scenarios, cache, hints.get(mutant.id)));
