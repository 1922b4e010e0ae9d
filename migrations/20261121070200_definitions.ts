/** Deployed diagrams, decision tables and forms, by version; what starts them; and the topics that are held back. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table deployment (
      id uuid primary key,
      name text not null,
      deployed_by text not null,
      deployed_at timestamptz not null);

    create table definition (
      id uuid primary key,
      kind text not null check (kind in ('bpmn', 'dmn', 'form')),
      key text not null,
      version int not null,
      deployment_id uuid not null references deployment,
      sha256 bytea not null,
      source text not null,
      name text not null,
      -- roles that may start a case, as the diagram declares them
      starter_roles text[] not null default '{}',
      -- definition.activate may hold a new version back until it is approved; latest is the highest active one
      active boolean not null default true,
      suspended boolean not null default false,
      created_at timestamptz not null,
      unique (kind, key, version));
    create index definition_deployment on definition (deployment_id);

    -- which versions were deployed together, also those whose content was known already
    create table deployment_definition (
      deployment_id uuid not null references deployment,
      definition_id uuid not null references definition,
      primary key (deployment_id, definition_id));
    create index deployment_definition_definition on deployment_definition (definition_id);

    -- only the latest version of a process listens
    create table start_subscription (
      definition_id uuid not null references definition,
      node text not null,
      kind text not null check (kind in ('message', 'signal')),
      name text not null,
      primary key (definition_id, node));
    create index start_subscription_name on start_subscription (kind, name);

    create table start_timer (
      definition_id uuid not null references definition,
      node text not null,
      due_at timestamptz not null,
      next_at timestamptz not null,
      tries int not null default 0,
      primary key (definition_id, node));
    create index start_timer_next on start_timer (next_at);

    create table suspended_topic (topic text primary key, by_account text not null, at timestamptz not null, reason text);`);
}
