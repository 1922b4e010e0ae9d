import path from 'node:path';
import type { Config } from '../config.ts';
import type { Logger } from '../logging/logger.ts';
import { locateDatabase, type DatabaseLocation } from '../store/locate-database.ts';

/** DATABASE_URL, else the embedded server with its data beside what else the data folder holds. */
export async function findDatabase(config: Config, logger: Logger): Promise<DatabaseLocation> {
  const { databaseUrl, production, pgBin, dataFolder } = config;
  const log = (line: string): void => logger.info(line);
  return await locateDatabase({ databaseUrl, production, pgBin, dataFolder: path.join(dataFolder, 'postgres'), log });
}
