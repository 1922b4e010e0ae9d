/** (c) The same steps over HTTP, one node in a process of its own: against (b), and against a bare koa route. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { StepOutcome } from '../commands/contract.ts';
import { saveSession } from '../store/repositories/sessions.ts';
import { CONNECTIONS, type BenchDatabase } from './bench-database.ts';
import { officerOf } from './bench-office.ts';
import { askHere } from './durable.ts';
import type { Services } from '../commands/contract.ts';
import { median, percentile } from './figures.ts';
import { workCases, type Ask, type Field, type Worked } from './work-cases.ts';

export interface HttpFigures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** against the same steps without HTTP, and against requests a second of a bare route */
  readonly ratioToSteps: number;
  readonly ratioToBare: number;
  readonly barePerSecond: number;
}

interface Ports {
  readonly api: number;
  readonly bare: number;
}
type Send = (port: number, path: string, token: string, body: object) => Promise<string>;

export async function measureHttp(
  bench: BenchDatabase,
  services: Services,
  field: Field,
  rounds: number,
  seconds: number,
): Promise<HttpFigures> {
  const tokens = await signedIn(bench, field.units);
  const child = fork(new URL('./http-server.ts', import.meta.url), [bench.url], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  try {
    const ports = await new Promise<Ports>((resolve, reject) => {
      child.once('message', (message) => resolve(message as Ports));
      child.once('exit', () => reject(new Error('Expected the node of the API to start.')));
    });
    const send = sender(agent);
    const ask = askOver(send, ports.api, tokens);
    await workCases(field, CONNECTIONS, 1_000, ask);
    const all: { over: Worked; here: Worked; bare: number }[] = [];
    for (let n = 0; n < rounds; n++)
      all.push({
        over: await fresh(bench, async () => await workCases(field, CONNECTIONS, seconds * 1_000, ask)),
        here: await fresh(bench, async () => await workCases(field, CONNECTIONS, seconds * 1_000, askHere(services))),
        bare: await bareRate(send, ports.bare, seconds * 500),
      });
    return figuresOf(all);
  } finally {
    agent.destroy();
    child.disconnect();
  }
}

async function fresh<T>({ db }: BenchDatabase, work: () => Promise<T>): Promise<T> {
  await db.pool.query('checkpoint');
  return await work();
}

const rate = ({ steps, seconds }: Worked): number => steps / seconds;

function figuresOf(all: readonly { readonly over: Worked; readonly here: Worked; readonly bare: number }[]): HttpFigures {
  return {
    perSecond: median(all.map(({ over }) => rate(over))),
    p50: median(all.map(({ over }) => percentile(over.latencies, 0.5))),
    p99: median(all.map(({ over }) => percentile(over.latencies, 0.99))),
    ratioToSteps: median(all.map(({ over, here }) => rate(over) / rate(here))),
    ratioToBare: median(all.map(({ over, bare }) => rate(over) / bare)),
    barePerSecond: median(all.map(({ bare }) => bare)),
  };
}

async function signedIn({ db }: BenchDatabase, units: number): Promise<ReadonlyMap<string, string>> {
  const now = Date.now();
  const tokens = new Map<string, string>();
  for (let n = 0; n < units; n++) {
    const token = randomBytes(32).toString('base64url');
    const { account } = officerOf(n);
    const times = { now: new Date(now).toISOString(), expiresAt: new Date(now + 8 * 3_600_000).toISOString() };
    await saveSession(db, { token, account, ...times });
    tokens.set(account, token);
  }
  return tokens;
}

function askOver(send: Send, port: number, tokens: ReadonlyMap<string, string>): Ask {
  return async ({ account }, { type, caseId, instance, ...body }) => {
    const path = `/api/v1/tasks/${caseId}/${instance}/${type === 'claimTask' ? 'claim' : 'complete'}`;
    return JSON.parse(await send(port, path, tokens.get(account) ?? '', body)) as StepOutcome;
  };
}

async function bareRate(send: Send, port: number, milliseconds: number): Promise<number> {
  const started = performance.now();
  let requests = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (; performance.now() - started < milliseconds; requests++) await send(port, '/', '', {});
    }),
  );
  return requests / ((performance.now() - started) / 1_000);
}

/** node:http itself: fetch would cost more than the server. */
function sender(agent: Agent): Send {
  return async (port, path, token, body) =>
    await new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        'x-requested-with': 'bench',
        cookie: `trinh-ky=${token}`,
      };
      const sent = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
        let received = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (received += part));
        answer.on('end', () => (answer.statusCode === 200 ? resolve(received) : reject(new Error(`${answer.statusCode} ${received}`))));
      });
      sent.on('error', reject);
      sent.end(text);
    });
}
