/**
 * Acts of administration that are no step of a case: who held back or released a procedure or a job topic, when, by which rights,
 * and why. Append-only like the command log (design D11); tx lets the sealer read committed rows up to a snapshot horizon (D12).
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table administrative_act (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      account text not null,
      person text,
      on_behalf_of text,
      epoch int,
      -- the command, what it is about (id of a definition, or a topic), and of a definition its key
      act text not null,
      subject text not null,
      procedure text,
      -- where the right to do it was held
      unit_path ltree not null,
      reason text,
      outcome json not null,
      tx xid8 not null default pg_current_xact_id());
    create index administrative_act_list on administrative_act (at desc, id desc);
    create index administrative_act_subject on administrative_act (subject, at desc, id desc);
    create index administrative_act_tx on administrative_act (tx);

    create trigger administrative_act_append_only before update or delete on administrative_act for each row execute function append_only();
    create trigger administrative_act_keep before truncate on administrative_act for each statement execute function append_only();
    revoke update, delete, truncate on administrative_act from public;

    create or replace function grant_to_application(p_role name) returns void language plpgsql as $$
    declare part regclass;
    begin
      execute format('grant usage on schema public to %I', p_role);
      execute format('grant select, insert, update, delete on all tables in schema public to %I', p_role);
      execute format('grant usage on all sequences in schema public to %I', p_role);
      execute format('revoke update, delete on command_log, audit_link, administrative_act from %I', p_role);
      -- reached through their parents, whose rights count
      for part in select inhrelid from pg_inherits where inhparent in ('command_log'::regclass, 'audit_link'::regclass) loop
        execute format('revoke all on %s from %I', part, p_role);
      end loop;
    end $$;`);
}
