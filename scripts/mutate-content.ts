/**
 * `npm run mutate -- [module …]`: changes each module in one place at a time and asks its scenarios whether they notice. Exit code 1
 * when fewer than 95 % are noticed. Without a module: all of them, and a dated report in docs/reports, which `--report` writes for the
 * modules that are named too. `--only <text>` (several times): only mutants whose names contain it. Survivors are told as they are
 * found. `--hints <file>` keeps who noticed what, and asks them first in the next run.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { keepHint, readHints } from './mutation/hints.ts';
import type { Verdict } from './mutation/judge.ts';
import { linesOf, reportOf } from './mutation/report.ts';
import { isGood, type ModuleScore } from './mutation/score.ts';
import { testModule } from './mutation/test-module.ts';

const ROOT = path.join(import.meta.dirname, '..');
const PROCESSES = path.join(ROOT, 'processes');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    report: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    hints: { type: 'string' },
  },
});
const asked = positionals.map((name) => path.basename(name));
const modules = asked.length > 0 ? asked : readdirSync(PROCESSES).filter((name) => existsSync(path.join(PROCESSES, name, 'module.json')));
const scores: ModuleScore[] = [];
for (const name of modules.toSorted()) {
  const hints = values.hints === undefined ? undefined : readHints(values.hints, name);
  const heard = (verdict: Verdict): void => {
    tell(verdict);
    if (values.hints !== undefined) keepHint(values.hints, name, verdict);
  };
  const score = await testModule(path.join(PROCESSES, name), { only: values.only, ...(hints && { hints }), heard });
  scores.push(score);
  for (const line of linesOf(score)) console.log(line);
}
if ((asked.length === 0 || values.report) && values.only.length === 0) {
  const date = new Date().toISOString().slice(0, 10);
  const file = path.join(ROOT, 'docs', 'reports', `${date}-mutation.md`);
  writeFileSync(file, await format(reportOf(scores, date), { ...(await resolveConfig(file)), parser: 'markdown' }));
}
process.exitCode = scores.every(isGood) ? 0 : 1;

function tell({ id, killedBy }: Verdict): void {
  if (killedBy === undefined) console.log(`  alive: ${id}`);
}
