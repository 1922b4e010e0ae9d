/** Notices in the application: one row per account that is told, once per event however often it is delivered. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table notice (
      id bigint generated always as identity primary key,
      event text not null,
      account text not null references account,
      template text not null,
      data json not null,
      case_id uuid,
      at timestamptz not null,
      read_at timestamptz,
      unique (account, event));
    create index notice_list on notice (account, id desc);`);
}
