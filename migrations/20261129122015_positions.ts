/** Positions: grants belong to them, and end with them. A position that goes to another unit is ended and followed by a new one. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    alter table position
      -- the position that this one continues, where its unit became another
      add column follows bigint references position,
      add column case_id uuid,
      -- its end has been dealt with: tasks given back, rights epoch raised
      add column closed_at timestamptz,
      add constraint position_period check (valid_to is null or valid_to >= valid_from);
    create index position_unit on position using gist (unit_path);
    create index position_open_end on position (valid_to) where valid_to is not null and closed_at is null;
    alter table role_grant add column position bigint references position;
    create index role_grant_unit on role_grant using gist (unit_path);
    create index role_grant_position on role_grant (position) where position is not null;`);
}
