/**
 * What somebody has typed into a form and not sent yet. Nobody else's, and no part of the record: it ends with the task, with the case that
 * begins by it, or after its time. Encrypted by its case's key, or by one of its own until there is a case.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const TABLE = `
  create table form_draft (
    id uuid primary key,
    account text not null,
    -- of a task
    case_id uuid, instance int,
    -- of a case that is about to begin
    procedure text,
    revision int not null check (revision > 0),
    sealed boolean not null,
    bytes bytea not null,
    saved_at timestamptz not null,
    expires_at timestamptz not null,
    check ((case_id is null) = (instance is null)),
    check ((case_id is null) <> (procedure is null)));
  create unique index form_draft_of_task on form_draft (case_id, instance, account) where case_id is not null;
  create index form_draft_of_account on form_draft (account) where case_id is null;
  create index form_draft_expiring on form_draft (expires_at);`;

/** However a task closes: nothing of it is left to be filled in. */
const CLOSED = `
  create function end_drafts_of_task() returns trigger language plpgsql as $$
  begin
    delete from form_draft where case_id = new.case_id and instance = new.instance;
    return null;
  end $$;
  create trigger user_task_drafts after update of state on user_task for each row
    when (old.state = 'open' and new.state <> 'open') execute function end_drafts_of_task();`;

const BEGUN = `
  create function end_draft(p_draft uuid, p_account text) returns void language plpgsql as $$
  begin
    delete from form_draft where id = p_draft and account = p_account and case_id is null;
    if found then delete from data_key where owner = 'draft/' || p_draft; end if;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLE);
  await k.raw(CLOSED);
  await k.raw(BEGUN);
  await patchFunction(k, 'save_rare_sections', [
    [
      "    if p_more -> 'comment' is not null then",
      "    if p_more -> 'draft' is not null then perform end_draft((p_more ->> 'draft')::uuid, p_account); end if;\n    if p_more -> 'comment' is not null then",
    ],
  ]);
  await patchFunction(k, 'destroy_contents', [
    [
      'delete from upload where case_id = v_case;',
      'delete from upload where case_id = v_case;\n    delete from form_draft where case_id = v_case;',
    ],
  ]);
}
