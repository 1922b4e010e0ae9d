/** A module brings several processes, and its rules may be about each of them. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    alter table module_rules add column procedures text[] not null default '{}';
    -- until its next deployment says which ones
    update module_rules set procedures = array[module];
    alter table module_rules alter column procedures drop default;`);
}
