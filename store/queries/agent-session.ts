/** Whose agent a token is. Its account's state and rights are read with each request: a lock or a revocation counts at once. */
import { createHash } from 'node:crypto';
import type { Database } from '../connection.ts';
import type { ActorRights } from '../contract.ts';
import { rightsSql } from '../repositories/rights.ts';
import { rowsOf, statement } from '../statement.ts';

export interface AgentSession {
  readonly agent: string;
  readonly account: string;
  readonly person: string;
  readonly rights: ActorRights;
}

// when it was seen is exact to a minute, so that asking stays reading
const LOAD = statement(`
  with seen as (
    update signing_agent set last_seen_at = $2 where token_hash = $1 and ended_at is null and last_seen_at < $2::timestamptz - interval '1 minute')
  select g.id as agent, a.id as account, a.person, ${rightsSql('g.account', '$2::timestamptz')} as rights
  from signing_agent g join account a on a.id = g.account where g.token_hash = $1 and g.ended_at is null and a.state = 'active'`);

/** Undefined when it is unknown or ended, or when the account is not active. */
export async function findAgentSession(db: Database, token: string, now: string): Promise<AgentSession | undefined> {
  const hash = createHash('sha256').update(token).digest();
  return (await rowsOf<AgentSession & object>(db, LOAD, [hash, now]))[0];
}
