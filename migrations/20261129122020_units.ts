/**
 * Units by time: what each was called and where it stood, changes that two persons decided on, and where what belonged to a unit that
 * is no more has gone. `unit_successor` answers for every path that was ever used: no step can put work into a unit that is gone.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const REGISTER = `
  create table unit_kind (key text primary key, name_vi text not null, name_en text not null);
  insert into unit_kind values
    ('ministry', 'Bộ', 'Ministry'), ('department', 'Cục, tổng cục', 'Department'), ('province', 'Cơ quan cấp tỉnh', 'Provincial agency'),
    ('region', 'Cơ quan khu vực', 'Regional agency'), ('commune', 'Cơ quan cấp xã', 'Commune agency'), ('prison', 'Trại giam, trại tạm giam', 'Prison'),
    ('court', 'Tòa án', 'Court'), ('procuracy', 'Viện kiểm sát', 'Procuracy'), ('police', 'Công an', 'Police'), ('office', 'Phòng, ban', 'Office'),
    ('unit', 'Đơn vị khác', 'Other unit');

  -- what a unit was called, and its path, from a day on
  create table unit_term (
    unit text not null references unit,
    path ltree not null,
    name text not null,
    valid_from date not null,
    valid_to date,
    change bigint,
    primary key (unit, valid_from),
    check (valid_to is null or valid_to >= valid_from));
  create index unit_term_path on unit_term using gist (path);
  insert into unit_term (unit, path, name, valid_from, valid_to) select id, path, name, coalesce(valid_from, '-infinity'), valid_to from unit;

  /* Units that are seeded, or whose name is corrected without a change, have a term too. */
  create function unit_has_term() returns trigger language plpgsql as $$
  begin
    update unit_term set name = new.name, path = new.path where unit = new.id and valid_to is null and (name, path) is distinct from (new.name, new.path);
    insert into unit_term (unit, path, name, valid_from)
      select new.id, new.path, new.name, coalesce(new.valid_from, '-infinity') where not exists (select from unit_term where unit = new.id);
    return null;
  end $$;
  create trigger unit_has_term after insert or update on unit for each row execute function unit_has_term();

  create table unit_successor (path ltree primary key, successor ltree not null, change bigint not null, since date not null, check (path <> successor));
  create index unit_successor_path on unit_successor using gist (path);

  create table unit_change (
    id bigint generated always as identity primary key,
    operation text not null check (operation in ('CREATE', 'RENAME', 'MERGE', 'SPLIT')),
    effective_on date not null,
    -- {sources, successors, default}
    body jsonb not null,
    reason text not null,
    basis text not null,
    citation text not null,
    proposed_by text not null,
    approved_by text not null,
    approved_at timestamptz not null,
    case_id uuid not null unique,
    state text not null default 'approved' check (state in ('approved', 'running', 'done')),
    started_at timestamptz,
    done_at timestamptz,
    -- how much of what has followed
    moved jsonb not null default '{}',
    tx xid8 not null default pg_current_xact_id());
  create index unit_change_open on unit_change (effective_on, id) where state <> 'done';
  /* What was decided stays as it was decided. */
  create function unit_change_kept() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' or (to_jsonb(new) - array['state', 'started_at', 'done_at', 'moved']) is distinct from
        (to_jsonb(old) - array['state', 'started_at', 'done_at', 'moved']) then
      raise exception 'unit_change is append-only but for how far it has gone';
    end if;
    return new;
  end $$;
  create trigger unit_change_kept before update or delete on unit_change for each row execute function unit_change_kept();

  create index closed_case_unit on closed_case using gist (unit_path);

  /* Where what belonged to this path is now; itself where nothing has changed. */
  create function live_unit(p ltree) returns ltree language plpgsql stable as $$
  declare s unit_successor;
  begin
    for i in 1 .. 50 loop
      select * into s from unit_successor where path @> p order by nlevel(path) desc limit 1;
      if not found then return p; end if;
      p := case when p = s.path then s.successor else s.successor || subpath(p, nlevel(s.path)) end;
    end loop;
    return p;
  end $$;
  /* As text: what a diagram names as a unit may be no valid path. */
  create function live_unit_text(p text) returns text language plpgsql stable as $$
  begin
    if p !~ '^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$' then return p; end if;
    return live_unit(p::ltree)::text;
  end $$;`;

const CHECK = `
  /* Where something at p goes by this change: null where it stays. Rules by procedure, code and person are about the unit itself. */
  create function unit_target(c_operation text, c_body jsonb, p ltree, p_procedure text, p_code text, p_person text) returns ltree language plpgsql immutable as $$
  declare s ltree; r jsonb; v ltree;
  begin
    if c_operation not in ('MERGE', 'SPLIT') then return null; end if;
    select x::ltree into s from jsonb_array_elements_text(c_body -> 'sources') x where p <@ x::ltree limit 1;
    if s is null then return null; end if;
    for r in select value from jsonb_array_elements(c_body -> 'successors') loop
      if p = s and (r -> 'procedures' ? p_procedure or r -> 'cases' ? p_code or r -> 'persons' ? p_person) then
        v := (r ->> 'path')::ltree;
        return nullif(v, p);
      end if;
      if exists (select from jsonb_array_elements_text(r -> 'units') u where p <@ u::ltree) then
        return nullif((r ->> 'path')::ltree || subpath(p, nlevel(s)), p);
      end if;
    end loop;
    v := (c_body ->> 'default')::ltree;
    return nullif(case when p = s then v else v || subpath(p, nlevel(s)) end, p);
  end $$;

  /* Everything that speaks against a change: [{code, unit}]. */
  create function check_unit_change(b jsonb, p_now timestamptz, p_case uuid) returns jsonb language plpgsql stable as $$
  declare
    o text := b ->> 'operation'; f jsonb := '[]'; s jsonb; p text; t ltree; v_parent ltree; u record;
    v_sources text[] := array(select jsonb_array_elements_text(b -> 'sources'));
    v_paths text[] := array(select value ->> 'path' from jsonb_array_elements(b -> 'successors'));
    v_label constant text := '^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$';
  begin
    if o is null or o not in ('CREATE', 'RENAME', 'MERGE', 'SPLIT') then return '[{"code": "unitOperation"}]'; end if;
    if (b ->> 'effectiveOn')::date < (p_now at time zone 'Asia/Ho_Chi_Minh')::date then f := f || '[{"code": "unitBackdated"}]'; end if;
    if cardinality(v_sources) <> cardinality(array(select distinct unnest(v_sources))) or not (case o
        when 'CREATE' then cardinality(v_sources) = 0 when 'MERGE' then cardinality(v_sources) between 1 and 50 else cardinality(v_sources) = 1 end) then
      f := f || '[{"code": "unitSources"}]';
    end if;
    if cardinality(v_paths) <> cardinality(array(select distinct unnest(v_paths))) or not (case o
        when 'SPLIT' then cardinality(v_paths) between 1 and 50 else cardinality(v_paths) = 1 end) then
      f := f || '[{"code": "unitSuccessors"}]';
    end if;
    foreach p in array v_sources || v_paths loop
      if p is null or p !~ v_label then return f || jsonb_build_object('code', 'unitPathInvalid', 'unit', p); end if;
    end loop;
    foreach p in array v_sources loop
      if not exists (select from unit where path = p::ltree and valid_to is null) then f := f || jsonb_build_object('code', 'unitUnknown', 'unit', p); end if;
      if exists (select from unnest(v_sources) x where x <> p and p::ltree <@ x::ltree) then f := f || jsonb_build_object('code', 'unitSources', 'unit', p); end if;
      if nlevel(p::ltree) = 1 and o in ('MERGE', 'SPLIT') then f := f || jsonb_build_object('code', 'unitRoot', 'unit', p); end if;
      -- two changes of one unit come one after the other
      if exists (select from unit_change c, jsonb_array_elements_text(c.body -> 'sources' || jsonb_path_query_array(c.body, '$.successors[*].path')) x
          where c.state <> 'done' and c.case_id is distinct from p_case and (x::ltree @> p::ltree or x::ltree <@ p::ltree)) then
        f := f || jsonb_build_object('code', 'unitChangePending', 'unit', p);
      end if;
    end loop;
    for s in select value from jsonb_array_elements(b -> 'successors') loop
      t := (s ->> 'path')::ltree;
      v_parent := case when nlevel(t) > 1 then subpath(t, 0, -1) end;
      if o = 'RENAME' then
        if t::text <> v_sources[1] then f := f || jsonb_build_object('code', 'unitSuccessors', 'unit', t::text); end if;
        if coalesce(trim(s ->> 'name'), '') = '' then f := f || jsonb_build_object('code', 'unitNameRequired', 'unit', t::text); end if;
        continue;
      end if;
      -- one that stays what it is goes on as its own successor, in a split
      continue when o = 'SPLIT' and t::text = v_sources[1];
      if exists (select from unnest(v_sources) x where t <@ x::ltree) then f := f || jsonb_build_object('code', 'unitInside', 'unit', t::text); end if;
      if exists (select from unit where path = t) then
        if o = 'CREATE' or exists (select from unit where path = t and valid_to is not null) then
          f := f || jsonb_build_object('code', 'unitPathTaken', 'unit', t::text);
        end if;
        continue;
      end if;
      if exists (select from unit_term where path = t) or live_unit(t) <> t then f := f || jsonb_build_object('code', 'unitPathTaken', 'unit', t::text); end if;
      if coalesce(trim(s ->> 'name'), '') = '' then f := f || jsonb_build_object('code', 'unitNameRequired', 'unit', t::text); end if;
      if not exists (select from unit_kind where key = s ->> 'kind') then f := f || jsonb_build_object('code', 'unitKindUnknown', 'unit', t::text); end if;
      if v_parent is null or not exists (select from unit where path = v_parent and valid_to is null) then
        f := f || jsonb_build_object('code', 'unitParentUnknown', 'unit', t::text);
      end if;
    end loop;
    if o in ('MERGE', 'SPLIT') and not coalesce(b ->> 'default' = any(v_paths), false) then f := f || '[{"code": "unitDefault"}]'; end if;
    if o = 'SPLIT' then
      for u in select x from jsonb_path_query(b, '$.successors[*].units[*]') x loop
        if not exists (select from unit where path::text = u.x #>> '{}' and path <@ v_sources[1]::ltree and path <> v_sources[1]::ltree and valid_to is null) then
          f := f || jsonb_build_object('code', 'unitRuleUnknown', 'unit', u.x #>> '{}');
        end if;
      end loop;
    end if;
    if f = '[]' and o in ('MERGE', 'SPLIT') then
      for u in select m.path, m.target, count(*) over (partition by m.target) as n from (
          select x.path, unit_target(o, b, x.path, null, null, null) as target from unit x, unnest(v_sources) y where x.path <@ y::ltree and x.path <> y::ltree and x.valid_to is null) m
          where m.target is not null loop
        if u.n > 1 or exists (select from unit_term where path = u.target) then
          f := f || jsonb_build_object('code', 'unitChildCollides', 'unit', u.path::text);
        end if;
      end loop;
    end if;
    return f;
  end $$;

  /* What would move, for who decides: nothing is written. */
  create function preview_unit_change(b jsonb, p_now timestamptz) returns jsonb language plpgsql stable as $$
  declare v_problems jsonb := check_unit_change(b, p_now, null); o text := b ->> 'operation'; v_paths ltree[];
  begin
    if v_problems <> '[]' or o not in ('MERGE', 'SPLIT') then
      return jsonb_build_object('problems', v_problems, 'moves', '[]'::jsonb, 'units', 0, 'cases', 0, 'endedCases', 0, 'tasks', 0, 'persons', 0, 'accounts', 0,
        'grants', 0, 'positions', 0, 'bindings', 0, 'files', 0);
    end if;
    v_paths := array(select x::ltree from jsonb_array_elements_text(b -> 'sources') x);
    return jsonb_build_object('problems', v_problems,
      'units', (select count(*) from unit u where u.path <@ any(v_paths) and u.valid_to is null and unit_target(o, b, u.path, null, null, null) is not null),
      'cases', (select count(*) from process_case c where c.unit_path <@ any(v_paths) and c.status <> 'ended' and unit_target(o, b, c.unit_path, c.procedure, c.code, null) is not null),
      'endedCases', (select count(*) from process_case c where c.unit_path <@ any(v_paths) and c.status = 'ended' and unit_target(o, b, c.unit_path, c.procedure, c.code, null) is not null)
        + (select count(*) from closed_case c where c.unit_path <@ any(v_paths) and unit_target(o, b, c.unit_path, c.procedure, c.code, null) is not null),
      'tasks', (select count(*) from user_task t join process_case c on c.id = t.case_id where t.state = 'open' and t.unit_path <@ any(v_paths)
        and unit_target(o, b, c.unit_path, c.procedure, c.code, null) is not null),
      'persons', (select count(*) from person p where p.unit_path <@ any(v_paths) and unit_target(o, b, p.unit_path, null, null, p.id) is not null),
      'accounts', (select count(distinct g.account) from role_grant g join account a on a.id = g.account where g.unit_path <@ any(v_paths)
        and (g.valid_to is null or g.valid_to > p_now) and unit_target(o, b, g.unit_path, null, null, a.person) is not null),
      'grants', (select count(*) from role_grant g join account a on a.id = g.account where g.unit_path <@ any(v_paths)
        and (g.valid_to is null or g.valid_to > p_now) and unit_target(o, b, g.unit_path, null, null, a.person) is not null),
      'positions', (select count(*) from position q where q.unit_path <@ any(v_paths) and q.valid_to is null and unit_target(o, b, q.unit_path, null, null, q.person) is not null),
      'bindings', (select count(*) from role_binding r where r.unit_path <@ any(v_paths) and (r.valid_to is null or r.valid_to > (b ->> 'effectiveOn')::date)),
      'files', (select count(*) from party q where q.unit_path <@ any(v_paths) and unit_target(o, b, q.unit_path, null, null, q.id) is not null),
      -- cases by where they go
      'moves', (select coalesce(jsonb_agg(jsonb_build_object('from', m.from_unit, 'to', m.to_unit, 'cases', m.n) order by m.from_unit, m.to_unit), '[]') from (
        select c.unit_path::text as from_unit, unit_target(o, b, c.unit_path, c.procedure, c.code, null)::text as to_unit, count(*) as n from process_case c
        where c.unit_path <@ any(v_paths) and c.status <> 'ended' group by 1, 2) m where m.to_unit is not null));
  end $$;

  /* {operation, effectiveOn, sources, successors, default, reason, basis, citation, proposedBy}: approved by somebody else, for its day. */
  create function apply_unit_change(p_input jsonb, p_case uuid, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  declare v_problems jsonb; v_field text;
  begin
    perform require_other_person(p_actor, p_input ->> 'proposedBy', 'the change of units');
    foreach v_field in array array['reason', 'basis', 'citation', 'effectiveOn', 'proposedBy'] loop
      if coalesce(trim(p_input ->> v_field), '') = '' then
        perform reject('validation', 'invalidEffectInput', 'Expected a change of units to have ' || v_field || '.');
      end if;
    end loop;
    -- one after the other: each is checked against those that were approved before
    perform pg_advisory_xact_lock(7105, 0);
    v_problems := check_unit_change(p_input, p_now, p_case);
    if v_problems <> '[]' then
      perform reject('conflict', v_problems #>> '{0,code}', 'Expected a change of units that can be made, but: ' || v_problems::text);
    end if;
    insert into unit_change (operation, effective_on, body, reason, basis, citation, proposed_by, approved_by, approved_at, case_id)
      values (p_input ->> 'operation', (p_input ->> 'effectiveOn')::date,
        jsonb_build_object('sources', p_input -> 'sources', 'successors', p_input -> 'successors', 'default', p_input -> 'default'),
        p_input ->> 'reason', p_input ->> 'basis', p_input ->> 'citation', p_input ->> 'proposedBy', p_actor, p_now, p_case);
  end $$;`;

const GUARDS = `
  /* An open task's row, with units that are still there. */
  create function live_task(t jsonb, p_unit ltree) returns jsonb language plpgsql stable as $$
  declare v_units text[] := t ->> 'units'; v_live text[];
  begin
    v_live := array(select live_unit_text(u) from unnest(v_units) with ordinality x(u, n) order by n);
    if v_live = v_units then return t; end if;
    return t || jsonb_build_object('units', v_live::text,
      'keys', task_keys((t ->> 'roles')::text[], v_live, (t ->> 'persons')::text[], p_unit)::text);
  end $$;

  /* What store/candidate-keys.ts says. */
  create function task_keys(p_roles text[], p_units text[], p_persons text[], p_unit ltree) returns text[] language sql immutable as $$
    with units as (select unnest(case when p_units <> '{}' then p_units when p_roles <> '{}' then array[p_unit::text] else '{}' end) as u),
      covered as (select distinct array_to_string((string_to_array(u, '.'))[1:n], '.') as u from units, generate_series(1, cardinality(string_to_array(u, '.'))) n),
      roles as (select unnest(case when p_roles <> '{}' then p_roles else array['*'] end) as r)
    select array(select r || '@' || u from roles, covered union select 'person:' || p from unnest(p_persons) p order by 1) $$;

  /* A case goes to another unit with its open tasks; or its tasks leave units that are gone. In a step of the case. */
  create function move_case(p_case uuid, p_to ltree) returns void language plpgsql as $$
  declare v_from ltree; v_open int[];
  begin
    select unit_path into v_from from process_case where id = p_case;
    update process_case set unit_path = p_to where id = p_case and unit_path <> p_to;
    v_open := array(select instance from user_task where case_id = p_case and state = 'open' order by instance);
    perform leave_candidates(p_case, v_open);
    update user_task t set unit_path = p_to, partner = live_unit(t.partner), candidate_units = m.units,
        candidate_keys = task_keys(t.candidate_roles, m.units, t.candidate_persons, p_to)
      from (select o.instance, array(select case when u = v_from::text or starts_with(u, v_from::text || '.') then p_to::text || substr(u, length(v_from::text) + 1)
              else live_unit_text(u) end from unnest(o.candidate_units) with ordinality x(u, n) order by n) as units
            from user_task o where o.case_id = p_case and o.state = 'open') m
      where t.case_id = p_case and t.instance = m.instance;
    perform enter_candidates(p_case, v_open);
    update document_delivery set unit_path = p_to where case_id = p_case and received_at is null;
    update exchange_message set partner = live_unit(partner) where case_id = p_case and delivered_at is null and partner <> live_unit(partner);
  end $$;`;

const PATCHES: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'apply_effect',
    [
      [
        "      else perform reject('validation', 'unknownEffect'",
        "      when 'units.apply' then perform apply_unit_change(p_input, p_case, p_actor, p_now);\n      else perform reject('validation', 'unknownEffect'",
      ],
    ],
  ],
  [
    'save_step',
    [
      [
        "      v_keys := t ->> 'keys';",
        "      if t ->> 'units' <> '{}' then t := live_task(t, v_unit); end if;\n      v_keys := t ->> 'keys';",
      ],
    ],
  ],
  [
    'save_case_links',
    [
      [
        "    if p_facts -> 'line' is not null then",
        "    if p_facts -> 'unit' is not null then perform move_case(p_case, (p_facts ->> 'unit')::ltree); end if;\n    if p_facts -> 'line' is not null then",
      ],
    ],
  ],
  [
    'create_case',
    [
      [
        "    if c ->> 'businessKey' is not null then",
        `    if exists (select from unit_successor where path @> (c ->> 'unitPath')::ltree) then
      perform reject('conflict', 'unitClosed', 'Expected a unit that is still there, but ' || (c ->> 'unitPath') || ' has gone into ' || live_unit((c ->> 'unitPath')::ltree)::text || '.');
    end if;
    if c ->> 'businessKey' is not null then`,
      ],
    ],
  ],
  // requests that were made before a unit went are applied where it went
  [
    'apply_account',
    [
      [
        '  begin\n',
        `  begin
    if exists (select from unit_successor) then
      p_input := p_input
        || case when p_input #>> '{person,unitPath}' is null then '{}' else jsonb_build_object('person',
          p_input -> 'person' || jsonb_build_object('unitPath', live_unit_text(p_input #>> '{person,unitPath}'))) end
        || case when jsonb_typeof(p_input -> 'grants') is distinct from 'array' then '{}' else jsonb_build_object('grants',
          (select coalesce(jsonb_agg(g || jsonb_build_object('unitPath', live_unit_text(g ->> 'unitPath'))), '[]') from jsonb_array_elements(p_input -> 'grants') g)) end;
    end if;
`,
      ],
    ],
  ],
];

export async function up(k: Knex): Promise<void> {
  // a question mark in the text is no placeholder
  for (const sql of [REGISTER, CHECK, GUARDS]) await k.raw(sql.replaceAll('?', '\\?'));
  for (const [name, changes] of PATCHES) await patchFunction(k, name, changes);
}
