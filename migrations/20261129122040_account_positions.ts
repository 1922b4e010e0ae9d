/**
 * Positions of a person, several at a time, each with its days, by the effect `account.apply`: `positions` is the complete new set, and
 * a grant that names one (`position`, from 1) holds as long as that does. What is not named ends; what begins later gives nothing before.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const POSITIONS = `
  create function day_start(p_on date) returns timestamptz language sql immutable as $$ select p_on::timestamp at time zone 'Asia/Ho_Chi_Minh' $$;

  /* A position ends: so do the grants that belong to it. Its last day is the one before p_on. */
  create function end_position(p_id bigint, p_on date, p_now timestamptz) returns void language plpgsql as $$
  begin
    update position set valid_to = greatest(p_on, valid_from), closed_at = p_now where id = p_id;
    update role_grant set valid_to = greatest(least(coalesce(valid_to, 'infinity'), greatest(day_start(p_on), p_now)), valid_from)
      where position = p_id and (valid_to is null or valid_to > p_now);
  end $$;

  /* Gives the ids, in the order of the list. Throws invalidEffectInput, unitNotFound, positionOverlaps, positionPeriod. */
  create function set_positions(p_person text, p_positions jsonb, p_case uuid, p_now timestamptz) returns bigint[] language plpgsql as $$
  declare r record; q record; v_id bigint; ids bigint[] := '{}'; v_today date := (p_now at time zone 'Asia/Ho_Chi_Minh')::date;
  begin
    for r in select ordinality as n, trim(e ->> 'title') as title, e ->> 'unitPath' as unit, coalesce((e ->> 'validFrom')::date, v_today) as first, (e ->> 'validTo')::date as last
        from jsonb_array_elements(p_positions) with ordinality x(e, ordinality) order by ordinality loop
      if coalesce(r.title, '') = '' or r.unit is null then
        perform reject('validation', 'invalidEffectInput', 'Expected each position to have title and unitPath.');
      end if;
      if not exists (select from unit where path = live_unit(r.unit::ltree) and valid_to is null) then
        perform reject('validation', 'unitNotFound', 'Expected each position to name a unit that exists.');
      end if;
      if r.last <= r.first then perform reject('validation', 'positionPeriod', 'Expected each position to end after it begins.'); end if;
      select id into v_id from position where person = p_person and title = r.title and unit_path = live_unit(r.unit::ltree)
        and (valid_to is null or valid_to > v_today) and not id = any(ids)
        and (valid_from = r.first or (p_positions -> (r.n - 1)::int ->> 'validFrom') is null or (valid_from <= v_today and r.first <= v_today));
      if v_id is null then
        insert into position (person, unit_path, title, valid_from, valid_to, case_id) values (p_person, live_unit(r.unit::ltree), r.title, r.first, r.last, p_case)
          returning id into v_id;
      else
        update position set valid_to = r.last, closed_at = null where id = v_id and valid_to is distinct from r.last;
      end if;
      ids := ids || v_id;
    end loop;
    if exists (select from position a join position b on a.id < b.id and a.title = b.title and a.unit_path = b.unit_path
        and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to) where a.id = any(ids) and b.id = any(ids)) then
      perform reject('validation', 'positionOverlaps', 'Expected no position twice at the same time.');
    end if;
    for q in select id from position where person = p_person and (valid_to is null or valid_to > v_today) and not id = any(ids) loop
      perform end_position(q.id, v_today, p_now);
    end loop;
    return ids;
  end $$;

  /* The grants of an input, those of a position held to its days. */
  create function grants_of_positions(p_grants jsonb, p_positions bigint[], p_now timestamptz) returns jsonb language plpgsql stable as $$
  begin
    if exists (select from jsonb_array_elements(p_grants) g where g ->> 'position' is not null and not (g ->> 'position')::int between 1 and cardinality(p_positions)) then
      perform reject('validation', 'positionUnknown', 'Expected each grant to name a position of the list.');
    end if;
    return (select coalesce(jsonb_agg(case when q.id is null then g else g || jsonb_build_object(
        'validFrom', greatest((g ->> 'validFrom')::timestamptz, case when q.valid_from > (p_now at time zone 'Asia/Ho_Chi_Minh')::date then day_start(q.valid_from) end),
        'validTo', least((g ->> 'validTo')::timestamptz, day_start(q.valid_to)), 'positionId', q.id) end order by n), '[]')
      from jsonb_array_elements(p_grants) with ordinality x(g, n) left join position q on q.id = p_positions[(g ->> 'position')::int]);
  end $$;

  /* Due ends of positions, the oldest first. */
  create function due_position_ends(p_now timestamptz, p_limit int) returns table (id bigint, account text, person text) language sql stable as $$
    select q.id, a.id, q.person from position q left join account a on a.person = q.person and a.state <> 'revoked'
    where q.valid_to <= (p_now at time zone 'Asia/Ho_Chi_Minh')::date and q.closed_at is null order by q.valid_to, q.id limit p_limit $$;

  /* Steps of the account that are under way were decided on rights that are no more. */
  create function close_position(p_id bigint, p_now timestamptz) returns void language plpgsql as $$
  declare v_account text;
  begin
    select a.id into v_account from position q join account a on a.person = q.person and a.state <> 'revoked' where q.id = p_id;
    if v_account is not null then
      perform pg_advisory_xact_lock(7101, hashtext(v_account));
      update account set rights_epoch = rights_epoch + 1, updated_at = p_now where id = v_account;
    end if;
    update position set closed_at = p_now where id = p_id and closed_at is null;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(POSITIONS.replaceAll('?', '\\?'));
  await patchFunction(k, 'apply_account', [
    [
      "    if op = 'revoke' then\n",
      `    select person into v_person from account where id = who;
    if jsonb_typeof(p_input -> 'positions') = 'array' and op in ('create', 'change', 'grant', 'transfer') then
      v_positions := set_positions(v_person, p_input -> 'positions', p_case, p_now);
    elsif op in ('revoke', 'transfer') then
      -- who leaves, or goes elsewhere, holds no office any more
      perform end_position(q.id, (p_now at time zone 'Asia/Ho_Chi_Minh')::date, p_now) from position q
        where q.person = v_person and (q.valid_to is null or q.valid_to > (p_now at time zone 'Asia/Ho_Chi_Minh')::date)
          and (op = 'revoke' or not q.unit_path <@ (p_input #>> '{person,unitPath}')::ltree);
    end if;
    if v_has_grants then p_input := p_input || jsonb_build_object('grants', grants_of_positions(p_input -> 'grants', v_positions, p_now)); end if;
    if op = 'revoke' then
`,
    ],
    [
      '      a := hold_account(who, op);\n',
      `      a := hold_account(who, op);
      if exists (select from account x where x.id = p_actor and x.person = a.person) then
        perform reject('forbidden', 'ownAccount', 'Expected somebody else to change account ' || who || '.');
      end if;
`,
    ],
    ['    a account;', "    v_person text; v_positions bigint[] := '{}';\n    a account;"],
    [
      '      update role_grant set needs_second_factor = true\n',
      `      update role_grant r set position = (g.value ->> 'positionId')::bigint from jsonb_array_elements(p_input -> 'grants') g
        where r.account = who and r.role = g.value ->> 'role' and r.unit_path = (g.value ->> 'unitPath')::ltree and (r.valid_to is null or r.valid_to > p_now)
          and g.value ->> 'positionId' is not null and r.position is distinct from (g.value ->> 'positionId')::bigint;
      update role_grant set needs_second_factor = true
`,
    ],
  ]);
  // one that was to begin later and was ended before is no grant that is kept
  await patchFunction(k, 'set_account_grants', [
    [
      '        and (r.valid_to is null or r.valid_to > p_now));',
      '        and (r.valid_to is null or r.valid_to > greatest(p_now, r.valid_from)));',
    ],
  ]);
  await patchFunction(k, 'account_snapshot', [
    [
      "'grants', (select",
      `'positions', (select coalesce(json_agg(json_build_object('title', q.title, 'unitPath', q.unit_path, 'validFrom', q.valid_from, 'validTo', q.valid_to)
          order by q.valid_from, q.id), '[]') from position q where q.person = p.id and (q.valid_to is null or day_start(q.valid_to) > p_now)),
        'grants', (select`,
    ],
  ]);
}
