/** Failures of signing in to an account since its last success, by network: for the record and for its holder, never a lock. */
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface SignInFailures {
  readonly network: string;
  readonly failures: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

// the same work where nobody has the name
const NOTE = statement(`
  insert into sign_in_failure as f (account, network, failures, first_at, last_at)
  select id, $2, 1, $3, $3 from account where id = $1
  on conflict (account, network) do update set failures = f.failures + 1, last_at = excluded.last_at`);
const TAKE = statement(`
  delete from sign_in_failure where account = $1 returning network, failures, first_at as "firstAt", last_at as "lastAt"`);

export async function noteSignInFailure(db: Session, account: string | undefined, network: string, now: string): Promise<void> {
  await rowsOf(db, NOTE, [account ?? null, network, now]);
}

/** They are forgotten by it. */
export async function takeSignInFailures(db: Session, account: string): Promise<readonly SignInFailures[]> {
  return await rowsOf<SignInFailures & Record<string, unknown>>(db, TAKE, [account]);
}
