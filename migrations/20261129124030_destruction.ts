/**
 * Contents of cases that were kept as long as the law asks may be destroyed, by two persons (proposal, decision), and leave the record
 * whole: of each step stays who, when, what kind, and the salted hash of what it said; the salt is gone. The exception to append-only
 * is proven by data and by nothing else: an update of the log must be exactly that, of a case whose destruction was approved.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const TABLES = `
  create table destruction (
    id uuid primary key,
    case_id uuid not null,
    proposed_at timestamptz not null,
    proposed_by text not null,
    proposed_person text not null,
    reason text not null,
    basis text not null,
    -- end of the term of the law
    not_before timestamptz not null);
  create index destruction_case on destruction (case_id);
  create table destruction_decision (
    id uuid primary key references destruction,
    approved boolean not null,
    decided_at timestamptz not null,
    decided_by text not null,
    decided_person text not null,
    reason text not null);
  create trigger destruction_append_only before update or delete on destruction for each row execute function append_only();
  create trigger destruction_keep before truncate on destruction for each statement execute function append_only();
  create trigger destruction_decision_append_only before update or delete on destruction_decision for each row execute function append_only();
  create trigger destruction_decision_keep before truncate on destruction_decision for each statement execute function append_only();
  revoke update, delete, truncate on destruction, destruction_decision, case_salt from public;

  create function is_destruction_approved(p_case uuid) returns boolean language sql stable as $$
    select exists (select from destruction d join destruction_decision x on x.id = d.id
      where d.case_id = p_case and x.approved and x.decided_person <> d.proposed_person and x.decided_at >= d.not_before) $$;

  create function keep_salt() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' and is_destruction_approved(old.case_id) then return old; end if;
    raise exception 'Table case_salt is append-only.' using errcode = 'TKAPP';
  end $$;
  create trigger case_salt_append_only before update or delete on case_salt for each row execute function keep_salt();
  create trigger case_salt_keep before truncate on case_salt for each statement execute function append_only();

  create function destroyed_command(p_command json) returns json language sql immutable as $$
    select json_build_object('type', p_command ->> 'type', 'destroyed', true) $$;
  create function keep_command_log() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and old.state_hash <> '' and new.state_hash = '' and new.created is null and new.resolved is null
      and new.trace::text = '[]' and new.command::text = destroyed_command(old.command)::text
      and (new.case_id, new.revision, new.at, new.account, new.person, new.on_behalf_of, new.epoch, new.origin::text, new.content_hash)
        is not distinct from (old.case_id, old.revision, old.at, old.account, old.person, old.on_behalf_of, old.epoch, old.origin::text, old.content_hash)
      and is_destruction_approved(old.case_id) then
      return new;
    end if;
    raise exception 'Table % is append-only.', tg_table_name using errcode = 'TKAPP';
  end $$;
  drop trigger command_log_append_only on command_log;
  create trigger command_log_append_only before update or delete on command_log for each row execute function keep_command_log();`;

const DESTROY = `
  /* Steps whose contents are gone. Runs as the owner: an application role cannot change the log. */
  create function destroy_contents(p_id uuid) returns int language plpgsql security definer set search_path = public, pg_temp as $$
  declare v_case uuid; v_steps int;
  begin
    select case_id into v_case from destruction where id = p_id;
    if not found or not is_destruction_approved(v_case) then
      raise exception 'Expected an approved destruction.' using errcode = 'TKREJ', detail = 'conflict:destructionNotApproved';
    end if;
    update command_log set command = destroyed_command(command), created = null, resolved = null, trace = '[]', state_hash = ''
      where case_id = v_case and state_hash <> '';
    get diagnostics v_steps = row_count;
    delete from case_salt where case_id = v_case;
    update case_variables set data = '{}' where case_id = v_case;
    update process_case set title = '', state = '{"v":1,"n":1,"s":0,"i":[],"d":[]}' where id = v_case;
    update closed_case set title = '', state = '{"v":1,"n":1,"s":0,"i":[],"d":[]}', variables = '{}' where id = v_case;
    update user_task set act = null, companion = null where case_id = v_case;
    update closed_task set act = null, companion = null where case_id = v_case;
    update comment set text = '' where case_id = v_case;
    update notice set data = '{}', text = null where case_id = v_case;
    update document_delivery set note = null where case_id = v_case;
    update exchange_message set payload = '{}', note = null where case_id = v_case;
    return v_steps;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLES.replaceAll('?', '\\?'));
  await k.raw(DESTROY.replaceAll('?', '\\?'));
  await patchFunction(k, 'grant_to_application', [
    [
      '      -- reached through their parents',
      "      execute format('revoke update, delete on destruction, destruction_decision, case_salt from %I', p_role);\n      -- reached through their parents",
    ],
  ]);
}
