/** One thread of the mutation test: its share of one module's mutants, judged one after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { contentOf } from '../../composition/modules/module-content.ts';
import { readModule } from '../../composition/modules/read-module.ts';
import { judge, scenariosOf, type Verdict } from './judge.ts';
import { mutantsOf } from './mutants-of.ts';

export interface Share {
  readonly folder: string;
  readonly part: number;
  readonly parts: number;
}

const { folder, part, parts } = workerData as Share;
const module = readModule(folder);
const scenarios = scenariosOf(module.scenarios);
const cache = new Map();
const verdicts: Verdict[] = [];
for (const [i, mutant] of mutantsOf(contentOf(module)).entries())
  if (i % parts === part) verdicts.push(await judge(mutant, scenarios, cache));
parentPort?.postMessage(verdicts);
