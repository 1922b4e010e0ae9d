/**
 * Registers of numbers, one for each agency, year and kind of document (NĐ 30/2020 Điều 15, 16): an ordinal is a row from the moment it
 * is given, and stays one. The counter is a row, not a sequence: who rolls back leaves no gap. The triggers hold that against any code:
 * the counter goes up by one, each of its values has its row, and a row's number, day and origin never change.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const TABLES = `
  create table number_register (
    id bigint generated always as identity primary key,
    -- the agency that issues
    unit text not null references unit,
    year int not null check (year between 1900 and 9999),
    -- the kind of document, or the series that a module names: a council that uses the agency's seal has its own (phụ lục I)
    series text not null,
    last int not null default 0 check (last >= 0),
    last_day date,
    opened_at timestamptz not null,
    unique (unit, year, series));

  create table number_entry (
    register bigint not null references number_register,
    ordinal int not null check (ordinal > 0),
    unit text not null,
    year int not null,
    kind text not null,
    -- the whole of it, 05/QĐ-TA; and what stands behind the ordinal, QĐ-TA
    number text not null,
    symbol text not null,
    -- the date of the number
    day date not null,
    state text not null default 'reserved' check (state in ('reserved', 'used', 'void')),
    channel text not null check (channel in ('electronic', 'paper')),
    subject text,
    case_id uuid,
    document_key text,
    document_id uuid,
    reserved_at timestamptz not null,
    reserved_by text not null,
    reserved_person text,
    -- the request that it was reserved by: the same again gives the same number
    request text,
    used_at timestamptz,
    used_by text,
    used_person text,
    signed_on date,
    signer text,
    signer_position text,
    recipients text,
    keeper text,
    pages int check (pages > 0),
    copies int check (copies > 0),
    note text,
    voided_at timestamptz,
    voided_by text,
    voided_person text,
    void_reason text,
    primary key (register, ordinal),
    check (used_at is null or state in ('used', 'void')),
    check (state <> 'used' or num_nonnulls(used_at, used_by, signed_on) = 3),
    check ((state = 'void') = (num_nonnulls(voided_at, voided_by, void_reason) = 3)));
  -- one number and symbol for one document, once in a year (Điều 15 khoản 1)
  create unique index number_entry_number on number_entry (unit, year, number);
  create unique index number_entry_document on number_entry (document_id) where document_id is not null;
  create unique index number_entry_request on number_entry (request) where request is not null;
  create index number_entry_case on number_entry (case_id, document_key) where case_id is not null;
  create index number_entry_state on number_entry (register, state, ordinal);`;

const GUARDS = `
  create function number_register_kept() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' and new.last = 0 then return new; end if;
    if tg_op <> 'UPDATE' or new.last <> old.last + 1 or (to_jsonb(new) - array['last', 'last_day']) is distinct from (to_jsonb(old) - array['last', 'last_day'])
        or new.last_day < old.last_day then
      raise exception 'number_register is append-only but for its next ordinal';
    end if;
    return new;
  end $$;
  create trigger number_register_kept before insert or update or delete on number_register for each row execute function number_register_kept();
  create trigger number_register_keep before truncate on number_register for each statement execute function append_only();

  /* At the end of the transaction: no ordinal without a row. */
  create function number_register_whole() returns trigger language plpgsql as $$
  begin
    if new.last > 0 and not exists (select from number_entry where register = new.id and ordinal = new.last) then
      raise exception 'Expected ordinal % of register % to have a row.', new.last, new.id;
    end if;
    return null;
  end $$;
  create constraint trigger number_register_whole after insert or update on number_register deferrable initially deferred
    for each row execute function number_register_whole();

  create function number_entry_kept() returns trigger language plpgsql as $$
  declare
    v_void constant text[] := array['state', 'voided_at', 'voided_by', 'voided_person', 'void_reason'];
    v_use constant text[] := array['state', 'subject', 'document_id', 'used_at', 'used_by', 'used_person', 'signed_on', 'signer', 'signer_position',
      'recipients', 'keeper', 'pages', 'copies', 'note'];
    v_free text[];
  begin
    if tg_op = 'INSERT' then
      if new.state <> 'reserved' or (new.ordinal, new.unit, new.year) is distinct from (select (last, unit, year) from number_register where id = new.register) then
        raise exception 'Expected a new number to be the next of its register, and reserved.';
      end if;
      return new;
    end if;
    if tg_op = 'UPDATE' then
      v_free := case
        when old.state = 'reserved' and new.state = 'reserved' and old.document_id is null then array['document_id']
        when old.state = 'reserved' and new.state = 'used' and (old.document_id is null or old.document_id = new.document_id) then v_use
        when old.state in ('reserved', 'used') and new.state = 'void' then v_void end;
    end if;
    if v_free is null or (to_jsonb(new) - v_free) is distinct from (to_jsonb(old) - v_free) then
      raise exception 'number_entry is append-only but for its document, its use and its being void';
    end if;
    return new;
  end $$;
  create trigger number_entry_kept before insert or update or delete on number_entry for each row execute function number_entry_kept();
  create trigger number_entry_keep before truncate on number_entry for each statement execute function append_only();
  revoke delete, truncate on number_register, number_entry from public;`;

/** The books of before, of which no module made use: they had neither an agency nor rows for what became of a number. */
const BOOKS = `
  do $$
  begin
    if not exists (select from assigned_number) then
      drop table assigned_number;
      drop table number_book;
    end if;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  for (const sql of [TABLES, GUARDS, BOOKS]) await k.raw(sql);
  await patchFunction(k, 'grant_to_application', [
    [
      '      -- reached through their parents',
      "      execute format('revoke delete on number_register, number_entry from %I', p_role);\n      -- reached through their parents",
    ],
  ]);
}
