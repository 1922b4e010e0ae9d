/** What an account had when a case locked, revoked or moved it: kept with the change, so that asking again gives the same. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface AccountRelease {
  readonly account: string;
  readonly person: string;
  readonly tasks: readonly AccountTask[];
}
export interface AccountTask {
  readonly caseId: string;
  readonly instance: number;
}

const FIND = statement(`
  select account, person, open_tasks as tasks from account_change
  where case_id = $1 and result = 'effective' and json_array_length(open_tasks) > 0 order by id desc limit 1`);
const ACCOUNT = statement('select id from account where id = $1 or login = $1 order by (id = $1) desc limit 1');

/** Undefined when it had nothing. */
export async function findAccountRelease(db: Database, caseId: string): Promise<AccountRelease | undefined> {
  const [row] = await rowsOf<AccountRelease & Record<string, unknown>>(db, FIND, [caseId]);
  return row;
}

/** The id of the account with this id or login. */
export async function findAccountId(db: Database, reference: string): Promise<string | undefined> {
  const [row] = await rowsOf<{ id: string }>(db, ACCOUNT, [reference]);
  return row?.id;
}

const ASSIGNEE = statement("select assignee from user_task where case_id = $1 and instance = $2 and state = 'open'");

/** Null where nobody has it; undefined when it is not open any more. */
export async function findAssignee(db: Database, { caseId, instance }: AccountTask): Promise<string | null | undefined> {
  const [row] = await rowsOf<{ assignee: string | null }>(db, ASSIGNEE, [caseId, instance]);
  return row?.assignee;
}
