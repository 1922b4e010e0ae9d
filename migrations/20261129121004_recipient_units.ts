/** A document goes to a role in a unit: the case's own, or the one that the module names (the commune's police, the prison). */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    alter table document_delivery add column recipient_unit ltree;
    update document_delivery set recipient_unit = unit_path;
    alter table document_delivery alter column recipient_unit set not null;
    alter table document_delivery drop constraint document_delivery_case_id_instance_document_recipient_key;
    alter table document_delivery add constraint document_delivery_once unique (case_id, instance, document, recipient, recipient_unit);
    create index document_delivery_recipient_unit on document_delivery using gist (recipient_unit);`);
}
