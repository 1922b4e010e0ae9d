/**
 * Accounts: transfer between agencies as one operation, suspension at once (S3 Điều 17 khoản 5), roles that wait for a second factor
 * (S3 Điều 8 khoản 2 điểm d), and each change on the administration log. A request that came to nothing is on it by `account.record`.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const CREATE = `
  /* Gives the id of the account. With a role that needs a second factor it is pending: nobody signs in to it before one is enrolled. */
  create function create_account(p_input jsonb, p_derived text, p_now timestamptz) returns text language plpgsql as $$
  declare
    who text := coalesce(p_input ->> 'account', p_derived);
    p jsonb := coalesce(p_input -> 'person', '{}');
    waits boolean := needs_second_factor(p_input);
    v_person text;
  begin
    select id into v_person from person
      where id = p ->> 'id' or identity_number = p ->> 'identityNumber' order by (id = p ->> 'id') desc nulls last limit 1;
    if exists (select from person where id = v_person and identity_number <> p ->> 'identityNumber') then
      perform reject('conflict', 'personMismatch', 'Expected person ' || v_person || ' to have the identity number of the request.');
    end if;
    if v_person is null then
      v_person := coalesce(p ->> 'id', p_derived);
      insert into person (id, identity_number, name, title, unit_path, email, phone, created_at, updated_at)
        values (v_person, p ->> 'identityNumber', p ->> 'name', p ->> 'title', (p ->> 'unitPath')::ltree, p ->> 'email', p ->> 'phone', p_now, p_now);
    end if;
    insert into account (id, person, login, password_hash, password_changed_at, state, kind, data_scope, awaits_second_factor, created_at, updated_at)
      values (who, v_person, p_input ->> 'login', p_input ->> 'passwordHash', case when p_input ->> 'passwordHash' is not null then p_now end,
        case when waits then 'pending' else 'active' end, coalesce(p_input ->> 'kind', 'inside'), p_input ->> 'dataScope', waits, p_now, p_now)
      on conflict (id) do update set state = excluded.state, updated_at = p_now, login = coalesce(excluded.login, account.login),
        awaits_second_factor = excluded.awaits_second_factor, password_hash = coalesce(excluded.password_hash, account.password_hash)
        where account.state = 'pending' and not account.awaits_second_factor;
    if not found then
      perform reject('conflict', 'accountState', 'Expected account ' || who || ' to be new or pending.');
    end if;
    return who;
  end $$;`;

const APPLY = `
  /* secondFactorRoles: those of the roles which need one */
  create function needs_second_factor(p_input jsonb) returns boolean language sql immutable as $$
    select jsonb_typeof(p_input -> 'grants') = 'array' and jsonb_typeof(p_input -> 'secondFactorRoles') = 'array'
      and exists (select from jsonb_array_elements(p_input -> 'grants') g where p_input -> 'secondFactorRoles' ? (g ->> 'role')) $$;

  /* The account, held: steps of it that are under way commit first, later ones see the new epoch. */
  create function hold_account(p_account text, p_op text) returns account language plpgsql as $$
  declare a account;
  begin
    perform pg_advisory_xact_lock(7101, hashtext(p_account));
    select * into a from account where id = p_account for update;
    if a.id is null then
      perform reject('notFound', 'accountNotFound', 'Expected account ' || coalesce(p_account, 'without id') || ' to exist.');
    end if;
    if a.state = 'revoked' or (p_op in ('lock', 'suspend') and a.state not in ('active', 'pending')) or (p_op = 'unlock' and a.state <> 'locked') then
      perform reject('conflict', 'accountState', 'Expected to ' || p_op || ' account ' || p_account || ', but it is ' || a.state || '.');
    end if;
    return a;
  end $$;

  create function change_account(p_input jsonb, p_op text, a account, p_now timestamptz) returns void language plpgsql as $$
  declare p jsonb := coalesce(p_input -> 'person', '{}');
  begin
    if p_op in ('change', 'transfer') then
      if p_op = 'transfer' and p ->> 'unitPath' is null then
        perform reject('validation', 'invalidEffectInput', 'Expected transfer to name the unit that the person goes to.');
      end if;
      update person set name = coalesce(p ->> 'name', name), title = coalesce(p ->> 'title', title), email = coalesce(p ->> 'email', email),
        phone = coalesce(p ->> 'phone', phone), unit_path = coalesce((p ->> 'unitPath')::ltree, unit_path),
        identity_number = coalesce(p ->> 'identityNumber', identity_number), updated_at = p_now where id = a.person;
      update account set login = coalesce(p_input ->> 'login', login), kind = coalesce(p_input ->> 'kind', kind),
        data_scope = coalesce(p_input ->> 'dataScope', data_scope), rights_epoch = rights_epoch + 1, updated_at = p_now where id = a.id;
    elsif p_op in ('lock', 'suspend', 'unlock', 'revoke') then
      update account set updated_at = p_now, state = case
          when p_op = 'revoke' then 'revoked' when p_op <> 'unlock' then 'locked' when awaits_second_factor then 'pending' else 'active' end
        where id = a.id;
    end if;
    if p_op in ('lock', 'suspend', 'revoke', 'transfer') then delete from session where account = a.id; end if;
  end $$;

  create or replace function apply_account(p_input jsonb, p_case uuid, p_node text, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  declare
    op text := p_input ->> 'operation';
    who text := p_input ->> 'account';
    a account; v_before json; v_tasks json := '[]'; v_has_grants boolean := coalesce(jsonb_typeof(p_input -> 'grants') = 'array', false);
  begin
    if op is null or op not in ('create', 'change', 'grant', 'lock', 'unlock', 'revoke', 'transfer', 'suspend') then
      perform reject('validation', 'invalidEffectInput', 'Expected account.apply to have a known operation, but it has ' || coalesce(op, 'none') || '.');
    end if;
    if op = 'create' then
      -- derived, not random: replaying the command log gives the same ids
      who := create_account(p_input, md5(p_case::text || ':' || p_node)::uuid::text, p_now);
    else
      a := hold_account(who, op);
      v_before := account_snapshot(who, p_now);
      if op in ('lock', 'suspend', 'revoke', 'transfer') then v_tasks := open_tasks_of(a.id, a.person); end if;
      perform change_account(p_input, op, a, p_now);
    end if;
    if op = 'revoke' then
      perform set_account_grants(who, '[]', p_actor, p_case, p_now);
    elsif v_has_grants and op in ('create', 'change', 'grant', 'transfer') then
      perform set_account_grants(who, p_input -> 'grants', p_actor, p_case, p_now);
      update role_grant set needs_second_factor = true
        where account = who and case_id = p_case and not needs_second_factor and p_input -> 'secondFactorRoles' ? role;
    elsif op in ('grant', 'transfer') then
      perform reject('validation', 'invalidEffectInput', 'Expected ' || op || ' to carry the complete list of grants.');
    end if;
    perform log_account_change(who, op, 'effective', v_before, p_input, p_case, p_node, p_actor, p_now, v_tasks);
  end $$;

  /* {account, reason}: locked at once by the department, in a case of the unit that the account is in or one above; never one's own. */
  create function suspend_account(p_input jsonb, p_case uuid, p_node text, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  declare who text; v_person text; v_unit ltree;
  begin
    select a.id, a.person, p.unit_path into who, v_person, v_unit from account a join person p on p.id = a.person
      where a.id = p_input ->> 'account' or a.login = p_input ->> 'account' order by (a.id = p_input ->> 'account') desc limit 1;
    if who is null or not exists (select from process_case where id = p_case and v_unit <@ unit_path) then
      perform reject('notFound', 'accountNotFound', 'Expected account ' || coalesce(p_input ->> 'account', 'without id') || ' to be in the unit of the case.');
    end if;
    if exists (select from process_case where id = p_case and started_person = v_person) then
      perform reject('forbidden', 'ownAccount', 'Expected somebody else to suspend this account.');
    end if;
    perform apply_account(p_input || jsonb_build_object('operation', 'suspend', 'account', who), p_case, p_node, p_actor, p_now);
  end $$;

  /* {operation, result, account?, reason?, basis?}: a request that came to nothing. */
  create function record_account_request(p_input jsonb, p_case uuid, p_node text, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  begin
    if coalesce(p_input ->> 'result', '') not in ('rejected', 'withdrawn', 'stopped', 'failed') or p_input ->> 'operation' is null then
      perform reject('validation', 'invalidEffectInput', 'Expected account.record to have an operation and what became of its request.');
    end if;
    perform log_account_change(p_input ->> 'account', p_input ->> 'operation', p_input ->> 'result', account_snapshot(p_input ->> 'account', p_now),
      p_input, p_case, p_node, p_actor, p_now, '[]');
  end $$;`;

const ENROL = `
  /* An approved account becomes active, and roles that waited count, once there is a second factor. Gives the new state. */
  create function enrol_second_factor(p_account text, p_kind text, p_reference text, p_now timestamptz) returns text language plpgsql as $$
  declare a account; v_state text;
  begin
    a := hold_account(p_account, 'enrol');
    update account set second_factor = p_kind, second_factor_reference = p_reference, second_factor_at = p_now, awaits_second_factor = false,
        state = case when state = 'pending' and awaits_second_factor then 'active' else state end, rights_epoch = rights_epoch + 1, updated_at = p_now
      where id = a.id returning state into v_state;
    return v_state;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  // a question mark in the text is no placeholder
  for (const sql of [APPLY, CREATE, ENROL]) await k.raw(sql.replaceAll('?', '\\?'));
  await patchFunction(k, 'apply_effect', [
    [
      "      else perform reject('validation', 'unknownEffect'",
      `      when 'account.suspend' then perform suspend_account(p_input, p_case, p_node, p_actor, p_now);
      when 'account.record' then perform record_account_request(p_input, p_case, p_node, p_actor, p_now);
      else perform reject('validation', 'unknownEffect'`,
    ],
  ]);
}
