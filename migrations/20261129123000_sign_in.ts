/**
 * Signing in (S3 Điều 8 khoản 2): what a session knows of how its holder proved who they are, sign-ins that are half done, second
 * factors, recovery codes, earlier passwords, and failures since the last success. Secrets lie here sealed or hashed only.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const TABLES = `
  alter table session
    -- when the holder last proved who they are; created_at where null
    add column authenticated_at timestamptz,
    -- password, otp, passkey, certificate, recovery, identity
    add column methods text[] not null default '{}',
    add column second_factor boolean not null default false,
    -- seconds without a request that end it; null: none
    add column idle_seconds int,
    add column network text,
    -- of the national identity: its session and subject, for a sign-out there
    add column identity_session text,
    add column identity_subject text;
  create index session_identity on session (identity_subject) where identity_subject is not null;

  alter table account
    -- one that an administrator handed out; later it signs nobody in
    add column password_expires_at timestamptz;

  create table pending_sign_in (
    token_hash bytea primary key,
    -- factor: the password was right; passkey: nobody yet; identity: at the national identity; session: a challenge for who is signed in
    purpose text not null check (purpose in ('factor', 'passkey', 'identity', 'session')),
    account text references account on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    tries_left int not null,
    methods text[] not null default '{}',
    challenge text,
    -- identity: {state, nonce, verifier}
    data json);
  create index pending_sign_in_expiry on pending_sign_in (expires_at);

  create table factor (
    id uuid primary key,
    account text not null references account,
    kind text not null check (kind in ('otp', 'passkey', 'certificate')),
    name text not null,
    -- otp: sealed
    secret text,
    -- passkey: credential id; certificate: fingerprint, or issuer and subject
    lookup text,
    public_key bytea,
    -- otp: newest time step that was used; passkey: signature counter
    counter bigint,
    details json not null default '{}',
    valid_to timestamptz,
    created_at timestamptz not null,
    -- null: begun, and not yet proved
    confirmed_at timestamptz,
    last_used_at timestamptz,
    ended_at timestamptz);
  create index factor_account on factor (account) where ended_at is null;
  create unique index factor_lookup on factor (kind, lookup) where ended_at is null and lookup is not null;

  create table recovery_code (
    account text not null references account,
    code_hash bytea not null,
    created_at timestamptz not null,
    used_at timestamptz,
    primary key (account, code_hash));

  create table password_history (
    id bigint generated always as identity primary key,
    account text not null references account,
    password_hash text not null,
    at timestamptz not null);
  create index password_history_account on password_history (account, id desc);

  create table sign_in_failure (
    account text not null references account,
    network text not null,
    failures int not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    primary key (account, network));`;

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLES);
  // more rights than a session was begun with: its holder signs in again, and has another token
  await patchFunction(k, 'change_account', [
    [
      "if p_op in ('lock', 'suspend', 'revoke', 'transfer') then delete from session",
      "if p_op in ('lock', 'suspend', 'revoke', 'transfer', 'grant') then delete from session",
    ],
  ]);
  await patchFunction(k, 'enrol_second_factor', [
    ['    return v_state;', '    delete from session where account = a.id;\n    return v_state;'],
  ]);
}
