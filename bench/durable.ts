/** (b) Durable steps per second through the one door, against pgbench writing the same rows; short rounds of each, in turn. */
import { runCommand } from '../commands/run-command.ts';
import type { CommandOf, Services, StepOutcome } from '../commands/contract.ts';
import { writeBaseline } from './baseline.ts';
import { CONNECTIONS, walBytes, type BenchDatabase } from './bench-database.ts';
import { officerOf } from './bench-office.ts';
import { benchCase } from './clone-cases.ts';
import { median } from './figures.ts';
import { runPgbench } from './pgbench.ts';
import { serverCpu } from './server-cpu.ts';
import { ANSWER, workCases, type Ask, type Field } from './work-cases.ts';

export interface Round {
  readonly perSecond: number;
  /** microseconds a step */
  readonly serverCpuUs: number | undefined;
  readonly nodeCpuUs: number;
}
export interface DurableFigures {
  readonly ours: Round;
  readonly baseline: Round;
  /** bytes of WAL a step, over as many steps of each after a checkpoint */
  readonly wal: { readonly ours: number; readonly baseline: number };
  readonly ratio: number;
}

export interface DurablePlan {
  readonly program: string;
  readonly ours: Field;
  readonly theirs: Field;
  readonly rounds: number;
  readonly seconds: number;
}

export const askHere =
  (services: Services): Ask =>
  async (actor, command) =>
    (await runCommand(services, actor, command as CommandOf<'claimTask'>)) as StepOutcome;

/** So many claims and completions each lane does while the WAL is measured. */
const WAL_CASES = 40;
const LONG = 600;

export async function measureDurable(bench: BenchDatabase, services: Services, plan: DurablePlan): Promise<DurableFigures> {
  const script = await writeBaseline(bench.db, await workSample(services, plan.ours), plan.theirs);
  const ask = askHere(services);
  const ours = async (seconds: number, each?: number): Promise<number> =>
    (await workCases(plan.ours, CONNECTIONS, seconds * 1_000, ask, each)).steps;
  const { server, name } = bench;
  const run = {
    program: plan.program,
    host: server.host,
    port: server.port,
    user: server.user,
    database: name,
    script,
    clients: CONNECTIONS,
  };
  const theirs = async (seconds: number, each?: number): Promise<number> =>
    (await runPgbench({ ...run, limit: each === undefined ? { seconds } : { each } })).count * 2;
  await ours(2);
  await theirs(1);
  const rounds: { ours: Round; theirs: Round }[] = [];
  for (let n = 0; n < plan.rounds; n++)
    rounds.push({ ours: await measured(bench, plan.seconds, ours), theirs: await measured(bench, plan.seconds, theirs) });
  return {
    ours: typical(rounds.map((round) => round.ours)),
    baseline: typical(rounds.map((round) => round.theirs)),
    wal: {
      ours: await walOf(bench, async () => await ours(LONG, WAL_CASES)),
      baseline: await walOf(bench, async () => await theirs(LONG, WAL_CASES)),
    },
    ratio: median(rounds.map((round) => round.ours.perSecond / round.theirs.perSecond)),
  };
}

async function walOf({ db }: BenchDatabase, work: () => Promise<number>): Promise<number> {
  await db.pool.query('checkpoint');
  const before = await walBytes(db);
  const steps = await work();
  return ((await walBytes(db)) - before) / steps;
}

async function workSample(services: Services, { batch, to, units, open }: Field): Promise<string> {
  const n = to - 1;
  const task = { caseId: benchCase(batch, n), instance: open[n] ?? 0 };
  const actor = officerOf(n % units);
  await runCommand<'claimTask'>(services, actor, { type: 'claimTask', ...task });
  const done = await runCommand<'completeTask'>(services, actor, { type: 'completeTask', ...task, outcome: 'more', variables: ANSWER });
  open[n] = done.opened[0]?.instance ?? 0;
  return task.caseId;
}

/** A checkpoint first: in each round the pages are written to the WAL whole as often as in any other. */
async function measured({ db, server }: BenchDatabase, seconds: number, work: (seconds: number) => Promise<number>): Promise<Round> {
  await db.pool.query('checkpoint');
  const [cpu, node, at] = [serverCpu(server.pid), process.cpuUsage(), performance.now()];
  const steps = await work(seconds);
  const took = (performance.now() - at) / 1_000;
  const { user, system } = process.cpuUsage(node);
  const cpuAfter = serverCpu(server.pid);
  return {
    perSecond: steps / took,
    serverCpuUs: cpu === undefined || cpuAfter === undefined ? undefined : ((cpuAfter - cpu) * 1_000) / steps,
    nodeCpuUs: (user + system) / steps,
  };
}

function typical(rounds: readonly Round[]): Round {
  const of = (value: (round: Round) => number | undefined): number => median(rounds.map((round) => value(round) ?? 0));
  return {
    perSecond: of((round) => round.perSecond),
    serverCpuUs: rounds[0]?.serverCpuUs === undefined ? undefined : of((round) => round.serverCpuUs),
    nodeCpuUs: of((round) => round.nodeCpuUs),
  };
}
