/**
 * Documents of cases, and how they get their signatures. A signing is one person's act on one task: what was shown, what completes the
 * task, and one item for each signature that the diagram asks for. What was signed becomes a revision of its document only together with
 * the step that it completes, in that step's statement; until then nobody is given it.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const TABLES = `
  create table document (
    id uuid primary key,
    case_id uuid not null,
    -- of the module's list of documents; 'slip' for what a step says of itself
    key text not null,
    name text not null,
    -- task that drew it, and the scopes around that task, outermost first
    instance int not null,
    scope int[] not null,
    revision int not null,
    sha256 bytea not null,
    created_at timestamptz not null);
  create index document_of_case on document (case_id, key);

  create table document_revision (
    document_id uuid not null references document,
    revision int not null,
    sha256 bytea not null,
    size int not null,
    at timestamptz not null,
    cause text not null check (cause in ('signature', 'evidence')),
    -- of the step; null where evidence came later
    case_revision int,
    field text, capacity text, sequence int, level text,
    account text, person text, on_behalf_of text,
    -- name and SHA-256 of the certificate
    signer text, certificate bytea,
    primary key (document_id, revision));
  create trigger document_revision_append_only before update or delete on document_revision for each row execute function append_only();
  create trigger document_revision_keep before truncate on document_revision for each statement execute function append_only();
  revoke update, delete, truncate on document_revision from public;

  create table document_content (
    case_id uuid not null,
    sha256 bytea not null,
    sealed boolean not null,
    bytes bytea not null,
    primary key (case_id, sha256));

  create table signing (
    id uuid primary key,
    case_id uuid not null,
    instance int not null,
    procedure text not null,
    unit_path ltree not null,
    account text not null, person text not null, on_behalf_of text,
    -- the person has signed; what is missing is the agency's seal
    seal_asked boolean not null default false,
    -- outcome, reason and data, as text; sealed where the installation has keys
    completion text not null,
    state text not null check (state in ('prepared', 'signed', 'recorded', 'refused', 'superseded', 'expired')),
    refusal text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    signed_at timestamptz,
    closed_at timestamptz,
    -- revision of the case that the completed step wrote
    case_revision int);
  create unique index signing_under_way on signing (case_id, instance) where state in ('prepared', 'signed');
  create index signing_to_settle on signing (state, expires_at) where state in ('prepared', 'signed');
  -- seals that are asked for
  create index signing_waiting on signing (unit_path, created_at) where state = 'prepared' and seal_asked;

  create table signing_item (
    signing_id uuid not null references signing,
    place int not null,
    document_id uuid not null,
    key text not null,
    name text not null,
    scope int[] not null,
    -- revision of the document that is signed on top of; 0: it is drawn anew
    base int not null,
    field text not null, capacity text not null, sequence int not null, level text not null,
    -- once it is the turn of this signature: whose key, reached how, and what is shown to be signed
    method text, signer text, certificate bytea, chain bytea[], algorithm text,
    attributes bytea, digest bytea, digest_name text, covered bytea, byte_range int[], room int,
    shown_sha256 bytea, shown_size int, prepared bytea,
    -- pages that wait for the agency's seal, their first signature: a document without a personal one, a copy to be certified
    drawn bytea, drawn_sha256 bytea, drawn_sealed boolean not null default false,
    sealed boolean not null default false,
    -- once it is given: by whom, for the task's own person another may seal
    account text, person text, on_behalf_of text,
    signed bytea, signed_sha256 bytea, signed_size int,
    primary key (signing_id, place));
  create index signing_item_document on signing_item (document_id);

  -- by which number certificates name an agency (UID MST:...), and where its seat is; entries are added and never changed, the last one of a unit counts
  create table agency_fact (
    id bigint generated always as identity primary key,
    unit_path ltree not null,
    number text not null,
    place text not null,
    reason text not null,
    account text not null,
    at timestamptz not null);
  create index agency_fact_unit on agency_fact using gist (unit_path);
  create trigger agency_fact_append_only before update or delete on agency_fact for each row execute function append_only();`;

const SAVE = `
  /* {signing}: what a signing holds becomes revisions of its documents, in the step that it completes. */
  create function save_documents(p_case uuid, p_revision int, p_now timestamptz, p_signing uuid) returns void language plpgsql as $$
  declare s record; i record; n number_entry;
  begin
    update signing set state = 'recorded', closed_at = p_now, case_revision = p_revision
      where id = p_signing and case_id = p_case and state = 'signed';
    if not found then perform reject('conflict', 'signingNotReady', 'Expected a signing that is signed and not recorded yet.'); end if;
    select s1.*, coalesce(p.name, s1.account) as signer_name into s from signing s1 left join person p on p.id = s1.person where s1.id = p_signing;
    for i in select * from signing_item where signing_id = p_signing order by place loop
      if i.base = 0 then
        insert into document (id, case_id, key, name, instance, scope, revision, sha256, created_at)
          values (i.document_id, p_case, i.key, i.name, s.instance, i.scope, 1, i.signed_sha256, p_now) on conflict do nothing;
      else
        update document set revision = i.base + 1, sha256 = i.signed_sha256 where id = i.document_id and revision = i.base;
      end if;
      if not found then perform reject('conflict', 'documentChanged', 'Expected the document as it was shown, but it has changed.'); end if;
      insert into document_revision (document_id, revision, sha256, size, at, cause, case_revision, field, capacity, sequence, level,
          account, person, on_behalf_of, signer, certificate)
        values (i.document_id, i.base + 1, i.signed_sha256, i.signed_size, p_now, 'signature', p_revision, i.field, i.capacity, i.sequence, i.level,
          i.account, i.person, i.on_behalf_of, i.signer, sha256(i.certificate));
      if i.capacity = 'agencySeal' then
        select * into n from number_entry where document_id = i.document_id and state = 'reserved';
        if found then
          perform number_use_entry(n.register, n.ordinal, jsonb_build_object('signed_on', n.day, 'signer', s.signer_name, 'subject', i.name), i.account, i.person, p_now);
        end if;
      end if;
      insert into document_content (case_id, sha256, sealed, bytes) values (p_case, i.signed_sha256, i.sealed, i.signed) on conflict do nothing;
    end loop;
    -- the content is kept once, with its document
    update signing_item set prepared = null, signed = null, drawn = null where signing_id = p_signing;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLES);
  await k.raw(SAVE);
  await patchFunction(k, 'save_rare_sections', [
    [
      "    if p_more -> 'comment' is not null then",
      "    if p_more -> 'signing' is not null then perform save_documents(p_case, p_revision, p_now, (p_more ->> 'signing')::uuid); end if;\n    if p_more -> 'comment' is not null then",
    ],
  ]);
  await patchFunction(k, 'destroy_contents', [
    [
      'delete from case_salt where case_id = v_case;',
      `delete from document_content where case_id = v_case;
    update signing set completion = '' where case_id = v_case;
    update signing_item i set prepared = null, signed = null, drawn = null, attributes = null from signing s where s.id = i.signing_id and s.case_id = v_case;
    delete from case_salt where case_id = v_case;`,
    ],
  ]);
}
