/**
 * save_step: everything one step writes, in one autocommitted statement (design D2). It checks the rights epoch (under a shared
 * advisory lock, see the accounts migration) and the revision, and returns 'applied', 'stale', 'epoch', or a JSON object with a
 * status. Once something is written it no longer returns a refusal but raises (TKCON consumed, TKDUP key used at this moment,
 * TKREJ rejection), so a refused step leaves nothing. Sections of p_more that are absent cost nothing.
 * Every plan must probe indexes, whatever the tables' size was when a session first planned it: hence the planner settings.
 * Measured (PostgreSQL 18, beside other load): 1.2 to 1.5 times the CPU of a function that only writes the same rows.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

const RARE_SECTIONS = `
  /* The candidates' rows of some open tasks, taken away while these change and entered again after. */
  create function leave_candidates(p_case uuid, p_instances int[]) returns void language sql as $$
    delete from task_candidate d
      using (select t.instance, t.due_at, t.assignee is not null as claimed, unnest(t.candidate_keys) as key
             from user_task t where t.case_id = p_case and t.instance = any(p_instances) and t.state = 'open') o
      where d.key = o.key and d.claimed = o.claimed and d.due_at = o.due_at and d.case_id = p_case and d.instance = o.instance $$;
  create function enter_candidates(p_case uuid, p_instances int[]) returns void language sql as $$
    insert into task_candidate (key, claimed, due_at, case_id, instance, created_at, priority)
      select unnest(candidate_keys), assignee is not null, due_at, case_id, instance, created_at, priority
      from user_task where case_id = p_case and instance = any(p_instances) and state = 'open' $$;

  /* claim, unclaim, assign, due date, priority: a step seldom changes more than one task, so each one by itself */
  create function save_task_changes(p_case uuid, p_now timestamptz, p_changes jsonb) returns void language plpgsql as $$
  declare c jsonb; v_instance int; v_keys text[]; v_claimed boolean; v_due timestamptz;
    v_claimed_now boolean; v_due_now timestamptz; v_priority_now int;
  begin
    for i in 0 .. jsonb_array_length(p_changes) - 1 loop
      c := p_changes -> i;
      v_instance := (c ->> 'instance')::int;
      select candidate_keys, assignee is not null, due_at into v_keys, v_claimed, v_due
        from user_task where case_id = p_case and instance = v_instance and state = 'open';
      continue when not found;
      update user_task set
        assignee = case when (c ->> 'assign')::boolean then c ->> 'assignee' else assignee end,
        claimed_at = case when not (c ->> 'assign')::boolean then claimed_at when c ->> 'assignee' is not null then p_now end,
        due_at = coalesce((c ->> 'due_at')::timestamptz, due_at),
        due = case when c ->> 'due_at' is null then due else nullif(c -> 'due', 'null')::json end,
        priority = coalesce((c ->> 'priority')::int, priority)
        where case_id = p_case and instance = v_instance
        returning assignee is not null, due_at, priority into v_claimed_now, v_due_now, v_priority_now;
      update task_candidate set claimed = v_claimed_now, due_at = v_due_now, priority = v_priority_now
        where key = any(v_keys) and claimed = v_claimed and due_at = v_due and case_id = p_case and instance = v_instance;
    end loop;
  end $$;

  /* Instance migration: open tasks take the wording of the new version; due date and claim stay. */
  create function save_task_wording(p_case uuid, p_tasks jsonb) returns void language plpgsql as $$
  declare instances int[] := array(select c.instance from jsonb_to_recordset(p_tasks) c(instance int));
  begin
    perform leave_candidates(p_case, instances);
    update user_task t set node = n.node, name = n.name, definition = n.definition, assignee = coalesce(t.assignee, n.assignee),
      candidate_roles = n.roles::text[], candidate_units = n.units::text[], candidate_persons = n.persons::text[],
      excluded_persons = n.excluded::text[], candidate_keys = n.keys::text[], form = n.form, form_version = n.form_version,
      priority = n.priority, outcomes = n.outcomes::text[], loop_index = n.loop_index, companion = n.companion
      from jsonb_to_recordset(p_tasks) n(instance int, node text, name text, definition uuid, assignee text, roles text, units text, persons text,
        excluded text, keys text, form text, form_version int, priority int, outcomes text, loop_index int, companion json)
      where t.case_id = p_case and t.instance = n.instance and t.state = 'open';
    perform enter_candidates(p_case, instances);
  end $$;

  create function save_timers(p_case uuid, p_more jsonb) returns void language plpgsql as $$
  begin
    if p_more -> 'disarm' is not null then
      delete from timer t using jsonb_to_recordset(p_more -> 'disarm') d(instance int, node text)
        where t.case_id = p_case and t.instance = d.instance and (d.node is null or t.node = d.node);
    end if;
    if p_more -> 'arm' is not null then
      insert into timer (case_id, instance, node, due_at, next_at)
        select p_case, a.instance, a.node, a.due_at, a.due_at from jsonb_to_recordset(p_more -> 'arm') a(instance int, node text, due_at timestamptz)
        on conflict (case_id, instance, node) do update set due_at = excluded.due_at, next_at = excluded.next_at, tries = 0;
    end if;
  end $$;

  create function save_jobs(p_case uuid, p_now timestamptz, p_more jsonb) returns void language plpgsql as $$
  begin
    if p_more -> 'jobsRemoved' is not null then
      delete from job where case_id = p_case and instance in (select value::int from jsonb_array_elements_text(p_more -> 'jobsRemoved'));
    end if;
    if p_more -> 'jobs' is not null then
      insert into job (case_id, instance, node, topic, input, retries_left, backoff_first, backoff_factor, backoff_most, next_at, created_at)
        select p_case, j.instance, j.node, j.topic, j.input, j.retries, j.first, j.factor, j.most, p_now, p_now
        from jsonb_to_recordset(p_more -> 'jobs')
          j(instance int, node text, topic text, input json, retries int, first bigint, factor double precision, most bigint)
        on conflict (case_id, instance) do update set node = excluded.node, topic = excluded.topic, input = excluded.input,
          retries_left = excluded.retries_left, backoff_first = excluded.backoff_first, backoff_factor = excluded.backoff_factor,
          backoff_most = excluded.backoff_most, next_at = excluded.next_at, tries = 0, locked_by = null, locked_until = null, last_error = null;
    end if;
  end $$;

  /* Stored messages that meet this case's subscriptions, the oldest for each; at most one per subscription. */
  create function match_messages(p_case uuid, p_now timestamptz) returns json language sql stable as $$
    select json_agg(json_build_object('messageId', m.id, 'caseId', s.case_id, 'instance', s.instance, 'node', s.node, 'name', s.name, 'payload', m.payload)
                    order by m.received_at, m.id)
    from subscription s cross join lateral (
      select b.id, b.payload, b.received_at from message_buffer b
      where b.name = s.name and b.key = s.key and b.consumed_at is null and b.expires_at > p_now order by b.received_at, b.id limit 1) m
    where s.case_id = p_case and s.kind = 'message' $$;

  /* Subscriptions. A message and its subscriber, arriving together, must not miss each other: both sides hold the lock of (name, key). */
  create function save_subscriptions(p_case uuid, p_revision int, p_now timestamptz, p_more jsonb) returns json language plpgsql as $$
  declare h int; matched json;
  begin
    if p_more -> 'unsubscribe' is not null then
      delete from subscription s using jsonb_to_recordset(p_more -> 'unsubscribe') d(instance int, node text)
        where s.case_id = p_case and s.instance = d.instance and (d.node is null or s.node = d.node);
    end if;
    if p_more -> 'subscribe' is null then return null; end if;
    for h in select distinct hashtext(s.name || E'\\x1f' || s.key) as lock_key
             from jsonb_to_recordset(p_more -> 'subscribe') s(kind text, name text, key text) where s.kind = 'message' order by lock_key loop
      perform pg_advisory_xact_lock(7102, h);
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

  create function save_incidents(p_case uuid, p_now timestamptz, p_account text, p_more jsonb) returns void language plpgsql as $$
  begin
    if p_more -> 'resolved' is not null then
      update incident set resolved_at = p_now, resolved_by = p_account
        where case_id = p_case and resolved_at is null and instance in (select value::int from jsonb_array_elements_text(p_more -> 'resolved'));
    end if;
    if p_more -> 'incidents' is not null then
      insert into incident (case_id, instance, node, kind, message, opened_at)
        select p_case, i.instance, i.node, i.kind, i.message, p_now
        from jsonb_to_recordset(p_more -> 'incidents') i(instance int, node text, kind text, message text)
        on conflict (case_id, instance) where resolved_at is null do update set kind = excluded.kind, message = excluded.message, node = excluded.node;
    end if;
  end $$;

  create function park_case(p_case uuid) returns void language sql as $$
    update timer set parked = true where case_id = p_case;
    update job set parked = true where case_id = p_case;
  $$;

  /* What came due meanwhile is spread over p_seconds, in order of due, so that a resume is no storm. due_at stays: it identifies the timer. */
  create function unpark_case(p_case uuid, p_now timestamptz, p_seconds double precision) returns void language sql as $$
    update timer t set parked = false, next_at = greatest(t.next_at, p_now + o.share * p_seconds * interval '1 second')
      from (select instance, node, case when due_at > p_now then 0
              else random() / count(*) over () + percent_rank() over (order by due_at, instance, node) * (count(*) over () - 1) / count(*) over () end as share
            from timer where case_id = p_case and parked) o
      where t.case_id = p_case and t.instance = o.instance and t.node = o.node;
    update job set parked = false, next_at = greatest(next_at, p_now + random() * p_seconds * interval '1 second') where case_id = p_case and parked;
  $$;`;

const RARE_PARTS = `
  /* In one order. A function, so that the plain step's plan carries no subquery that it seldom runs. */
  create function merged_persons(p_before text[], p_more text[]) returns text[] language plpgsql immutable as $$
  begin
    return array(select distinct unnest(p_before || p_more) order by 1);
  end $$;

  create function create_case(p_case uuid, p_now timestamptz, p_account text, p_person text, p_state text, p_variables text, p_digest bytea, p_more jsonb)
  returns bytea language plpgsql as $$
  declare c jsonb := p_more -> 'create'; h bytea := sha256(sha256(uuid_send(p_case)) || p_digest);
  begin
    if c ->> 'businessKey' is not null then
      insert into business_key (procedure, key, case_id) values (c ->> 'procedure', c ->> 'businessKey', p_case);
    end if;
    insert into case_code (code, case_id) values (c ->> 'code', p_case);
    insert into process_case (id, procedure, definition, business_key, code, title, unit_path, parties, participants, state, revision, head, started_at, started_by, started_person, updated_at)
      values (p_case, c ->> 'procedure', (c ->> 'definition')::uuid, c ->> 'businessKey', c ->> 'code', c ->> 'title', (c ->> 'unitPath')::ltree,
        array(select jsonb_array_elements_text(c -> 'parties')), coalesce((p_more ->> 'participants')::text[], '{}'),
        p_state::json, 1, h, p_now, p_account, p_person, p_now);
    insert into case_variables (case_id, data) values (p_case, coalesce(p_variables, '{}')::json);
    return h;
  end $$;

  /* A step that ends, suspends, resumes, renames or migrates its case. */
  create function save_case_facts(p_case uuid, p_now timestamptz, p_facts jsonb) returns void language plpgsql as $$
  begin
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
      else null;
    end case;
  end $$;

  create function save_rare_sections(p_case uuid, p_revision int, p_now timestamptz, p_account text, p_person text, p_more jsonb) returns json language plpgsql as $$
  declare e jsonb; matched json;
  begin
    if p_more -> 'exclude' is not null then
      update user_task t set excluded_persons = (select array_agg(distinct p order by p) from unnest(t.excluded_persons || e.persons) p)
        from jsonb_to_recordset(p_more -> 'exclude') e(instance int, persons text[])
        where t.case_id = p_case and t.instance = e.instance;
    end if;
    if p_more -> 'reword' is not null then perform save_task_wording(p_case, p_more -> 'reword'); end if;
    perform save_timers(p_case, p_more);
    perform save_jobs(p_case, p_now, p_more);
    -- before new subscriptions look for messages: the one that this step delivers is not theirs
    if p_more -> 'consumes' is not null then
      update message_buffer set consumed_at = p_now, consumed_by = p_case where id = p_more ->> 'consumes' and consumed_at is null;
      if not found then raise exception 'Expected message % to wait for delivery.', p_more ->> 'consumes' using errcode = 'TKCON'; end if;
    end if;
    matched := save_subscriptions(p_case, p_revision, p_now, p_more);
    perform save_incidents(p_case, p_now, p_account, p_more);
    if p_more -> 'facts' is not null then perform save_case_facts(p_case, p_now, p_more -> 'facts'); end if;
    if p_more -> 'comment' is not null then
      insert into comment (case_id, revision, at, account, person, text) values (p_case, p_revision, p_now, p_account, p_person, p_more ->> 'comment');
    end if;
    for e in select value from jsonb_array_elements(p_more -> 'effects') loop
      perform apply_effect(e ->> 'name', e -> 'input', p_case, e ->> 'node', p_account, p_now);
    end loop;
    return matched;
  end $$;`;

const SAVE_STEP = `
  create function save_step(
    p_case uuid, p_revision int, p_now timestamptz, p_account text, p_person text, p_on_behalf text, p_epoch int,
    p_state text, p_variables text, p_command text, p_resolved text, p_trace text, p_more jsonb, p_rare boolean
  ) returns text language plpgsql
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
  declare
    v_epoch int; v_next int := p_revision + 1; v_state_hash bytea; v_digest bytea; v_head bytea; v_procedure text; v_unit ltree;
    v_created text := p_more ->> 'create'; v_key record; v_matched json; r record;
    t jsonb; v_none text; v_keys text[]; v_key_text text; v_claimed boolean; v_due timestamptz;
    v_participants text[] := p_more ->> 'participants';
  begin
    if p_epoch is not null then
      v_none := pg_advisory_xact_lock_shared(7101, hashtext(p_account));
      select rights_epoch into v_epoch from account where id = p_account;
      if v_epoch is distinct from p_epoch then return 'epoch'; end if;
    end if;
    if p_rare and p_more -> 'epochs' is not null then
      for r in select e.account, e.epoch from jsonb_to_recordset(p_more -> 'epochs') e(account text, epoch int) order by hashtext(e.account) loop
        perform pg_advisory_xact_lock_shared(7101, hashtext(r.account));
        select rights_epoch into v_epoch from account where id = r.account;
        if v_epoch is distinct from r.epoch then return 'epoch'; end if;
      end loop;
    end if;

    if p_more -> 'idempotency' is not null then
      select payload_hash, response into v_key from idempotency_key
        where account = p_more #>> '{idempotency,account}' and key = p_more #>> '{idempotency,key}' and expires_at > p_now;
      if found then
        if v_key.payload_hash <> decode(p_more #>> '{idempotency,hash}', 'hex') then return 'keyReused'; end if;
        return json_build_object('status', 'duplicate', 'response', v_key.response)::text;
      end if;
    end if;

    -- \\x1f cannot occur in JSON text nor in an id, so the digest's input has one reading only
    v_state_hash := sha256(convert_to(p_state || E'\\x1f' || coalesce(p_variables, ''), 'UTF8'));
    v_digest := sha256(convert_to(concat_ws(E'\\x1f', p_case, v_next, (extract(epoch from p_now) * 1000000)::bigint, p_account, coalesce(p_person, ''),
      coalesce(p_on_behalf, ''), coalesce(p_epoch::text, ''), p_command, coalesce(v_created, ''), coalesce(p_resolved, ''), p_trace,
      encode(v_state_hash, 'hex')), 'UTF8'));

    if p_revision = 0 then
      v_head := create_case(p_case, p_now, p_account, p_person, p_state, p_variables, v_digest, p_more);
      v_procedure := p_more #>> '{create,procedure}';
      v_unit := (p_more #>> '{create,unitPath}')::ltree;
    else
      update process_case set state = p_state::json, revision = v_next, head = sha256(head || v_digest), updated_at = p_now,
          -- the same value again keeps the update in place (HOT)
          participants = case when v_participants is null or participants @> v_participants then participants
            else merged_persons(participants, v_participants) end
        where id = p_case and revision = p_revision returning head, procedure, unit_path into v_head, v_procedure, v_unit;
      if not found then return 'stale'; end if;
      if p_variables is not null then
        update case_variables set data = p_variables::json where case_id = p_case;
      end if;
    end if;

    insert into command_log (case_id, revision, at, account, person, on_behalf_of, epoch, command, created, resolved, trace, state_hash)
      values (p_case, v_next, p_now, p_account, p_person, p_on_behalf, p_epoch, p_command::json, v_created::json, p_resolved::json, p_trace::json, v_state_hash);
    insert into audit_link (case_id, revision, at, digest, hash) values (p_case, v_next, p_now, v_digest, v_head);

    -- one simple statement per task, and no cursor: cheaper to start than a set-based one, and a step seldom touches more than two
    for i in 0 .. coalesce(jsonb_array_length(p_more -> 'close'), 0) - 1 loop
      t := p_more -> 'close' -> i;
      update user_task set state = t ->> 'how', outcome = t ->> 'outcome', closed_at = p_now, closed_by = p_account, closed_person = p_person
        where case_id = p_case and instance = (t ->> 'instance')::int and state = 'open'
        returning candidate_keys, assignee is not null, due_at into v_keys, v_claimed, v_due;
      if found then
        delete from task_candidate where key = any(v_keys) and claimed = v_claimed and due_at = v_due and case_id = p_case and instance = (t ->> 'instance')::int;
      end if;
    end loop;

    for i in 0 .. coalesce(jsonb_array_length(p_more -> 'open'), 0) - 1 loop
      t := p_more -> 'open' -> i;
      v_keys := t ->> 'keys';
      v_claimed := t ->> 'assignee' is not null;
      v_due := coalesce(t ->> 'due_at', 'infinity');
      insert into user_task (case_id, instance, node, name, procedure, definition, unit_path, state, assignee, candidate_roles, candidate_units,
          candidate_persons, excluded_persons, candidate_keys, form, form_version, priority, due_at, due, outcomes, loop_index, companion, created_at, claimed_at)
        values (p_case, (t ->> 'instance')::int, t ->> 'node', t ->> 'name', v_procedure, (t ->> 'definition')::uuid, v_unit, 'open', t ->> 'assignee',
          (t ->> 'roles')::text[], (t ->> 'units')::text[], (t ->> 'persons')::text[], (t ->> 'excluded')::text[], v_keys, t ->> 'form',
          (t ->> 'form_version')::int, (t ->> 'priority')::int, v_due, (t ->> 'due')::json, (t ->> 'outcomes')::text[], (t ->> 'loop_index')::int,
          (t ->> 'companion')::json, p_now, case when v_claimed then p_now end);
      foreach v_key_text in array v_keys loop
        insert into task_candidate values (v_key_text, v_claimed, v_due, p_case, (t ->> 'instance')::int, p_now, (t ->> 'priority')::int);
      end loop;
    end loop;

    if p_more -> 'change' is not null then
      perform save_task_changes(p_case, p_now, p_more -> 'change');
    end if;
    if p_rare then
      v_matched := save_rare_sections(p_case, v_next, p_now, p_account, p_person, p_more);
    end if;

    for i in 0 .. coalesce(jsonb_array_length(p_more -> 'outbox'), 0) - 1 loop
      t := p_more -> 'outbox' -> i;
      insert into outbox (kind, payload, case_id, revision, next_at)
        values (t ->> 'kind', (t ->> 'payload')::json, p_case, v_next, coalesce((t ->> 'not_before')::timestamptz, p_now));
    end loop;

    if p_more -> 'idempotency' is not null then
      insert into idempotency_key as k (account, key, payload_hash, response, expires_at)
        values (p_more #>> '{idempotency,account}', p_more #>> '{idempotency,key}', decode(p_more #>> '{idempotency,hash}', 'hex'),
          (p_more #> '{idempotency,response}')::json, (p_more #>> '{idempotency,expiresAt}')::timestamptz)
        on conflict (account, key) do update set payload_hash = excluded.payload_hash, response = excluded.response, expires_at = excluded.expires_at
          where k.expires_at <= p_now;
      if not found then raise exception 'Another step with this idempotency key was faster.' using errcode = 'TKDUP'; end if;
    end if;

    if v_matched is null then return 'applied'; end if;
    return json_build_object('status', 'applied', 'matched', v_matched)::text;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(RARE_SECTIONS);
  await k.raw(RARE_PARTS);
  await k.raw(SAVE_STEP);
}
