/**
 * What cases wait for and what leaves them: timers, jobs, subscriptions, stored messages, incidents, the outbox. The three queues
 * share one mechanism: `next_at` is when a row may be claimed; claiming moves it past a lease, so that a dead worker's rows come
 * back by themselves. A parked row (its case is suspended) is in no claim index at all.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    -- due_at identifies the armed instant (a late duplicate does not match it); next_at is when to look at it again
    create table timer (
      case_id uuid not null,
      instance int not null,
      node text not null,
      due_at timestamptz not null,
      next_at timestamptz not null,
      tries int not null default 0,
      parked boolean not null default false,
      primary key (case_id, instance, node)
    ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
    create index timer_next on timer (next_at) where not parked;

    create table job (
      case_id uuid not null,
      instance int not null,
      node text not null,
      topic text not null,
      input json not null,
      retries_left int not null,
      backoff_first bigint not null,
      backoff_factor double precision not null,
      backoff_most bigint not null,
      next_at timestamptz not null,
      tries int not null default 0,
      locked_by text,
      locked_until timestamptz,
      last_error text,
      created_at timestamptz not null,
      parked boolean not null default false,
      primary key (case_id, instance)
    ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
    create index job_next on job (topic, next_at) where not parked;

    create table subscription (
      case_id uuid not null,
      instance int not null,
      node text not null,
      kind text not null check (kind in ('message', 'signal')),
      name text not null,
      key text not null,
      primary key (case_id, instance, node));
    create index subscription_name on subscription (kind, name, key);

    -- kept after delivery until it expires: the same id delivered twice is noticed
    create table message_buffer (
      id text primary key,
      name text not null,
      key text not null,
      payload json not null,
      received_at timestamptz not null,
      expires_at timestamptz not null,
      consumed_at timestamptz,
      consumed_by uuid);
    create index message_buffer_waiting on message_buffer (name, key, received_at) where consumed_at is null;
    create index message_buffer_expiry on message_buffer (expires_at);

    create table incident (
      id bigint generated always as identity primary key,
      case_id uuid not null,
      instance int not null,
      node text not null,
      kind text not null,
      message text not null,
      opened_at timestamptz not null,
      resolved_at timestamptz,
      resolved_by text);
    create unique index incident_open on incident (case_id, instance) where resolved_at is null;
    create index incident_case on incident (case_id);
    create index incident_list on incident (opened_at desc, id desc) where resolved_at is null;

    create table outbox (
      id bigint generated always as identity primary key,
      kind text not null,
      payload json not null,
      case_id uuid,
      revision int,
      next_at timestamptz not null,
      tries int not null default 0,
      last_error text,
      dead boolean not null default false
    ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
    create index outbox_next on outbox (next_at, id) where not dead;

    create table idempotency_key (
      account text not null,
      key text not null,
      payload_hash bytea not null,
      response json not null,
      expires_at timestamptz not null,
      constraint idempotency_key_used primary key (account, key));
    create index idempotency_expiry on idempotency_key (expires_at);

    create table comment (
      case_id uuid not null,
      revision int not null,
      at timestamptz not null,
      account text not null,
      person text,
      text text not null,
      primary key (case_id, revision));`);
}
