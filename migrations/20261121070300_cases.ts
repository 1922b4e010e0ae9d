/**
 * Cases (design D16). Decision: an open case is one narrow row, updated in place (HOT: no index covers a column that a step
 * changes); variables lie beside it and are written only when they change. An ended case stays until archive_cases moves it with
 * its tasks to closed_case and closed_task, partitioned by month of its end. Moving later, in batches, keeps the step cheap, and
 * business keys and codes live in tables of their own, so that they stay unique over both. State and variables are json, not
 * jsonb: the text comes back byte for byte (replay compares it), and the hot step does not pay for a conversion.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table process_case (
      id uuid primary key,
      procedure text not null,
      definition uuid not null,
      business_key text,
      code text not null,
      title text not null,
      unit_path ltree not null,
      -- persons the case is about; persons who have or had one of its tasks
      parties text[] not null default '{}',
      participants text[] not null default '{}',
      state json not null,
      -- active, suspended, ended; no CHECK on the hot tables: PostgreSQL parses it anew in every statement (8 % of a step)
      status text not null default 'active',
      ended_how text,
      revision int not null,
      head bytea not null,
      started_at timestamptz not null,
      started_by text not null,
      started_person text,
      updated_at timestamptz not null,
      ended_at timestamptz
    ) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
    create index process_case_procedure on process_case (procedure, started_at desc, id desc);
    create index process_case_started on process_case (started_at desc, id desc);
    create index process_case_starter on process_case (started_person) where started_person is not null;
    create index process_case_persons on process_case using gin (parties, participants);
    create index process_case_definition on process_case (definition);
    create index process_case_unit on process_case using gist (unit_path);
    create index process_case_ended on process_case (ended_at) where ended_at is not null;
    create index process_case_search on process_case
      using gin (search_text(code || ' ' || title || ' ' || coalesce(business_key, '')) gin_trgm_ops);

    create table business_key (
      procedure text not null,
      key text not null,
      case_id uuid not null,
      constraint business_key_taken primary key (key, procedure));
    create table case_code (code text constraint case_code_taken primary key, case_id uuid not null);
    create sequence case_number;

    create table case_variables (
      case_id uuid primary key,
      data json not null
    ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
    create index case_variables_search on case_variables using gin ((data::jsonb) jsonb_path_ops);

    create table user_task (
      case_id uuid not null,
      instance int not null,
      node text not null,
      name text not null,
      procedure text not null,
      definition uuid not null,
      unit_path ltree not null,
      -- open, completed, cancelled, returned, recalled
      state text not null default 'open',
      assignee text,
      candidate_roles text[] not null,
      candidate_units text[] not null,
      candidate_persons text[] not null,
      excluded_persons text[] not null,
      candidate_keys text[] not null,
      form text,
      form_version int,
      priority int not null,
      -- infinity: none; so that lists by due date need no special order of nulls
      due_at timestamptz not null default 'infinity',
      due json,
      outcomes text[] not null,
      loop_index int,
      companion json,
      created_at timestamptz not null,
      claimed_at timestamptz,
      closed_at timestamptz,
      closed_by text,
      closed_person text,
      outcome text,
      primary key (case_id, instance)
    ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
    create index user_task_mine on user_task (assignee, due_at, case_id, instance) where state = 'open' and assignee is not null;
    create index user_task_due on user_task (due_at, case_id, instance) where state = 'open' and due_at < 'infinity';
    create index user_task_unit on user_task using gist (unit_path) where state = 'open';
    create index user_task_done on user_task (closed_person, closed_at) where closed_person is not null;

    /* One row per grant that makes a candidate of an open task: "role@unit" and "*@unit" for the unit and each above it (a grant
       covers what lies below), "person:…". In the order of lists: a page is a merge of short index scans, however many tasks an
       officer could take. */
    create table task_candidate (
      key text not null,
      claimed boolean not null,
      due_at timestamptz not null,
      case_id uuid not null,
      instance int not null,
      created_at timestamptz not null,
      priority int not null,
      primary key (key, claimed, due_at, case_id, instance) include (created_at, priority)
    ) with (autovacuum_vacuum_scale_factor = 0.05);

    create table closed_case (like process_case including defaults, variables json not null, primary key (ended_at, id))
      partition by range (ended_at);
    create table closed_case_rest partition of closed_case default;
    create index closed_case_id on closed_case (id);
    create index closed_case_procedure on closed_case (procedure, started_at desc, id desc);
    create index closed_case_started on closed_case (started_at desc, id desc);
    create index closed_case_starter on closed_case (started_person) where started_person is not null;
    create index closed_case_persons on closed_case using gin (parties, participants);
    create index closed_case_search on closed_case
      using gin (search_text(code || ' ' || title || ' ' || coalesce(business_key, '')) gin_trgm_ops);
    create index closed_case_variables on closed_case using gin ((variables::jsonb) jsonb_path_ops);

    create table closed_task (like user_task including defaults, case_ended_at timestamptz not null, primary key (case_ended_at, case_id, instance))
      partition by range (case_ended_at);
    create table closed_task_rest partition of closed_task default;
    create index closed_task_case on closed_task (case_id, instance);
    create index closed_task_done on closed_task (closed_person, closed_at) where closed_person is not null;

    insert into month_partitioned values ('closed_case', 'ended_at'), ('closed_task', 'case_ended_at');

    /* Moves up to p_limit cases that ended before p_before out of the hot tables; tells how many. Safe to run on several nodes.
       It copies whole rows: a migration that adds a column to process_case or user_task replaces this function. */
    create function archive_cases(p_before timestamptz, p_limit int) returns int language plpgsql as $$
    declare ids uuid[];
    begin
      select array_agg(id) into ids from (
        select id from process_case where ended_at < p_before order by ended_at limit p_limit for update skip locked) c;
      if ids is null then return 0; end if;
      insert into closed_case select c.*, coalesce(v.data, '{}') from process_case c left join case_variables v on v.case_id = c.id where c.id = any(ids);
      insert into closed_task select t.*, c.ended_at from user_task t join process_case c on c.id = t.case_id where c.id = any(ids);
      delete from task_candidate d using user_task t, unnest(t.candidate_keys) k
        where t.case_id = any(ids) and t.state = 'open' and d.key = k and d.case_id = t.case_id and d.instance = t.instance;
      delete from user_task where case_id = any(ids);
      delete from case_variables where case_id = any(ids);
      delete from process_case where id = any(ids);
      return cardinality(ids);
    end $$;`);
}
