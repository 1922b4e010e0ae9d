/** The mutation test of one module, on all processors. */
import fs from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { contentOf } from '../../composition/modules/module-content.ts';
import { readModule } from '../../composition/modules/read-module.ts';
import { compileModule } from '../../scenarios/compile-module.ts';
import { runScenario } from '../../scenarios/run-scenario.ts';
import { scenariosOf, type Verdict } from './judge.ts';
import { readEquivalents } from './read-equivalents.ts';
import { scoreOf, type ModuleScore } from './score.ts';
import type { Share } from './worker.ts';

export interface Asked {
  /** only mutants whose names contain one of these; all of them when there are none */
  readonly only?: readonly string[];
  /** by mutant, the scenario that noticed it in an earlier run: it is asked first */
  readonly hints?: ReadonlyMap<string, string>;
  /** told of each verdict as it falls */
  readonly heard?: (verdict: Verdict) => void;
}

/** Throws Error when a scenario fails on the module as it is: nothing can be said of its mutants then. */
export async function testModule(folder: string, { only = [], hints = new Map(), heard }: Asked = {}): Promise<ModuleScore> {
  const began = performance.now();
  const module = readModule(folder);
  await requireSound(folder);
  const parts = Math.max(1, availableParallelism());
  const shares = await Promise.all(
    Array.from({ length: parts }, async (_, part) => await judged({ folder, part, parts, only, hints }, heard)),
  );
  const listed = path.join(folder, 'mutants.json');
  const equivalents = fs.existsSync(listed) ? readEquivalents(fs.readFileSync(listed, 'utf8'), listed) : [];
  const listedHere = equivalents.filter(({ mutant }) => only.length === 0 || only.some((text) => mutant.includes(text)));
  return scoreOf(module.manifest.key, shares.flat(), listedHere, performance.now() - began);
}

async function requireSound(folder: string): Promise<void> {
  const module = readModule(folder);
  const compiled = await compileModule(contentOf(module));
  for (const { file, scenario } of scenariosOf(module.scenarios)) {
    const { failure } = runScenario(compiled, scenario);
    if (failure) throw new Error(`Expected the scenarios of '${module.manifest.key}' to pass, but ${file} fails: ${failure.text.en}`);
  }
}

async function judged(share: Share, heard?: Asked['heard']): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  return await new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: share });
    worker.on('message', (verdict: Verdict) => {
      verdicts.push(verdict);
      heard?.(verdict);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve(verdicts);
      else reject(new Error(`Expected a thread to answer, but it ended with code ${code}.`));
    });
  });
}
