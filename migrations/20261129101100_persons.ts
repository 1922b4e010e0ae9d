/**
 * The register of the persons that cases are about (prisoners, convicted persons), and what happens to them. An event of a person is
 * kept for good and offered once to each open case of that person: as a stored message that only this case can take, so that no case
 * takes it from another, and a case that listens later, or begins later, still gets it. Wrong events are superseded, never edited.
 * Locks: 7103 by person makes an event and a new case of the person notice each other; 7102 by message, a subscriber and a message.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const REGISTER = `
  create table party (
    id text primary key,
    kind text not null,
    identity_number text constraint party_identity_number unique,
    file_number text constraint party_file_number unique,
    name text not null,
    other_names text[] not null default '{}',
    -- a date, a month or a year of ISO 8601: old papers say no more
    birth text,
    unit_path ltree not null,
    revision int not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null);
  create index party_search on party using gin (search_text(name) gin_trgm_ops);
  create index party_unit on party using gist (unit_path);

  create table party_change (
    party text not null references party,
    revision int not null,
    at timestamptz not null,
    account text not null,
    person text,
    facts json not null,
    reason text,
    primary key (party, revision));
  create trigger party_change_append_only before update or delete on party_change for each row execute function append_only();
  create trigger party_change_keep before truncate on party_change for each statement execute function append_only();

  create table person_event_kind (key text primary key, name_vi text not null, name_en text not null, note text not null);
  insert into person_event_kind values
    ('death', 'Chết', 'Death', 'L41 Đ59k5; to be verified against L127'),
    ('absconding', 'Bỏ trốn', 'Absconding', 'A2.9, L41 Đ71k2; to be verified against L127'),
    ('newOffence', 'Phạm tội mới', 'New offence', 'TL02/21 Đ19; BLHS Đ56'),
    ('prosecution', 'Bị khởi tố', 'Prosecution', 'TL02/21 Đ19'),
    ('discipline', 'Bị kỷ luật', 'Discipline', 'TL02/21 Đ19'),
    ('judgmentAnnulled', 'Bản án bị hủy', 'Judgment annulled', 'A1.11 design'),
    ('transfer', 'Chuyển nơi chấp hành án', 'Transfer to another place', 'A4.3 design; to be verified');

  create table person_event (
    id uuid primary key,
    person text not null references party,
    kind text not null references person_event_kind,
    happened_on date not null,
    document text not null,
    reason text not null,
    account text not null,
    by_person text,
    at timestamptz not null,
    expires_at timestamptz not null default 'infinity',
    supersedes uuid constraint person_event_superseded unique references person_event);
  create index person_event_person on person_event (person, at);
  create trigger person_event_append_only before update or delete on person_event for each row execute function append_only();
  create trigger person_event_keep before truncate on person_event for each statement execute function append_only();

  -- what each case heard of it; not delivered: the case does not listen to it (yet)
  create table case_person_event (
    event uuid not null references person_event,
    case_id uuid not null,
    at timestamptz not null,
    delivered_at timestamptz,
    withdrawn_at timestamptz,
    primary key (event, case_id));
  create index case_person_event_case on case_person_event (case_id);`;

const DIRECTED_MESSAGES = `
  -- a directed message is for one case only
  alter table message_buffer add column case_id uuid;
  drop index message_buffer_waiting;
  create index message_buffer_waiting on message_buffer (name, key, received_at) where consumed_at is null and case_id is null;
  create index message_buffer_directed on message_buffer (case_id, name, received_at) where case_id is not null;

  /* Stored messages that meet this case's subscriptions, the oldest for each; at most one per subscription. A directed message also
     meets a subscription without a key. */
  create or replace function match_messages(p_case uuid, p_now timestamptz) returns json language sql stable as $$
    select json_agg(json_build_object('messageId', m.id, 'caseId', s.case_id, 'instance', s.instance, 'node', s.node, 'name', s.name, 'payload', m.payload)
                    order by m.received_at, m.id, s.instance)
    from subscription s cross join lateral (
      select f.id, f.payload, f.received_at from (
        (select b.id, b.payload, b.received_at from message_buffer b
          where b.name = s.name and b.key = s.key and b.case_id is null and b.consumed_at is null and b.expires_at > p_now
          order by b.received_at, b.id limit 1)
        union all
        (select b.id, b.payload, b.received_at from message_buffer b
          where b.case_id = p_case and b.name = s.name and s.key in ('', b.key) and b.consumed_at is null and b.expires_at > p_now
          order by b.received_at, b.id limit 1)) f
      order by f.received_at, f.id limit 1) m
    where s.case_id = p_case and s.kind = 'message' $$;

  /* As before, but what is directed at a case is never offered to another one. */
  create or replace function correlate_message(p_id text, p_name text, p_key text, p_payload text, p_now timestamptz, p_expires timestamptz)
  returns json language plpgsql as $$
  declare known message_buffer; s subscription; st start_subscription; matched json;
  begin
    perform pg_advisory_xact_lock(7102, hashtext(p_name || E'\\x1f' || p_key));
    select * into known from message_buffer where id = p_id;
    if known.consumed_at is not null then return json_build_object('type', 'duplicate'); end if;

    if known.case_id is not null then
      select * into s from subscription where case_id = known.case_id and kind = 'message' and name = p_name and key in ('', p_key)
        order by instance, node limit 1;
    else
      select * into s from subscription where kind = 'message' and name = p_name and key = p_key order by case_id, instance, node limit 1;
    end if;
    if s.case_id is not null then
      matched := json_build_object('messageId', p_id, 'caseId', s.case_id, 'instance', s.instance, 'node', s.node, 'name', p_name, 'payload', p_payload::json);
    elsif known.case_id is null then
      select b.* into st from start_subscription b join definition d on d.id = b.definition_id
        where b.kind = 'message' and b.name = p_name and d.active and not d.suspended order by d.key limit 1;
    end if;
    if s.case_id is null and st.definition_id is null and p_expires <= p_now then return json_build_object('type', 'unmatched'); end if;

    -- a matched message is kept for a day at least, so that a repeated id is noticed
    if known.id is null then
      insert into message_buffer (id, name, key, payload, received_at, expires_at) values (p_id, p_name, p_key, p_payload::json, p_now,
        case when s.case_id is null and st.definition_id is null then p_expires else greatest(p_expires, p_now + interval '1 day') end);
    end if;
    if matched is not null then
      insert into outbox (kind, payload, case_id, next_at) values ('messageMatched', matched, s.case_id, p_now + interval '10 seconds');
      return json_build_object('type', 'waiting', 'matched', matched);
    elsif st.definition_id is not null then
      insert into outbox (kind, payload, next_at) values ('messageStart',
        json_build_object('messageId', p_id, 'definition', st.definition_id, 'node', st.node, 'name', p_name, 'key', p_key, 'payload', p_payload::json),
        p_now + interval '10 seconds');
      return json_build_object('type', 'start', 'definition', st.definition_id, 'node', st.node);
    end if;
    return json_build_object('type', case when known.id is null then 'stored' else 'duplicate' end);
  end $$;

  create function person_event_delivered() returns trigger language plpgsql as $$
  begin
    update case_person_event set delivered_at = new.consumed_at
      where case_id = new.case_id and 'person:' || event || ':' || case_id = new.id;
    return null;
  end $$;
  create trigger directed_message_consumed after update of consumed_at on message_buffer
    for each row when (new.case_id is not null and new.consumed_at is not null) execute function person_event_delivered();`;

const EVENTS = `
  /* One stored message and one outbox entry for each pair of event and case that is new. */
  create function offer_person_events(p_events uuid[], p_cases uuid[], p_now timestamptz) returns int language plpgsql as $$
  declare offered int;
  begin
    with fresh as (
      insert into case_person_event (event, case_id, at) select e, c, p_now from unnest(p_events, p_cases) as pair(e, c)
      on conflict do nothing returning event, case_id),
    stored as (
      insert into message_buffer (id, name, key, payload, received_at, expires_at, case_id)
      select 'person:' || v.id || ':' || f.case_id, 'person.' || v.kind || case when v.supersedes is null then '' else '.superseded' end, v.person,
        json_build_object('personEvent', json_build_object('id', v.id, 'kind', v.kind, 'person', v.person, 'date', v.happened_on, 'document', v.document,
          'reason', v.reason, 'reportedBy', v.by_person, 'supersedes', v.supersedes)), p_now, v.expires_at, f.case_id
      from fresh f join person_event v on v.id = f.event returning id, case_id)
    insert into outbox (kind, payload, case_id, next_at) select 'personEvent', json_build_object('messageId', id), case_id, p_now from stored;
    get diagnostics offered = row_count;
    return offered;
  end $$;

  /* A case begins, or comes to be about more persons: it hears of what happened to them before, unless that was superseded or expired. */
  create function attach_person_events(p_case uuid, p_persons text[], p_now timestamptz) returns void language plpgsql as $$
  declare h int; events uuid[];
  begin
    for h in select distinct hashtext(p) from unnest(p_persons) p order by 1 loop
      perform pg_advisory_xact_lock_shared(7103, h);
    end loop;
    events := array(select e.id from person_event e where e.person = any(p_persons) and e.supersedes is null and e.expires_at > p_now
      and not exists (select from person_event s where s.supersedes = e.id) order by e.at, e.id);
    if cardinality(events) > 0 then
      perform offer_person_events(events, array_fill(p_case, array[cardinality(events)]), p_now);
    end if;
  end $$;

  /* {id, person, kind, on, document, reason, expires?, supersedes?}: what was reported under this id already is answered again. */
  create function report_person_event(p_input jsonb, p_account text, p_by text, p_now timestamptz) returns json language plpgsql as $$
  declare
    v_id uuid := p_input ->> 'id'; v_person text := p_input ->> 'person'; v_old uuid := p_input ->> 'supersedes';
    known person_event; v_kind text := p_input ->> 'kind'; cases uuid[]; h int;
  begin
    perform pg_advisory_xact_lock(7103, hashtext(v_person));
    select * into known from person_event where id = v_id;
    if known.id is not null then
      if known.person <> v_person or known.kind <> v_kind or known.happened_on <> (p_input ->> 'on')::date or known.supersedes is distinct from v_old then
        perform reject('conflict', 'personEventIdUsed', 'Expected an id that no other event of a person has.');
      end if;
      return json_build_object('event', v_id, 'isNew', false, 'cases', (select count(*) from case_person_event where event = v_id));
    end if;
    if v_old is not null then
      if exists (select from person_event where supersedes = v_old) then
        perform reject('conflict', 'personEventSuperseded', 'Expected an event that has not been superseded.');
      end if;
      -- before the locks on messages: a delivery under way holds its message and may ask for those
      delete from message_buffer m using case_person_event c
        where c.event = v_old and m.id = 'person:' || c.event || ':' || c.case_id and m.consumed_at is null;
      update case_person_event set withdrawn_at = p_now where event = v_old and delivered_at is null;
      cases := array(select c.case_id from case_person_event c join process_case p on p.id = c.case_id
        where c.event = v_old and p.status <> 'ended' order by 1);
    else
      cases := array(select id from process_case where parties @> array[v_person] and status <> 'ended' order by 1);
    end if;
    for h in select distinct hashtext('person.' || v_kind || case when v_old is null then '' else '.superseded' end || E'\\x1f' || k)
             from unnest(array['', v_person]) k order by 1 loop
      perform pg_advisory_xact_lock(7102, h);
    end loop;
    insert into person_event (id, person, kind, happened_on, document, reason, account, by_person, at, expires_at, supersedes)
      values (v_id, v_person, v_kind, (p_input ->> 'on')::date, p_input ->> 'document', p_input ->> 'reason', p_account, p_by, p_now,
        coalesce((p_input ->> 'expires')::timestamptz, 'infinity'), v_old);
    if cardinality(cases) > 0 then
      perform offer_person_events(array_fill(v_id, array[cardinality(cases)]), cases, p_now);
    end if;
    return json_build_object('event', v_id, 'isNew', true, 'cases', cardinality(cases));
  end $$;`;

const CASES = `
  /* Whom a case is about, changed in a step of it. */
  create function save_case_links(p_case uuid, p_now timestamptz, p_facts jsonb) returns void language plpgsql as $$
  declare v_before text[]; v_parties text[];
  begin
    if p_facts -> 'parties' is not null then
      v_parties := array(select jsonb_array_elements_text(p_facts -> 'parties'));
      select parties into v_before from process_case where id = p_case;
      update process_case set parties = v_parties where id = p_case;
      perform attach_person_events(p_case, array(select unnest(v_parties) except select unnest(v_before)), p_now);
    end if;
  end $$;

  /* Nothing is told to a case that is no more. */
  create function end_case_links(p_case uuid, p_now timestamptz, p_how text) returns void language sql as $$
    delete from message_buffer where case_id = p_case $$;

  create function create_case_links(p_case uuid, p_now timestamptz, p_create jsonb) returns void language plpgsql as $$
  begin
    if jsonb_array_length(coalesce(p_create -> 'parties', '[]')) > 0 then
      perform attach_person_events(p_case, array(select jsonb_array_elements_text(p_create -> 'parties')), p_now);
    end if;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(REGISTER);
  await k.raw(DIRECTED_MESSAGES);
  await k.raw(EVENTS);
  await k.raw(CASES);
  await patchFunction(k, 'create_case', [['    return h;', '    perform create_case_links(p_case, p_now, c);\n    return h;']]);
  await patchFunction(k, 'save_case_facts', [
    ['    update process_case set', '    perform save_case_links(p_case, p_now, p_facts);\n    update process_case set'],
    [
      '        delete from subscription where case_id = p_case;',
      "        delete from subscription where case_id = p_case;\n        perform end_case_links(p_case, p_now, p_facts ->> 'how');",
    ],
  ]);
}
