/** Pairing codes and paired agents. A code is used once; code and token lie here as SHA-256 only. */
import { createHash } from 'node:crypto';
import type { SigningAgent } from '../agent-contract.ts';
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const FORGET_CODES = statement('delete from agent_code where account = $1');
const ADD_CODE = statement('insert into agent_code (code_hash, account, name, created_at, expires_at) values ($1, $2, $3, $4, $5)');
const FIND_CODE = statement('select account, name from agent_code where code_hash = $1 and used_at is null and expires_at > $2');
const USE_CODE = statement(
  'update agent_code set used_at = $2 where code_hash = $1 and used_at is null and expires_at > $2 returning 1 as done',
);
const EXPIRE_CODES = statement('delete from agent_code where expires_at <= $1');
const ADD = statement(`
  insert into signing_agent (id, account, token_hash, name, platform, certificate, chain, announced_at, paired_at, last_seen_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8)`);
const LIST = statement(`
  select id, account, name, platform, certificate, chain, announced_at as "announcedAt", paired_at as "pairedAt", last_seen_at as "lastSeenAt"
  from signing_agent where account = $1 and ended_at is null order by last_seen_at desc, id`);
const ANNOUNCE = statement(
  'update signing_agent set certificate = $3, chain = $4, announced_at = $5 where id = $1 and account = $2 and ended_at is null returning 1 as done',
);
const END = statement('update signing_agent set ended_at = $3 where account = $1 and id = $2 and ended_at is null returning name');
const END_ALL = statement('update signing_agent set ended_at = $2 where account = $1 and ended_at is null returning name');

export interface NewAgentCode {
  readonly code: string;
  readonly account: string;
  readonly name: string;
  readonly now: string;
  readonly expiresAt: string;
}

/** In place of those before: one code of an account is good at a time. */
export async function addAgentCode(db: Session, { code, account, name, now, expiresAt }: NewAgentCode): Promise<void> {
  await rowsOf(db, FORGET_CODES, [account]);
  await rowsOf(db, ADD_CODE, [hashOf(code), account, name, now, expiresAt]);
}

/** Undefined when it is unknown, was used, or is too old. */
export async function findAgentCode(
  db: Session,
  code: string,
  now: string,
): Promise<{ readonly account: string; readonly name: string } | undefined> {
  return (await rowsOf<{ account: string; name: string }>(db, FIND_CODE, [hashOf(code), now]))[0];
}

/** False when somebody else was faster. */
export async function useAgentCode(db: Session, code: string, now: string): Promise<boolean> {
  return (await rowsOf(db, USE_CODE, [hashOf(code), now])).length === 1;
}

export async function expireAgentCodes(db: Session, now: string): Promise<void> {
  await rowsOf(db, EXPIRE_CODES, [now]);
}

export type NewAgent = Pick<SigningAgent, 'id' | 'account' | 'name' | 'platform' | 'certificate' | 'chain'> & {
  /** at least 128 random bits, made by the caller */
  readonly token: string;
  readonly now: string;
};

export async function addAgent(db: Session, { id, account, token, name, platform, certificate, chain, now }: NewAgent): Promise<void> {
  await rowsOf(db, ADD, [id, account, hashOf(token), name, platform, certificate, chain, now]);
}

/** Those that were not ended, the one seen last first. */
export async function listAgents(db: Session, account: string): Promise<readonly SigningAgent[]> {
  return await rowsOf<SigningAgent & object>(db, LIST, [account]);
}

/** False when it was ended. */
export async function announceCertificate(
  db: Session,
  { id, account, certificate, chain }: Pick<SigningAgent, 'id' | 'account' | 'certificate' | 'chain'>,
  now: string,
): Promise<boolean> {
  return (await rowsOf(db, ANNOUNCE, [id, account, certificate, chain, now])).length === 1;
}

/** Its name; undefined when it is not there, or somebody else's. */
export async function endAgent(db: Session, account: string, id: string, now: string): Promise<string | undefined> {
  return (await rowsOf<{ name: string }>(db, END, [account, id, now]))[0]?.name;
}

/** Their names. */
export async function endAgents(db: Session, account: string, now: string): Promise<readonly string[]> {
  return (await rowsOf<{ name: string }>(db, END_ALL, [account, now])).map(({ name }) => name);
}
