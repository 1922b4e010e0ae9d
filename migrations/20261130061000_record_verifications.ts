/**
 * What the last verifications of the record said, so that a screen can tell when somebody last looked and what was found; and who acted for
 * whom is found in the record by an index. A result in the same database proves nothing by itself: who doubts runs the verification again.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create index record_entry_behalf on record_entry (on_behalf_of, at, position) where on_behalf_of is not null;
    create table record_verification (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      -- sealed entries that were looked at; rows that were not sealed then
      entries bigint not null,
      unsealed int not null,
      findings int not null,
      -- whether the keys of the checkpoints were given from outside, not taken from the record itself
      own_keys boolean not null);
    create trigger record_verification_append_only before update or delete on record_verification for each row execute function append_only();
    create trigger record_verification_keep before truncate on record_verification for each statement execute function append_only();
    revoke update, delete, truncate on record_verification from public;`);
}
