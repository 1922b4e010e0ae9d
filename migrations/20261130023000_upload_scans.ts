/**
 * Files that were brought, and what a scanner for malware says of them. Rows without a scan are those of before, of a node of an earlier
 * version, and of a time without a scanner: whoever has a scanner looks at them first.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    alter table upload
      -- the last time that it was found clean, and by which program with which signatures; null: never looked at
      add column scanned_at timestamptz,
      add column scanned_with text,
      -- name of the malware: from then on nobody is given it
      add column finding text,
      -- when it is to be looked at next
      add column scan_at timestamptz not null default now(),
      add column scan_tries int not null default 0;
    create index upload_to_scan on upload ((scanned_at is not null), scan_at) where finding is null;
    create index upload_finding on upload (case_id) where finding is not null;`);
}
