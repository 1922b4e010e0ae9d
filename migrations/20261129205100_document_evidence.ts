/**
 * Evidence that comes late, and what verifiers say of a document. A signature leaves its document pending; the worker adds time-stamps and
 * answers about certificates as a revision of its own, never under a signing that is under way, and has a second verifier look before it is issued.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const TABLES = `
  create function pades_rank(p_level text) returns int language sql immutable as $$
    select coalesce(array_position(array['B-B', 'B-T', 'B-LT', 'B-LTA'], p_level), 0) $$;

  create table document_evidence (
    document_id uuid primary key references document,
    case_id uuid not null,
    -- the newest revision of the document
    revision int not null,
    -- the highest level that its signatures ask for, and the lowest that they have; null until somebody looked
    wanted text not null,
    reached text,
    state text not null check (state in ('pending', 'complete')),
    pending json not null default '[]',
    -- an archive time-stamp is due
    renew boolean not null default false,
    -- until when what proves its signatures is good
    proven_until timestamptz,
    proven_at timestamptz,
    -- looked at again, and found to hold or not
    verified_at timestamptz,
    sound boolean,
    tries int not null default 0,
    next_at timestamptz not null);
  create index document_evidence_next on document_evidence (next_at) where state = 'pending';
  create index document_evidence_verify on document_evidence (verified_at nulls first) where state = 'complete';
  create index document_evidence_case on document_evidence (case_id);

  create table document_verification (
    id bigint generated always as identity primary key,
    document_id uuid not null references document,
    revision int not null,
    sha256 bytea not null,
    at timestamptz not null,
    -- 'trinh-ky', or the name of a second verifier
    verifier text not null,
    valid boolean not null,
    details json not null);
  create index document_verification_document on document_verification (document_id, id);
  create trigger document_verification_append_only before update or delete on document_verification for each row execute function append_only();
  create trigger document_verification_keep before truncate on document_verification for each statement execute function append_only();
  revoke update, delete, truncate on document_verification from public;

  -- which document a file is
  create index document_revision_sha256 on document_revision (sha256);

  insert into document_evidence (document_id, case_id, revision, wanted, state, next_at)
    select d.id, d.case_id, d.revision,
      (select r.level from document_revision r where r.document_id = d.id and r.level is not null order by pades_rank(r.level) desc limit 1), 'pending', now()
    from document d where exists (select from document_content c where c.case_id = d.case_id and c.sha256 = d.sha256);`;

const ADD = `
  /* One statement: what the document has become is its newest revision, or nothing is written. */
  create function add_document_evidence(p_document uuid, p_base int, p_sha256 bytea, p_size int, p_sealed boolean, p_bytes bytea, p_level text, p_now timestamptz)
    returns text language plpgsql as $$
  declare v_case uuid;
  begin
    -- the lock of signings that begin
    perform pg_advisory_xact_lock(7104, hashtext(p_document::text));
    if exists (select from signing s join signing_item i on i.signing_id = s.id
        where i.document_id = p_document and (s.state = 'signed' or s.state = 'prepared' and s.expires_at > p_now)) then
      return 'leased';
    end if;
    update document set revision = p_base + 1, sha256 = p_sha256 where id = p_document and revision = p_base returning case_id into v_case;
    if not found then return 'changed'; end if;
    insert into document_revision (document_id, revision, sha256, size, at, cause, level)
      values (p_document, p_base + 1, p_sha256, p_size, p_now, 'evidence', p_level);
    insert into document_content (case_id, sha256, sealed, bytes) values (v_case, p_sha256, p_sealed, p_bytes) on conflict do nothing;
    update document_evidence set revision = p_base + 1, reached = p_level, renew = false, proven_at = p_now where document_id = p_document;
    return 'added';
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLES);
  await k.raw(ADD);
  await patchFunction(k, 'save_documents', [
    [
      '    end loop;\n    -- the content is kept once',
      `      insert into document_evidence (document_id, case_id, revision, wanted, state, next_at)
        values (i.document_id, p_case, i.base + 1, i.level, 'pending', p_now)
        on conflict (document_id) do update set revision = excluded.revision, reached = null, state = 'pending', pending = '[]', tries = 0, next_at = p_now,
          wanted = case when pades_rank(excluded.wanted) > pades_rank(document_evidence.wanted) then excluded.wanted else document_evidence.wanted end;
    end loop;
    -- the content is kept once`,
    ],
  ]);
  await patchFunction(k, 'destroy_contents', [
    [
      'delete from document_content where case_id = v_case;',
      'delete from document_content where case_id = v_case;\n    delete from document_evidence where case_id = v_case;',
    ],
  ]);
}
