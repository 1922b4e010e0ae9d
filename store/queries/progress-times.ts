/** How long cases took and how many steps were sent back, in a period and in the one before it. */
import type { Session } from '../connection.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { limited, monthOf, type ProgressAsk } from './progress-ask.ts';

export interface ProgressTimes {
  /** of the period, else of the one before it */
  readonly current: boolean;
  /** days from start to end of half of the cases that ended; null where none is told */
  readonly medianDays: number | null;
}
export interface ProgressReturns {
  readonly current: boolean;
  readonly done: number;
  readonly returned: number;
}

const CASES =
  'id, procedure, unit_path, status, started_by, started_person, parties, participants, confidentiality, started_at, ended_at, ended_how';
/** All that rights on tasks speak of. */
export const TASKS = `procedure, node, name, unit_path, state, assignee, candidate_roles, candidate_units, candidate_persons, excluded_persons, closed_person,
  priority, mode, partner, confidentiality, created_at, closed_at, due_at`;

const DAY_SECONDS = 86_400;

export async function medianOfCases(session: Session, ask: ProgressAsk): Promise<readonly ProgressTimes[]> {
  const values: unknown[] = [];
  const at = (instant: string): string => new Conditions(values).place('?::timestamptz', [instant]);
  const [before, from, end] = [at(ask.before), at(ask.from), at(ask.end)];
  const readable = new Conditions(values).place(ask.readable.sql, ask.readable.bindings);
  const where = limited(new Conditions(values), 'process_case', ask).where();
  const least = new Conditions(values).place('?::int', [ask.least]);
  const text = `
    with told as (
      select bool_or(process_case.ended_at >= ${from}) as current,
        array_agg(extract(epoch from process_case.ended_at - process_case.started_at)::float8) as took
      from (select ${CASES} from process_case union all select ${CASES} from closed_case where ended_at >= ${before}) process_case
      where process_case.ended_at >= ${before} and process_case.ended_at < ${end} and process_case.ended_how <> 'cancelled' and ${where}
      group by process_case.unit_path, process_case.procedure, ${monthOf('process_case.ended_at')}
      having count(*) >= ${least} or bool_and(coalesce((${readable}), false)))
    select current, percentile_cont(0.5) within group (order by seconds) / ${DAY_SECONDS} as "medianDays"
    from told cross join unnest(took) as one(seconds) group by current`;
  return await unnamedRowsOf<ProgressTimes & Record<string, unknown>>(session, text, values);
}

export async function countReturns(session: Session, ask: ProgressAsk): Promise<readonly ProgressReturns[]> {
  const values: unknown[] = [];
  const at = (instant: string): string => new Conditions(values).place('?::timestamptz', [instant]);
  const [before, from, end] = [at(ask.before), at(ask.from), at(ask.end)];
  const readable = new Conditions(values).place(ask.readable.sql, ask.readable.bindings);
  const where = limited(new Conditions(values), 'task', ask).where();
  const least = new Conditions(values).place('?::int', [ask.least]);
  const text = `
    with told as (
      select task.closed_at >= ${from} as current, task.state, count(*) as tasks
      from (select ${TASKS} from user_task union all select ${TASKS} from closed_task where case_ended_at >= ${before}) task
      where task.closed_at >= ${before} and task.closed_at < ${end} and task.state in ('completed', 'returned') and ${where}
      group by task.unit_path, task.procedure, ${monthOf('task.closed_at')}, 1, 2
      having count(*) >= ${least} or bool_and(coalesce((${readable}), false)))
    select current, sum(tasks)::int as done, coalesce(sum(tasks) filter (where state = 'returned'), 0)::int as returned from told group by 1`;
  return await unnamedRowsOf<ProgressReturns & Record<string, unknown>>(session, text, values);
}
