/** Everything a command needs to decide, in one statement and so of one snapshot: state, variables, tasks, incidents, actor's rights. */
import type { CaseState, CaseVariables } from '../../engine/state.ts';
import type { Database } from '../connection.ts';
import type { ActorRights, LoadedCase } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';
import { rightsSql } from './rights.ts';
import { CASE_COLUMNS, caseOf, compact, incidentOf, taskOf, type CaseRow, type IncidentRow, type TaskRow } from './rows.ts';

export interface LoadRequest {
  /** instant at which the actor's grants must be in force */
  readonly now: string;
  /** account whose rights are loaded too; absent for system actors */
  readonly account?: string;
  /** instances of the tasks in question, in whatever state; all open tasks when absent */
  readonly tasks?: readonly number[];
}

type Row = CaseRow & {
  state: CaseState;
  variables: CaseVariables;
  tasks: TaskRow[];
  incidents: IncidentRow[];
  definition_suspended: boolean;
  rights: ActorRights | null;
};

const LOAD = statement(`
  select ${CASE_COLUMNS}, c.state, v.data as variables, d.suspended as definition_suspended,
    (select coalesce(json_agg(t order by t.instance), '[]') from user_task t
      where t.case_id = c.id and (t.instance = any($2) or ($2::int[] is null and t.state = 'open'))) as tasks,
    (select coalesce(json_agg(i order by i.id), '[]') from incident i where i.case_id = c.id and i.resolved_at is null) as incidents,
    ${rightsSql('$3', '$4::timestamptz')} as rights
  from process_case c join case_variables v on v.case_id = c.id left join definition d on d.id = c.definition
  where c.id = $1`);

const LOAD_CLOSED = statement(`
  select ${CASE_COLUMNS}, c.state, c.variables, false as definition_suspended, '[]'::json as incidents,
    (select coalesce(json_agg(t order by t.instance), '[]') from closed_task t
      where t.case_id = c.id and t.case_ended_at = c.ended_at and t.instance = any($2)) as tasks,
    ${rightsSql('$3', '$4::timestamptz')} as rights
  from closed_case c where c.id = $1`);

function loaded(row: Row): LoadedCase {
  return compact({
    case: caseOf(row),
    state: row.state,
    variables: row.variables,
    tasks: row.tasks.map(taskOf),
    incidents: row.incidents.map(incidentOf),
    definitionSuspended: row.definition_suspended ?? false,
    rights: row.rights ?? undefined,
  });
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Undefined when there is no such case. Archived cases load too: they are ended, no step can be saved for them. */
export async function loadCase(db: Database, id: string, { now, account, tasks }: LoadRequest): Promise<LoadedCase | undefined> {
  if (!UUID.test(id)) return undefined;
  const values = [id, tasks ?? null, account ?? null, now];
  const [row] = await rowsOf<Row>(db, LOAD, values);
  if (row) return loaded(row);
  const [closed] = await rowsOf<Row>(db, LOAD_CLOSED, values);
  return closed && loaded(closed);
}
