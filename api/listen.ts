/** The socket: time limits against slow clients, and a stop that lets requests finish which are under way. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Api } from './create-api.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0: the system chooses */
  readonly port: number;
  /** several processes share the port */
  readonly reusePort?: boolean;
}
export interface Listening {
  readonly url: string;
  readonly port: number;
  /** not ready any more, event streams end, requests under way finish, at most `waitMs`; then what is left is cut off */
  stop(waitMs: number): Promise<void>;
}

export async function listen(api: Api, { host, port, reusePort = false }: ListenOptions): Promise<Listening> {
  const handle = api.app.callback();
  const server = createServer(
    {
      // the whole request, headers first; an upload of 32 MB over a slow line fits
      requestTimeout: 120_000,
      headersTimeout: 15_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: 16_384,
    },
    (request, response) => void handle(request, response),
  );
  server.maxRequestsPerSocket = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, reusePort }, resolve);
  });
  const address = server.address() as AddressInfo;
  const shown = host === '::' || host === '0.0.0.0' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shown}:${address.port}`,
    port: address.port,
    async stop(waitMs) {
      api.drain();
      await close(server, waitMs);
    },
  };
}

async function close(server: Server, waitMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), waitMs);
  await closed;
  clearTimeout(cut);
}
