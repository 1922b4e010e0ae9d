/** The API on a real socket and a real database, and clients that check every answer against the contract of its route. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestFn } from 'ava';
import type { Middleware } from 'koa';
import { DEFAULT_OPTIONS, type ApiOptions, type ApiServices } from '../../api/api-services.ts';
import { faultsOf } from '../../api/compile-schema.ts';
import { ProblemDetails } from '../../api/contract/problem.ts';
import { createApi, type Api } from '../../api/create-api.ts';
import type { Route } from '../../api/route.ts';
import type { IdentityProvider } from '../../api/session/identity-provider.ts';
import { newId } from '../../composition/new-id.ts';
import { readiness } from '../../composition/readiness.ts';
import { createSecretBox } from '../../commands/access/secret-box.ts';
import type { Services } from '../../commands/contract.ts';
import type { FileScanner } from '../../commands/uploads/file-scanner.ts';
import { openServices } from '../../commands/open-services.ts';
import { createLogger } from '../../logging/logger.ts';
import { openDatabase, type Database } from '../../store/connection.ts';
import { saveUnits, seedAccount } from '../../store/repositories/accounts.ts';
import { requireKeys } from '../../store/protection/sealed.ts';
import { loadSession, saveSession, touchSession } from '../../store/repositories/sessions.ts';
import { useDatabase } from '../database.ts';
import { testVault } from '../test-vault.ts';
import { testKeys } from './test-keys.ts';

const STAFF: readonly (readonly [id: string, role: string, unit: string])[] = [
  ['lan', 'officer', 'cuc.hanoi'],
  ['mai', 'officer', 'cuc.hanoi'],
  ['minh', 'manager', 'cuc.hanoi'],
  ['hoa', 'officer', 'cuc.hue'],
  ['hung', 'manager', 'cuc.hue'],
  ['adm', 'admin-local', 'cuc.hanoi'],
  ['analyst', 'analyst', 'cuc'],
  ['root', 'sysadmin', 'cuc'],
  ['auditor', 'auditor', 'cuc'],
  ['auditor-hue', 'auditor', 'cuc.hue'],
  ['may-in', 'worker', 'cuc.hanoi'],
  ['van-thu', 'registry', 'cuc.hanoi'],
];

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // tests look into answers freely; that they have the declared shape is checked before
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any
}
export interface Ask {
  readonly body?: unknown;
  /** sent as it is */
  readonly raw?: string | Uint8Array<ArrayBuffer> | FormData;
  readonly headers?: Readonly<Record<string, string>>;
  /** the test makes one happen */
  readonly expectDefect?: boolean;
}
export type Client = (method: string, path: string, ask?: Ask) => Promise<Answer>;

export interface ApiServer {
  readonly url: string;
  readonly api: Api;
  readonly db: Database;
  readonly services: ApiServices;
  /** log entries so far */
  readonly log: readonly Record<string, unknown>[];
  /** nobody */
  readonly anyone: Client;
  /** signed in as one of the staff, without going through the password */
  readonly as: (name: string) => Client;
  /** a session's token */
  tokenOf(name: string): Promise<string>;
  /** moves the clock */
  pass(seconds: number): void;
}

/** Beside the usual: the national identity, and who stands where TLS ends. */
export interface More {
  readonly identityProvider?: () => IdentityProvider;
  readonly scanner?: FileScanner;
  readonly before?: Middleware;
}

