/** What signers asked their agents for. One request of a signing is open at a time, and one agent has shown it. */
import type { AgentRequest } from '../agent-contract.ts';
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';
import { compact } from './rows.ts';

const COLUMNS = `id, signing_id as signing, account, on_behalf_of as "onBehalfOf", encode(certificate, 'hex') as certificate, shown,
  asked_at as "askedAt", agent, state, refusal, encode(given, 'hex') as given`;
const WITHDRAW = statement(
  "update agent_request set state = 'withdrawn', closed_at = $2 where signing_id = $1 and state in ('waiting', 'shown')",
);
const ADD = statement(`
  insert into agent_request (id, signing_id, account, on_behalf_of, certificate, shown, asked_at, state)
  values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, 'waiting')`);
const FIND = statement(`select ${COLUMNS} from agent_request where id = $1`);
const LATEST = statement(`select ${COLUMNS} from agent_request where signing_id = $1 order by asked_at desc, id desc limit 1`);
const SHOW = statement(`
  update agent_request set state = 'shown', agent = $2 where id = $1
    and (state = 'waiting' or (state = 'shown' and agent = $2)) returning 1 as done`);
const REFUSE = statement(`
  update agent_request set state = 'refused', agent = $2, refusal = $3, closed_at = $4 where id = $1
    and (state = 'waiting' or (state = 'shown' and agent = $2)) returning 1 as done`);
const GIVE = statement(`
  update agent_request set state = 'given', given = decode($3, 'hex'), closed_at = $4 where id = $1 and state = 'shown' and agent = $2
  returning 1 as done`);

export type NewAgentRequest = Pick<AgentRequest, 'id' | 'signing' | 'account' | 'onBehalfOf' | 'certificate' | 'shown' | 'askedAt'>;

/** In a transaction, in place of the one that was open. */
export async function addAgentRequest(db: Session, request: NewAgentRequest): Promise<void> {
  const { id, signing, account, onBehalfOf, certificate, shown, askedAt } = request;
  await rowsOf(db, WITHDRAW, [signing, askedAt]);
  await rowsOf(db, ADD, [id, signing, account, onBehalfOf ?? null, certificate, shown, askedAt]);
}

type Row = Record<string, unknown>;

const requestOf = (row: Row): AgentRequest => {
  const known = Object.entries(row).map(([name, value]) => [name, value ?? undefined]);
  return compact(Object.fromEntries(known) as unknown as AgentRequest & object);
};

export async function findAgentRequest(db: Session, id: string): Promise<AgentRequest | undefined> {
  const [row] = await rowsOf<Row>(db, FIND, [id]);
  return row && requestOf(row);
}

/** Of a signing, whatever has become of it. */
export async function latestAgentRequest(db: Session, signing: string): Promise<AgentRequest | undefined> {
  const [row] = await rowsOf<Row>(db, LATEST, [signing]);
  return row && requestOf(row);
}

/** False when it is settled, or another agent has shown it. */
export async function showAgentRequest(db: Session, id: string, agent: string): Promise<boolean> {
  return (await rowsOf(db, SHOW, [id, agent])).length === 1;
}

/** False when it is settled, or another agent has shown it. */
export async function refuseAgentRequest(db: Session, id: string, agent: string, refusal: string, now: string): Promise<boolean> {
  return (await rowsOf(db, REFUSE, [id, agent, refusal, now])).length === 1;
}

/** `given`: of the signatures. False when this agent has not shown it, or it is settled. */
export async function giveAgentRequest(db: Session, id: string, agent: string, given: string, now: string): Promise<boolean> {
  return (await rowsOf(db, GIVE, [id, agent, given, now])).length === 1;
}
