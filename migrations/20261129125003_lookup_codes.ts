/** Codes by which citizens follow their cases: only a keyed hash of code and year of birth, one for each case. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table lookup_code (
      case_id uuid primary key,
      hash bytea not null unique,
      issued_at timestamptz not null,
      issued_by text not null)`);
}
