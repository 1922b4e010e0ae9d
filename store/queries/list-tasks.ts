/** Lists of user tasks. Each takes the predicate of the actor's rights and pages by keyset; claimable ones come from their own index. */
import type { Database } from '../connection.ts';
import type { Page, PageRequest, SqlPredicate, TaskFilter, TaskItem, TaskSort } from '../contract.ts';
import { taskItemOf, type TaskItemRow } from '../repositories/rows.ts';
import { listRowsOf, rowsOf, statement, unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { matchDeadline } from './deadline-condition.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';
import { matchCaseText } from './text-search.ts';

export interface TaskList extends PageRequest {
  readonly filter?: TaskFilter;
  /** due: earliest first; created: newest first; priority: highest first, then by due */
  readonly sort?: TaskSort;
  readonly predicate?: SqlPredicate;
}

type Row = TaskItemRow & { cursor: string[] };

/** `from` names what is sorted: the task itself or its entry among the candidates. */
function orderOf(sort: TaskSort, from: string, rank = `-${from}.priority`): Order {
  const key = [
    [`${from}.case_id`, 'uuid'],
    [`${from}.instance`, 'int'],
  ] as const;
  if (sort === 'created') return { by: [[`${from}.created_at`, 'timestamptz'], ...key], direction: 'desc' };
  if (sort === 'priority') return { by: [[rank, 'int'], [`${from}.due_at`, 'timestamptz'], ...key], direction: 'asc' };
  return { by: [[`${from}.due_at`, 'timestamptz'], ...key], direction: 'asc' };
}

function filtered(conditions: Conditions, { filter = {}, predicate }: TaskList): void {
  conditions
    .when(filter.procedure, 'task.procedure = ?')
    .when(filter.node, 'task.node = ?')
    .when(filter.unitPath, 'task.unit_path <@ ?::ltree')
    .when(filter.dueBefore, 'task.due_at < ?::timestamptz')
    .when(filter.createdAfter, 'task.created_at > ?::timestamptz')
    .when(filter.caseId, 'task.case_id = ?::uuid');
  matchCaseText(conditions, filter.text);
  matchDeadline(conditions, filter.deadline);
  if (predicate) conditions.and(predicate.sql, predicate.bindings);
}

const COLUMNS = 'task.*, process_case.code as case_code, process_case.title as case_title, process_case.status as case_status';

/** The page is cut before cases are joined, unless the filter looks into them: only its own rows are looked up. */
async function listFrom(
  db: Database,
  list: TaskList,
  conditions: Conditions,
  from = 'user_task task',
  sorted = 'task',
): Promise<Page<TaskItem>> {
  const limit = checkedLimit(list);
  const order = orderOf(list.sort ?? 'due', sorted, sorted === 'task' ? '-task.priority' : `${sorted}.rank`);
  filtered(conditions, list);
  const { sql: after, bindings } = afterCursor(order, list.cursor);
  conditions.and(after, bindings);
  const cases = list.filter?.text === undefined ? '' : 'join process_case on process_case.id = task.case_id';
  const sql = `select ${COLUMNS} from (
      select task.*, ${cursorColumn(order)}, row_number() over (order by ${orderBy(order)}) as place
      from ${from} ${cases} where ${conditions.where()} order by ${orderBy(order)} limit ${limit + 1}) task
    join process_case on process_case.id = task.case_id order by task.place`;
  const rows = foundByKey(list) ? await listRowsOf<Row>(db, sql, conditions.values) : await unnamedRowsOf<Row>(db, sql, conditions.values);
  return pageOf(rows, limit, taskItemOf);
}

/** By assignee, doer or candidate key, with nothing that is better looked for in another way. */
function foundByKey({ filter, predicate, units }: TaskList & Pick<CandidateList, 'units'>): boolean {
  return predicate === undefined && !units?.length && filter?.text === undefined && filter?.unitPath === undefined;
}

/** Open tasks given to or taken by one of `assignees` (person and account of the actor). */
export async function listMyTasks(db: Database, assignees: readonly string[], list: TaskList): Promise<Page<TaskItem>> {
  return await listFrom(db, list, new Conditions().and("task.state = 'open' and task.assignee = any(?)", [assignees]));
}

/** Open tasks whose due instant has passed. */
export async function listOverdueTasks(db: Database, now: string, list: TaskList): Promise<Page<TaskItem>> {
  return await listFrom(
    db,
    list,
    new Conditions().and("task.state = 'open' and task.due_at < 'infinity' and task.due_at < ?::timestamptz", [now]),
  );
}

/** All open tasks that the predicate lets through. */
export async function listOpenTasks(db: Database, list: TaskList): Promise<Page<TaskItem>> {
  return await listFrom(db, list, new Conditions().and("task.state = 'open'"));
}

/** Tasks that one of `persons` did, in whatever order is asked for; of cases that are not archived. */
export async function listDoneTasks(db: Database, persons: readonly string[], list: TaskList): Promise<Page<TaskItem>> {
  return await listFrom(db, list, new Conditions().and("task.closed_person = any(?) and task.state <> 'open'", [persons]));
}

export interface CandidateList extends TaskList {
  /** of `actorKeys`; a role's tasks are listed with that role's keys alone */
  readonly keys: readonly string[];
  /** the actor's person and the one acted for: tasks from which one of them is excluded are left out */
  readonly persons: readonly string[];
  /** tasks that somebody has taken are listed too */
  readonly claimed?: boolean;
  /** tasks given to or taken by one of these are listed too */
  readonly assignees?: readonly string[];
  /** tasks of these units, and of those below them, are listed too */
  readonly units?: readonly string[];
}

/**
 * Open tasks that the holder of `keys` may take. One ordered index scan for each key, merged: the first page and the fortieth
 * read no more rows than they show, but for those that exclusion, filter and predicate take out.
 */
export async function listCandidateTasks(db: Database, list: CandidateList): Promise<Page<TaskItem>> {
  if (list.keys.length === 0 && !list.assignees?.length && !list.units?.length) return { items: [] };
  const conditions = new Conditions();
  const order = orderOf(list.sort ?? 'due', 'candidate', 'candidate.rank');
  const branches = list.keys.flatMap((key) =>
    (list.claimed ? [false, true] : [false]).map((claimed) => branch(conditions, order, key, claimed, list.cursor)),
  );
  branches.push(...(list.assignees ?? []).map((assignee) => ownBranch(conditions, order, assignee, list.cursor)));
  if (list.units?.length) branches.push(unitBranch(conditions, list, list.units));
  const distinct = order.by.map(([expression]) => expression).join(', ');
  const from = `(select distinct on (${distinct}) candidate.* from (${branches.join(' union all ')}) candidate order by ${orderBy(order)}) candidate
    join user_task task on task.case_id = candidate.case_id and task.instance = candidate.instance`;
  conditions.and("task.state = 'open'");
  if (list.persons.length > 0) conditions.and('not task.excluded_persons && ?::text[]', [list.persons]);
  return await listFrom(db, list, conditions, from, 'candidate');
}

function branch(conditions: Conditions, order: Order, key: string, claimed: boolean, cursor: string | undefined): string {
  const { sql: after, bindings } = afterCursor(order, cursor);
  return conditions.place(
    `(select * from (select due_at, case_id, instance, created_at, -priority as rank from task_candidate where key = ? and claimed = ${claimed}) candidate
      where ${after} order by ${orderBy(order)})`,
    [key, ...bindings],
  );
}

/** Open tasks of one assignee, as entries among the candidates. */
function ownBranch(conditions: Conditions, order: Order, assignee: string, cursor: string | undefined): string {
  const { sql: after, bindings } = afterCursor(order, cursor);
  return conditions.place(
    `(select * from (select due_at, case_id, instance, created_at, -priority as rank from user_task where assignee = ? and state = 'open') candidate
      where ${after} order by ${orderBy(order)})`,
    [assignee, ...bindings],
  );
}

/**
 * Open tasks of units. They can be nearly all there are, so this branch filters by itself and is cut to a page: along the order where
 * the units are wide, by unit where they are narrow.
 */
function unitBranch({ values }: Conditions, list: CandidateList, units: readonly string[]): string {
  const order = orderOf(list.sort ?? 'due', 'task');
  const conditions = new Conditions(values).and("task.state = 'open' and task.unit_path <@ any(?::ltree[])", [units]);
  filtered(conditions, list);
  const { sql: after, bindings } = afterCursor(order, list.cursor);
  conditions.and(after, bindings);
  const cases = list.filter?.text === undefined ? '' : 'join process_case on process_case.id = task.case_id';
  return `(select task.due_at, task.case_id, task.instance, task.created_at, -task.priority as rank from user_task task ${cases}
    where ${conditions.where()} order by ${orderBy(order)} limit ${checkedLimit(list) + 1})`;
}

async function countAmong(db: Database, conditions: Conditions, { sql, bindings }: SqlPredicate): Promise<number> {
  const where = conditions.and(sql, bindings).where();
  const text = `select count(*)::int as n from (select distinct task.case_id, task.instance
    from task_candidate c join user_task task on task.case_id = c.case_id and task.instance = c.instance
    where c.key = any($1) and not c.claimed and not task.excluded_persons && $2::text[] and ${where} limit $3) x`;
  return (await unnamedRowsOf<{ n: number }>(db, text, conditions.values))[0]?.n ?? 0;
}

const COUNT = statement(
  `select count(*)::int as n from (select distinct c.case_id, c.instance from task_candidate c join user_task t on t.case_id = c.case_id and t.instance = c.instance
    where c.key = any($1) and not c.claimed and not t.excluded_persons && $2::text[] limit $3) x`,
);

/** How many, up to `most`: a badge needs no exact million. */
export async function countCandidateTasks(
  db: Database,
  { keys, persons, predicate }: Pick<CandidateList, 'keys' | 'persons'> & { readonly predicate?: SqlPredicate | undefined },
  most = 1_000,
): Promise<number> {
  if (predicate) return await countAmong(db, new Conditions([keys, persons, most]), predicate);
  const rows = await rowsOf<{ n: number }>(db, COUNT, [keys, persons, most]);
  return rows[0]?.n ?? 0;
}
