/**
 * Everything a command needs to decide, in one statement and so of one snapshot: state, variables, tasks, incidents, actor's rights.
 * Cases that are asked for at the same time are loaded together (half of the server's time, and two thirds of ours).
 */
import type { CaseState, CaseVariables } from '../../engine/state.ts';
import type { Database } from '../connection.ts';
import type { ActorRights, LoadedCase } from '../contract.ts';
import { grouped, STEP_GROUPS } from '../grouped.ts';
import { perDatabase } from '../per-database.ts';
import { openCase } from '../protection/open-case.ts';
import { rowsOf, statement, stepRowsOf } from '../statement.ts';
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
  select r.at, ${CASE_COLUMNS}, c.state, v.data as variables, d.suspended as definition_suspended,
    (select coalesce(json_agg(t order by t.instance), '[]') from user_task t
      where t.case_id = c.id and (t.instance = any(r.tasks::int[]) or (r.tasks is null and t.state = 'open'))) as tasks,
    (select coalesce(json_agg(i order by i.id), '[]') from incident i where i.case_id = c.id and i.resolved_at is null) as incidents,
    ${rightsSql('r.account', 'r.now')} as rights
  from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) with ordinality r(id, tasks, account, now, at)
    join process_case c on c.id = r.id join case_variables v on v.case_id = c.id left join definition d on d.id = c.definition`);

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

interface Asked extends LoadRequest {
  readonly id: string;
}

async function loadRows(db: Database, asked: readonly Asked[]): Promise<readonly (Row | undefined)[]> {
  const found = await stepRowsOf<Row & { at: number }>(db, LOAD, [
    asked.map(({ id }) => id),
    asked.map(({ tasks }) => (tasks ? `{${tasks.join(',')}}` : null)),
    asked.map(({ account }) => account ?? null),
    asked.map(({ now }) => now),
  ]);
  const byPlace = new Map(found.map((row) => [row.at, row]));
  return asked.map((_, at) => byPlace.get(at + 1));
}

const rowsTogether = perDatabase((db) =>
  grouped<Asked, Row | undefined>({ run: async (asked) => await loadRows(db, asked), undone: () => true }, STEP_GROUPS),
);

/** Undefined when there is no such case. Archived cases load too: they are ended, no step can be saved for them. */
export async function loadCase(db: Database, id: string, request: LoadRequest): Promise<LoadedCase | undefined> {
  if (!UUID.test(id)) return undefined;
  const row = await rowsTogether(db)({ id, ...request });
  if (row) return await openCase(db, loaded(row));
  const { now, account, tasks } = request;
  const [closed] = await rowsOf<Row>(db, LOAD_CLOSED, [id, tasks ?? null, account ?? null, now]);
  return closed && (await openCase(db, loaded(closed)));
}
