/**
 * Images of signatures and seals: proposed by one, decided by another, never changed. What is shown on a page is the last that was approved for
 * its day. They lie here encrypted, each by a key of its own.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table signing_image (
      id uuid primary key,
      -- of a person's signature, or of the seal of a unit's agency
      person text references person (id),
      unit_path ltree,
      valid_from date not null,
      -- null: from that day none is shown
      bytes bytea,
      sealed boolean not null,
      sha256 bytea,
      reason text not null,
      account text not null,
      proposed_by text not null,
      at timestamptz not null,
      check ((person is null) <> (unit_path is null)),
      check ((bytes is null) = (sha256 is null)));
    create index signing_image_person on signing_image (person, valid_from) where person is not null;
    create index signing_image_unit on signing_image using gist (unit_path) where unit_path is not null;
    create trigger signing_image_append_only before update or delete on signing_image for each row execute function append_only();
    create table signing_image_decision (
      image uuid primary key references signing_image (id),
      approved boolean not null,
      reason text not null,
      account text not null,
      person text not null,
      at timestamptz not null);
    create trigger signing_image_decision_append_only before update or delete on signing_image_decision for each row execute function append_only();`);
}
