/**
 * Absence cover. A substitution, made or ended, raises the rights epoch of both accounts under the lock that save_step takes shared: a
 * step that was decided before it ended cannot land after. No chains: nobody is absent and a substitute at the same time.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

const TABLE = `
  create table substitution (
    id bigint generated always as identity primary key,
    absent text not null references person,
    substitute text not null references person,
    -- empty: not limited
    procedures text[] not null,
    units text[] not null,
    roles text[] not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    reason text not null,
    basis text,
    created_by text not null,
    created_person text not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    ended_by text,
    ended_person text,
    end_reason text,
    check (absent <> substitute),
    check (valid_to > valid_from),
    check (num_nonnulls(ended_at, ended_by, end_reason) in (0, 3)));
  create index substitution_absent on substitution (absent, id);
  create index substitution_substitute on substitution (substitute, id);

  /* Only its end is added to it, once. */
  create function substitution_kept() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' or old.ended_at is not null or (to_jsonb(new) - array['ended_at', 'ended_by', 'ended_person', 'end_reason'])
        is distinct from (to_jsonb(old) - array['ended_at', 'ended_by', 'ended_person', 'end_reason']) then
      raise exception 'substitution is append-only but for its end';
    end if;
    return new;
  end $$;
  create trigger substitution_kept before update or delete on substitution for each row execute function substitution_kept();

  /* In one order, so that two writers cannot wait for each other. */
  create function hold_accounts_of(p_persons text[], p_accounts text[]) returns void language plpgsql as $$
  declare r record;
  begin
    for r in select id from account where person = any(p_persons) or id = any(p_accounts) order by hashtext(id), id loop
      perform pg_advisory_xact_lock(7101, hashtext(r.id));
    end loop;
  end $$;

  create function substitution_rights_changed() returns trigger language plpgsql as $$
  begin
    perform hold_accounts_of(array[new.absent, new.substitute], '{}');
    update account set rights_epoch = rights_epoch + 1 where person in (new.absent, new.substitute);
    return null;
  end $$;
  create trigger substitution_rights after insert or update on substitution for each row execute function substitution_rights_changed();`;

const ADD = `
  /* Gives the id; the same again from the same account gives the one that is there. */
  create function add_substitution(s jsonb, p_by text, p_person text, p_now timestamptz) returns bigint language plpgsql as $$
  declare
    n substitution := jsonb_populate_record(null::substitution, s);
    v_id bigint;
    -- what is over gives nothing any more
    v_time tstzrange := tstzrange(greatest((s ->> 'valid_from')::timestamptz, p_now), (s ->> 'valid_to')::timestamptz);
  begin
    select id into v_id from substitution o
      where o.absent = n.absent and o.substitute = n.substitute and o.procedures = n.procedures and o.units = n.units and o.roles = n.roles
        and o.valid_from = n.valid_from and o.valid_to = n.valid_to and o.reason = n.reason and o.created_by = p_by and o.ended_at is null;
    if found then return v_id; end if;
    if exists (select from substitution o where o.absent = n.absent and o.substitute = n.substitute and o.ended_at is null
        and tstzrange(o.valid_from, o.valid_to) && v_time) then
      perform reject('conflict', 'substitutionOverlaps', 'Expected no other substitution between these persons at that time.');
    end if;
    if exists (select from substitution o where o.absent = n.substitute and o.ended_at is null and tstzrange(o.valid_from, o.valid_to) && v_time) then
      perform reject('conflict', 'substituteAbsent', 'Expected the substitute not to be absent at that time.');
    end if;
    if exists (select from substitution o where o.substitute = n.absent and o.ended_at is null and tstzrange(o.valid_from, o.valid_to) && v_time) then
      perform reject('conflict', 'absentSubstitutes', 'Expected the absent person not to substitute somebody at that time.');
    end if;
    insert into substitution (absent, substitute, procedures, units, roles, valid_from, valid_to, reason, basis, created_by, created_person, created_at)
      values (n.absent, n.substitute, n.procedures, n.units, n.roles, n.valid_from, n.valid_to, n.reason, n.basis, p_by, p_person, p_now)
      returning id into v_id;
    return v_id;
  end $$;

  /* False: it had ended before, by itself or by somebody. */
  create function end_substitution(p_id bigint, p_by text, p_person text, p_reason text, p_now timestamptz) returns boolean language plpgsql as $$
  begin
    update substitution set ended_at = p_now, ended_by = p_by, ended_person = p_person, end_reason = p_reason
      where id = p_id and ended_at is null and valid_to > p_now;
    return found;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLE);
  await k.raw(ADD);
}
