/** Catalogues (lists that form fields take codes from) are deployed and versioned as diagrams, decision tables and forms are. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    alter table definition drop constraint definition_kind_check;
    alter table definition add constraint definition_kind_check check (kind in ('bpmn', 'dmn', 'form', 'catalogue'));`);
}
