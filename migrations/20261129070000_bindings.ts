/**
 * How work reaches its roles: here, by exchange with another system, on paper; by role or agency type, unit and time. The register
 * is append-only: what was recorded later prevails over what it covers, so every entry with its reason stays readable.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const REGISTER = `
  create table role_binding (
    id bigint generated always as identity primary key,
    role text,
    agency_type text,
    -- the unit with all below it
    unit_path ltree not null,
    mode text not null check (mode in ('internal', 'exchange', 'paper', 'inherit')),
    partner ltree,
    clerk_role text,
    fallback_role text,
    on_bounce text check (on_bounce in ('incident', 'paper')),
    shares text[] not null default '{}',
    valid_from date not null,
    valid_to date,
    reason text not null,
    account text not null,
    person text,
    at timestamptz not null,
    check ((role is null) <> (agency_type is null)),
    check (valid_to is null or valid_to > valid_from),
    check (mode <> 'exchange' or partner is not null),
    check ((mode <> 'paper' and on_bounce is distinct from 'paper') or clerk_role is not null));
  create index role_binding_role on role_binding (role, id desc);
  create index role_binding_unit on role_binding using gist (unit_path);

  create table role_agency_type (
    id bigint generated always as identity primary key,
    role text not null,
    agency_type text not null,
    valid_from date not null,
    valid_to date,
    reason text not null,
    account text not null,
    person text,
    at timestamptz not null,
    check (valid_to is null or valid_to > valid_from));
  create index role_agency_type_role on role_agency_type (role, id desc);

  create trigger role_binding_append_only before update or delete on role_binding for each row execute function append_only();
  create trigger role_binding_keep before truncate on role_binding for each statement execute function append_only();
  create trigger role_agency_type_append_only before update or delete on role_agency_type for each row execute function append_only();
  create trigger role_agency_type_keep before truncate on role_agency_type for each statement execute function append_only();
  revoke update, delete, truncate on role_binding, role_agency_type from public;`;

/** mode: internal, exchange, paper; binding: the answer of the register; partner: its unit, for rights; act: what was done elsewhere. */
const TASK = ['user_task', 'closed_task'].map(
  (table) =>
    `alter table ${table} add column mode text not null default 'internal', add column binding json, add column partner ltree, add column act json;`,
);

const COLUMNS = `case_id, instance, node, name, procedure, definition, unit_path, state, assignee, candidate_roles, candidate_units,
  candidate_persons, excluded_persons, candidate_keys, form, form_version, priority, due_at, due, outcomes, loop_index, companion, created_at,
  claimed_at, closed_at, closed_by, closed_person, outcome, mode, binding, partner, act`;

const EXCHANGE = `
  create index user_task_partner on user_task using gist (partner) where state = 'open' and partner is not null;

  -- what is asked of another agency's system, and its receipts; it fetches what is for it
  create table exchange_message (
    id text primary key,
    partner ltree not null,
    case_id uuid not null,
    instance int not null,
    type text not null,
    payload json not null,
    at timestamptz not null,
    delivered_at timestamptz,
    read_at timestamptz,
    answered_at timestamptz,
    bounced_at timestamptz,
    withdrawn_at timestamptz,
    note text);
  create index exchange_message_open on exchange_message using gist (partner) where delivered_at is null;
  create index exchange_message_task on exchange_message (case_id, instance, at);`;

export async function up(k: Knex): Promise<void> {
  await k.raw(REGISTER);
  for (const sql of TASK) await k.raw(sql);
  await k.raw(EXCHANGE);
  await patchFunction(k, 'archive_cases', [
    [
      'insert into closed_task select t.*, c.ended_at from',
      `insert into closed_task (${COLUMNS}, case_ended_at) select ${inTask(COLUMNS)}, c.ended_at from`,
    ],
  ]);
  await patchFunction(k, 'save_task_wording', [
    [
      'loop_index = n.loop_index, companion = n.companion',
      `loop_index = n.loop_index, companion = n.companion, mode = coalesce(n.mode, 'internal'), binding = n.binding, partner = n.partner::ltree`,
    ],
    ['loop_index int, companion json)', 'loop_index int, companion json, mode text, binding json, partner text)'],
  ]);
  await patchFunction(k, 'save_step', [
    ['closed_by = p_account, closed_person = p_person\n', "closed_by = p_account, closed_person = p_person, act = (t -> 'act')::json\n"],
    [
      'outcomes, loop_index, companion, created_at, claimed_at)',
      'outcomes, loop_index, companion, created_at, claimed_at, mode, binding, partner)',
    ],
    [
      "(t ->> 'companion')::json, p_now, case when v_claimed then p_now end);",
      `(t ->> 'companion')::json, p_now, case when v_claimed then p_now end, coalesce(t ->> 'mode', 'internal'), (t -> 'binding')::json, (t ->> 'partner')::ltree)
        -- begun again after an incident: the same activity, a task anew
        on conflict (case_id, instance) do update set name = excluded.name, definition = excluded.definition, state = 'open', assignee = excluded.assignee,
          candidate_roles = excluded.candidate_roles, candidate_units = excluded.candidate_units, candidate_persons = excluded.candidate_persons,
          excluded_persons = excluded.excluded_persons, candidate_keys = excluded.candidate_keys, form = excluded.form, form_version = excluded.form_version,
          priority = excluded.priority, due_at = excluded.due_at, due = excluded.due, outcomes = excluded.outcomes, created_at = excluded.created_at,
          claimed_at = excluded.claimed_at, closed_at = null, closed_by = null, closed_person = null, outcome = null, mode = excluded.mode,
          binding = excluded.binding, partner = excluded.partner, act = null where user_task.state <> 'open';`,
    ],
  ]);
}

const inTask = (columns: string): string =>
  columns
    .split(/,\s*/)
    .map((column) => `t.${column}`)
    .join(', ');
