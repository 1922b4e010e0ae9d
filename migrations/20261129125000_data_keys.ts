/**
 * Keys of what is stored encrypted, and by which equal values are found. A data key is made once for its owner (a case, a person, the
 * messages) and never changes; only its wrapping does, when the key-encryption key is changed.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table data_key (
      owner text primary key,
      key_id text not null,
      wrapped bytea not null);
    create index data_key_wrapping on data_key (key_id, owner);

    -- keyed hashes of values that are looked for by equality: of root variables of a case, running or ended
    create table case_index (
      case_id uuid not null,
      name text not null,
      value bytea not null,
      primary key (case_id, name));
    create index case_index_value on case_index (name, value);

    /* The complete index of a case. */
    create function save_case_index(p_case uuid, p_index jsonb) returns void language sql as $$
      delete from case_index i where i.case_id = p_case and not exists (
        select from jsonb_each_text(p_index) n where n.key = i.name);
      insert into case_index (case_id, name, value) select p_case, n.key, decode(n.value, 'hex') from jsonb_each_text(p_index) n
        on conflict (case_id, name) do update set value = excluded.value where case_index.value <> excluded.value;
    $$;

    alter table party add column identity_index bytea constraint party_identity_index unique, add column identity_sealed text;`);
  await patchFunction(k, 'save_rare_sections', [
    [
      "    if p_more -> 'comment' is not null then",
      "    if p_more -> 'index' is not null then perform save_case_index(p_case, p_more -> 'index'); end if;\n    if p_more -> 'comment' is not null then",
    ],
  ]);
}
