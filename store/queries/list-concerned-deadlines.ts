/** Running deadlines that a change of the law would concern, with what the reader may know of their cases. In order of cases. */
import type { DeadlineRecord } from '../../engine/deadline-record.ts';
import type { Database } from '../connection.ts';
import type { Page, PageRequest, SqlPredicate } from '../contract.ts';
import { CONCERNED } from '../queues/law-changes.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

export interface ConcernedDeadline {
  readonly caseId: string;
  readonly code: string;
  readonly procedure: string;
  readonly unitPath: string;
  readonly node: string;
  /** of the task; an event of the diagram has none here */
  readonly name: string | null;
  readonly due: DeadlineRecord;
  /** the reader may see the case */
  readonly readable: boolean;
  /** of a class that is kept from others: not even where it is may be told */
  readonly secret: boolean;
}

/** `version`: what already counts with it is left out. Of a calendar: any text, and `key` is the calendar's. */
export interface ConcernedBy {
  readonly kind: 'parameter' | 'calendar';
  readonly key: string;
  readonly version: string;
}

const ORDER: Order = {
  by: [
    ['d.case_id', 'uuid'],
    ['d.instance', 'int'],
    ['d.timer', 'text'],
  ],
  direction: 'asc',
};

// a case that has ended has no open task and no armed timer
const from = (concerned: string): string => `(
    select case_id, instance, '' as timer, node, name, due::jsonb as due from user_task where state = 'open' and due is not null and ${concerned}
    union all
    select case_id, instance, node, node, null, due::jsonb from timer where due is not null and ${concerned}) d
  join process_case on process_case.id = d.case_id`;

/** The places of what the law's queue asks by. */
const concernedBy = ({ kind, key, version }: ConcernedBy, conditions: Conditions): string =>
  CONCERNED[kind].replaceAll(/\$([12])/g, (_, n: string) => conditions.place('?', [n === '1' ? key : version]));

export interface Reader {
  /** what the reader may see of cases */
  readonly readable: SqlPredicate;
  /** classes of data that are kept from others */
  readonly secret: readonly string[];
}

export async function listConcernedDeadlines(db: Database, by: ConcernedBy, list: PageRequest & Reader): Promise<Page<ConcernedDeadline>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions();
  const source = from(concernedBy(by, conditions));
  const readable = conditions.place(list.readable.sql, list.readable.bindings);
  const secret = conditions.place('process_case.confidentiality = any(?)', [list.secret]);
  const { sql, bindings } = afterCursor(ORDER, list.cursor);
  conditions.and(sql, bindings);
  const rows = await unnamedRowsOf<ConcernedDeadline & { cursor: string[] }>(
    db,
    `select d.case_id as "caseId", process_case.code, process_case.procedure, process_case.unit_path as "unitPath", d.node, d.name, d.due,
       coalesce((${readable}), false) as readable, coalesce(${secret}, false) as secret,
       ${cursorColumn(ORDER)}
     from ${source} where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`,
    conditions.values,
  );
  return pageOf(rows, limit, ({ cursor: _, ...row }) => row);
}

/** How many there are, and of how many cases. */
export async function countConcernedDeadlines(
  db: Database,
  by: ConcernedBy,
): Promise<{ readonly deadlines: number; readonly cases: number }> {
  const conditions = new Conditions();
  const source = from(concernedBy(by, conditions));
  const [row] = await unnamedRowsOf<{ deadlines: number; cases: number }>(
    db,
    `select count(*)::int as deadlines, count(distinct d.case_id)::int as cases from ${source}`,
    conditions.values,
  );
  return row ?? { deadlines: 0, cases: 0 };
}
