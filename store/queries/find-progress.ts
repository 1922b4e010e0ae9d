/** What a citizen may know of a case: what it is called, who has it, which steps there were, and on which days. */
import type { Database } from '../connection.ts';
import type { CaseStatus } from '../contract.ts';
import { lookupAttemptKey, lookupHash } from '../protection/lookup-hash.ts';
import { rowsOf, statement } from '../statement.ts';

export interface Progress {
  /** name of the procedure */
  readonly procedure: string;
  /** name of the agency, or of the unit where none is above it */
  readonly agency: string;
  readonly status: CaseStatus;
  readonly startedOn: string;
  readonly endedOn: string | null;
  readonly steps: readonly { readonly name: string; readonly from: string; readonly to: string | null }[];
}

const day = (column: string): string => `to_char(${column} at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`;
const STEPS = `json_agg(json_build_object('name', t.name, 'from', ${day('t.created_at')}, 'to', ${day('t.closed_at')}) order by t.instance)`;
const TODAY = "($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date";
const AGENCY = `coalesce((
  select coalesce(own.name, self.name) from issuing_agency(c.unit_path, ${TODAY}) a left join unit self on self.id = a.unit
    left join unit_term own on own.unit = a.unit and own.valid_from <= ${TODAY} and (own.valid_to is null or own.valid_to > ${TODAY})),
  (select u.name from unit u where u.path = live_unit(c.unit_path)), '')`;
const CASE = `coalesce((select d.name from definition d where d.id = c.definition), c.procedure) as procedure, ${AGENCY} as agency, c.status, ${day('c.started_at')} as "startedOn", ${day('c.ended_at')} as "endedOn"`;
// both halves are always asked, so that a found case and none take the same way
const FIND = statement(`
  with code as (select case_id from lookup_code where hash = decode($1, 'hex'))
  select ${CASE}, coalesce((select ${STEPS} from user_task t where t.case_id = c.id and t.state in ('open', 'completed')), '[]') as steps
    from code join process_case c on c.id = code.case_id
  union all
  select ${CASE}, coalesce((select ${STEPS} from closed_task t where t.case_id = c.id and t.state in ('open', 'completed')), '[]')
    from code join closed_case c on c.id = code.case_id`);

/** `now`: the agency is told as it is called on that day. */
export async function findProgress(db: Database, code: string, birthYear: number, now: string): Promise<Progress | undefined> {
  const rows = await rowsOf<Progress & Record<string, unknown>>(db, FIND, [await lookupHash(db, code, birthYear), now]);
  return rows[0];
}

/** A name for attempts with this code that does not tell it. */
export const attemptKey = async (db: Database, code: string): Promise<string> => await lookupAttemptKey(db, code);
