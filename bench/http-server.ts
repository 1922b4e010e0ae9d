/** One node of the API as a process of its own, beside it a bare koa route. Told: database address. Tells: the two ports, as JSON. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { DEFAULT_OPTIONS } from '../api/api-services.ts';
import { createApi } from '../api/create-api.ts';
import { createLogger } from '../logging/logger.ts';
import { openDatabase } from '../store/connection.ts';
import { loadSession, touchSession } from '../store/repositories/sessions.ts';
import { CONNECTIONS } from './bench-database.ts';
import { benchServices } from './bench-office.ts';

/** Lanes of one benchmark are more than one user would send. */
const UNLIMITED = { read: 1e9, write: 1e9, deploy: 1e9, signIn: 1e9, open: 1e9 };

const [url = ''] = process.argv.slice(2);
const db = openDatabase(url, { max: CONNECTIONS });
// the access log is written as in production; the parent throws it away
const commands = { ...benchServices(db), logger: createLogger({ level: 'info', format: 'json' }) };
const api = createApi({
  commands,
  sessions: {
    load: async (token, now) => await loadSession(db, token, now),
    touch: async (token, now) => await touchSession(db, token, now),
  },
  readiness: async () => await Promise.resolve({ database: true, pendingMigrations: [], unknownMigrations: [] }),
  version: 'bench',
  options: { ...DEFAULT_OPTIONS, secureCookies: false, limits: UNLIMITED },
});
const bare = new Koa();
bare.use((ctx) => {
  ctx.body = { caseId: '019a0000-0001-7000-8000-000000000000', revision: 1, status: 'active', opened: [], incidents: [] };
});

const listening = async (handler: Koa): Promise<number> =>
  await new Promise((resolve) => {
    const server = createServer(handler.callback());
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
process.send?.({ api: await listening(api.app), bare: await listening(bare) });
process.on('disconnect', () => process.exit());
