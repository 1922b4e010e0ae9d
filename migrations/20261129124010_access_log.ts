/**
 * Who read or exported what, written before the answer is released (S1 Điều 13 khoản 2, khoản 7; S3 Điều 15 khoản 3): one row for a
 * list with the ids that it gave, one for a single thing. Append-only, and put into the global chain like every other record.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table access_log (
      id uuid not null,
      at timestamptz not null,
      account text not null,
      person text,
      on_behalf_of text,
      -- the operation of the API, and what kind of thing it gave
      operation text not null,
      subject text not null,
      ids text[] not null,
      -- what was asked for: parameters of the request
      scope json not null,
      purpose text,
      origin json,
      -- of the person who read
      unit_path ltree not null,
      tx xid8 not null default pg_current_xact_id(),
      primary key (id, at)
    ) partition by range (at);
    create table access_log_rest partition of access_log default;
    create index access_log_tx on access_log (tx);
    create index access_log_ids on access_log using gin (ids);
    insert into month_partitioned values ('access_log', 'at', true);
    select ensure_month_partitions(now()::date, 14);

    create trigger access_log_append_only before update or delete on access_log for each row execute function append_only();
    create trigger access_log_keep before truncate on access_log for each statement execute function append_only();
    select keep_partitions('access_log');
    revoke update, delete, truncate on access_log from public;`);
  await patchFunction(k, 'grant_to_application', [
    [
      '      -- reached through their parents',
      "      execute format('revoke update, delete on access_log from %I', p_role);\n      -- reached through their parents",
    ],
    ["('command_log'::regclass, 'audit_link'::regclass)", '(select parent::regclass from month_partitioned where append_only)'],
  ]);
}
