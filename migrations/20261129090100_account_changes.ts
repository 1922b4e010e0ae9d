/**
 * The administration log (nhật ký quản trị, S3 Điều 7 khoản 6): every change of an account, and every request for one that came to
 * nothing, with before and after, who asked, who approved, when, why and from where. Append-only. And what of an account says that it
 * is for somebody outside, or waits for a second factor.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const ACCOUNT = `
  alter table account
    add column kind text not null default 'inside' check (kind in ('inside', 'outside', 'operator')),
    -- what somebody from outside, or a contractor, may see, in words
    add column data_scope text,
    add column second_factor text,
    add column second_factor_reference text,
    add column second_factor_at timestamptz,
    -- approved, but not active before a second factor is enrolled
    add column awaits_second_factor boolean not null default false;
  -- such a grant gives nothing before its account has a second factor
  alter table role_grant add column needs_second_factor boolean not null default false;
  -- an account that waits to become active is its person's one account too (ACC-01)
  drop index account_one_per_person;
  create unique index account_one_per_person on account (person) where state in ('active', 'locked', 'pending');`;

const LOG = `
  create table account_change (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    account text,
    person text,
    unit_path ltree not null,
    operation text not null,
    result text not null check (result in ('effective', 'rejected', 'withdrawn', 'stopped', 'failed')),
    state_before text,
    state_after text,
    -- the whole account, its person and its grants
    before json,
    after json,
    -- open tasks that it had: [{caseId, instance}]
    open_tasks json not null default '[]',
    initiator text,
    initiator_person text,
    requested_at timestamptz,
    approver text,
    reason text,
    basis text,
    -- {initiator: {address, agent}, approver: {address, agent}}: of their last sessions
    source json not null,
    procedure text,
    case_id uuid,
    node text,
    tx xid8 not null default pg_current_xact_id());
  create index account_change_list on account_change (at desc, id desc);
  create index account_change_account on account_change (account, at desc, id desc);
  create index account_change_case on account_change (case_id);
  create index account_change_tx on account_change (tx);
  create trigger account_change_append_only before update or delete on account_change for each row execute function append_only();
  create trigger account_change_keep before truncate on account_change for each statement execute function append_only();
  revoke update, delete, truncate on account_change from public;

  create function account_snapshot(p_account text, p_now timestamptz) returns json language sql stable as $$
    select json_build_object('state', a.state, 'login', a.login, 'kind', a.kind, 'dataScope', a.data_scope, 'awaitsSecondFactor', a.awaits_second_factor,
        'name', p.name, 'title', p.title, 'unitPath', p.unit_path, 'identityNumber', p.identity_number, 'email', p.email, 'phone', p.phone,
        'grants', (select coalesce(json_agg(json_build_object('role', g.role, 'unitPath', g.unit_path, 'validFrom', g.valid_from, 'validTo', g.valid_to,
            'needsSecondFactor', g.needs_second_factor) order by g.role, g.unit_path), '[]')
          from role_grant g where g.account = a.id and (g.valid_to is null or g.valid_to > p_now)))
      from account a join person p on p.id = a.person where a.id = p_account $$;

  create function session_source(p_account text) returns json language sql stable as $$
    select json_build_object('address', address, 'agent', agent) from session where account = p_account order by last_seen_at desc limit 1 $$;

  /* Open tasks of an account: [{caseId, instance}]. */
  create function open_tasks_of(p_account text, p_person text) returns json language sql stable as $$
    select coalesce(json_agg(json_build_object('caseId', case_id, 'instance', instance) order by case_id, instance), '[]')
      from user_task where state = 'open' and assignee in (p_account, p_person) $$;

  create function log_account_change(p_account text, p_operation text, p_result text, p_before json, p_input jsonb, p_case uuid, p_node text, p_actor text,
    p_now timestamptz, p_open_tasks json) returns void language plpgsql as $$
  declare c record; v_after json; v_person text; v_unit ltree; v_approver text;
  begin
    select procedure, unit_path, started_by, started_person, started_at into c from process_case where id = p_case;
    select a.person, p.unit_path into v_person, v_unit from account a join person p on p.id = a.person where a.id = p_account;
    if p_result = 'effective' then v_after := account_snapshot(p_account, p_now); else v_after := p_before; end if;
    -- who is neither the initiator nor a machine decided
    if p_actor not like 'system:%' and p_actor is distinct from c.started_by then v_approver := p_actor; end if;
    insert into account_change (at, account, person, unit_path, operation, result, state_before, state_after, before, after, open_tasks,
        initiator, initiator_person, requested_at, approver, reason, basis, source, procedure, case_id, node)
      values (p_now, p_account, v_person, coalesce(v_unit, c.unit_path), p_operation, p_result, p_before ->> 'state', v_after ->> 'state', p_before, v_after,
        coalesce(p_open_tasks, '[]'), coalesce(c.started_by, p_actor), c.started_person, coalesce(c.started_at, p_now), v_approver,
        p_input ->> 'reason', p_input ->> 'basis',
        json_build_object('initiator', session_source(coalesce(c.started_by, p_actor)), 'approver', session_source(v_approver)),
        c.procedure, p_case, p_node);
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(ACCOUNT);
  await k.raw(LOG);
  await patchFunction(k, 'grant_to_application', [
    [
      '      -- reached through their parents',
      "      execute format('revoke update, delete on account_change from %I', p_role);\n      -- reached through their parents",
    ],
  ]);
}
