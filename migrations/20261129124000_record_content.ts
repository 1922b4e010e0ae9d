/**
 * The record can lose what it says and stay whole. The digest of a step (version 2) covers a salted hash of its contents instead of
 * the contents, and where it came from (origin: address, agent, session). When contents are destroyed their case's salt goes with
 * them: what is left proves the chain, and guessing does not bring a name back. Older steps keep version 1: the contents themselves.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const SCHEMA = `
  alter table command_log add column origin json, add column content_hash bytea;
  alter table audit_link add column version smallint not null default 1;
  alter table administrative_act add column origin json;

  create table case_salt (case_id uuid primary key, salt bytea not null);
  create function new_salt() returns bytea language sql volatile as $$
    select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) $$;
  insert into case_salt select id, new_salt() from process_case union all select id, new_salt() from closed_case;`;

/** A statement trigger is not inherited by partitions, so each gets its own: no part of the record can be emptied either. */
const PARTITIONS = `
  alter table month_partitioned add column append_only boolean not null default false;
  update month_partitioned set append_only = true where parent in ('command_log', 'audit_link');
  create function keep_partitions(p_parent text) returns void language plpgsql as $$
  declare part regclass;
  begin
    for part in select inhrelid from pg_inherits where inhparent = p_parent::regclass loop
      execute format('create or replace trigger partition_keep before truncate on %s for each statement execute function append_only()', part);
    end loop;
  end $$;
  select keep_partitions(parent) from month_partitioned where append_only;`;

const DIGEST = `    v_digest := sha256(convert_to(concat_ws(E'\\x1f', p_case, v_next, (extract(epoch from p_now) * 1000000)::bigint, p_account, coalesce(p_person, ''),
      coalesce(p_on_behalf, ''), coalesce(p_epoch::text, ''), p_command, coalesce(v_created, ''), coalesce(p_resolved, ''), p_trace,
      encode(v_state_hash, 'hex')), 'UTF8'));`;
const SALTED_DIGEST = `    if p_revision > 0 then select salt into v_salt from case_salt where case_id = p_case; end if;
    if v_salt is null then
      v_salt := new_salt();
      insert into case_salt values (p_case, v_salt) on conflict do nothing;
    end if;
    v_content := sha256(v_salt || convert_to(concat_ws(E'\\x1f', p_command, coalesce(v_created, ''), coalesce(p_resolved, ''), p_trace,
      encode(v_state_hash, 'hex')), 'UTF8'));
    v_digest := sha256(convert_to(concat_ws(E'\\x1f', 2, p_case, v_next, (extract(epoch from p_now) * 1000000)::bigint, p_account,
      coalesce(p_person, ''), coalesce(p_on_behalf, ''), coalesce(p_epoch::text, ''), coalesce(v_origin, ''), encode(v_content, 'hex')), 'UTF8'));`;

export async function up(k: Knex): Promise<void> {
  await k.raw(SCHEMA);
  await k.raw(PARTITIONS);
  await patchFunction(k, 'ensure_month_partitions', [
    [
      "execute format('create table %I partition of %I for values from (%L) to (%L)', part, p.parent, low, high);",
      `execute format('create table %I partition of %I for values from (%L) to (%L)', part, p.parent, low, high);
          if p.append_only then
            execute format('create trigger partition_keep before truncate on %I for each statement execute function append_only()', part);
          end if;`,
    ],
  ]);
  await patchFunction(k, 'save_step', [
    [
      "    v_participants text[] := p_more ->> 'participants';",
      "    v_participants text[] := p_more ->> 'participants'; v_origin text := p_more ->> 'origin'; v_salt bytea; v_content bytea;",
    ],
    [DIGEST, SALTED_DIGEST],
    [
      'insert into command_log (case_id, revision, at, account, person, on_behalf_of, epoch, command, created, resolved, trace, state_hash)',
      'insert into command_log (case_id, revision, at, account, person, on_behalf_of, epoch, command, created, resolved, trace, state_hash, origin, content_hash)',
    ],
    ['p_trace::json, v_state_hash);', 'p_trace::json, v_state_hash, v_origin::json, v_content);'],
    [
      'insert into audit_link (case_id, revision, at, digest, hash) values (p_case, v_next, p_now, v_digest, v_head);',
      'insert into audit_link (case_id, revision, at, digest, hash, version) values (p_case, v_next, p_now, v_digest, v_head, 2);',
    ],
  ]);
}
