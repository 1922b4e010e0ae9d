/**
 * What server, worker and command line have in common: an open database at this version's schema, and the commands' services with
 * the real clock, real ids and real chance. Nothing else in the product makes these.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Services } from '../commands/contract.ts';
import { storedLaw } from '../commands/loading/stored-law.ts';
import { openServices } from '../commands/open-services.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../logging/logger.ts';
import { openDatabase, type Database } from '../store/connection.ts';
import type { DatabaseLocation } from '../store/locate-database.ts';
import { migrate } from '../store/migrate.ts';
import { findDatabase } from './find-database.ts';
import { newId } from './new-id.ts';

export interface Product {
  readonly location: DatabaseLocation;
  readonly db: Database;
  readonly services: Services;
  /** closes connections first, then lets go of the embedded server */
  close(): Promise<void>;
}

export async function openProduct(config: Config, logger: Logger): Promise<Product> {
  const location = await findDatabase(config, logger);
  try {
    if (config.migrateAtStart) await migrateNow(location.url, logger);
    const db = openDatabase(location.url, {
      max: config.poolSize,
      onConnectionLost: (err) => logger.warn({ err }, 'database connection lost'),
    });
    const close = async (): Promise<void> => {
      await db.close();
      await location.close();
    };
    return { location, db, services: servicesOf(db, config, logger), close };
  } catch (error) {
    await location.close();
    throw error;
  }
}

async function migrateNow(url: string, logger: Logger): Promise<void> {
  const names = await migrate(url);
  if (names.length > 0) logger.info({ migrations: names.length }, 'database migrated');
}

function servicesOf(db: Database, { rootUnit }: Config, logger: Logger): Services {
  return openServices({
    db,
    clock: () => new Date().toISOString(),
    newId,
    random: Math.random,
    wait: async (milliseconds) => await pause(milliseconds),
    logger,
    law: storedLaw(db),
    rootUnit,
  });
}
