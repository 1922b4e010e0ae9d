/** Cases that came, ended and are there, by unit, procedure and month; running and archived together. */
import type { Session } from '../connection.ts';
import type { DeadlineFilter } from '../contract.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { matchDeadline } from './deadline-condition.ts';
import { limited, monthOf, type ProgressAsk } from './progress-ask.ts';

/** opening and running: at the first instant of the period and after its last; the two after it: of those that run */
export type Measure = 'opening' | 'received' | 'onTime' | 'late' | 'stopped' | 'running' | 'near' | 'overdue';

export interface ProgressCount {
  /** of a case, or above it where that lies deeper than was asked for */
  readonly unitPath: string;
  readonly procedure: string;
  readonly measure: Measure;
  /** YYYY-MM, of what happened in one */
  readonly month: string | null;
  readonly cases: number;
}
export interface CountAsk extends ProgressAsk {
  /** instant from which on what happened is counted, at or before `from` */
  readonly scan: string;
  /** the instant at which deadlines are looked at; near ones only where it is now */
  readonly moment: string;
  readonly near?: DeadlineFilter;
  /** levels of units that are told apart */
  readonly depth: number;
}

const COLUMNS =
  'id, procedure, unit_path, status, started_by, started_person, parties, participants, confidentiality, started_at, ended_at, ended_how';
const TIMED = "task.due_at < 'infinity'";

export async function countProgress(session: Session, ask: CountAsk): Promise<readonly ProgressCount[]> {
  const values: unknown[] = [];
  const at = (instant: string): string => new Conditions(values).place('?::timestamptz', [instant]);
  const [scan, from, end, moment] = [at(ask.scan), at(ask.from), at(ask.end), at(ask.moment)];
  const readable = new Conditions(values).place(ask.readable.sql, ask.readable.bindings);
  const where = limited(new Conditions(values), 'process_case', ask).where();
  const near = new Conditions(values);
  matchDeadline(near, ask.near);
  const [least, depth] = [new Conditions(values).place('?::int', [ask.least]), new Conditions(values).place('?::int', [ask.depth])];
  const text = `
    with c as materialized (
      select process_case.id, process_case.procedure, process_case.unit_path, process_case.started_at, process_case.ended_at,
        process_case.ended_how, coalesce((${readable}), false) as readable
      from (select ${COLUMNS} from process_case union all select ${COLUMNS} from closed_case where ended_at >= ${scan}) process_case
      where process_case.started_at < ${end} and (process_case.ended_at is null or process_case.ended_at >= ${scan}) and ${where}),
    late as (
      select task.case_id from user_task task where ${TIMED} and task.closed_at > task.due_at and task.state <> 'cancelled'
      union select task.case_id from closed_task task
        where task.case_ended_at >= ${scan} and task.case_ended_at < ${end} and ${TIMED} and task.closed_at > task.due_at and task.state <> 'cancelled'),
    overdue as (
      select task.case_id from user_task task
        where task.due_at <= ${moment} and task.created_at < ${moment} and (task.closed_at is null or task.closed_at > ${moment})
      union select task.case_id from closed_task task
        where task.case_ended_at >= ${moment} and task.due_at <= ${moment} and task.created_at < ${moment} and task.closed_at > ${moment}),
    near as (${ask.near ? `select distinct task.case_id from user_task task where ${near.where()}` : 'select null::uuid as case_id where false'}),
    told as (
      select c.unit_path, c.procedure, m.measure, m.month, count(*) as cases
      from c left join late on late.case_id = c.id left join overdue on overdue.case_id = c.id left join near on near.case_id = c.id
      cross join lateral (select c.ended_at is null or c.ended_at >= ${end} as runs, c.ended_at >= ${scan} and c.ended_at < ${end} as ended) s
      cross join lateral (values
        ('opening', null::date, c.started_at < ${from} and (c.ended_at is null or c.ended_at >= ${from})),
        ('received', ${monthOf('c.started_at')}, c.started_at >= ${scan}),
        ('onTime', ${monthOf('c.ended_at')}, s.ended and c.ended_how <> 'cancelled' and late.case_id is null),
        ('late', ${monthOf('c.ended_at')}, s.ended and c.ended_how <> 'cancelled' and late.case_id is not null),
        ('stopped', ${monthOf('c.ended_at')}, s.ended and c.ended_how = 'cancelled'),
        ('running', null, s.runs),
        ('overdue', null, s.runs and overdue.case_id is not null),
        ('near', null, s.runs and near.case_id is not null and overdue.case_id is null)) m(measure, month, holds)
      where m.holds group by c.unit_path, c.procedure, m.measure, m.month
      having count(*) >= ${least} or bool_and(c.readable))
    select subpath(unit_path, 0, least(nlevel(unit_path), ${depth}))::text as "unitPath", procedure, measure, to_char(month, 'YYYY-MM') as month,
      sum(cases)::int as cases
    from told group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
  return await unnamedRowsOf<ProgressCount & Record<string, unknown>>(session, text, values);
}
