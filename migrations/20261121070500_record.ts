/**
 * The record: every command as it came (the history of a case, design D11) and a hash chain per case over it (D12). Both are
 * append-only by trigger, also for the owner; grant_to_application gives a separate application role no more than insert and read.
 * hash(n) = sha256(hash(n-1) || digest(n)), hash(0) = sha256 of the case id's 16 bytes; digest(n) covers the command log's entry.
 * tx lets the sealer read committed rows up to a snapshot horizon, in an order that no late commit disturbs.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table command_log (
      case_id uuid not null,
      revision int not null,
      at timestamptz not null,
      account text not null,
      person text,
      on_behalf_of text,
      epoch int,
      command json not null,
      created json,
      resolved json,
      trace json not null,
      state_hash bytea not null,
      primary key (case_id, revision, at)
    ) partition by range (at);
    create table command_log_rest partition of command_log default;

    create table audit_link (
      case_id uuid not null,
      revision int not null,
      at timestamptz not null,
      digest bytea not null,
      hash bytea not null,
      tx xid8 not null default pg_current_xact_id(),
      primary key (case_id, revision, at)
    ) partition by range (at);
    create table audit_link_rest partition of audit_link default;
    create index audit_link_tx on audit_link (tx);

    insert into month_partitioned values ('command_log', 'at'), ('audit_link', 'at');

    create function append_only() returns trigger language plpgsql as $$
    begin
      raise exception 'Table % is append-only.', tg_table_name using errcode = 'TKAPP';
    end $$;
    create trigger command_log_append_only before update or delete on command_log for each row execute function append_only();
    create trigger audit_link_append_only before update or delete on audit_link for each row execute function append_only();
    create trigger command_log_keep before truncate on command_log for each statement execute function append_only();
    create trigger audit_link_keep before truncate on audit_link for each statement execute function append_only();
    revoke update, delete, truncate on command_log, audit_link from public;

    /* For installations where another role than the owner runs the application. */
    create function grant_to_application(p_role name) returns void language plpgsql as $$
    declare part regclass;
    begin
      execute format('grant usage on schema public to %I', p_role);
      execute format('grant select, insert, update, delete on all tables in schema public to %I', p_role);
      execute format('grant usage on all sequences in schema public to %I', p_role);
      execute format('revoke update, delete on command_log, audit_link from %I', p_role);
      -- reached through their parents, whose rights count
      for part in select inhrelid from pg_inherits where inhparent in ('command_log'::regclass, 'audit_link'::regclass) loop
        execute format('revoke all on %s from %I', part, p_role);
      end loop;
    end $$;

    select ensure_month_partitions(now()::date, 14);`);
}
