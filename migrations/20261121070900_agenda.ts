/** agenda's own tables: its DDL on connect races between nodes, so it runs here, once, under the migration lock. */
import { getCreateIndexesSQL, getCreateTableSQL, getUpdateTimestampTriggerSQL } from '@agendajs/postgres-backend';
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  const table = 'agenda_jobs';
  for (const sql of [getCreateTableSQL(table), ...getCreateIndexesSQL(table), getUpdateTimestampTriggerSQL(table)]) await k.raw(sql);
}
