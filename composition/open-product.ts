/**
 * What server, worker and command line have in common: an open database and the commands' services with the real clock, real ids
 * and real chance. Nothing else in the product makes these.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Services } from '../commands/contract.ts';
import { storedLaw } from '../commands/loading/stored-law.ts';
import { openServices } from '../commands/open-services.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../logging/logger.ts';
import { createClamdScanner } from '../scanning/clamd-scanner.ts';
import { openDatabase, type Database } from '../store/connection.ts';
import type { DatabaseLocation } from '../store/locate-database.ts';
import { requireKeys } from '../store/protection/sealed.ts';
import { migrate } from '../store/migrate.ts';
import { openSmtpMailer } from '../worker/mail/smtp-mailer.ts';
import { accessServices } from './access.ts';
import { findDatabase } from './find-database.ts';
import { install } from './install.ts';
import { PROCESSES_FOLDER } from './modules/processes-folder.ts';
import { readModules, type ProcedureModule } from './modules/read-module.ts';
import { newId } from './new-id.ts';
import { openVault } from './open-vault.ts';

export interface Product {
  readonly location: DatabaseLocation;
  readonly services: Services;
  readonly modules: readonly ProcedureModule[];
  /** closes connections first, then lets go of the embedded server */
  readonly close: () => Promise<void>;
}

export async function openProduct(config: Config, logger: Logger): Promise<Product> {
  const vault = await openVault(config);
  const location = await findDatabase(config, logger);
  const db = openDatabase(location.url, {
    max: config.poolSize,
    vault,
    onConnectionLost: (err) => logger.warn({ err }, 'database connection lost'),
  });
  const mailer = config.smtp && openSmtpMailer(config.smtp);
  const close = async (): Promise<void> => {
    mailer?.close();
    await db.close();
    await location.close();
  };
  try {
    const modules = readModules(PROCESSES_FOLDER);
    const scanner = config.scanning.clamd && createClamdScanner(config.scanning.clamd);
    const services = { ...servicesOf(db, config, logger), ...(mailer && { mailer }), ...(scanner && { scanner }) };
    return { location, services, modules, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Brings the database to this version: schema, calendar, parameters, procedures. Gives the names of the migrations. */
export async function upgradeProduct({ location, services, modules }: Product, demo: boolean): Promise<readonly string[]> {
  const { logger } = services;
  const names = await migrate(location.url);
  if (names.length > 0) logger.info({ migrations: names.length }, 'database migrated');
  for (const { login, password, otpSecret, who } of await install(services, modules, demo))
    logger.info(`user for trying: ${login}, ${password}${otpSecret === undefined ? '' : `, one-time codes ${otpSecret}`} (${who})`);
  return names;
}

function servicesOf(db: Database, config: Config, logger: Logger): Services {
  const { rootUnit, unsettledLaw, heldGrades } = config;
  const access = accessServices(config, requireKeys(db));
  return openServices({
    db,
    clock: () => new Date().toISOString(),
    newId,
    random: Math.random,
    wait: async (milliseconds) => await pause(milliseconds),
    logger,
    law: storedLaw(db),
    rootUnit,
    unsettledLaw,
    heldGrades,
    ...(access && { access }),
  });
}
