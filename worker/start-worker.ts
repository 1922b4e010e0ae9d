/**
 * The loops of one node: timers, timer start events, jobs, the outbox, the sealer, periodic work. Any number of nodes share one database;
 * each row is claimed by one of them. Nothing here changes a case but through commands.
 */
import type { Services } from '../commands/contract.ts';
import { checkpointTurn } from './checkpoints.ts';
import { completeEvidence } from './complete-evidence.ts';
import { deliverOutbox } from './deliver-outbox.ts';
import { fireStartTimers } from './fire-start-timers.ts';
import { fireTimers } from './fire-timers.ts';
import type { JobHandler } from './job-handler.ts';
import { HANDLERS } from './jobs/handlers.ts';
import { type Loop, startLoop } from './loop.ts';
import { startPeriodic } from './periodic.ts';
import { recomputeDeadlines } from './recompute-deadlines.ts';
import { runJobs } from './run-jobs.ts';
import { sealRecord } from './seal-record.ts';
import { scanUploads } from './scan-uploads.ts';
import { settleSignings } from './settle-signings.ts';
import { watchTopics } from './watch-topics.ts';

export interface WorkerOptions {
  /** pause of an idle loop, milliseconds */
  readonly pauseMs?: number;
  /** topics beside the product's own */
  readonly handlers?: ReadonlyMap<string, JobHandler>;
}

export interface Worker {
  /** look at the queues now: a step was just written here */
  wake(): void;
  /** finishes what is under way; what was claimed and not done comes again elsewhere */
  stop(): Promise<void>;
}

const PAUSE_MS = 500;
const WATCH_PAUSE_MS = 60_000;
const SEAL_PAUSE_MS = 500;
const CHECKPOINT_PAUSE_MS = 10_000;
const SIGNING_PAUSE_MS = 15_000;
const EVIDENCE_PAUSE_MS = 2_000;
const SCAN_PAUSE_MS = 5_000;

export async function startWorker(services: Services, { pauseMs = PAUSE_MS, handlers = new Map() }: WorkerOptions = {}): Promise<Worker> {
  const { logger } = services;
  const name = services.newId();
  const worker = { name, handlers: new Map([...HANDLERS, ...handlers]) };
  const loop = (loopName: string, turn: () => Promise<boolean>): Loop => startLoop({ name: loopName, logger, pauseMs }, turn);
  const periodic = await startPeriodic(services, name);
  const loops = [
    loop('timers', async () => await fireTimers(services)),
    loop('start timers', async () => await fireStartTimers(services)),
    loop('jobs', async () => await runJobs(services, worker)),
    loop('law changes', async () => await recomputeDeadlines(services)),
    loop('outbox', async () => await deliverOutbox(services)),
    loop('mail', async () => await deliverOutbox(services, 'mail')),
  ];
  const topics = [...worker.handlers.keys()];
  const known = new Set<string>();
  // no queue: a step that was just written is no reason to look
  const watch = startLoop({ name: 'topics', logger, pauseMs: WATCH_PAUSE_MS }, async () => await watchTopics(services, topics, known));
  // its pause makes the batch: a step that was just written is no reason to look
  const sealer = startLoop({ name: 'sealer', logger, pauseMs: SEAL_PAUSE_MS }, async () => await sealRecord(services));
  const checkpoints = startLoop({ name: 'checkpoints', logger, pauseMs: CHECKPOINT_PAUSE_MS }, checkpointTurn(services));
  const signings = startLoop({ name: 'signings', logger, pauseMs: SIGNING_PAUSE_MS }, async () => await settleSignings(services));
  // services outside are asked at their own pace: a step that was just written is no reason to look
  const evidence = startLoop({ name: 'evidence', logger, pauseMs: EVIDENCE_PAUSE_MS }, async () => await completeEvidence(services));
  // what comes in is scanned at the door: here is what had to wait, and what is looked at again
  const scans = startLoop({ name: 'scans', logger, pauseMs: SCAN_PAUSE_MS }, async () => await scanUploads(services));
  return {
    wake() {
      for (const each of loops) each.wake();
    },
    async stop() {
      await Promise.all([
        ...loops.map(async (each) => await each.stop()),
        watch.stop(),
        sealer.stop(),
        checkpoints.stop(),
        signings.stop(),
        evidence.stop(),
        scans.stop(),
        periodic.stop(),
      ]);
    },
  };
}
