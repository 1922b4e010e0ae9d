/**
 * The global record (design D12). The sealer gives each committed row of the records a position, in the order of transactions below a
 * snapshot horizon, with the hash of what it says (RFC 6962 leaf); a batch has the Merkle root of its leaves and a header that covers
 * the header before. Checkpoints sign a header; a time stamp proves when. The entries are also what the record is searched by: the
 * step itself pays for no index.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const TABLES = `
  create table record_batch (
    number bigint primary key,
    -- position of its first entry; entries
    first bigint not null,
    size int not null,
    -- rows of transactions from this one on, and before that one
    from_tx xid8 not null,
    to_tx xid8 not null,
    root bytea not null,
    previous bytea not null,
    header bytea not null,
    sealed_at timestamptz not null);

  create table record_entry (
    position bigint not null,
    at timestamptz not null,
    source text not null,
    key text not null,
    leaf bytea not null,
    account text not null,
    person text,
    on_behalf_of text,
    case_id uuid,
    act text not null,
    address text,
    procedure text,
    unit_path ltree,
    primary key (at, position)
  ) partition by range (at);
  create table record_entry_rest partition of record_entry default;
  -- in the order of their positions on disk, whatever month they are of
  create index record_entry_position on record_entry using brin (position) with (pages_per_range = 16, autosummarize = on);
  create index record_entry_person on record_entry (person, at, position) where person is not null;
  create index record_entry_account on record_entry (account, at, position);
  create index record_entry_case on record_entry (case_id, at, position) where case_id is not null;
  create index record_entry_act on record_entry (act, at, position);
  create index record_entry_address on record_entry (address, at, position) where address is not null;
  insert into month_partitioned values ('record_entry', 'at', true);
  select ensure_month_partitions(now()::date, 14);

  create table record_checkpoint (
    number int primary key,
    batch bigint not null references record_batch,
    at timestamptz not null,
    -- what is signed, and in what
    statement text not null,
    algorithm text not null,
    public_key text not null,
    signature bytea not null);
  -- absent: the time stamp is pending
  create table record_time_stamp (
    checkpoint int primary key references record_checkpoint,
    -- of the stamp itself, then of its arrival
    stamped_at timestamptz not null,
    at timestamptz not null,
    token bytea not null);`;

const KEPT = ['record_batch', 'record_entry', 'record_checkpoint', 'record_time_stamp'];

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLES);
  for (const table of KEPT)
    await k.raw(`
      create trigger ${table}_append_only before update or delete on ${table} for each row execute function append_only();
      create trigger ${table}_keep before truncate on ${table} for each statement execute function append_only();
      revoke update, delete, truncate on ${table} from public;`);
  await k.raw("select keep_partitions('record_entry')");
  await patchFunction(k, 'grant_to_application', [
    [
      '      -- reached through their parents',
      `      execute format('revoke update, delete on ${KEPT.join(', ')} from %I', p_role);\n      -- reached through their parents`,
    ],
  ]);
}
