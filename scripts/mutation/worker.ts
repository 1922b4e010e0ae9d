/** One thread of the mutation test: its share of one module's mutants, judged one after the other, each verdict told at once. */
import { parentPort, workerData } from 'node:worker_threads';
import { contentOf } from '../../composition/modules/module-content.ts';
import { readModule } from '../../composition/modules/read-module.ts';
import { judge, scenariosOf } from './judge.ts';
import { mutantsOf } from './mutants-of.ts';

export interface Share {
  readonly folder: string;
  readonly part: number;
  readonly parts: number;
  /** only mutants whose names contain one of these; all of them when there are none */
  readonly only: readonly string[];
}

const { folder, part, parts, only } = workerData as Share;
const module = readModule(folder);
const scenarios = scenariosOf(module.scenarios);
const cache = new Map();
const mutants = mutantsOf(contentOf(module)).filter(({ id }) => only.length === 0 || only.some((text) => id.includes(text)));
for (const [i, mutant] of mutants.entries())
  if (i % parts === part) parentPort?.postMessage(await judge(mutant, scenarios, cache));
