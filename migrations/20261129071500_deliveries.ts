/** Documents of modules with whom they are sent to by law, and each sending until its receipt. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table module_document (
      module text not null,
      key text not null,
      -- ids of the processes of the module
      procedures text[] not null,
      -- name, type, recipients, citation, confidence
      body json not null,
      account text not null,
      at timestamptz not null,
      primary key (module, key));
    create index module_document_procedure on module_document using gin (procedures);

    create table document_delivery (
      id bigint generated always as identity primary key,
      case_id uuid not null,
      instance int not null,
      -- of the task that made it
      node text not null,
      procedure text not null,
      unit_path ltree not null,
      document text not null,
      name json not null,
      recipient text not null,
      produced_at timestamptz not null,
      produced_by text not null,
      due_at timestamptz not null default 'infinity',
      due json,
      -- when it reached the recipient, really; and how that is known: app, post, paper, electronic
      received_at timestamptz,
      received_by text,
      channel text,
      note text,
      scans json,
      entered_by text,
      entered_at timestamptz,
      -- a task that was done again sends again
      unique (case_id, instance, document, recipient));
    create index document_delivery_pending on document_delivery (due_at, id) where received_at is null;
    create index document_delivery_case on document_delivery (case_id, id);
    create index document_delivery_unit on document_delivery using gist (unit_path);`);
}
