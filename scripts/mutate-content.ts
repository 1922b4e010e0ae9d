/**
 * `npm run mutate -- [module …]`: changes each module in one place at a time and asks its scenarios whether they notice. Exit code 1
 * when fewer than 95 % are noticed. Without a module: all of them, and a dated report in docs/reports.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { linesOf, reportOf } from './mutation/report.ts';
import { isGood, type ModuleScore } from './mutation/score.ts';
import { testModule } from './mutation/test-module.ts';

const ROOT = path.join(import.meta.dirname, '..');
const PROCESSES = path.join(ROOT, 'processes');

const asked = process.argv.slice(2).map((name) => path.basename(name));
const modules = asked.length > 0 ? asked : readdirSync(PROCESSES).filter((name) => existsSync(path.join(PROCESSES, name, 'module.json')));
const scores: ModuleScore[] = [];
for (const name of modules.toSorted()) {
  const score = await testModule(path.join(PROCESSES, name));
  scores.push(score);
  for (const line of linesOf(score)) console.log(line);
}
if (asked.length === 0) {
  const date = new Date().toISOString().slice(0, 10);
  const file = path.join(ROOT, 'docs', 'reports', `${date}-mutation.md`);
  writeFileSync(file, await format(reportOf(scores, date), { ...(await resolveConfig(file)), parser: 'markdown' }));
}
process.exitCode = scores.every(isGood) ? 0 : 1;
