/**
 * Files that people bring: scans, attachments of forms. What lies here was read and normalised; it is encrypted by its case's key, or by one
 * of its own until there is a case. A step that refers to it keeps it; what no step refers to expires.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const TABLES = `
  create table upload (
    id uuid primary key,
    -- null: for a case that is about to begin
    case_id uuid,
    account text not null,
    -- as it was sent
    sha256 bytea not null, size int not null, type text not null check (type in ('application/pdf', 'image/png', 'image/jpeg')),
    -- as it lies here, always PDF
    content_sha256 bytea not null, content_size int not null, pages int not null check (pages > 0),
    -- of the coarsest page that is a picture; null where none is
    dpi int,
    -- every picture has colour
    colour boolean not null,
    -- a picture of paper as it was, which may become a certified copy: why not, else null
    not_copyable text,
    sealed boolean not null,
    bytes bytea not null,
    created_at timestamptz not null,
    -- null once a step of the case refers to it
    expires_at timestamptz);
  create unique index upload_once on upload (case_id, account, sha256) nulls not distinct;
  create index upload_of_case on upload (case_id, sha256);
  create index upload_expiring on upload (expires_at) where expires_at is not null;
  create index upload_waiting on upload (account) where expires_at is not null;`;

const KEEP = `
  /* {uploads}: files that the step refers to stay as long as the contents of their case. */
  create function keep_uploads(p_case uuid, p_uploads jsonb) returns void language plpgsql as $$
  declare v_kept int;
  begin
    update upload set expires_at = null where case_id = p_case and id in (select u::uuid from jsonb_array_elements_text(p_uploads) u);
    get diagnostics v_kept = row_count;
    if v_kept <> jsonb_array_length(p_uploads) then
      perform reject('conflict', 'uploadGone', 'Expected the files to be kept still, but one has expired.');
    end if;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLES);
  await k.raw(KEEP);
  await patchFunction(k, 'save_rare_sections', [
    [
      "    if p_more -> 'comment' is not null then",
      "    if p_more -> 'uploads' is not null then perform keep_uploads(p_case, p_more -> 'uploads'); end if;\n    if p_more -> 'comment' is not null then",
    ],
  ]);
  await patchFunction(k, 'destroy_contents', [
    [
      'delete from case_salt where case_id = v_case;',
      'delete from upload where case_id = v_case;\n    delete from case_salt where case_id = v_case;',
    ],
  ]);
}
