/**
 * Databases in which the product with its demonstration was started before: the first file of a run that asks makes one, which is copied.
 * What is in it the product checks at each start; only making it anew takes seconds.
 */
import { asAdmin, databaseUrl } from './database-server.ts';
import { createDatabase } from './database.ts';
import { spawnServer } from './spawn-server.ts';

const LOCK = 7_411_002;
/** kept as long as the run lives, whose process has started this one */
const NAME = `test_${process.ppid}_demo`;

export async function createDemoDatabase(): Promise<string> {
  await asAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [NAME]);
    if (rowCount !== 0) return;
    const unfinished = `${NAME}_unfinished`;
    await admin.query(`drop database if exists ${unfinished}`);
    await admin.query(`create database ${unfinished} template ${process.env['TEST_TEMPLATE']} strategy file_copy`);
    const server = await spawnServer({ DATABASE_URL: databaseUrl(unfinished) });
    await server.end('SIGTERM');
    await admin.query(`alter database ${unfinished} rename to ${NAME}`);
  });
  return await createDatabase(NAME);
}
