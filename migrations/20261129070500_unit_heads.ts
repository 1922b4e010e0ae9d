/** Who stands at the head of a unit, by person or by role, from a day on: whoever is told when somebody below is late. Append-only. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table unit_head (
      id bigint generated always as identity primary key,
      unit_path ltree not null,
      -- one of the two; none: nobody any more
      person text references person,
      role text,
      valid_from date not null,
      valid_to date,
      reason text not null,
      account text not null,
      by_person text,
      at timestamptz not null,
      check (person is null or role is null),
      check (valid_to is null or valid_to > valid_from));
    create index unit_head_unit on unit_head using gist (unit_path);
    create trigger unit_head_append_only before update or delete on unit_head for each row execute function append_only();
    create trigger unit_head_keep before truncate on unit_head for each statement execute function append_only();
    revoke update, delete, truncate on unit_head from public;`);
}
