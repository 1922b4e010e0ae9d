/**
 * npm run bench [-- --quick] [-- --cases 300000]: all figures of the product's speed in one run, as ratios to baselines of the same
 * run on the embedded server with fsync on. Exit code 0 also where a target is missed; the report says so.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openBenchDatabase, type BenchDatabase } from './bench-database.ts';
import { benchServices, openOffice, startTemplate } from './bench-office.ts';
import { cloneCases, installCloning } from './clone-cases.ts';
import { measureDurable } from './durable.ts';
import { measureHttp } from './http.ts';
import { measureKernel } from './kernel.ts';
import { durableLines, httpLines, kernelLines, listLines, pollLines, timerLines } from './lines.ts';
import { findPgbench, pgbenchVersion } from './pgbench.ts';
import { loadNow, machine, printLines, saveReport, type Line } from './report.ts';
import { planOf, type Plan } from './plan.ts';
import { addOpenTasks, measureTaskLists } from './task-list.ts';
import { measurePoll, measureTimers } from './timers.ts';
import { fieldOf } from './work-cases.ts';

const BATCH = 1;

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, cases: { type: 'string' }, 'no-report': { type: 'boolean', default: false } },
});
const plan = planOf(values.quick, values.cases === undefined ? undefined : Number(values.cases));
const program = findPgbench();
const facts: string[] = [
  `${plan.cases} open cases, ${plan.rounds} rounds of ${plan.seconds} s each, 8 connections; load before: ${loadNow()}`,
];
const bench = await openBenchDatabase();
try {
  facts.push(machine(`embedded PostgreSQL ${bench.server.version}, fsync on`, pgbenchVersion(program)));
  const lines = await measureAll(bench, plan);
  facts.push(`load after: ${loadNow()}`);
  if (!values['no-report'] && !values.quick) console.log(`report: ${path.relative(process.cwd(), saveReport(lines, facts))}`);
  for (const fact of facts) console.log(fact);
} finally {
  await bench.close();
}

async function measureAll(at: BenchDatabase, { cases, units, rounds, seconds, timers, future, openTasks }: Plan): Promise<readonly Line[]> {
  const all: Line[] = [];
  const tell = (lines: readonly Line[]): void => {
    printLines(lines);
    all.push(...lines);
  };
  const services = benchServices(at.db);
  await openOffice(services, units);
  await installCloning(at.db);
  const template = await startTemplate(services, 'bench-durable');
  await cloneCases(at.db, { template: template.caseId, batch: BATCH, cases, units });
  const half = Math.floor(cases / 2);
  const first = template.opened[0]?.instance ?? 0;
  const ours = fieldOf(BATCH, 0, half, units, first);

  const durable = await measureDurable(at, services, { program, ours, theirs: fieldOf(BATCH, half, cases, units, first), rounds, seconds });
  tell(kernelLines(await measureKernel(), durable));
  tell(durableLines(durable));
  tell(httpLines(await measureHttp(at, services, ours, rounds, seconds)));
  tell(timerLines(await measureTimers(at, services, timers, units), durable));
  tell(pollLines(await measurePoll(at, future)));
  const open = await addOpenTasks(at, { openTasks, batch: BATCH, cases, units, perUnit: Math.round(cases / units) });
  for (const list of await measureTaskLists(at, services)) tell(listLines(list, Math.round(cases / units), open));
  return all;
}
