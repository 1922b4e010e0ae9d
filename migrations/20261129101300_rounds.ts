/**
 * Rounds: a case with lines, each a case of its own. What a line tells its round is written in the line's own step, into the line's
 * own row: a thousand lines never wait for the round's revision, and the round takes no step for any of them. Each such change leaves
 * one entry in the outbox under the round's id; whoever handles one looks at the round once and takes the others along, so a round is
 * looked at when there is news, and not otherwise. Lock 7104 by round: lines join under a shared one, closing the list takes it alone.
 */
import type { Knex } from 'knex';
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

const EFFECTS = `
  /* The catalogue of transactional effects, as data: the closed list of names, and the function that carries each out. */
  create table transactional_effect (name text primary key, carry_out text not null);
  create function round_effect(p_name text, p_input jsonb, p_case uuid, p_node text, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  begin
    case p_name
      when 'line.report' then perform report_line(p_case, p_input, p_now);
      else perform set_round_open(p_case, p_name = 'round.open');
    end case;
  end $$;
  insert into transactional_effect values ('line.report', 'round_effect'), ('round.open', 'round_effect'), ('round.close', 'round_effect');

  create or replace function apply_effect(p_name text, p_input jsonb, p_case uuid, p_node text, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  declare f text;
  begin
    case p_name
      when 'account.apply' then perform apply_account(p_input, p_case, p_node, p_actor, p_now);
      when 'parameter.activate' then perform activate_parameter(p_input, p_actor, p_now);
      when 'definition.activate' then perform activate_definition(p_input);
      when 'number.assign' then perform assign_number(p_input, p_case, p_node, p_now);
      else
        select carry_out into f from transactional_effect where name = p_name;
        if f is null then
          perform reject('validation', 'unknownEffect', 'Expected one of the catalogued transactional effects, but got ' || coalesce(p_name, 'none') || '.');
        end if;
        execute format('select %I($1, $2, $3, $4, $5, $6)', f) using p_name, p_input, p_case, p_node, p_actor, p_now;
    end case;
  exception
    when syntax_error or data_exception or not_null_violation or check_violation or foreign_key_violation then
      perform reject('validation', 'invalidEffectInput', p_name || ': ' || sqlerrm);
  end $$;`;

const CASES = `
  /* Subscribers need not keep each other out, only the messages that come at the same moment. */
  create or replace function save_subscriptions(p_case uuid, p_revision int, p_now timestamptz, p_more jsonb) returns json language plpgsql as $$
  declare h int; matched json;
  begin
    if p_more -> 'unsubscribe' is not null then
      delete from subscription s using jsonb_to_recordset(p_more -> 'unsubscribe') d(instance int, node text)
        where s.case_id = p_case and s.instance = d.instance and (d.node is null or s.node = d.node);
    end if;
    if p_more -> 'subscribe' is null then return null; end if;
    for h in select distinct hashtext(s.name || E'\\x1f' || s.key) as lock_key
             from jsonb_to_recordset(p_more -> 'subscribe') s(kind text, name text, key text) where s.kind = 'message' order by lock_key loop
      perform pg_advisory_xact_lock_shared(7102, h);
    end loop;
    insert into subscription (case_id, instance, node, kind, name, key)
      select p_case, s.instance, s.node, s.kind, s.name, s.key
      from jsonb_to_recordset(p_more -> 'subscribe') s(instance int, node text, kind text, name text, key text)
      on conflict (case_id, instance, node) do update set kind = excluded.kind, name = excluded.name, key = excluded.key;
    matched := match_messages(p_case, p_now);
    -- the caller follows up at once; if it dies before that, the outbox does
    if matched is not null then
      insert into outbox (kind, payload, case_id, revision, next_at) select 'messageMatched', value, p_case, p_revision, p_now from json_array_elements(matched);
    end if;
    return matched;
  end $$;

  create or replace function create_case(p_case uuid, p_now timestamptz, p_account text, p_person text, p_state text, p_variables text, p_digest bytea, p_more jsonb)
  returns bytea language plpgsql as $$
  declare c jsonb := p_more -> 'create'; h bytea := sha256(sha256(uuid_send(p_case)) || p_digest);
    v_parties text[] := array(select jsonb_array_elements_text(c -> 'parties'));
  begin
    if c ->> 'businessKey' is not null then
      insert into business_key (procedure, key, case_id) values (c ->> 'procedure', c ->> 'businessKey', p_case);
    end if;
    insert into case_code (code, case_id) values (c ->> 'code', p_case);
    insert into process_case (id, procedure, definition, business_key, code, title, unit_path, parties, participants, state, revision, head, started_at, started_by, started_person, updated_at)
      values (p_case, c ->> 'procedure', (c ->> 'definition')::uuid, c ->> 'businessKey', c ->> 'code', c ->> 'title', (c ->> 'unitPath')::ltree,
        v_parties, coalesce((p_more ->> 'participants')::text[], '{}'), p_state::json, 1, h, p_now, p_account, p_person, p_now);
    insert into case_variables (case_id, data) values (p_case, coalesce(p_variables, '{}')::json);
    if cardinality(v_parties) > 0 then perform attach_person_events(p_case, v_parties, p_now); end if;
    if c ->> 'lines' is not null then insert into case_round (case_id, line_procedure) values (p_case, c ->> 'lines'); end if;
    if c ->> 'round' is not null then perform join_round((c ->> 'round')::uuid, p_case, c ->> 'procedure', v_parties[1], (c ->> 'ordinal')::bigint, p_now); end if;
    return h;
  end $$;

  /* A step that ends, suspends, resumes, renames or migrates its case, changes whom it is about, or takes it out of its round. */
  create or replace function save_case_facts(p_case uuid, p_now timestamptz, p_facts jsonb) returns void language plpgsql as $$
  declare v_before text[]; v_parties text[]; v_round uuid;
  begin
    if p_facts -> 'parties' is not null then
      v_parties := array(select jsonb_array_elements_text(p_facts -> 'parties'));
      select parties into v_before from process_case where id = p_case;
      update process_case set parties = v_parties where id = p_case;
      perform attach_person_events(p_case, array(select unnest(v_parties) except select unnest(v_before)), p_now);
    end if;
    if p_facts -> 'line' is not null then perform leave_round(p_case, p_facts -> 'line', p_now); end if;
    update process_case set
      status = coalesce(p_facts ->> 'status', status),
      ended_how = coalesce(p_facts ->> 'how', ended_how),
      ended_at = case when p_facts ->> 'status' = 'ended' then p_now else ended_at end,
      definition = coalesce((p_facts ->> 'definition')::uuid, definition),
      title = coalesce(p_facts ->> 'title', title)
      where id = p_case;
    case p_facts ->> 'status'
      when 'suspended' then perform park_case(p_case);
      when 'active' then perform unpark_case(p_case, p_now, coalesce((p_facts ->> 'spread')::double precision, 60));
      when 'ended' then
        -- the kernel closed them all; nothing may fire for a case that is no more
        delete from timer where case_id = p_case;
        delete from job where case_id = p_case;
        delete from subscription where case_id = p_case;
        delete from message_buffer where case_id = p_case;
        update case_round set open = false where case_id = p_case;
        update case_member set state = 'ended', ended_how = p_facts ->> 'how', changed_at = p_now
          where line_case = p_case and state = 'active' returning round_case into v_round;
        if v_round is not null then perform round_news(v_round, p_now); end if;
      else null;
    end case;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLES);
  await k.raw(LINES);
  await k.raw(EFFECTS);
  await k.raw(CASES);
}
