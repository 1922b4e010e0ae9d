/**
 * Law changes by proposal and approval: effects that put a version of a parameter, or the official notice of a year, up for approval,
 * bring it into force, refuse it or take it back. What comes into force leaves a row in law_change: deadlines that run are recomputed
 * from it, by commands, when its day comes. And what a jurist has confirmed of rules that were not settled.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

const TABLES = `
  alter table calendar_year add column case_id uuid, add column note text;
  alter table calendar_year drop constraint calendar_year_status_check;
  alter table calendar_year add constraint calendar_year_status_check
    check (status in ('proposed', 'active', 'rejected', 'withdrawn', 'superseded'));

  -- done_at: every deadline that was to be recomputed has been
  create table law_change (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('parameter', 'calendar')),
    key text not null,
    version text not null,
    due_at timestamptz not null,
    next_at timestamptz not null,
    tries int not null default 0,
    done_at timestamptz,
    unique (kind, key, version));
  create index law_change_next on law_change (next_at) where done_at is null;

  -- a rule is meant by its text: another text has to be confirmed anew
  create table law_confirmation (
    decision text not null,
    rule text not null,
    fingerprint text not null,
    citation text not null,
    note text,
    confirmed_by text not null,
    confirmed_at timestamptz not null,
    case_id uuid,
    primary key (decision, rule, fingerprint));

  -- which term of the register an armed timer counts, and from when
  alter table timer add column due json;

  create or replace function save_timers(p_case uuid, p_more jsonb) returns void language plpgsql as $$
  begin
    if p_more -> 'disarm' is not null then
      delete from timer t using jsonb_to_recordset(p_more -> 'disarm') d(instance int, node text)
        where t.case_id = p_case and t.instance = d.instance and (d.node is null or t.node = d.node);
    end if;
    if p_more -> 'arm' is not null then
      insert into timer (case_id, instance, node, due_at, next_at, due)
        select p_case, a.instance, a.node, a.due_at, a.due_at, a.due
        from jsonb_to_recordset(p_more -> 'arm') a(instance int, node text, due_at timestamptz, due json)
        on conflict (case_id, instance, node) do update set due_at = excluded.due_at, next_at = excluded.next_at, due = excluded.due, tries = 0;
    end if;
  end $$;`;

const PARAMETERS = `
  create function require_other_person(p_actor text, p_proposer text, p_what text) returns void language plpgsql as $$
  begin
    if p_actor = p_proposer or exists (select from account a join account b on b.person = a.person where a.id = p_actor and b.id = p_proposer) then
      perform reject('forbidden', 'ownProposal', 'Expected somebody else than the proposer to decide on ' || p_what || '.');
    end if;
  end $$;

  create function require_not_backdated(p_from date, p_now timestamptz, p_what text) returns void language plpgsql as $$
  begin
    if p_from < (p_now at time zone 'Asia/Ho_Chi_Minh')::date then
      perform reject('conflict', 'parameterBackdated', 'Expected ' || p_what || ' to come into force today or later, but it is dated ' || p_from
        || ': a version must not change what was decided before.');
    end if;
  end $$;

  /* A version overlaps what is in force, but for one that is open-ended and began before: that one gives way from its first day. */
  create function require_no_overlap(p_key text, p_version text, p_from date, p_to date) returns void language plpgsql as $$
  declare o parameter;
  begin
    select * into o from parameter where key = p_key and version <> p_version and status = 'active'
      and daterange(valid_from, valid_to) && daterange(p_from, p_to) and not (valid_to is null and valid_from < p_from) order by valid_from limit 1;
    if found then
      perform reject('conflict', 'parameterOverlap', 'Expected ' || p_key || ' ' || p_version || ' to apply when no other version does, but version '
        || o.version || ' applies from ' || o.valid_from || coalesce(' to ' || o.valid_to, '') || '.');
    end if;
  end $$;

  /* {entry}: a version waits for approval. Again in the same case: the proposal is corrected. */
  create function propose_parameter(p_input jsonb, p_case uuid, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  declare e jsonb := jsonb_strip_nulls(p_input -> 'entry'); v_key text := e ->> 'key'; v_version text := e ->> 'version';
    v_from date := (e ->> 'validFrom')::date; v_to date := (e ->> 'validTo')::date;
  begin
    perform require_not_backdated(v_from, p_now, v_key || ' ' || v_version);
    perform require_no_overlap(v_key, v_version, v_from, v_to);
    delete from parameter where case_id = p_case and status = 'proposed';
    if exists (select from parameter where key = v_key and version = v_version) then
      perform reject('conflict', 'parameterVersionExists', 'Expected a new version of ' || v_key || ', but ' || v_version || ' exists.');
    end if;
    insert into parameter (key, version, body, valid_from, valid_to, citation, confidence, running, status, note, proposed_by, proposed_at, case_id)
      values (v_key, v_version, e, v_from, v_to, e ->> 'citation', e ->> 'confidence', coalesce(e ->> 'running', 'keep'), 'proposed',
        p_input ->> 'note', p_actor, p_now, p_case);
  end $$;

  create or replace function activate_parameter(p_input jsonb, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  declare n parameter;
  begin
    select * into n from parameter where key = p_input ->> 'key' and version = p_input ->> 'version' for update;
    if n.key is null then perform reject('notFound', 'parameterNotFound', 'Expected the proposed parameter version to exist.'); end if;
    if n.status <> 'proposed' then
      perform reject('conflict', 'parameterState', 'Expected parameter ' || n.key || ' to be proposed, but it is ' || n.status || '.');
    end if;
    -- two approvals of one key decide one after the other, by what is in force then
    perform pg_advisory_xact_lock(7103, hashtext(n.key));
    perform require_other_person(p_actor, n.proposed_by, n.key || ' ' || n.version);
    perform require_not_backdated(n.valid_from, p_now, n.key || ' ' || n.version);
    perform require_no_overlap(n.key, n.version, n.valid_from, n.valid_to);
    update parameter set valid_to = n.valid_from
      where key = n.key and status = 'active' and valid_from < n.valid_from and valid_to is null;
    update parameter set status = 'active', decided_by = p_actor, decided_at = p_now where key = n.key and version = n.version;
    if n.running = 'recompute' then
      insert into law_change (kind, key, version, due_at, next_at)
        select 'parameter', n.key, n.version, t, t from (select greatest(p_now, n.valid_from::timestamp at time zone 'Asia/Ho_Chi_Minh') as t) at;
    end if;
  end $$;

  create function close_parameter(p_input jsonb, p_status text, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  begin
    update parameter set status = p_status, decided_by = p_actor, decided_at = p_now, note = coalesce(p_input ->> 'reason', note)
      where key = p_input ->> 'key' and version = p_input ->> 'version' and status = 'proposed';
    if not found then perform reject('conflict', 'parameterState', 'Expected a version of ' || coalesce(p_input ->> 'key', 'a parameter') || ' that is proposed.'); end if;
  end $$;`;

const CALENDARS = `
  /* {key, year, notices, days}: the official notice of a year waits for approval. Again in the same case: it is corrected. */
  create function propose_calendar_year(p_input jsonb, p_case uuid, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  declare v_key text := p_input ->> 'key'; v_year int := (p_input ->> 'year')::int;
  begin
    if not exists (select from calendar where key = v_key and status = 'active') then
      perform reject('notFound', 'calendarNotFound', 'Expected calendar ' || coalesce(v_key, 'without key') || ' to exist.');
    end if;
    perform pg_advisory_xact_lock(7103, hashtext('calendar ' || v_key));
    delete from calendar_year where case_id = p_case and status = 'proposed';
    insert into calendar_year (key, year, version, notices, days, status, proposed_by, proposed_at, case_id, note)
      select v_key, v_year, coalesce(max(version), 0) + 1, array(select jsonb_array_elements_text(p_input -> 'notices')), p_input -> 'days', 'proposed',
        p_actor, p_now, p_case, p_input ->> 'note'
      from calendar_year where key = v_key and year = v_year;
  end $$;

  /* The year that this case proposed comes into force; provisional deadlines are counted again. */
  create function activate_calendar_year(p_case uuid, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  declare n calendar_year;
  begin
    select * into n from calendar_year where case_id = p_case and status = 'proposed' for update;
    if n.key is null then perform reject('notFound', 'calendarNotFound', 'Expected the proposed year of a calendar to exist.'); end if;
    perform require_other_person(p_actor, n.proposed_by, 'the days off of ' || n.year);
    update calendar_year set status = 'superseded' where key = n.key and year = n.year and status = 'active';
    update calendar_year set status = 'active', decided_by = p_actor, decided_at = p_now where key = n.key and year = n.year and version = n.version;
    insert into law_change (kind, key, version, due_at, next_at) values ('calendar', n.key, n.year || '.' || n.version, p_now, p_now);
  end $$;

  create function close_calendar_year(p_input jsonb, p_case uuid, p_status text, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  begin
    update calendar_year set status = p_status, decided_by = p_actor, decided_at = p_now, note = coalesce(p_input ->> 'reason', note)
      where case_id = p_case and status = 'proposed';
    if not found then perform reject('conflict', 'calendarState', 'Expected this case to propose the days off of a year.'); end if;
  end $$;

  /* {decision, rule, fingerprint, citation, proposedBy}: a jurist confirms a rule that its table marks as unsettled. */
  create function confirm_rule(p_input jsonb, p_case uuid, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  begin
    perform require_other_person(p_actor, p_input ->> 'proposedBy', 'rule ' || coalesce(p_input ->> 'rule', ''));
    insert into law_confirmation (decision, rule, fingerprint, citation, note, confirmed_by, confirmed_at, case_id)
      values (p_input ->> 'decision', p_input ->> 'rule', p_input ->> 'fingerprint', p_input ->> 'citation', p_input ->> 'note', p_actor, p_now, p_case)
      on conflict do nothing;
  end $$;

  create or replace function apply_effect(p_name text, p_input jsonb, p_case uuid, p_node text, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  begin
    case p_name
      when 'account.apply' then perform apply_account(p_input, p_case, p_node, p_actor, p_now);
      when 'parameter.propose' then perform propose_parameter(p_input, p_case, p_actor, p_now);
      when 'parameter.activate' then perform activate_parameter(p_input, p_actor, p_now);
      when 'parameter.reject' then perform close_parameter(p_input, 'rejected', p_actor, p_now);
      when 'parameter.withdraw' then perform close_parameter(p_input, 'withdrawn', p_actor, p_now);
      when 'calendar.propose' then perform propose_calendar_year(p_input, p_case, p_actor, p_now);
      when 'calendar.activate' then perform activate_calendar_year(p_case, p_actor, p_now);
      when 'calendar.reject' then perform close_calendar_year(p_input, p_case, 'rejected', p_actor, p_now);
      when 'calendar.withdraw' then perform close_calendar_year(p_input, p_case, 'withdrawn', p_actor, p_now);
      when 'rule.confirm' then perform confirm_rule(p_input, p_case, p_actor, p_now);
      when 'definition.activate' then perform activate_definition(p_input);
      when 'number.assign' then perform assign_number(p_input, p_case, p_node, p_now);
      else perform reject('validation', 'unknownEffect', 'Expected one of the catalogued transactional effects, but got ' || coalesce(p_name, 'none') || '.');
    end case;
  exception
    when syntax_error or data_exception or not_null_violation or check_violation or foreign_key_violation then
      perform reject('validation', 'invalidEffectInput', p_name || ': ' || sqlerrm);
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLES);
  await k.raw(PARAMETERS);
  await k.raw(CALENDARS);
}
