-- The baseline of (b): the rows of a claim and of a completion, written by plain statements with values that were made before.
-- Nothing is decided, checked, hashed or read from JSON here. Tables, indexes and sizes are those of the product; the values are
-- taken from a step of the product in the same run (bench/baseline.ts).

create function baseline_record(
  p_case uuid, p_now timestamptz, p_account text, p_person text, p_state text, p_command text, p_trace text, p_hash bytea, p_participants text[]
) returns int language plpgsql as $$
declare v_revision int;
begin
  update process_case set state = p_state::json, revision = revision + 1, head = p_hash, updated_at = p_now,
      participants = case when participants @> p_participants then participants else p_participants end
    where id = p_case returning revision into v_revision;
  insert into command_log (case_id, revision, at, account, person, epoch, command, trace, state_hash, content_hash)
    values (p_case, v_revision, p_now, p_account, p_person, 1, p_command::json, p_trace::json, p_hash, p_hash);
  insert into audit_link (case_id, revision, at, digest, hash, version) values (p_case, v_revision, p_now, p_hash, p_hash, 2);
  return v_revision;
end $$;

-- A case that took `revision` steps has its open task at a known instance: claim and completion come in turn.
create function baseline_instance(p_revision int, p_first int, p_more int) returns int language sql immutable as $$
  select p_first + (p_revision - 2) / 2 * p_more $$;

create function baseline_claim(
  p_case uuid, p_account text, p_person text, p_unit text, p_state text, p_command text, p_trace text, p_hash bytea, p_first int, p_more int
) returns int language plpgsql as $$
declare v_now timestamptz := clock_timestamp(); v_revision int; v_instance int; v_key text; v_created timestamptz; v_keys text[] := array['officer@' || p_unit, 'officer@cuc'];
begin
  v_revision := baseline_record(p_case, v_now, p_account, p_person, p_state, p_command, p_trace, p_hash, array[p_account]);
  v_instance := baseline_instance(v_revision, p_first, p_more);
  delete from task_candidate where key = any(v_keys) and not claimed and due_at = 'infinity' and case_id = p_case and instance = v_instance;
  update user_task set assignee = p_account, claimed_at = v_now where case_id = p_case and instance = v_instance returning created_at into v_created;
  foreach v_key in array v_keys loop
    insert into task_candidate values (v_key, true, 'infinity', p_case, v_instance, v_created, 50);
  end loop;
  return v_revision;
end $$;

create function baseline_complete(
  p_case uuid, p_account text, p_person text, p_unit text, p_state text, p_command text, p_trace text, p_hash bytea, p_first int, p_more int,
  p_variables text, p_task user_task, p_message text
) returns int language plpgsql as $$
declare v_now timestamptz := clock_timestamp(); v_revision int; v_instance int; v_key text; v_keys text[] := array['officer@' || p_unit, 'officer@cuc'];
begin
  v_revision := baseline_record(p_case, v_now, p_account, p_person, p_state, p_command, p_trace, p_hash, array[p_account, p_person]);
  update case_variables set data = p_variables::json where case_id = p_case;
  v_instance := baseline_instance(v_revision, p_first, p_more);
  update user_task set state = 'completed', outcome = 'more', closed_at = v_now, closed_by = p_account, closed_person = p_person
    where case_id = p_case and instance = v_instance;
  delete from task_candidate where key = any(v_keys) and claimed and due_at = 'infinity' and case_id = p_case and instance = v_instance;
  insert into user_task (case_id, instance, node, name, procedure, definition, unit_path, state, candidate_roles, candidate_units, candidate_persons,
      excluded_persons, candidate_keys, form, form_version, priority, due_at, outcomes, created_at)
    values (p_case, v_instance + p_more, p_task.node, p_task.name, p_task.procedure, p_task.definition, p_unit::ltree, 'open', p_task.candidate_roles,
      p_task.candidate_units, p_task.candidate_persons, p_task.excluded_persons, v_keys, p_task.form, p_task.form_version, 50, 'infinity', p_task.outcomes, v_now);
  foreach v_key in array v_keys loop
    insert into task_candidate values (v_key, false, 'infinity', p_case, v_instance + p_more, v_now, 50);
  end loop;
  insert into outbox (kind, payload, case_id, revision, next_at) values ('messageThrown', p_message::json, p_case, v_revision, v_now);
  return v_revision;
end $$;
