/**
 * npm run bench:round: a scaled-down day of the load that matters, on the real commands, database and verifiers: lines of a round that are
 * signed by a warden and sealed by a registry, with one time-stamp authority that answers 50 a second and fails twice. It says what each line
 * cost, whether all of them are whole in the end, and how many nodes the real three days need. `LINES` sets how many.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openServices } from '../commands/open-services.ts';
import type { Services } from '../commands/contract.ts';
import { newId } from '../composition/new-id.ts';
import { keyBackend } from '../composition/key-backend.ts';
import { DemoAuthority } from '../keys/demo-authority/demo-authority.ts';
import { createCrlClient } from '../keys/evidence/crl-client.ts';
import { documentEvidence } from '../keys/evidence/document-evidence.ts';
import { EvidenceCache } from '../keys/evidence/evidence-cache.ts';
import { createOcspClient } from '../keys/evidence/ocsp-client.ts';
import { politeExchange } from '../keys/evidence/polite-exchange.ts';
import { createTimeStampClient } from '../keys/evidence/time-stamp-client.ts';
import { createLogger } from '../logging/logger.ts';
import { openDatabase, type Database } from '../store/connection.ts';
import { testVault } from '../test/test-vault.ts';
import { completeEvidence } from '../worker/complete-evidence.ts';
import { each } from '../worker/each.ts';
import { CONNECTIONS, one, openBenchDatabase } from './bench-database.ts';
import { loadNow, printLines } from './report.ts';
import { roundAuthority, type RoundAuthority } from './round/authority.ts';
import { openRound, signLine } from './round/office.ts';
import { planNodes, REAL_ROUND } from './round/plan-nodes.ts';
import { serverCpu } from './server-cpu.ts';

const LINES = Number(process.env['LINES'] ?? 100);
const PRISONS = 10;
const WIDTH = 4;
/** shares of the day at whose beginning and end the authority fails and is back */
const FAILURES: readonly (readonly [from: number, to: number])[] = [
  [0.2, 0.3],
  [0.6, 0.7],
];
const PATIENCE_MS = 300_000;

function signingFor(db: Database, demo: DemoAuthority, authority: RoundAuthority): NonNullable<Services['signing']> {
  const exchange = politeExchange(authority.exchange, {
    perSecond: REAL_ROUND.stampsPerSecond,
    atOnce: 8,
    attempts: 2,
    clock: Date.now,
    wait: pause,
    random: Math.random,
  });
  const revocation = { exchange, hosts: [demo.host], cache: new EvidenceCache(Date.now), clock: Date.now };
  const { trust } = demo;
  const stamps = { urls: [demo.timeStampUrl], exchange, trust, clock: Date.now, random: randomBytes };
  const evidence = {
    timeStamp: createTimeStampClient(stamps),
    ocsp: createOcspClient(revocation),
    crl: createCrlClient(revocation),
    trust,
    clock: Date.now,
    random: randomBytes,
  };
  return {
    anchors: () => trust.signing,
    timeStampAnchors: () => trust.timeStamp,
    backends: new Map([['demo', keyBackend(demo.backend(), { demo }, db)]]),
    random: randomBytes,
    timeStamp: evidence.timeStamp,
    collectEvidence: async (signed, wanted, options) => await documentEvidence(signed, wanted, options, evidence),
  };
}

interface Spent {
  readonly ms: number;
  readonly databaseMs: number;
  readonly seconds: number;
}

/** Processor time of this process without the authority's, and of the database. */
async function spending(pid: number, authority: RoundAuthority, work: () => Promise<void>): Promise<Spent> {
  const [before, database, cpu, start] = [authority.seen.cpuMs, serverCpu(pid) ?? 0, process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return {
    ms: (user + system) / 1000 - (authority.seen.cpuMs - before),
    databaseMs: (serverCpu(pid) ?? 0) - database,
    seconds: (performance.now() - start) / 1000,
  };
}

async function signDay(services: Services, authority: RoundAuthority): Promise<void> {
  let begun = 0;
  await each(
    Array.from({ length: LINES }, (_, line) => line),
    WIDTH,
    async (line) => {
      const share = begun / LINES;
      begun += 1;
      authority.isDown = FAILURES.some(([from, to]) => share >= from && share < to);
      await signLine(services, line, PRISONS);
    },
  );
  authority.isDown = false;
}

const pendingOf = async (db: Database): Promise<number> =>
  (await one<{ n: number }>(db, "select count(*)::int as n from document_evidence where state = 'pending'")).n;

async function completeAll(services: Services): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until && (await pendingOf(services.db)) > 0) if (!(await completeEvidence(services))) await pause(200);
}

