/**
 * Agents on the signers' own computers, which reach a token there. Each is paired by a code that is shown once, and known by a token of
 * which the SHA-256 lies here. A request to sign is what its person asked for on the page, with a fresh proof; one agent takes it.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

const TABLES = `
  create table agent_code (
    code_hash bytea primary key,
    account text not null references account on delete cascade,
    name text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz);
  create index agent_code_account on agent_code (account);

  create table signing_agent (
    id uuid primary key,
    account text not null references account,
    token_hash bytea not null unique,
    -- as its person calls it, and the system it runs on as it says itself
    name text not null,
    platform text not null,
    -- of the token that it reaches (DER), and its issuers
    certificate bytea not null,
    chain bytea[] not null,
    announced_at timestamptz not null,
    paired_at timestamptz not null,
    last_seen_at timestamptz not null,
    ended_at timestamptz);
  create index signing_agent_account on signing_agent (account) where ended_at is null;

  create table agent_request (
    id uuid primary key,
    signing_id uuid not null references signing,
    -- who asked, which is whose agent it is for
    account text not null,
    on_behalf_of text,
    -- SHA-256 of the certificate that must sign
    certificate bytea not null,
    -- hex SHA-256 of what is shown, in the order of the signatures
    shown text[] not null,
    asked_at timestamptz not null,
    -- the agent that has shown it: no other may sign it
    agent uuid references signing_agent,
    state text not null check (state in ('waiting', 'shown', 'given', 'refused', 'withdrawn')),
    refusal text,
    -- SHA-256 of the signatures that came: the same once more is the same answer
    given bytea,
    closed_at timestamptz);
  create unique index agent_request_open on agent_request (signing_id) where state in ('waiting', 'shown');
  create index agent_request_account on agent_request (account) where state in ('waiting', 'shown');
  create index agent_request_signing on agent_request (signing_id, asked_at);`;

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLES);
}
