/** The server's composition root: database, commands and HTTP, made here once and handed down. */
import { DEFAULT_OPTIONS, type ApiServices } from './api/api-services.ts';
import { createApi } from './api/create-api.ts';
import { requireAccess } from './composition/access.ts';
import { crashAt } from './composition/crash-at.ts';
import { databaseGone } from './composition/database-gone.ts';
import { documentSigning } from './composition/document-signing.ts';
import { identityProviderOf } from './composition/identity-provider.ts';
import { openProduct, upgradeProduct, type Product } from './composition/open-product.ts';
import { productVersion } from './composition/product-version.ts';
import { readiness } from './composition/readiness.ts';
import { recordServices } from './composition/record-services.ts';
import { tellScanning } from './composition/tell-scanning.ts';
import { openSigningServices, type SigningServices } from './composition/signing-services.ts';
import { webFolder } from './composition/web-build.ts';
import type { Config } from './config.ts';
import { demoListener } from './keys/demo-authority/demo-listener.ts';
import { listen } from './lifecycle/listen.ts';
import { openTlsFiles, type TlsFiles, type TlsWatch } from './lifecycle/tls-files.ts';
import type { Logger } from './logging/logger.ts';
import { loadSession, touchSession } from './store/repositories/sessions.ts';
import { startWorker } from './worker/start-worker.ts';

export interface Server {
  readonly url: string;
  /** rejects when the server cannot go on, because its embedded database is gone */
  readonly failed: Promise<never>;
  /** reads its certificates anew; undefined: it has none */
  readonly reload: (() => void) | undefined;
  /** Answers the requests under way, takes no new ones, and lets go of the database. */
  stop(): Promise<void>;
}

export async function startServer(config: Config, logger: Logger): Promise<Server> {
  crashAt(config);
  // what cannot be read is told before anything is opened
  const tls = certificatesOf(config, logger);
  const product = await openProduct(config, logger);
  const stops: (() => Promise<void>)[] = [product.close, async () => tls?.close()];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    if (config.migrateAtStart) await upgradeProduct(product, config.demo);
    await tellScanning(config.scanning, product.services);
    const signing = await openSigningServices(config, logger);
    stops.push(signing.close);
    const documents = await documentSigning(config, signing, { db: product.services.db, logger });
    const opened = documents ? { ...product, services: { ...product.services, signing: documents } } : product;
    if (config.workerInServer) stops.push(await workerOf(opened, config, signing));
    const web = config.web ? await webFolder(config.production, logger) : undefined;
    const api = createApi(apiServices(config, opened, { tls, web }));
    const handler = signing.demo
      ? demoListener(signing.demo, api.app.callback(), (error) => logger.error({ error }, 'the demo authority failed'))
      : api.app.callback();
    const listening = await listen(handler, config.host, config.port, tls);
    stops.push(listening.close, async () => api.drain());
    return { url: listening.url, failed: databaseGone(product.location), reload: tls?.reload, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function workerOf({ services }: Product, config: Config, { exchange }: SigningServices): Promise<() => Promise<void>> {
  const worker = await startWorker({ ...services, ...recordServices(config, exchange) });
  return async () => await worker.stop();
}

const POLL_MS = 5_000;

function certificatesOf({ tls, clientCa, clientCrl }: Config, logger: Logger): TlsFiles | undefined {
  if (!tls && clientCa === undefined) return undefined;
  const renewed: TlsWatch['renewed'] = (until) => logger.info(until, 'certificates read anew');
  const refused: TlsWatch['refused'] = (err) => logger.error({ err }, 'new certificates cannot be used: the old ones stay');
  const files = openTlsFiles({ server: tls, clientCa, clientCrl }, { pollMs: POLL_MS, renewed, refused });
  logger.info(files.until(), 'certificates read');
  return files;
}

interface Served {
  readonly tls: TlsFiles | undefined;
  /** folder of the built web application */
  readonly web: string | undefined;
}

function apiServices(config: Config, { services }: Product, { tls, web }: Served): ApiServices {
  const { db } = services;
  return {
    commands: services,
    sessions: {
      load: async (token: string, now: string) => await loadSession(db, token, now),
      touch: async (token: string, now: string) => await touchSession(db, token, now),
    },
    identityProvider: identityProviderOf(config, requireAccess(services.access)),
    readiness: async () => await readiness(db),
    version: productVersion(),
    options: {
      ...DEFAULT_OPTIONS,
      secureCookies: config.production || config.tls !== undefined,
      trustedProxies: config.trustedProxies,
      proxyAddresses: config.proxyAddresses,
      clientCertificates: {
        header: config.clientCertHeader,
        trust: () => ({ authorities: tls?.authorities() ?? [], lists: tls?.lists() }),
      },
      webFolder: web,
    },
  };
}
