/**
 * Numbers of documents: taken, used and voided in the transaction of whoever asks, a step (effect `number.assign`), a seal job or a
 * command. What the product does itself goes on the record of administration here; commands put their own acts there.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const TAKE = `
  /* The day at the agency, where the year of its registers turns. */
  create function agency_day(p_now timestamptz) returns date language sql immutable as $$ select (p_now at time zone 'Asia/Ho_Chi_Minh')::date $$;

  /* {number}/{kind}-{unit}: an ordinal below 10 has a leading zero (phụ lục I); {-office} is empty where no office drafts. Null: it needs one. */
  create function number_text(p_pattern text, p_ordinal int, p_year int, p_kind text, p_unit text, p_office text) returns text language sql immutable as $$
    select replace(replace(replace(replace(replace(
      case when p_pattern like '%{office}%' and p_office is null then null else p_pattern end,
      '{number}', case when p_ordinal < 10 then '0' else '' end || p_ordinal), '{year}', p_year::text), '{kind}', p_kind), '{unit}', p_unit),
      case when p_pattern like '%{office}%' then '{office}' else '{-office}' end,
      case when p_pattern like '%{office}%' then p_office else coalesce('-' || p_office, '') end) $$;

  /* A letter has no kind in its number (phụ lục III). */
  create function number_pattern(p_kind text, p_pattern text) returns text language sql immutable as $$
    select coalesce(p_pattern, case when p_kind = 'CV' then '{number}/{unit}{-office}' else '{number}/{kind}-{unit}' end) $$;

  /*
   * The next ordinal of a register with its row. The counter's row is locked until the transaction ends: who comes next waits and takes
   * the one after, or this one when it was rolled back. f: channel, subject, case_id, document_key, document_id, request.
   */
  create function number_take(p_unit ltree, p_series text, p_kind text, p_pattern text, p_day date, f jsonb, p_account text, p_person text, p_now timestamptz)
  returns number_entry language plpgsql as $$
  declare a record; r number_register; e number_entry; v_pattern text := number_pattern(p_kind, p_pattern);
  begin
    -- one with a space in it stands in no number, but may have a symbol of its own
    if p_kind is null or p_kind !~ '^[^/{}]{1,20}$' or p_kind ~ '[[:space:]]' and strpos(v_pattern, '{kind}') > 0 or trim(p_kind) = '' then
      perform reject('validation', 'numberKindInvalid', 'Expected a kind of document that can stand in a number, but found ' || coalesce(p_kind, 'none') || '.');
    end if;
    if v_pattern !~ '^\\{number\\}/([^{}[:space:]]|\\{(year|kind|unit|office|-office)\\})+$' then
      perform reject('validation', 'numberSymbolInvalid', 'Expected a symbol such as {number}/{kind}-{unit}, but found ' || v_pattern || '.');
    end if;
    select * into a from issuing_agency(p_unit, p_day);
    if a.unit is null then
      perform reject('conflict', 'unitAbbreviationMissing', 'Expected ' || p_unit::text || ' or a unit above it to have an abbreviation on ' || p_day || '.');
    end if;
    insert into number_register (unit, year, series, opened_at) values (a.unit, extract(year from p_day)::int, coalesce(p_series, p_kind), p_now)
      on conflict (unit, year, series) do nothing;
    select * into r from number_register where unit = a.unit and year = extract(year from p_day)::int and series = coalesce(p_series, p_kind) for update;
    -- a later number with an earlier date would tell of a number that was put in between
    if p_day < r.last_day then
      perform reject('conflict', 'numberDayPassed', 'Expected a day from ' || r.last_day || ' on, of which the register has a number, but it is ' || p_day || '.');
    end if;
    update number_register set last = last + 1, last_day = p_day where id = r.id returning * into r;
    e := jsonb_populate_record(null::number_entry, f || jsonb_build_object('register', r.id, 'ordinal', r.last, 'unit', r.unit, 'year', r.year,
      'kind', p_kind, 'day', p_day, 'state', 'reserved', 'reserved_at', p_now, 'reserved_by', p_account, 'reserved_person', p_person));
    e.number := number_text(v_pattern, r.last, r.year, p_kind, a.abbreviation, a.office);
    if e.number is null then
      perform reject('conflict', 'officeAbbreviationMissing', 'Expected an office with an abbreviation at ' || p_unit::text || ', which stands in ' || v_pattern || '.');
    end if;
    e.symbol := substr(e.number, strpos(e.number, '/') + 1);
    if exists (select from number_entry where unit = e.unit and year = e.year and number = e.number) then
      perform reject('conflict', 'numberTaken', 'Expected a number and symbol that no document of the year has, but ' || e.number || ' is taken.');
    end if;
    insert into number_entry select (e).*;
    return e;
  end $$;

  /* On the record of administration, where the right to it is held. */
  create function record_number_act(e number_entry, p_act text, p_reason text, p_account text, p_person text, p_now timestamptz) returns void language sql as $$
    insert into administrative_act (at, account, person, act, subject, unit_path, reason, outcome)
      values (p_now, p_account, p_person, p_act, e.register || '/' || e.ordinal, (select path from unit where id = e.unit), p_reason,
        json_build_object('number', e.number, 'day', e.day, 'state', e.state, 'caseId', e.case_id, 'document', e.document_key, 'documentId', e.document_id)) $$;`;

const DOCUMENTS = `
  /*
   * The number of a document, within the caller's transaction: once for each document id, whoever asks how often. A number that the case
   * took for the document before it was made (effect number.assign) is this document's.
   */
  create function number_assign(p_unit ltree, p_kind text, p_symbol text, p_day date, p_case uuid, p_document_key text, p_document uuid, p_person text,
    p_account text, p_now timestamptz, p_series text default null, p_subject text default null) returns number_entry language plpgsql as $$
  declare e number_entry;
  begin
    if p_document is not null then
      perform pg_advisory_xact_lock(7107, hashtext(p_document::text));
      select * into e from number_entry where document_id = p_document;
      if e.state = 'void' then
        perform reject('conflict', 'numberVoided', 'Expected document ' || p_document || ' to have a number, but ' || e.number || ' is void: a new document has a new number.');
      end if;
      if e.register is not null then return e; end if;
      select * into e from number_entry where case_id = p_case and document_key = p_document_key and document_id is null and state = 'reserved'
        and channel = 'electronic' order by register, ordinal limit 1 for update;
      if found then
        update number_entry set document_id = p_document where register = e.register and ordinal = e.ordinal returning * into e;
        perform record_number_act(e, 'number.bind', null, p_account, p_person, p_now);
        return e;
      end if;
    end if;
    e := number_take(p_unit, p_series, p_kind, p_symbol, p_day, jsonb_build_object('channel', 'electronic', 'subject', p_subject, 'case_id', p_case,
      'document_key', p_document_key, 'document_id', p_document), p_account, p_person, p_now);
    perform record_number_act(e, 'number.assign', null, p_account, p_person, p_now);
    return e;
  end $$;

  /* f: signed_on, signer, signer_position, recipients, keeper, pages, copies, note, subject. The same again changes nothing. */
  create function number_use_entry(p_register bigint, p_ordinal int, f jsonb, p_account text, p_person text, p_now timestamptz) returns number_entry language plpgsql as $$
  declare e number_entry; n number_entry;
  begin
    select * into e from number_entry where register = p_register and ordinal = p_ordinal for update;
    if not found then perform reject('notFound', 'numberNotFound', 'Expected the number to be in the register.'); end if;
    n := jsonb_populate_record(e, jsonb_strip_nulls(f));
    if e.state = 'used' and n is not distinct from e then return e; end if;
    if e.state <> 'reserved' then
      perform reject('conflict', 'numberState', 'Expected number ' || e.number || ' to be reserved, but it is ' || e.state || '.');
    end if;
    if n.signed_on is null then perform reject('validation', 'signedOnRequired', 'Expected the day on which ' || e.number || ' was signed.'); end if;
    update number_entry set state = 'used', subject = n.subject, used_at = p_now, used_by = p_account, used_person = p_person, signed_on = n.signed_on,
        signer = n.signer, signer_position = n.signer_position, recipients = n.recipients, keeper = n.keeper, pages = n.pages, copies = n.copies, note = n.note
      where register = e.register and ordinal = e.ordinal returning * into e;
    return e;
  end $$;

  /* For good: the ordinal keeps its row and is never given again. The same again by the same account changes nothing. */
  create function number_void_entry(p_register bigint, p_ordinal int, p_reason text, p_account text, p_person text, p_now timestamptz) returns number_entry language plpgsql as $$
  declare e number_entry;
  begin
    select * into e from number_entry where register = p_register and ordinal = p_ordinal for update;
    if not found then perform reject('notFound', 'numberNotFound', 'Expected the number to be in the register.'); end if;
    if e.state = 'void' and (e.voided_by, e.void_reason) = (p_account, p_reason) then return e; end if;
    if e.state = 'void' then perform reject('conflict', 'numberState', 'Expected number ' || e.number || ' to be reserved or used, but it is void.'); end if;
    if coalesce(trim(p_reason), '') = '' then perform reject('validation', 'reasonRequired', 'Expected a reason why number ' || e.number || ' is void.'); end if;
    update number_entry set state = 'void', voided_at = p_now, voided_by = p_account, voided_person = p_person, void_reason = p_reason
      where register = e.register and ordinal = e.ordinal returning * into e;
    return e;
  end $$;

  /* The document was signed and issued. */
  create function number_use(p_document uuid, f jsonb, p_person text, p_account text, p_now timestamptz) returns number_entry language plpgsql as $$
  declare e number_entry; v_state text;
  begin
    select * into e from number_entry where document_id = p_document for update;
    if not found then perform reject('notFound', 'numberNotFound', 'Expected document ' || p_document || ' to have a number.'); end if;
    v_state := e.state;
    e := number_use_entry(e.register, e.ordinal, f, p_account, p_person, p_now);
    if v_state <> e.state then perform record_number_act(e, 'number.use', null, p_account, p_person, p_now); end if;
    return e;
  end $$;

  /* Null where the document never had a number. */
  create function number_void(p_document uuid, p_reason text, p_person text, p_account text, p_now timestamptz) returns number_entry language plpgsql as $$
  declare e number_entry; v_state text;
  begin
    -- a claim of the same document that is under way commits first
    perform pg_advisory_xact_lock(7107, hashtext(p_document::text));
    select * into e from number_entry where document_id = p_document for update;
    if not found then return null; end if;
    v_state := e.state;
    e := number_void_entry(e.register, e.ordinal, p_reason, p_account, p_person, p_now);
    if v_state <> e.state then perform record_number_act(e, 'number.void', p_reason, p_account, p_person, p_now); end if;
    return e;
  end $$;`;

const EFFECT = `
  drop function assign_number(jsonb, uuid, text, timestamptz);
  /* {document, procedure, documentId, subject}: kind, symbol and series are what the module of the procedure says of its document. */
  create function assign_number(p_input jsonb, p_case uuid, p_actor text, p_now timestamptz) returns void language plpgsql as $$
  declare c record; d json;
  begin
    select procedure, unit_path, title into c from process_case where id = p_case;
    select body into d from module_document where coalesce(p_input ->> 'procedure', c.procedure) = any(procedures) and key = p_input ->> 'document' order by module limit 1;
    if d is null then
      perform reject('notFound', 'numberDocumentUnknown', 'Expected a module of ' || coalesce(p_input ->> 'procedure', c.procedure) || ' to have document '
        || coalesce(p_input ->> 'document', 'without key') || '.');
    end if;
    perform number_assign(c.unit_path, d ->> 'type', d ->> 'symbol', agency_day(p_now), p_case, p_input ->> 'document', (p_input ->> 'documentId')::uuid,
      (select person from account where id = p_actor), p_actor, p_now, d ->> 'series', coalesce(p_input ->> 'subject', c.title));
  end $$;`;

export async function up(k: Knex): Promise<void> {
  for (const sql of [TAKE, DOCUMENTS, EFFECT]) await k.raw(sql.replaceAll('?', '\\?'));
  await patchFunction(k, 'apply_effect', [
    ['perform assign_number(p_input, p_case, p_node, p_now)', 'perform assign_number(p_input, p_case, p_actor, p_now)'],
  ]);
}
