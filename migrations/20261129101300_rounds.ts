/**
 * Rounds: a case with lines, each a case of its own. What a line tells its round is written in the line's own step, into the line's
 * own row: a thousand lines never wait for the round's revision, and the round takes no step for any of them. Each such change leaves
 * one entry in the outbox under the round's id; whoever handles one looks at the round once and takes the others along, so a round is
 * looked at when there is news, and not otherwise. Lock 7104 by round: lines join under a shared one, closing the list takes it alone.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const TABLES = `
  create table case_round (
    case_id uuid primary key,
    line_procedure text not null,
    open boolean not null default true);

  create sequence case_member_ordinal;
  create table case_member (
    round_case uuid not null,
    line_case uuid not null,
    -- rises with each line that joins, in whatever round; an import takes its numbers in the order of its rows
    ordinal bigint not null,
    person text,
    -- active, ended, struck, moved, express
    state text not null default 'active',
    gates text[] not null default '{}',
    result json,
    ended_how text,
    reason text,
    moved_to uuid,
    joined_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (round_case, line_case)
  ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
  create unique index case_member_line on case_member (line_case) where state in ('active', 'ended');
  create unique index case_member_person on case_member (round_case, person) where state in ('active', 'ended') and person is not null;
  create index case_member_order on case_member (round_case, ordinal);
  create index outbox_round on outbox (case_id) where kind = 'roundProgress';`;

const LINES = `
  create function round_news(p_round uuid, p_now timestamptz) returns void language sql as $$
    insert into outbox (kind, payload, case_id, next_at) values ('roundProgress', '{}', p_round, p_now) $$;

  create function join_round(p_round uuid, p_line uuid, p_procedure text, p_person text, p_ordinal bigint, p_now timestamptz) returns void language plpgsql as $$
  declare r case_round;
  begin
    perform pg_advisory_xact_lock_shared(7104, hashtext(p_round::text));
    select * into r from case_round where case_id = p_round;
    if r.case_id is null then perform reject('notFound', 'roundNotFound', 'Expected a round to exist.'); end if;
    if r.line_procedure <> p_procedure then
      perform reject('conflict', 'roundOfOtherProcedure', 'Expected a line of ' || r.line_procedure || ', but it is of ' || p_procedure || '.');
    end if;
    if not r.open then perform reject('conflict', 'roundClosed', 'Expected the list of the round to be open.'); end if;
    insert into case_member (round_case, line_case, ordinal, person, joined_at, changed_at)
      values (p_round, p_line, coalesce(p_ordinal, nextval('case_member_ordinal')), p_person, p_now, p_now)
      on conflict (round_case, line_case) do update set state = 'active', gates = '{}', reason = null, moved_to = null, changed_at = p_now
        where case_member.state not in ('active', 'ended');
    if not found then perform reject('conflict', 'lineInRound', 'Expected a line that is not in the round.'); end if;
    perform round_news(p_round, p_now);
  end $$;

  /* {state: struck | moved | express, reason, to?}: the line leaves its round, for another one or for itself. */
  create function leave_round(p_line uuid, p_change jsonb, p_now timestamptz) returns void language plpgsql as $$
  declare m case_member;
  begin
    update case_member set state = p_change ->> 'state', reason = p_change ->> 'reason', moved_to = (p_change ->> 'to')::uuid, changed_at = p_now
      where line_case = p_line and state = 'active' returning * into m;
    if m.line_case is null then perform reject('conflict', 'notALine', 'Expected a line of a round that is under way.'); end if;
    if p_change ->> 'to' is not null then
      perform join_round((p_change ->> 'to')::uuid, p_line, (select procedure from process_case where id = p_line), m.person, null, p_now);
    end if;
    perform round_news(m.round_case, p_now);
  end $$;

  /* {gate?, reached?, result?}: where the line stands. A line that is in no round says so to nobody. */
  create function report_line(p_line uuid, p_input jsonb, p_now timestamptz) returns void language plpgsql as $$
  declare v_round uuid; g text := p_input ->> 'gate'; v_reached boolean := coalesce((p_input ->> 'reached')::boolean, true);
  begin
    update case_member set
      gates = case when g is null then gates when not v_reached then array_remove(gates, g) when g = any(gates) then gates else gates || g end,
      result = coalesce(nullif(p_input -> 'result', 'null')::json, result), changed_at = p_now
      where line_case = p_line and state in ('active', 'ended') returning round_case into v_round;
    if v_round is not null then perform round_news(v_round, p_now); end if;
  end $$;

  create function set_round_open(p_round uuid, p_open boolean) returns void language plpgsql as $$
  begin
    perform pg_advisory_xact_lock(7104, hashtext(p_round::text));
    update case_round set open = p_open where case_id = p_round;
    if not found then perform reject('conflict', 'notARound', 'Expected a round: its process names the procedure of its lines (tk:lines).'); end if;
  end $$;

  /* Directed messages for what the round waits for and all its lines that are under way have reached; tells their ids. */
  create function ready_gates(p_round uuid, p_now timestamptz) returns setof text language sql as $$
    with ready as (
      select s.instance, s.node, s.key from subscription s
      where s.case_id = p_round and s.kind = 'message' and s.name = 'round.linesReady' and not exists (
        select from case_member m where m.round_case = p_round and m.state = 'active' and not s.key = any(m.gates))),
    counts as (
      select json_build_object('active', count(*) filter (where state = 'active'), 'ended', count(*) filter (where state = 'ended'),
        'struck', count(*) filter (where state = 'struck'), 'moved', count(*) filter (where state = 'moved'),
        'express', count(*) filter (where state = 'express')) as c from case_member where round_case = p_round),
    stored as (
      insert into message_buffer (id, name, key, payload, received_at, expires_at, case_id)
      select 'lines:' || p_round || ':' || r.instance || ':' || r.node, 'round.linesReady', r.key, json_build_object('lines', c.c), p_now, 'infinity', p_round
      from ready r, counts c on conflict (id) do nothing returning id)
    select 'lines:' || p_round || ':' || instance || ':' || node from ready $$;`;

const CASES = `
  create or replace function save_case_links(p_case uuid, p_now timestamptz, p_facts jsonb) returns void language plpgsql as $$
  declare v_before text[]; v_parties text[];
  begin
    if p_facts -> 'parties' is not null then
      v_parties := array(select jsonb_array_elements_text(p_facts -> 'parties'));
      select parties into v_before from process_case where id = p_case;
      update process_case set parties = v_parties where id = p_case;
      perform attach_person_events(p_case, array(select unnest(v_parties) except select unnest(v_before)), p_now);
    end if;
    if p_facts -> 'line' is not null then perform leave_round(p_case, p_facts -> 'line', p_now); end if;
  end $$;

  create or replace function end_case_links(p_case uuid, p_now timestamptz, p_how text) returns void language plpgsql as $$
  declare v_round uuid;
  begin
    delete from message_buffer where case_id = p_case;
    update case_round set open = false where case_id = p_case;
    update case_member set state = 'ended', ended_how = p_how, changed_at = p_now
      where line_case = p_case and state = 'active' returning round_case into v_round;
    if v_round is not null then perform round_news(v_round, p_now); end if;
  end $$;

  create or replace function create_case_links(p_case uuid, p_now timestamptz, p_create jsonb) returns void language plpgsql as $$
  declare v_persons text[] := array(select jsonb_array_elements_text(p_create -> 'parties'));
  begin
    if cardinality(v_persons) > 0 then perform attach_person_events(p_case, v_persons, p_now); end if;
    if p_create ->> 'lines' is not null then insert into case_round (case_id, line_procedure) values (p_case, p_create ->> 'lines'); end if;
    if p_create ->> 'round' is not null then
      perform join_round((p_create ->> 'round')::uuid, p_case, p_create ->> 'procedure', v_persons[1], (p_create ->> 'ordinal')::bigint, p_now);
    end if;
  end $$;`;

/** What rounds add to the closed catalogue of transactional effects. */
const EFFECTS = `      when 'line.report' then perform report_line(p_case, p_input, p_now);
      when 'round.open' then perform set_round_open(p_case, true);
      when 'round.close' then perform set_round_open(p_case, false);
      else`;

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLES);
  await k.raw(LINES);
  await k.raw(CASES);
  await patchFunction(k, 'apply_effect', [['      else', EFFECTS]]);
  // subscribers need not keep each other out, only the messages that come at the same moment
  await patchFunction(k, 'save_subscriptions', [['pg_advisory_xact_lock(7102, h)', 'pg_advisory_xact_lock_shared(7102, h)']]);
}
