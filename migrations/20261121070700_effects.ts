/**
 * The closed catalogue of transactional effects (design D15): what a step may do to the product's own tables in its own statement.
 * An unknown name or a wrong input refuses the whole step. Refusals carry SQLSTATE TKREJ and "kind:code" as detail.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

const ACCOUNT = `
  create function reject(p_kind text, p_code text, p_message text) returns void language plpgsql as $$
  begin
    raise exception using errcode = 'TKREJ', message = p_message, detail = p_kind || ':' || p_code;
  end $$;

  /* The complete new set of an account's grants: kept, added, or ended now. */
  create function set_account_grants(p_account text, p_grants jsonb, p_by text, p_case uuid, p_now timestamptz) returns void language plpgsql as $$
  begin
    if exists (select from jsonb_to_recordset(p_grants) g("role" text, "unitPath" text) where g."role" is null or g."unitPath" is null) then
      perform reject('validation', 'invalidEffectInput', 'Expected each grant to have role and unitPath.');
    end if;
    if exists (select from jsonb_to_recordset(p_grants) g("unitPath" text) where not exists (select from unit where path = g."unitPath"::ltree)) then
      perform reject('validation', 'unitNotFound', 'Expected each grant to name a unit that exists.');
    end if;
    update role_grant r set valid_to = greatest(r.valid_from, p_now)
      where r.account = p_account and (r.valid_to is null or r.valid_to > p_now) and not exists (
        select from jsonb_to_recordset(p_grants) g("role" text, "unitPath" text, "validFrom" timestamptz, "validTo" timestamptz)
        where g."role" = r.role and g."unitPath"::ltree = r.unit_path and g."validTo" is not distinct from r.valid_to
          and coalesce(g."validFrom", r.valid_from) = r.valid_from);
    insert into role_grant (account, role, unit_path, valid_from, valid_to, granted_by, case_id)
      select distinct p_account, g."role", g."unitPath"::ltree, coalesce(g."validFrom", p_now), g."validTo", p_by, p_case
      from jsonb_to_recordset(p_grants) g("role" text, "unitPath" text, "validFrom" timestamptz, "validTo" timestamptz)
      where not exists (select from role_grant r where r.account = p_account and r.role = g."role" and r.unit_path = g."unitPath"::ltree
        and (r.valid_to is null or r.valid_to > p_now));
  end $$;

  create function apply_account(p_input jsonb, p_case uuid, p_node text, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  declare
    op text := p_input ->> 'operation';
    -- derived, not random: replaying the command log gives the same ids
    derived text := md5(p_case::text || ':' || p_node)::uuid::text;
    who text := p_input ->> 'account';
    p jsonb := coalesce(p_input -> 'person', '{}');
    v_person text; was text;
  begin
    if op is null or op not in ('create', 'change', 'grant', 'lock', 'unlock', 'revoke') then
      perform reject('validation', 'invalidEffectInput', 'Expected account.apply to have a known operation, but it has ' || coalesce(op, 'none') || '.');
    end if;
    if op = 'create' then
      who := coalesce(who, derived);
      select id into v_person from person
        where id = p ->> 'id' or identity_number = p ->> 'identityNumber' order by (id = p ->> 'id') desc nulls last limit 1;
      if exists (select from person where id = v_person and identity_number <> p ->> 'identityNumber') then
        perform reject('conflict', 'personMismatch', 'Expected person ' || v_person || ' to have the identity number of the request.');
      end if;
      if v_person is null then
        v_person := coalesce(p ->> 'id', derived);
        insert into person (id, identity_number, name, title, unit_path, email, phone, created_at, updated_at)
          values (v_person, p ->> 'identityNumber', p ->> 'name', p ->> 'title', (p ->> 'unitPath')::ltree, p ->> 'email', p ->> 'phone', p_now, p_now);
      end if;
      insert into account (id, person, login, password_hash, password_changed_at, state, created_at, updated_at)
        values (who, v_person, p_input ->> 'login', p_input ->> 'passwordHash', case when p_input ->> 'passwordHash' is not null then p_now end, 'active', p_now, p_now)
        on conflict (id) do update set state = 'active', updated_at = p_now, login = coalesce(excluded.login, account.login),
          password_hash = coalesce(excluded.password_hash, account.password_hash) where account.state = 'pending';
      if not found then
        perform reject('conflict', 'accountState', 'Expected account ' || who || ' to be new or pending.');
      end if;
    else
      -- before the row is read: a step of this account that is under way commits first, later ones see the new epoch
      perform pg_advisory_xact_lock(7101, hashtext(who));
      select person, state into v_person, was from account where id = who for update;
      if v_person is null then
        perform reject('notFound', 'accountNotFound', 'Expected account ' || coalesce(who, 'without id') || ' to exist.');
      end if;
      if was = 'revoked' or (op = 'lock' and was <> 'active') or (op = 'unlock' and was <> 'locked') then
        perform reject('conflict', 'accountState', 'Expected to ' || op || ' account ' || who || ', but it is ' || was || '.');
      end if;
    end if;

    if op = 'change' then
      update person set name = coalesce(p ->> 'name', name), title = coalesce(p ->> 'title', title), email = coalesce(p ->> 'email', email),
        phone = coalesce(p ->> 'phone', phone), unit_path = coalesce((p ->> 'unitPath')::ltree, unit_path),
        identity_number = coalesce(p ->> 'identityNumber', identity_number), updated_at = p_now where id = v_person;
      update account set login = coalesce(p_input ->> 'login', login), rights_epoch = rights_epoch + 1, updated_at = p_now where id = who;
    elsif op in ('lock', 'unlock', 'revoke') then
      update account set state = case op when 'lock' then 'locked' when 'unlock' then 'active' else 'revoked' end, updated_at = p_now where id = who;
      if op <> 'unlock' then delete from session where account = who; end if;
    end if;
    if op = 'revoke' then
      perform set_account_grants(who, '[]', p_actor, p_case, p_now);
    elsif jsonb_typeof(p_input -> 'grants') = 'array' and op in ('create', 'change', 'grant') then
      perform set_account_grants(who, p_input -> 'grants', p_actor, p_case, p_now);
    elsif op = 'grant' then
      perform reject('validation', 'invalidEffectInput', 'Expected grant to carry the complete list of grants.');
    end if;
  end $$;`;

const OTHERS = `
  /* {key, version}: a proposed version of a parameter comes into force; one that is open-ended gives way from its first day. */
  create function activate_parameter(p_input jsonb, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  declare n parameter;
  begin
    select * into n from parameter where key = p_input ->> 'key' and version = p_input ->> 'version' for update;
    if n.key is null then perform reject('notFound', 'parameterNotFound', 'Expected the proposed parameter version to exist.'); end if;
    if n.status <> 'proposed' then
      perform reject('conflict', 'parameterState', 'Expected parameter ' || n.key || ' to be proposed, but it is ' || n.status || '.');
    end if;
    update parameter set valid_to = n.valid_from
      where key = n.key and status = 'active' and valid_from < n.valid_from and valid_to is null;
    update parameter set status = 'active', decided_by = p_actor, decided_at = p_now where key = n.key and version = n.version;
  end $$;

  /* {definition}: a version that was deployed inactive becomes available for new cases. */
  create function activate_definition(p_input jsonb) returns void language plpgsql as $$
  declare d definition;
  begin
    update definition set active = true where id = (p_input ->> 'definition')::uuid returning * into d;
    if not found then perform reject('notFound', 'definitionNotFound', 'Expected the definition to exist.'); end if;
    -- its start events take over from the earlier versions
    delete from start_subscription s using definition e where e.id = s.definition_id and e.kind = d.kind and e.key = d.key and e.version < d.version;
    delete from start_timer s using definition e where e.id = s.definition_id and e.kind = d.kind and e.key = d.key and e.version < d.version;
  end $$;

  /* {book, year}: the next number of a book, without gaps, because it is taken in the step that uses it. */
  create function assign_number(p_input jsonb, p_case uuid, p_node text, p_now timestamptz) returns void language plpgsql as $$
  declare n int; y int := coalesce((p_input ->> 'year')::int, extract(year from p_now at time zone 'Asia/Ho_Chi_Minh')::int);
  begin
    insert into number_book values (p_input ->> 'book', y, 1) on conflict (book, year) do update set last = number_book.last + 1 returning last into n;
    insert into assigned_number values (p_input ->> 'book', y, n, p_case, p_node, p_now);
  end $$;

  create function apply_effect(p_name text, p_input jsonb, p_case uuid, p_node text, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  begin
    case p_name
      when 'account.apply' then perform apply_account(p_input, p_case, p_node, p_actor, p_now);
      when 'parameter.activate' then perform activate_parameter(p_input, p_actor, p_now);
      when 'definition.activate' then perform activate_definition(p_input);
      when 'number.assign' then perform assign_number(p_input, p_case, p_node, p_now);
      else perform reject('validation', 'unknownEffect', 'Expected one of the catalogued transactional effects, but got ' || coalesce(p_name, 'none') || '.');
    end case;
  exception
    when syntax_error or data_exception or not_null_violation or check_violation or foreign_key_violation then
      perform reject('validation', 'invalidEffectInput', p_name || ': ' || sqlerrm);
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(ACCOUNT);
  await k.raw(OTHERS);
}
