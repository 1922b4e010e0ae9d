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

/** Which of the cases `c` each measure counts: of what is there at a moment, of what ended in a month. */
const THERE = { opening: 'opens', running: 'runs', overdue: 'runs and overdue', near: 'runs and near and not overdue' } as const;
const ENDED = { onTime: "how <> 'cancelled' and not late", late: "how <> 'cancelled' and late", stopped: "how = 'cancelled'" } as const;

const counts = (measures: Readonly<Record<string, string>>): string =>
  Object.entries(measures)
    .map(
      ([name, holds]) => `count(*) filter (where ${holds}) as "${name}", bool_and(readable) filter (where ${holds}) as "${name}Readable"`,
    )
    .join(', ');
/** Cells of `from` that are told; what is not there at all is neither. */
const told = (from: string, measures: readonly string[], month: string, least: string): string =>
  measures
    .map(
      (name) =>
        `select unit_path, procedure, '${name}' as measure, ${month} as month, "${name}" as cases from ${from} where "${name}" >= ${least} or "${name}Readable"`,
    )
    .join(' union all ');

export async function countProgress(session: Session, ask: CountAsk): Promise<readonly ProgressCount[]> {
  const values: unknown[] = [];
  const at = (instant: string): string => new Conditions(values).place('?::timestamptz', [instant]);
  const [scan, from, end, moment] = [at(ask.scan), at(ask.from), at(ask.end), at(ask.moment)] as const;
  const readable = new Conditions(values).place(ask.readable.sql, ask.readable.bindings);
  const where = limited(new Conditions(values), 'process_case', ask).where();
  const [least, depth] = [new Conditions(values).place('?::int', [ask.least]), new Conditions(values).place('?::int', [ask.depth])];
  const text = `
    with ${deadlines({ scan, end, moment }, nearOf(values, ask))},
    c as materialized (
      select process_case.unit_path, process_case.procedure, coalesce((${readable}), false) as readable, process_case.ended_how as how,
        process_case.started_at >= ${scan} as came, ${monthOf('process_case.started_at')} as came_in,
        process_case.ended_at >= ${scan} and process_case.ended_at < ${end} as went, ${monthOf('process_case.ended_at')} as went_in,
        process_case.started_at < ${from} and (process_case.ended_at is null or process_case.ended_at >= ${from}) as opens,
        process_case.ended_at is null or process_case.ended_at >= ${end} as runs,
        late.case_id is not null as late, overdue.case_id is not null as overdue, near.case_id is not null as near
      from (select ${COLUMNS} from process_case union all select ${COLUMNS} from closed_case where ended_at >= ${scan}) process_case
        left join late on late.case_id = process_case.id left join overdue on overdue.case_id = process_case.id
        left join near on near.case_id = process_case.id
      where process_case.started_at < ${end} and (process_case.ended_at is null or process_case.ended_at >= ${scan}) and ${where}),
    there as materialized (select unit_path, procedure, ${counts(THERE)} from c group by 1, 2),
    received as (select unit_path, procedure, came_in as month, ${counts({ received: 'true' })} from c where came group by 1, 2, 3),
    ended as materialized (select unit_path, procedure, went_in as month, ${counts(ENDED)} from c where went group by 1, 2, 3),
    told as (${told('there', Object.keys(THERE), 'null::date', least)} union all ${told('received', ['received'], 'month', least)}
      union all ${told('ended', Object.keys(ENDED), 'month', least)})
    select subpath(unit_path, 0, least(nlevel(unit_path), ${depth}))::text as "unitPath", procedure, measure, to_char(month, 'YYYY-MM') as month,
      sum(cases)::int as cases
    from told group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
  return await unnamedRowsOf<ProgressCount & Record<string, unknown>>(session, text, values);
}

/** Open tasks whose deadline is near, now; none where another moment is looked at. */
function nearOf(values: unknown[], { near }: CountAsk): string {
  const conditions = new Conditions(values);
  matchDeadline(conditions, near);
  return near ? `select distinct task.case_id from user_task task where ${conditions.where()}` : 'select null::uuid as case_id where false';
}

/** Cases of which a step was late, is overdue at the moment, is near its deadline; `scan`, `end` and `moment` are expressions. */
const deadlines = ({ scan, end, moment }: Readonly<Record<'scan' | 'end' | 'moment', string>>, near: string): string => `
    late as materialized (
      select task.case_id from user_task task where ${TIMED} and task.closed_at > task.due_at and task.state <> 'cancelled'
      union select task.case_id from closed_task task
        where task.case_ended_at >= ${scan} and task.case_ended_at < ${end} and ${TIMED} and task.closed_at > task.due_at and task.state <> 'cancelled'),
    overdue as materialized (
      select task.case_id from user_task task
        where task.due_at <= ${moment} and task.created_at < ${moment} and (task.closed_at is null or task.closed_at > ${moment})
      union select task.case_id from closed_task task
        where task.case_ended_at >= ${moment} and task.due_at <= ${moment} and task.created_at < ${moment} and task.closed_at > ${moment}),
    near as materialized (${near})`;
