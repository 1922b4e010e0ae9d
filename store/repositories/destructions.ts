/** Proposals to destroy the contents of cases, and what was decided about them. Append-only. */
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface Destruction {
  readonly id: string;
  readonly caseId: string;
  readonly at: string;
  readonly account: string;
  readonly person: string;
  readonly reason: string;
  /** the document that it rests on */
  readonly basis: string;
  /** end of the term of the law */
  readonly notBefore: string;
}
export interface DestructionDecision {
  readonly id: string;
  readonly approved: boolean;
  readonly at: string;
  readonly account: string;
  readonly person: string;
  readonly reason: string;
}

const PROPOSE = statement(`
  insert into destruction (id, case_id, proposed_at, proposed_by, proposed_person, reason, basis, not_before) values ($1, $2, $3, $4, $5, $6, $7, $8)`);
const FIND = statement(`
  select d.id, d.case_id as "caseId", d.proposed_at as at, d.proposed_by as account, d.proposed_person as person, d.reason, d.basis,
    d.not_before as "notBefore", x.id is not null as decided
  from destruction d left join destruction_decision x on x.id = d.id where d.id = $1`);
const DECIDE = statement(`
  insert into destruction_decision (id, approved, decided_at, decided_by, decided_person, reason) values ($1, $2, $3, $4, $5, $6)
  on conflict (id) do nothing returning id`);
const DESTROY = statement('select destroy_contents($1) as steps');

export async function proposeDestruction(session: Session, { id, caseId, at, account, person, ...why }: Destruction): Promise<void> {
  await rowsOf(session, PROPOSE, [id, caseId, at, account, person, why.reason, why.basis, why.notBefore]);
}

export async function findDestruction(session: Session, id: string): Promise<(Destruction & { readonly decided: boolean }) | undefined> {
  return (await rowsOf<Destruction & { decided: boolean } & Record<string, unknown>>(session, FIND, [id]))[0];
}

/** False when it was decided already. */
export async function decideDestruction(
  session: Session,
  { id, approved, at, account, person, reason }: DestructionDecision,
): Promise<boolean> {
  return (await rowsOf(session, DECIDE, [id, approved, at, account, person, reason])).length > 0;
}

/** Steps whose contents are gone. Throws Rejection conflict `destructionNotApproved`. */
export async function destroyContents(session: Session, id: string): Promise<number> {
  return (await rowsOf<{ steps: number }>(session, DESTROY, [id]))[0]?.steps ?? 0;
}
