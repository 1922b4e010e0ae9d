import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Rejection } from '../errors.ts';
import type { TlsFiles } from './tls-files.ts';

export interface Listening {
  /** for people: `http://localhost:8080` */
  readonly url: string;
  readonly port: number;
  /** Takes no new connections, and resolves when the requests under way are answered. */
  readonly close: () => Promise<void>;
}

const IDLE_POLL_MS = 50;
/** Against clients that never finish, and for proxies, which must not reuse a connection that we are closing. */
const TIME_LIMITS = { headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 };
const HANDSHAKE_MS = 10_000;

/** Port 0 lets the system choose. Rejects with a remedy when the address is taken or not ours. With `tls`, only TLS is spoken. */
export async function listen(handler: RequestListener, host: string, port: number, tls?: TlsFiles): Promise<Listening> {
  const context = tls?.context();
  const server = tls && context ? tlsServer(tls, handler) : createServer(TIME_LIMITS, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(host, port, error)));
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return { url: `http${context ? 's' : ''}://${nameOf(host)}:${bound}`, port: bound, close: async () => await close(server) };
}

/** A client certificate is asked for, not required: who has none signs in otherwise, and one of a stranger says nothing. */
function tlsServer(tls: TlsFiles, handler: RequestListener): Server {
  const requestCert = tls.authorities().length > 0;
  const server = createTlsServer(
    { ...TIME_LIMITS, ...tls.context(), handshakeTimeout: HANDSHAKE_MS, requestCert, rejectUnauthorized: false },
    handler,
  );
  // with the new context come new ticket keys: nobody resumes what the old authorities let in
  tls.follow((context) => server.setSecureContext(context));
  return server;
}

/** A connection that is kept alive is idle only after its answer, which may come after the call of close. */
async function close(server: Server): Promise<void> {
  let closed = false;
  const done = new Promise<void>((resolve) => server.close(() => resolve())).then(() => (closed = true));
  while (!closed) {
    server.closeIdleConnections();
    await Promise.race([done, pause(IDLE_POLL_MS)]);
  }
}

function nameOf(host: string): string {
  if (['::', '0.0.0.0', '127.0.0.1', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function cannotListen(host: string, port: number, error: NodeJS.ErrnoException): Rejection {
  const taken = error.code === 'EADDRINUSE';
  const message = taken ? `Port ${port} is in use.` : `Cannot listen on ${host}, port ${port}: ${error.message}.`;
  const remedy = taken
    ? 'Stop what uses it, or set PORT to another one.'
    : 'Set HOST to an address of this machine and PORT to a free port.';
  return new Rejection('validation', 'listen.refused', `${message} ${remedy}`, {
    problems: [{ code: 'listen.refused', message, remedy }],
    cause: error,
  });
}
