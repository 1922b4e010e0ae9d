/** Requests about accounts: which cases are about an account, what an account is now, and what became of a request. */
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import type { AccountState, SqlPredicate } from '../contract.ts';
import type { AccountChangeResult } from './list-account-changes.ts';
import { rowsOf, statement } from '../statement.ts';

/** Of cases: those that ask about this account, by id or login, or that came to something with it. */
export const aboutAccount = (account: string): SqlPredicate => ({
  sql: `process_case.id in (select v.case_id from case_variables v where v.data -> '1' -> 'request' ->> 'account' in (select x from account a, unnest(array[a.id, a.login]) x where a.id = ?)
      union all select c.case_id from account_change c where c.account = ?)`,
  bindings: [account, account],
});

const LOGGED = 'exists (select from account_change c where c.case_id = process_case.id)';
/** Of cases: requests that are open, or that have come to something; which their notices may follow later. */
export const requestsThatAre = (status: 'active' | 'ended'): SqlPredicate => ({
  sql: status === 'active' ? `process_case.status = 'active' and not ${LOGGED}` : `process_case.status = 'ended' or ${LOGGED}`,
  bindings: [],
});

export interface AccountNow {
  readonly id: string;
  readonly person: string;
  readonly unitPath: string;
  readonly state: AccountState;
  /** in force or still to come */
  readonly roles: readonly string[];
  /** as the administration log keeps it */
  readonly snapshot: { readonly [field: string]: Json };
}
const NOW = statement(`
  select a.id, a.person, p.unit_path::text as "unitPath", a.state, account_snapshot(a.id, $2::timestamptz) as snapshot,
    array(select distinct g.role from role_grant g where g.account = a.id and (g.valid_to is null or g.valid_to > $2::timestamptz) order by 1) as roles
  from account a join person p on p.id = a.person where a.id = $1 or a.login = $1 order by (a.id = $1) desc limit 1`);

/** By id or login. */
export async function findAccountNow(db: Database, account: string, now: string): Promise<AccountNow | undefined> {
  return (await rowsOf<AccountNow & Record<string, unknown>>(db, NOW, [account, now]))[0];
}

export interface RequestResult {
  readonly result: AccountChangeResult;
  readonly at: string;
  readonly approver?: string;
  readonly reason?: string;
}
const RESULTS = statement(`
  select distinct on (case_id) case_id as "caseId", result, at, approver, reason from account_change where case_id = any($1::uuid[]) order by case_id, at desc, id desc`);

/** By case; a request that is open has none. */
export async function findRequestResults(db: Database, cases: readonly string[]): Promise<ReadonlyMap<string, RequestResult>> {
  const rows = await rowsOf<Record<string, unknown> & { caseId: string }>(db, RESULTS, [cases]);
  return new Map(
    rows.map(({ caseId, ...row }) => [
      caseId,
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as RequestResult,
    ]),
  );
}
