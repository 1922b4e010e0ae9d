-- Open cases in bulk: what save_step wrote for one case, written again for others, with their own ids, codes, units and hashes.
create function bench_case(p_batch int, p_n bigint) returns uuid language sql immutable as $$
  select ('019a0000-' || lpad(to_hex(p_batch), 4, '0') || '-7000-8000-' || lpad(to_hex(p_n), 12, '0'))::uuid $$;

-- Of cloned cases: any bytes of that length, and the same again each time.
create function bench_salt(p_case uuid) returns bytea language sql immutable as $$ select sha256(uuid_send(p_case)) $$;

-- The hash of what a log entry says, and its digest, as save_step makes them.
create function bench_content(p_salt bytea, l command_log, p_created text) returns bytea language sql immutable as $$
  select sha256(p_salt || convert_to(concat_ws(E'\x1f', l.command::text, coalesce(p_created, ''), coalesce(l.resolved::text, ''), l.trace::text,
    encode(l.state_hash, 'hex')), 'UTF8')) $$;

create function bench_digest(p_case uuid, l command_log, p_content bytea) returns bytea language sql immutable as $$
  select sha256(convert_to(concat_ws(E'\x1f', 2, p_case, l.revision, (extract(epoch from l.at) * 1000000)::bigint, l.account, coalesce(l.person, ''),
    coalesce(l.on_behalf_of, ''), coalesce(l.epoch::text, ''), coalesce(l.origin::text, ''), encode(p_content, 'hex')), 'UTF8')) $$;

create function bench_head(p_case uuid, p_digest bytea) returns bytea language sql immutable as $$
  select sha256(sha256(uuid_send(p_case)) || p_digest) $$;

-- Cases p_from to p_to of a batch, spread over p_units units. The template is a case that took its first step only.
create procedure bench_clone(p_template uuid, p_batch int, p_from int, p_to int, p_units int) language plpgsql as $$
declare t process_case; l command_log; v_data text; v_content bytea;
begin
  select * into strict t from process_case where id = p_template and revision = 1;
  select * into strict l from command_log where case_id = p_template;
  select data::text into strict v_data from case_variables where case_id = p_template;
  v_content := bench_content((select salt from case_salt where case_id = p_template), l, l.created::text);
  if bench_digest(p_template, l, v_content) <> (select digest from audit_link where case_id = p_template)
    or bench_head(p_template, bench_digest(p_template, l, v_content)) <> t.head
  then raise exception 'Expected the digest of the benchmark to be that of save_step.'; end if;

  create temp table bench_new on commit drop as
    select n.*, bench_digest(n.id, l, n.content) as digest
    from (select n.*, bench_content(bench_salt(n.id), l, n.created) as content
      from (select n.*, replace(replace(l.created::text, t.code, n.code), t.unit_path::text, n.unit) as created
        from (select bench_case(p_batch, n) as id, 'B' || p_batch || '-' || n as code, 'cuc.u' || lpad((n % p_units)::text, 4, '0') as unit
              from generate_series(p_from, p_to) n) n) n) n;
  insert into case_salt select id, bench_salt(id) from bench_new;
  insert into case_code select code, id from bench_new;
  insert into process_case (id, procedure, definition, code, title, unit_path, parties, participants, state, revision, head, started_at, started_by, started_person, updated_at)
    select n.id, t.procedure, t.definition, n.code, t.title, n.unit::ltree, t.parties, t.participants, t.state, 1, bench_head(n.id, n.digest),
      t.started_at, t.started_by, t.started_person, t.updated_at from bench_new n;
  insert into case_variables select id, v_data::json from bench_new;
  insert into command_log select n.id, l.revision, l.at, l.account, l.person, l.on_behalf_of, l.epoch, l.command, n.created::json, l.resolved, l.trace, l.state_hash,
      l.origin, n.content from bench_new n;
  insert into audit_link (case_id, revision, at, digest, hash, version) select id, 1, l.at, digest, bench_head(id, digest), 2 from bench_new;
  insert into user_task (case_id, instance, node, name, procedure, definition, unit_path, state, assignee, candidate_roles, candidate_units, candidate_persons,
      excluded_persons, candidate_keys, form, form_version, priority, due_at, due, outcomes, loop_index, companion, created_at)
    select n.id, u.instance, u.node, u.name, u.procedure, u.definition, n.unit::ltree, u.state, u.assignee, u.candidate_roles, u.candidate_units,
      u.candidate_persons, u.excluded_persons, replace(u.candidate_keys::text, t.unit_path::text, n.unit)::text[], u.form, u.form_version, u.priority,
      u.due_at, u.due, u.outcomes, u.loop_index, u.companion, u.created_at
    from bench_new n, user_task u where u.case_id = p_template;
  insert into task_candidate
    select replace(c.key, t.unit_path::text, n.unit), c.claimed, c.due_at, n.id, c.instance, c.created_at, c.priority
    from bench_new n, task_candidate c where c.case_id = p_template and c.key in (select unnest(candidate_keys) from user_task where case_id = p_template);
  insert into timer (case_id, instance, node, due_at, next_at)
    select n.id, r.instance, r.node, r.due_at, r.next_at from bench_new n, timer r where r.case_id = p_template;
  drop table bench_new;
end $$;
