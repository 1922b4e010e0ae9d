/**
 * Who asks for jobs: a topic that no node and no worker outside has asked for lately is unattended, and its jobs would wait without
 * a sign. A row is written at most once a minute, however often somebody asks.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw('create table job_topic (topic text primary key, asked_at timestamptz not null)');
}