const bench = await openBenchDatabase();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-round-'));
const db = openDatabase(bench.url, { max: CONNECTIONS, vault: testVault() });
try {
  const demo = await DemoAuthority.open({ folder: path.join(folder, 'authority'), baseUrl: 'http://demo.test', clock: Date.now });
  const authority = roundAuthority(demo, REAL_ROUND.stampsPerSecond);
  const services = openServices({
    db,
    newId,
    random: Math.random,
    rootUnit: 'cuc',
    signing: signingFor(db, demo, authority),
    clock: () => new Date().toISOString(),
    wait: async (ms) => await pause(ms),
    logger: createLogger({ level: 'error', format: 'json' }),
  });
  await openRound(services, demo, PRISONS);
  const { pid } = bench.server;
  const signing = await spending(pid, authority, async () => await signDay(services, authority));
  const late = await pendingOf(db);
  const evidence = await spending(pid, authority, async () => await completeAll(services));
  const { seen } = authority;
  const { whole, short } = await one<{ whole: number; short: number }>(
    db,
    `select count(*) filter (where e.state = 'complete' and e.reached = 'B-LTA' and e.sound)::int as whole,
       (select count(*) filter (where n < 2)::int from (select count(*) as n from document_revision where cause = 'signature' group by document_id) s) as short
     from document_evidence e`,
  );
  const cost = {
    signingMs: signing.ms / LINES,
    evidenceMs: evidence.ms / LINES,
    databaseMs: (signing.databaseMs + evidence.databaseMs) / LINES,
    stamps: seen.stamps / LINES,
  };
  const nodes = planNodes(REAL_ROUND, cost);
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  console.log(`${LINES} lines of ${PRISONS} prisons, ${WIDTH} at once; load ${loadNow()}`);
  printLines([
    { what: 'lines signed and sealed', figure: `${LINES} in ${signing.seconds.toFixed(0)} s` },
    { what: 'documents B-LTA and verified', figure: `${whole} of ${LINES}`, target: 'all', met: whole === LINES },
    { what: 'documents that lack a signature', figure: String(short), target: '0', met: short === 0 },
    { what: 'evidence pending when the day ended', figure: `${late}, complete after ${evidence.seconds.toFixed(0)} s` },
    { what: 'time-stamps', figure: `${cost.stamps.toFixed(2)} a line; refused while failing or too fast: ${seen.refused}` },
    {
      what: 'most time-stamps in a second',
      figure: String(seen.mostInSecond),
      target: `at most ${REAL_ROUND.stampsPerSecond}`,
      met: seen.mostInSecond <= REAL_ROUND.stampsPerSecond,
    },
    {
      what: 'processor a line',
      figure: `signing ${ms(cost.signingMs)}, evidence ${ms(cost.evidenceMs)}, database ${ms(cost.databaseMs)}, the authority's own ${ms(seen.cpuMs / LINES)} not counted`,
    },
    {
      what: 'the real three days (60,000 lines)',
      figure: `${nodes.serverNodes} server nodes and ${nodes.workerNodes} worker nodes of one processor, ${nodes.databaseCores} processors of database at ${REAL_ROUND.busy * 100} % busy in ${REAL_ROUND.hoursOfDay} h a day`,
    },
    {
      what: 'the time-stamp authority',
      figure: `${nodes.stampHours.toFixed(1)} h at ${REAL_ROUND.stampsPerSecond} a second`,
      target: `within ${REAL_ROUND.days} days beside two failures of an hour`,
      met: nodes.isEnough,
    },
  ]);
  process.exitCode = whole === LINES && short === 0 ? 0 : 1;
} finally {
  await db.close();
  await bench.close();
  fs.rmSync(folder, { recursive: true, force: true });
}
