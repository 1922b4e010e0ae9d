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
  /** over the connections of the baseline, with as many requests in flight as a busy node has */
  readonly ours: Round;
  readonly baseline: Round;
  readonly ratio: number;
  /** the same with no more requests in flight than connections */
  readonly narrow: { readonly ours: Round; readonly ratio: number };
  /** the same against pgbench with a connection for each of the requests in flight */
  readonly wide: { readonly baseline: Round; readonly ratio: number };
  /** bytes of WAL a step, over as many steps of each after a checkpoint */
  readonly wal: { readonly ours: number; readonly baseline: number };
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

/** Requests in flight at a busy node: they share its connections, as those of a web server do. */
export const IN_FLIGHT = 64;
/** So many claims and completions each lane does while the WAL is measured. */
const WAL_CASES = 40;
const LONG = 600;

type Work = (seconds: number, each?: number) => Promise<number>;

export async function measureDurable(bench: BenchDatabase, services: Services, plan: DurablePlan): Promise<DurableFigures> {
  const work = await sidesOf(bench, services, plan);
  for (const warm of Object.values(work)) await warm(1);
  const rounds: Record<keyof typeof work, Round>[] = [];
  for (let n = 0; n < plan.rounds; n++) {
    const turn = async (side: keyof typeof work): Promise<Round> => await measured(bench, plan.seconds, work[side]);
    rounds.push({ ours: await turn('ours'), baseline: await turn('baseline'), narrow: await turn('narrow'), wide: await turn('wide') });
  }
  const side = (name: keyof typeof work): Round => typical(rounds.map((round) => round[name]));
  const ratio = (mine: keyof typeof work, theirs: keyof typeof work): number =>
    median(rounds.map((round) => round[mine].perSecond / round[theirs].perSecond));
  return {
    ours: side('ours'),
    baseline: side('baseline'),
    ratio: ratio('ours', 'baseline'),
    narrow: { ours: side('narrow'), ratio: ratio('narrow', 'baseline') },
    wide: { baseline: side('wide'), ratio: ratio('ours', 'wide') },
    wal: {
      ours: await walOf(bench, async () => await work.narrow(LONG, WAL_CASES)),
      baseline: await walOf(bench, async () => await work.baseline(LONG, WAL_CASES)),
    },
  };
}

async function sidesOf(
  bench: BenchDatabase,
  services: Services,
  plan: DurablePlan,
): Promise<Record<'ours' | 'narrow' | 'baseline' | 'wide', Work>> {
  const [few = '', many = ''] = await writeBaseline(bench.db, await workSample(services, plan.ours), plan.theirs, [CONNECTIONS, IN_FLIGHT]);
  const { server, name } = bench;
  const ask = askHere(services);
  const ours =
    (lanes: number): Work =>
    async (seconds, each) =>
      (await workCases(plan.ours, lanes, seconds * 1_000, ask, each)).steps;
  const theirs =
    (script: string, clients: number): Work =>
    async (seconds, each) => {
      const limit = each === undefined ? { seconds } : { each };
      const at = { program: plan.program, host: server.host, port: server.port, user: server.user, database: name };
      return (await runPgbench({ ...at, script, clients, limit })).count * 2;
    };
  return { ours: ours(IN_FLIGHT), narrow: ours(CONNECTIONS), baseline: theirs(few, CONNECTIONS), wide: theirs(many, IN_FLIGHT) };
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