export function useApi(test: TestFn, options: Partial<ApiOptions> = {}, { identityProvider, scanner, before }: More = {}): ApiServer {
  const database = useDatabase(test);
  const log: Record<string, unknown>[] = [];
  let opened: { db: Database; api: Api; services: ApiServices; server: Server; url: string } | undefined;
  let offset = 0;
  test.serial.before(async () => {
    const db = openDatabase(database.url, { max: 6, vault: testVault() });
    const services = {
      ...servicesOn(db, () => offset, log, options, { signing: await testKeys(db), ...(scanner && { scanner }) }),
      identityProvider: identityProvider?.(),
    };
    await seed(db);
    const api = createApi(services);
    // after whatever says who is at the other end, before the routes
    if (before) api.app.middleware.splice(-3, 0, before as never);
    const server = createServer(api.app.callback());
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    opened = { db, api, services, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  });
  test.after.always(async () => {
    if (!opened) return;
    opened.api.drain();
    opened.server.closeAllConnections();
    await new Promise((resolve) => opened?.server.close(resolve));
    await opened.db.close();
  });
  const open = (): NonNullable<typeof opened> => {
    if (!opened) throw new Error('The API is there while tests run.');
    return opened;
  };
  const tokens = new Map<string, Promise<string>>();
  const newToken = async (name: string): Promise<string> => {
    const token = randomBytes(32).toString('base64url');
    const now = open().services.commands.clock();
    await saveSession(open().db, { token, account: name, now, expiresAt: new Date(Date.parse(now) + 3_600_000).toISOString() });
    return token;
  };
  const call = async (method: string, path: string, ask: Ask, token?: string): Promise<Answer> => {
    const cookie: Record<string, string> = token === undefined ? {} : { cookie: `trinh-ky=${token}` };
    const answer = await request(open().url, open().api.routes, method, path, { ...ask, headers: { ...cookie, ...ask.headers } });
    if (answer.status === 500 && !ask.expectDefect)
      throw new Error(`${method} ${path}: ${JSON.stringify(log.findLast((entry) => entry['err']))}`);
    return answer;
  };
  return {
    get url() {
      return open().url;
    },
    get api() {
      return open().api;
    },
    get db() {
      return open().db;
    },
    get services() {
      return open().services;
    },
    log,
    anyone: async (method, path, ask = {}) => await call(method, path, ask),
    as(name) {
      return async (method, path, ask = {}) => {
        const token = tokens.get(name) ?? newToken(name);
        tokens.set(name, token);
        return await call(method, path, ask, await token);
      };
    },
    tokenOf: newToken,
    pass: (seconds) => void (offset += seconds * 1_000),
  };
}

function servicesOn(
  db: Database,
  offset: () => number,
  log: Record<string, unknown>[],
  options: Partial<ApiOptions>,
  more: Pick<Services, 'signing' | 'scanner'>,
): ApiServices {
  const destination = { write: (entry: string) => void log.push(JSON.parse(entry) as Record<string, unknown>) };
  return {
    commands: openServices({
      db,
      clock: () => new Date(Date.now() + offset()).toISOString(),
      newId,
      random: () => 0.5,
      wait: async () => await new Promise((resolve) => setImmediate(resolve)),
      logger: createLogger({ level: 'debug', format: 'json', destination }),
      rootUnit: 'cuc',
      ...more,
      access: {
        secrets: createSecretBox(requireKeys(db)),
        relyingParty: { id: 'localhost', name: 'Trình Ký', origin: 'http://localhost:8080' },
      },
    }),
    sessions: {
      load: async (token, now) => await loadSession(db, token, now),
      touch: async (token, now) => await touchSession(db, token, now),
    },
    readiness: async () => await readiness(db),
    version: '0.0.0-test',
    options: { ...DEFAULT_OPTIONS, secureCookies: false, changesEveryMs: 20, ...options },
  };
}

async function seed(db: Database): Promise<void> {
  await saveUnits(
    db,
    ['cuc', 'cuc.hanoi', 'cuc.hue'].map((path) => ({ id: path, path, name: path })),
  );
  for (const [id, role, unitPath] of STAFF) {
    const person = { id: `person-${id}`, name: id, unitPath };
    await seedAccount(db, { id, login: id, person, grants: [{ role, unitPath }] }, '2026-01-01T00:00:00.000Z');
  }
}

async function request(url: string, routes: readonly Route[], method: string, path: string, ask: Ask): Promise<Answer> {
  const isJson = 'body' in ask;
  const response = await fetch(url + path, {
    method,
    headers: { 'x-requested-with': 'test', ...(isJson && { 'content-type': 'application/json' }), ...ask.headers },
    body: isJson ? JSON.stringify(ask.body) : (ask.raw ?? null),
    redirect: 'manual',
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const body: unknown = type.includes('json') && text !== '' ? JSON.parse(text) : text;
  checkAnswer(routes, method, path, response, type, body);
  return { status: response.status, headers: response.headers, body };
}

/** Every answer of every test: problems are Problem Details, successes have the shape that their route declares. */
function checkAnswer(routes: readonly Route[], method: string, path: string, response: Response, type: string, body: unknown): void {
  const where = `${method} ${path} answered ${response.status}`;
  if (!response.headers.get('x-request-id')) throw new Error(`${where} without a request id`);
  if (type.startsWith('application/problem+json')) return failOn(where, faultsOf(ProblemDetails, body));
  if (response.status >= 400 && response.status !== 503) throw new Error(`${where} without Problem Details: ${JSON.stringify(body)}`);
  const route = routes.find((one) => one.method === method && patternOf(one.path).test(path.split('?')[0] ?? ''));
  if (!route || response.status === 304) return;
  if (response.status !== route.success && response.status !== 503) throw new Error(`${where}, not ${route.success}`);
  if (route.response) failOn(where, faultsOf(route.response, body));
}

function failOn(where: string, faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`${where} with a body against its contract:\n${faults.join('\n')}`);
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
