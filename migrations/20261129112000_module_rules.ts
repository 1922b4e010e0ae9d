/** The rights that procedure modules bring, where every node reads them: a module can come, and change, while the product runs. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table module_rules (
      module text primary key,
      rules json not null,
      saved_by text not null,
      saved_at timestamptz not null);`);
}
