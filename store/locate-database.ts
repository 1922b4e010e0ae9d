import pg from 'pg';
import { Rejection } from '../errors.ts';
import { startEmbedded, type EmbeddedServer } from './embedded/start-embedded.ts';

export interface DatabaseChoice {
  /** DATABASE_URL */
  readonly databaseUrl: string | undefined;
  /** folder of the embedded server's data */
  readonly dataFolder: string;
  readonly production: boolean;
  readonly pgBin?: string | undefined;
  readonly log: (line: string) => void;
}

export interface DatabaseLocation {
  readonly url: string;
  /** undefined with DATABASE_URL */
  readonly embedded: EmbeddedServer | undefined;
  close(): Promise<void>;
}

const EMBEDDED_DATABASE = 'trinh_ky';

/** The database that DATABASE_URL names, else the embedded one, which production refuses. */
export async function locateDatabase(choice: DatabaseChoice): Promise<DatabaseLocation> {
  if (choice.databaseUrl !== undefined) return { url: choice.databaseUrl, embedded: undefined, close: async () => {} };
  if (choice.production) throw refusedInProduction();
  const embedded = await startEmbedded(choice);
  try {
    await ensureDatabase(embedded.url('postgres'), EMBEDDED_DATABASE);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return { url: embedded.url(EMBEDDED_DATABASE), embedded, close: async () => await embedded.stop() };
}

function refusedInProduction(): Rejection {
  const message = 'The embedded database is for development: with NODE_ENV=production it does not start.';
  const remedy = 'Set DATABASE_URL to a PostgreSQL server, version 15 to 18.';
  return new Rejection('validation', 'database.embeddedInProduction', `${message} ${remedy}`, {
    problems: [{ code: 'database.embeddedInProduction', message, remedy }],
  });
}

async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // several processes may start for the first time in the same moment
    if (!isDuplicate(error)) throw error;
  } finally {
    await client.end();
  }
}

/** 42P04 duplicate_database; 23505 when both saw it missing */
function isDuplicate(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505');
}
