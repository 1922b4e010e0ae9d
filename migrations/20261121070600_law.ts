/** Law as data: parameters and calendars, effective-dated, each with its citation and how sure we are. Proposed, then activated. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table parameter (
      key text not null,
      version text not null,
      -- the whole parameter, as the room of the law reads it; the columns repeat what lists and the overlap check need
      body jsonb not null,
      -- in force from this day to the day before valid_to
      valid_from date not null,
      valid_to date,
      citation text not null,
      -- A: text read and in force; B: text read, parent law replaced; C: memory or press
      confidence text not null check (confidence in ('A', 'B', 'C')),
      -- for running deadlines when a new version comes into force
      running text not null default 'keep' check (running in ('keep', 'recompute')),
      status text not null default 'proposed' check (status in ('proposed', 'active', 'rejected', 'withdrawn')),
      note text,
      proposed_by text not null,
      proposed_at timestamptz not null,
      decided_by text,
      decided_at timestamptz,
      case_id uuid,
      primary key (key, version),
      check (valid_to is null or valid_to > valid_from),
      constraint parameter_overlap exclude using gist (key with =, daterange(valid_from, valid_to) with &&) where (status = 'active'));

    -- what holds in every year: zone, weekly days off, office hours, annual holidays
    create table calendar (
      key text not null,
      version text not null,
      settings jsonb not null,
      status text not null default 'active' check (status in ('proposed', 'active', 'rejected', 'superseded')),
      proposed_by text not null,
      proposed_at timestamptz not null,
      decided_by text,
      decided_at timestamptz,
      primary key (key, version));
    create unique index calendar_one_active on calendar (key) where status = 'active';

    -- one record of one year; without a notice the year is provisional, and deadlines in it are recomputed when it comes
    create table calendar_year (
      key text not null,
      year int not null,
      version int not null,
      notices text[] not null,
      days jsonb not null,
      status text not null default 'active' check (status in ('proposed', 'active', 'rejected', 'superseded')),
      proposed_by text not null,
      proposed_at timestamptz not null,
      decided_by text,
      decided_at timestamptz,
      primary key (key, year, version));
    create unique index calendar_year_one_active on calendar_year (key, year) where status = 'active';

    -- numbering of issued documents: one row per book and year
    create table number_book (book text not null, year int not null, last int not null, primary key (book, year));
    create table assigned_number (
      book text not null,
      year int not null,
      number int not null,
      case_id uuid not null,
      node text not null,
      at timestamptz not null,
      primary key (book, year, number));
    create index assigned_number_case on assigned_number (case_id, node);`);
}
