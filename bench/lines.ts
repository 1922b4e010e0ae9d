/** From figures to lines of the report, with the targets that the product is held to. */
import { CONNECTIONS } from './bench-database.ts';
import { IN_FLIGHT, type DurableFigures, type Round } from './durable.ts';
import { round } from './figures.ts';
import type { HttpFigures } from './http.ts';
import type { KernelFigures } from './kernel.ts';
import type { Line } from './report.ts';
import type { ListName, TaskListFigures } from './task-list.ts';
import type { PollFigures, TimerFigures } from './timers.ts';

const MOST_KERNEL_SHARE = 0.05;
const MOST_STATE_BYTES = 200;
const LEAST_STEP_RATIO = 0.6;
const MOST_PAGE_MS = 15;

const percent = (share: number): string => `${round(share * 100, 1)} %`;

export function kernelLines(
  { ours, theirs }: { ours: KernelFigures; theirs: KernelFigures },
  { ours: step }: DurableFigures,
): readonly Line[] {
  const share = ours.cpuUs / (step.nodeCpuUs + (step.serverCpuUs ?? 0));
  return [
    {
      what: '(a) kernel, CPU a step',
      figure: `1/${round(theirs.cpuUs / ours.cpuUs)} of bpmn-engine (${ours.cpuUs} µs, ${theirs.cpuUs} µs)`,
    },
    {
      what: '(a) kernel, share of the CPU of a durable step',
      figure: percent(share),
      target: `at most ${percent(MOST_KERNEL_SHARE)}`,
      met: share <= MOST_KERNEL_SHARE,
    },
    {
      what: '(a) state without variables',
      figure: `${ours.stateBytes} bytes, 1/${round(theirs.stateBytes / ours.stateBytes)} of bpmn-engine (${theirs.stateBytes})`,
      target: `at most ${MOST_STATE_BYTES} bytes`,
      met: ours.stateBytes <= MOST_STATE_BYTES,
    },
  ];
}

export function durableLines({ ours, baseline, narrow, wide, wal, ratio }: DurableFigures): readonly Line[] {
  const cpuRatio = cpuOf(baseline) / cpuOf(ours);
  return [
    {
      what: `(b) durable steps against pgbench writing the same rows, ${CONNECTIONS} connections, ${IN_FLIGHT} requests in flight`,
      figure: `${round(ratio, 2)} (${round(ours.perSecond)} to ${round(baseline.perSecond)} steps/s)`,
      target: `at least ${LEAST_STEP_RATIO}`,
      met: ratio >= LEAST_STEP_RATIO,
    },
    {
      what: `(b) the same against pgbench with ${IN_FLIGHT} connections`,
      figure: `${round(wide.ratio, 2)} (to ${round(wide.baseline.perSecond)} steps/s)`,
    },
    {
      what: `(b) the same with no more than ${CONNECTIONS} requests in flight`,
      figure: `${round(narrow.ratio, 2)} (${round(narrow.ours.perSecond)} steps/s; ${cpu(narrow.ours)})`,
    },
    {
      what: '(b) WAL a step',
      figure: `${round(wal.ours / wal.baseline, 2)} of the baseline (${round(wal.ours)} to ${round(wal.baseline)} bytes)`,
    },
    { what: '(b) CPU a step', figure: `baseline takes ${round(cpuRatio, 2)} of it (${cpu(ours)}; baseline: ${cpu(baseline)})` },
  ];
}

/** What a machine without other work would make of the rounds, whose time others' work takes away from. */
const cpuOf = ({ nodeCpuUs, serverCpuUs = 0 }: Round): number => nodeCpuUs + serverCpuUs;
const cpu = ({ nodeCpuUs, serverCpuUs }: Round): string =>
  `client ${round(nodeCpuUs)} µs, server ${serverCpuUs === undefined ? 'unknown' : `${round(serverCpuUs)} µs`}`;

export function httpLines({ perSecond, p50, p99, ratioToSteps, ratioToBare, barePerSecond }: HttpFigures): readonly Line[] {
  return [
    {
      what: '(c) steps over HTTP, one node',
      figure: `${round(ratioToSteps, 2)} of the steps without HTTP (${round(perSecond)} steps/s); p50 ${round(p50, 1)} ms, p99 ${round(p99, 1)} ms`,
    },
    { what: '(c) against a bare koa route', figure: `${round(ratioToBare, 2)} (${round(barePerSecond)} requests/s)` },
  ];
}

export function timerLines({ timers, seconds, perSecond }: TimerFigures, { ours }: DurableFigures): readonly Line[] {
  return [
    {
      what: `(d) ${timers} timers due at once, all fired`,
      figure: `${round(seconds, 1)} s: ${round(perSecond / ours.perSecond, 2)} of the steps a second of (b) (${round(perSecond)}/s)`,
    },
  ];
}

export function pollLines({ future, emptyMs, futureMs, ratio }: PollFigures): readonly Line[] {
  return [
    {
      what: `(d) looking for due timers beside ${future} future ones`,
      figure: `${round(ratio, 2)} of an empty table (${round(futureMs, 2)} to ${round(emptyMs, 2)} ms)`,
    },
  ];
}

const LISTS: Readonly<Record<ListName, string>> = {
  claimable: 'claimable tasks, through the API',
  checked: 'claimable tasks, policy predicate added',
  all: 'all tasks that may be seen, through the API',
};

export function listLines({ list, firstP95, deepP95, lookup, ratio }: TaskListFigures, candidates: number, open: number): readonly Line[] {
  return [
    {
      what: `(e) ${LISTS[list]}: ${candidates} candidates among ${open}`,
      figure: `p95 ${round(firstP95, 1)} ms first page, ${round(deepP95, 1)} ms 40 pages deep; median ${round(ratio, 1)} times a page by primary key (${round(lookup, 1)} ms)`,
      target: `p95 at most ${MOST_PAGE_MS} ms`,
      met: Math.max(firstP95, deepP95) <= MOST_PAGE_MS,
    },
  ];
}
