/**
 * Numbers of persons that the register kept before it was encrypted may be sealed where they stand, in its history too. The exception to
 * append-only is proven by data and by nothing else: an update of a state must put the sealed number of that very person in the place of
 * a plain one, and leave all else as it was.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

const SQL = `
  create function keep_party_change() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and json_typeof(old.facts -> 'identityNumber') = 'string'
      and starts_with(new.facts #>> '{identityNumber,$sealed}', 'party:' || old.party || ':')
      and new.facts::jsonb - 'identityNumber' = old.facts::jsonb - 'identityNumber'
      and (new.party, new.revision, new.at, new.account, new.person, new.reason)
        is not distinct from (old.party, old.revision, old.at, old.account, old.person, old.reason) then
      return new;
    end if;
    raise exception 'Table % is append-only.', tg_table_name using errcode = 'TKAPP';
  end $$;
  drop trigger party_change_append_only on party_change;
  create trigger party_change_append_only before update or delete on party_change for each row execute function keep_party_change();

  -- what is left to seal is found without reading the rest
  create index party_plain on party (id) where identity_number is not null;
  create index party_change_plain on party_change (party, revision) where json_typeof(facts -> 'identityNumber') = 'string';`;

export async function up(k: Knex): Promise<void> {
  await k.raw(SQL.replaceAll('?', '\\?'));
}
