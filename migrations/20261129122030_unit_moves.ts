/**
 * A change of units is carried out, on its day: first the units and where their paths lead, then people in batches (who gets the new
 * rights keeps the old ones meanwhile), then cases as steps of their own, at last the old rights end. Each part finds for itself what is
 * left to do: whoever dies in the middle loses nothing, and doing it twice does no harm.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

const UNITS = `
  /* False: it is not its day, or it has begun before. */
  create function begin_unit_change(p_id bigint, p_now timestamptz) returns boolean language plpgsql as $$
  declare c unit_change; s jsonb; u record; t ltree;
  begin
    perform pg_advisory_xact_lock(7105, 0);
    select * into c from unit_change where id = p_id for update;
    if c.state is distinct from 'approved' or c.effective_on > (p_now at time zone 'Asia/Ho_Chi_Minh')::date then return false; end if;
    for s in select value from jsonb_array_elements(c.body -> 'successors') loop
      t := (s ->> 'path')::ltree;
      if c.operation = 'RENAME' then
        perform new_unit_term(id, path, s ->> 'name', c.effective_on, c.id) from unit where path = t;
        update unit set name = s ->> 'name' where path = t;
      elsif not exists (select from unit where path = t) then
        insert into unit (id, path, name, kind, valid_from, created_at) values (md5(c.case_id::text || ':' || t::text)::uuid::text, t, s ->> 'name', s ->> 'kind', c.effective_on, p_now);
      elsif coalesce(trim(s ->> 'name'), '') <> '' and exists (select from unit where path = t and name <> s ->> 'name') then
        perform new_unit_term(id, path, s ->> 'name', c.effective_on, c.id) from unit where path = t;
        update unit set name = s ->> 'name' where path = t;
      end if;
    end loop;
    if c.operation in ('MERGE', 'SPLIT') then
      for u in select x.id, x.path, x.name, unit_target(c.operation, c.body, x.path, null, null, null) as target,
            x.path::text in (select jsonb_array_elements_text(c.body -> 'sources')) as is_source
          from unit x, jsonb_array_elements_text(c.body -> 'sources') y where x.path <@ y::ltree and x.valid_to is null order by nlevel(x.path) loop
        continue when u.target is null;
        insert into unit_successor values (u.path, u.target, c.id, c.effective_on);
        if u.is_source then
          update unit set valid_to = c.effective_on where id = u.id;
          update unit_term set valid_to = greatest(c.effective_on, valid_from) where unit = u.id and valid_to is null;
        else
          perform new_unit_term(u.id, u.target, u.name, c.effective_on, c.id);
          update unit set path = u.target where id = u.id;
        end if;
      end loop;
      perform move_unit_registers(c, p_now);
    end if;
    update unit_change set state = 'running', started_at = p_now where id = c.id;
    return true;
  end $$;

  create function new_unit_term(p_unit text, p_path ltree, p_name text, p_on date, p_change bigint) returns void language plpgsql as $$
  begin
    update unit_term set valid_to = p_on where unit = p_unit and valid_to is null and valid_from < p_on;
    insert into unit_term (unit, path, name, valid_from, change) values (p_unit, p_path, p_name, p_on, p_change)
      on conflict (unit, valid_from) do update set path = excluded.path, name = excluded.name, change = excluded.change;
  end $$;

  /* Registers that are only added to: what held for the old unit holds for the new one from the day on, unless that has its own. The
     head of a unit that is gone is no head any more; those of units below it stay. */
  create function move_unit_registers(c unit_change, p_now timestamptz) returns void language plpgsql as $$
  declare v_sources ltree[] := array(select x::ltree from jsonb_array_elements_text(c.body -> 'sources') x);
  begin
    insert into role_binding (role, agency_type, unit_path, mode, partner, clerk_role, fallback_role, on_bounce, shares, valid_from, valid_to, reason, account, at)
      select distinct on (b.role, b.agency_type, n.target) b.role, b.agency_type, n.target, b.mode, live_unit(b.partner), b.clerk_role, b.fallback_role, b.on_bounce,
        b.shares, greatest(b.valid_from, c.effective_on), b.valid_to, c.reason, 'system:units', p_now
      from role_binding b cross join lateral (select live_unit(b.unit_path) as target) n
      where (b.unit_path <@ any(v_sources) and n.target <> b.unit_path or b.partner <@ any(v_sources) and live_unit(b.partner) <> b.partner)
        and (b.valid_to is null or b.valid_to > c.effective_on)
        and not exists (select from role_binding o where o.unit_path = n.target and n.target <> b.unit_path
          and o.role is not distinct from b.role and o.agency_type is not distinct from b.agency_type and (o.valid_to is null or o.valid_to > c.effective_on))
      order by b.role, b.agency_type, n.target, b.id desc;
    insert into unit_head (unit_path, person, role, valid_from, valid_to, reason, account, at)
      select distinct on (n.target) n.target, h.person, h.role, greatest(h.valid_from, c.effective_on), h.valid_to, c.reason, 'system:units', p_now
      from unit_head h cross join lateral (select live_unit(h.unit_path) as target) n
      where h.unit_path <@ any(v_sources) and n.target <> h.unit_path and not h.unit_path = any(v_sources) and (h.valid_to is null or h.valid_to > c.effective_on)
      order by n.target, h.id desc;
  end $$;`;

const PEOPLE = `
  create function unit_sources(c unit_change) returns ltree[] language sql immutable as $$
    select array(select x::ltree from jsonb_array_elements_text(c.body -> 'sources') x) $$;

  /* The next accounts that have rights in the old units and not yet in the new: they get them beside. Gives how many; none: all have. */
  create function give_unit_grants(p_id bigint, p_limit int, p_now timestamptz) returns int language plpgsql as $$
  declare c unit_change; r record; n int := 0;
  begin
    select * into c from unit_change where id = p_id;
    for r in
      select distinct a.id, a.person from role_grant g join account a on a.id = g.account
      where g.unit_path <@ any(unit_sources(c)) and (g.valid_to is null or g.valid_to > p_now)
        and unit_target(c.operation, c.body, g.unit_path, null, null, a.person) is not null and not exists (
          select from role_grant o where o.account = g.account and o.role = g.role and o.unit_path = unit_target(c.operation, c.body, g.unit_path, null, null, a.person)
            and o.valid_from <= g.valid_from and (o.valid_to is null or o.valid_to >= g.valid_to))
      order by a.id limit p_limit loop
      perform pg_advisory_xact_lock(7101, hashtext(r.id));
      perform move_positions_of(c, r.person, p_now);
      insert into role_grant (account, role, unit_path, valid_from, valid_to, granted_by, case_id, needs_second_factor, position)
        select distinct on (g.role, t.target) g.account, g.role, t.target, g.valid_from, g.valid_to, c.approved_by, c.case_id, g.needs_second_factor,
          coalesce((select f.id from position f where f.follows = g.position), g.position)
        from role_grant g cross join lateral (select unit_target(c.operation, c.body, g.unit_path, null, null, r.person) as target) t
        where g.account = r.id and g.unit_path <@ any(unit_sources(c)) and (g.valid_to is null or g.valid_to > p_now) and t.target is not null
          and not exists (select from role_grant o where o.account = g.account and o.role = g.role and o.unit_path = t.target
            and o.valid_from <= g.valid_from and (o.valid_to is null or o.valid_to >= g.valid_to))
        order by g.role, t.target, g.valid_to desc nulls first;
      n := n + 1;
    end loop;
    update unit_change set moved = moved || jsonb_build_object('accounts', coalesce((moved ->> 'accounts')::int, 0) + n) where id = p_id and n > 0;
    return n;
  end $$;

  create function move_positions_of(c unit_change, p_person text, p_now timestamptz) returns void language plpgsql as $$
  declare q record; v_on date := greatest(c.effective_on, (p_now at time zone 'Asia/Ho_Chi_Minh')::date);
  begin
    for q in select p.*, unit_target(c.operation, c.body, p.unit_path, null, null, p_person) as target from position p
        where p.person = p_person and p.unit_path <@ any(unit_sources(c)) and (p.valid_to is null or p.valid_to > v_on) for update loop
      continue when q.target is null or exists (select from position f where f.follows = q.id);
      insert into position (person, unit_path, title, valid_from, valid_to, follows, case_id)
        values (q.person, q.target, q.title, greatest(q.valid_from, v_on), q.valid_to, q.id, c.case_id);
      -- its tasks follow: nothing is given back
      update position set valid_to = greatest(q.valid_from, v_on), closed_at = p_now where id = q.id;
    end loop;
  end $$;

  /* The next persons of the old units, with their positions. */
  create function move_unit_persons(p_id bigint, p_limit int, p_now timestamptz) returns int language plpgsql as $$
  declare c unit_change; r record; n int := 0;
  begin
    select * into c from unit_change where id = p_id;
    for r in select p.id, unit_target(c.operation, c.body, p.unit_path, null, null, p.id) as target from person p
        where p.unit_path <@ any(unit_sources(c)) and unit_target(c.operation, c.body, p.unit_path, null, null, p.id) is not null order by p.id limit p_limit for update loop
      update person set unit_path = r.target, updated_at = p_now where id = r.id;
      perform move_positions_of(c, r.id, p_now);
      n := n + 1;
    end loop;
    -- positions of persons whose own unit is another
    if n = 0 then
      for r in select distinct q.person from position q where q.unit_path <@ any(unit_sources(c))
          and (q.valid_to is null or q.valid_to > greatest(c.effective_on, (p_now at time zone 'Asia/Ho_Chi_Minh')::date))
          and unit_target(c.operation, c.body, q.unit_path, null, null, q.person) is not null and not exists (select from position f where f.follows = q.id)
          order by q.person limit p_limit loop
        perform move_positions_of(c, r.person, p_now);
        n := n + 1;
      end loop;
    end if;
    update unit_change set moved = moved || jsonb_build_object('persons', coalesce((moved ->> 'persons')::int, 0) + n) where id = p_id and n > 0;
    return n;
  end $$;

  /* The next files of persons that cases are about. */
  create function move_unit_files(p_id bigint, p_limit int, p_now timestamptz) returns int language plpgsql as $$
  declare c unit_change; r record; n int := 0; v_revision int;
  begin
    select * into c from unit_change where id = p_id;
    for r in select p.id, p.unit_path, unit_target(c.operation, c.body, p.unit_path, null, null, p.id) as target from party p
        where p.unit_path <@ any(unit_sources(c)) and unit_target(c.operation, c.body, p.unit_path, null, null, p.id) is not null order by p.id limit p_limit for update loop
      update party set unit_path = r.target, revision = revision + 1, updated_at = p_now where id = r.id returning revision into v_revision;
      insert into party_change (party, revision, at, account, facts, reason)
        select r.id, v_revision, p_now, 'system:units', (facts::jsonb || jsonb_build_object('unitPath', r.target::text))::json, c.reason
        from party_change where party = r.id and revision < v_revision order by revision desc limit 1;
      n := n + 1;
    end loop;
    update unit_change set moved = moved || jsonb_build_object('files', coalesce((moved ->> 'files')::int, 0) + n) where id = p_id and n > 0;
    return n;
  end $$;`;

const CASES = `
  /* Open cases that are in the old units, or whose open tasks name them; with where each belongs. */
  create function list_unit_cases(p_id bigint, p_after uuid, p_limit int) returns table (id uuid, unit_path ltree, target ltree) language plpgsql stable as $$
  declare c unit_change; v_paths text[];
  begin
    select * into c from unit_change x where x.id = p_id;
    v_paths := array(select s.path::text from unit_successor s where s.change = c.id);
    return query
      select k.id, k.unit_path, coalesce(k.target, k.unit_path) from (
        select pc.id, pc.unit_path, unit_target(c.operation, c.body, pc.unit_path, pc.procedure, pc.code, null) as target from process_case pc
          where pc.unit_path <@ any(unit_sources(c)) and pc.status <> 'ended'
        union
        select pc.id, pc.unit_path, unit_target(c.operation, c.body, pc.unit_path, pc.procedure, pc.code, null) from user_task t join process_case pc on pc.id = t.case_id
          where t.state = 'open' and (t.candidate_units && v_paths or t.partner::text = any(v_paths))) k
      where k.id > p_after and (k.target is not null or exists (select from user_task t where t.case_id = k.id and t.state = 'open'
        and (t.candidate_units && v_paths or t.partner::text = any(v_paths))))
      order by k.id limit p_limit;
  end $$;

  /* Cases that have ended take no step: who answers for them is who follows. What they were called at the time stays on their record. */
  create function move_ended_cases(p_id bigint, p_limit int) returns int language plpgsql as $$
  declare c unit_change; n int; m int;
  begin
    select * into c from unit_change where id = p_id;
    with due as (select pc.id, unit_target(c.operation, c.body, pc.unit_path, pc.procedure, pc.code, null) as target from process_case pc
        where pc.unit_path <@ any(unit_sources(c)) and pc.status = 'ended'
          and unit_target(c.operation, c.body, pc.unit_path, pc.procedure, pc.code, null) is not null limit p_limit for update skip locked)
      update process_case pc set unit_path = due.target from due where pc.id = due.id;
    get diagnostics n = row_count;
    with due as (select cc.ended_at, cc.id, unit_target(c.operation, c.body, cc.unit_path, cc.procedure, cc.code, null) as target from closed_case cc
        where cc.unit_path <@ any(unit_sources(c)) and unit_target(c.operation, c.body, cc.unit_path, cc.procedure, cc.code, null) is not null limit p_limit)
      update closed_case cc set unit_path = due.target from due where cc.ended_at = due.ended_at and cc.id = due.id;
    get diagnostics m = row_count;
    update unit_change set moved = moved || jsonb_build_object('endedCases', coalesce((moved ->> 'endedCases')::int, 0) + n + m) where id = p_id and n + m > 0;
    return n + m;
  end $$;

  create function count_unit_cases(p_id bigint, p_cases int) returns void language sql as $$
    update unit_change set moved = moved || jsonb_build_object('cases', coalesce((moved ->> 'cases')::int, 0) + p_cases) where id = p_id $$;

  /* The next old grants end, now that everything has followed. */
  create function end_unit_grants(p_id bigint, p_limit int, p_now timestamptz) returns int language plpgsql as $$
  declare c unit_change; r record; n int := 0;
  begin
    select * into c from unit_change where id = p_id;
    for r in select distinct a.id, a.person from role_grant g join account a on a.id = g.account
        where g.unit_path <@ any(unit_sources(c)) and (g.valid_to is null or g.valid_to > p_now)
          and unit_target(c.operation, c.body, g.unit_path, null, null, a.person) is not null order by a.id limit p_limit loop
      perform pg_advisory_xact_lock(7101, hashtext(r.id));
      update role_grant g set valid_to = greatest(p_now, g.valid_from) where g.account = r.id and g.unit_path <@ any(unit_sources(c))
        and (g.valid_to is null or g.valid_to > p_now) and unit_target(c.operation, c.body, g.unit_path, null, null, r.person) is not null;
      -- one that was to begin later never does
      delete from role_grant g where g.account = r.id and g.valid_from = g.valid_to and g.valid_from > p_now and g.unit_path <@ any(unit_sources(c));
      n := n + 1;
    end loop;
    return n;
  end $$;

  create function finish_unit_change(p_id bigint, p_now timestamptz) returns boolean language plpgsql as $$
  begin
    update unit_change set state = 'done', done_at = p_now where id = p_id and state = 'running';
    return found;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  for (const sql of [UNITS, PEOPLE, CASES]) await k.raw(sql.replaceAll('?', '\\?'));
}
