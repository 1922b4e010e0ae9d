/**
 * What one issued document says of another (NĐ 30/2020 Điều 18): it corrects it, replaces it, or recalls it. A recalled document's number
 * is void, and each of its receivers is followed until it says that its copy is destroyed.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

const TABLES = `
  create table document_amendment (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('correction', 'replacement', 'recall')),
    register bigint not null,
    ordinal int not null,
    -- the document that says so
    by_register bigint not null,
    by_ordinal int not null,
    reason text not null,
    at timestamptz not null,
    account text not null,
    person text,
    foreign key (register, ordinal) references number_entry,
    foreign key (by_register, by_ordinal) references number_entry,
    unique (register, ordinal, by_register, by_ordinal),
    check ((register, ordinal) <> (by_register, by_ordinal)));
  create index document_amendment_by on document_amendment (by_register, by_ordinal);
  create trigger document_amendment_append_only before update or delete on document_amendment for each row execute function append_only();
  create trigger document_amendment_keep before truncate on document_amendment for each statement execute function append_only();
  revoke update, delete, truncate on document_amendment from public;

  create table recall_receiver (
    id bigint generated always as identity primary key,
    amendment bigint not null references document_amendment,
    -- a role in its unit; without a unit a body outside, by name
    receiver text not null,
    receiver_unit ltree,
    -- when its copy was destroyed, really; and how that is known
    confirmed_at timestamptz,
    channel text check (channel in ('app', 'post', 'paper', 'electronic')),
    confirmed_by text,
    note text,
    entered_by text,
    entered_at timestamptz,
    unique nulls not distinct (amendment, receiver, receiver_unit),
    check (num_nonnulls(confirmed_at, channel, entered_by, entered_at) in (0, 4)));
  create index recall_receiver_pending on recall_receiver (id) where confirmed_at is null;
  create index recall_receiver_unit on recall_receiver using gist (receiver_unit);

  /* Its confirmation is added to it, once. */
  create function recall_receiver_kept() returns trigger language plpgsql as $$
  declare v_free constant text[] := array['confirmed_at', 'channel', 'confirmed_by', 'note', 'entered_by', 'entered_at'];
  begin
    if tg_op = 'DELETE' or old.confirmed_at is not null or (to_jsonb(new) - v_free) is distinct from (to_jsonb(old) - v_free) then
      raise exception 'recall_receiver is append-only but for its confirmation';
    end if;
    return new;
  end $$;
  create trigger recall_receiver_kept before update or delete on recall_receiver for each row execute function recall_receiver_kept();`;

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLES);
}
