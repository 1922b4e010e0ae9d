/** A worker node's composition root: timers, jobs and the outbox without HTTP. Any number of them share one database. */
import { openProduct, upgradeProduct } from './composition/open-product.ts';
import { databaseGone } from './composition/database-gone.ts';
import { documentSigning } from './composition/document-signing.ts';
import { recordServices } from './composition/record-services.ts';
import { tellScanning } from './composition/tell-scanning.ts';
import { openSigningServices } from './composition/signing-services.ts';
import type { Config } from './config.ts';
import type { Logger } from './logging/logger.ts';
import { startWorker } from './worker/start-worker.ts';

export interface WorkerNode {
  /** rejects when the worker cannot go on, because its embedded database is gone */
  readonly failed: Promise<never>;
  /** Finishes what is under way; what was claimed and not done comes again elsewhere. */
  stop(): Promise<void>;
}

export async function startWorkerNode(config: Config, logger: Logger): Promise<WorkerNode> {
  const product = await openProduct(config, logger);
  try {
    if (config.migrateAtStart) await upgradeProduct(product, config.demo);
    await tellScanning(config.scanning, product.services);
    const signing = await openSigningServices(config, logger);
    const documents = await documentSigning(config, signing, { db: product.services.db, logger });
    const own = { ...recordServices(config, signing.exchange), ...(documents && { signing: documents }) };
    const worker = await startWorker({ ...product.services, ...own });
    const stop = async (): Promise<void> => {
      await worker.stop();
      await signing.close();
      await product.close();
    };
    return { failed: databaseGone(product.location), stop };
  } catch (error) {
    await product.close();
    throw error;
  }
}
