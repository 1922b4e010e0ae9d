/** Filters of a list under a name: of one person, or shared with a unit. They can be changed and removed: they are tools, nobody's record. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table saved_filter (
      id uuid primary key,
      screen text not null,
      name text not null,
      -- as the address of the screen has them
      filters jsonb not null,
      person text not null references person (id),
      -- null: of the person alone
      unit_path ltree,
      at timestamptz not null);
    create unique index saved_filter_own on saved_filter (person, screen, lower(name)) where unit_path is null;
    create unique index saved_filter_shared on saved_filter (unit_path, screen, lower(name)) where unit_path is not null;
    create index saved_filter_person on saved_filter (person);`);
}
