/**
 * Units, persons, accounts, positions, grants, sessions. Every change of an account's state or grants raises its rights epoch
 * under an exclusive advisory lock that save_step takes shared: once a revocation is acknowledged, no older decision can land.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table unit (
      id text primary key,
      path ltree not null unique,
      name text not null,
      kind text not null default 'unit',
      valid_from date,
      valid_to date,
      created_at timestamptz not null default now());
    create index unit_subtree on unit using gist (path);

    create table person (
      id text primary key,
      identity_number text constraint person_identity_number unique,
      name text not null,
      title text,
      unit_path ltree not null,
      email text,
      phone text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now());
    create index person_search on person using gin (search_text(name) gin_trgm_ops);
    create index person_unit on person using gist (unit_path);

    create table account (
      id text primary key,
      person text not null references person,
      login text not null constraint account_login unique,
      password_hash text,
      password_changed_at timestamptz,
      must_change_password boolean not null default true,
      state text not null check (state in ('pending', 'active', 'locked', 'revoked')),
      rights_epoch int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now());
    -- one person, one account (ACC-01); a locked account can come back, so it counts
    create unique index account_one_per_person on account (person) where state in ('active', 'locked');

    create table position (
      id bigint generated always as identity primary key,
      person text not null references person,
      unit_path ltree not null,
      title text not null,
      valid_from date not null,
      valid_to date);
    create index position_person on position (person);

    create table role_grant (
      id bigint generated always as identity primary key,
      account text not null references account,
      role text not null,
      unit_path ltree not null,
      valid_from timestamptz not null default now(),
      valid_to timestamptz,
      granted_by text,
      case_id uuid,
      check (valid_to is null or valid_to >= valid_from));
    create index role_grant_account on role_grant (account);
    create index role_grant_role on role_grant (role);

    create table session (
      token_hash bytea primary key,
      account text not null references account,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      last_seen_at timestamptz not null,
      address text,
      agent text);
    create index session_account on session (account);
    create index session_expiry on session (expires_at);

    create function account_rights_changed() returns trigger language plpgsql as $$
    begin
      if new.state is distinct from old.state or new.person is distinct from old.person then
        perform pg_advisory_xact_lock(7101, hashtext(old.id));
        new.rights_epoch := old.rights_epoch + 1;
      end if;
      return new;
    end $$;
    create trigger account_rights before update on account for each row execute function account_rights_changed();

    create function grant_rights_changed() returns trigger language plpgsql as $$
    declare a text := coalesce(new.account, old.account);
    begin
      perform pg_advisory_xact_lock(7101, hashtext(a));
      update account set rights_epoch = rights_epoch + 1, updated_at = now() where id = a;
      return null;
    end $$;
    create trigger role_grant_rights after insert or update or delete on role_grant for each row execute function grant_rights_changed();`);
}
