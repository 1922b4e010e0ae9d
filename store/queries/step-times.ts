/** Where the cases of a procedure stand and how long each of its steps takes, by the element of its diagram. */
import type { Session } from '../connection.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { limited, monthOf, type ProgressAsk } from './progress-ask.ts';
import { TASKS } from './progress-times.ts';

export interface StepTimes {
  readonly node: string;
  readonly name: string;
  /** open now, and of these past their deadline */
  readonly waiting: number;
  readonly overdue: number;
  /** done in the period; of these by their deadline, after it, or sent back */
  readonly done: number;
  readonly onTime: number;
  readonly late: number;
  readonly returned: number;
  readonly medianDays: number | null;
}

const DAY_SECONDS = 86_400;
const DONE = "state in ('completed', 'returned')";

export async function listStepTimes(session: Session, ask: ProgressAsk, now: string): Promise<readonly StepTimes[]> {
  const values: unknown[] = [];
  const at = (instant: string): string => new Conditions(values).place('?::timestamptz', [instant]);
  const [from, end, moment] = [at(ask.from), at(ask.end), at(now)];
  const readable = new Conditions(values).place(ask.readable.sql, ask.readable.bindings);
  const where = limited(new Conditions(values), 'task', ask).where();
  const least = new Conditions(values).place('?::int', [ask.least]);
  const text = `
    with told as (
      select task.node, task.name, task.state, task.created_at, task.closed_at, task.due_at,
        count(*) over cell as tasks, bool_and(coalesce((${readable}), false)) over cell as readable
      from (select ${TASKS} from user_task union all select ${TASKS} from closed_task where case_ended_at >= ${from}) task
      where (task.state = 'open' or task.state in ('completed', 'returned') and task.closed_at >= ${from} and task.closed_at < ${end}) and ${where}
      window cell as (partition by task.unit_path, task.procedure, task.node, task.state, ${monthOf('task.closed_at')}))
    select node, max(name) as name,
      count(*) filter (where state = 'open')::int as waiting,
      count(*) filter (where state = 'open' and due_at <= ${moment})::int as overdue,
      count(*) filter (where ${DONE})::int as done,
      count(*) filter (where ${DONE} and due_at < 'infinity' and closed_at <= due_at)::int as "onTime",
      count(*) filter (where ${DONE} and closed_at > due_at)::int as late,
      count(*) filter (where state = 'returned')::int as returned,
      percentile_cont(0.5) within group (order by extract(epoch from closed_at - created_at)::float8) filter (where ${DONE}) / ${DAY_SECONDS} as "medianDays"
    from told where tasks >= ${least} or readable group by node order by node`;
  return await unnamedRowsOf<StepTimes & Record<string, unknown>>(session, text, values);
}
