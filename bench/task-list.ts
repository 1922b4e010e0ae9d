/**
 * (e) The task list of an officer with 5,000 candidate tasks among a million open ones, through the API's own handler and query: the
 * first page and the one after the fortieth, against looking up one page of tasks by primary key.
 */
import type { ApiServices } from '../api/api-services.ts';
import type { Route, RouteRequest } from '../api/route.ts';
import { taskRoutes } from '../api/routes/tasks.ts';
import type { Principal } from '../api/session/principal.ts';
import type { Services } from '../commands/contract.ts';
import { abilityOf } from '../commands/rights/acting.ts';
import { allowedSql } from '../policies/allowed-sql.ts';
import type { Page, TaskItem } from '../store/contract.ts';
import { actorKeys } from '../store/queries/actor-keys.ts';
import { listCandidateTasks } from '../store/queries/list-tasks.ts';
import { TASK_COLUMNS } from '../store/queries/policy-columns.ts';
import { loadRights } from '../store/repositories/rights.ts';
import { one, type BenchDatabase } from './bench-database.ts';
import { officerOf } from './bench-office.ts';
import { median, percentile } from './figures.ts';

const PAGE = 50;
const DEEP = 40;
const SAMPLES = 100;
const LONGEST_MS = 10_000;

/** claimable: the API's list; checked: the same query with the policy predicate added; all: whatever the officer may see */
export type ListName = 'claimable' | 'checked' | 'all';
export interface TaskListFigures {
  readonly list: ListName;
  readonly firstP95: number;
  readonly deepP95: number;
  /** milliseconds for one page of tasks by primary key */
  readonly lookup: number;
  readonly ratio: number;
}
export interface TaskListPlan {
  readonly openTasks: number;
  readonly batch: number;
  readonly cases: number;
  /** units that have tasks of the loaded cases; the further tasks go to other ones */
  readonly units: number;
  readonly perUnit: number;
}

/**
 * Further open tasks on the loaded cases, each for one unit, due on different days. Gives how many tasks are open. The units of the
 * loaded cases get none, so that their officers keep the number of candidates that they have.
 */
export async function addOpenTasks({ db }: BenchDatabase, { openTasks, batch, cases, units, perUnit }: TaskListPlan): Promise<number> {
  const before = (await one<{ n: number }>(db, "select count(*)::int as n from user_task where state = 'open'")).n;
  const more = Math.max(0, openTasks - before);
  const others = Math.max(1, Math.round(more / perUnit));
  await db.pool.query(
    `insert into user_task (case_id, instance, node, name, procedure, definition, unit_path, state, candidate_roles, candidate_units, candidate_persons,
        excluded_persons, candidate_keys, form, form_version, priority, due_at, outcomes, created_at)
      select t.case_id, 1000 + n / $2, t.node, t.name, t.procedure, t.definition, t.unit_path, 'open', t.candidate_roles, array[u.unit], '{}', '{}',
        array['officer@' || u.unit, 'officer@cuc'], t.form, t.form_version, 50, now() + (n % 400) * interval '1 day', t.outcomes, t.created_at
      from generate_series(0, $3::int - 1) n
        cross join lateral (select 'cuc.u' || lpad(($4::int + n % $5::int)::text, 4, '0') as unit) u
        join lateral (select * from user_task where case_id = bench_case($1, n % $2) order by instance limit 1) t on true`,
    [batch, cases, more, units, others],
  );
  await db.pool.query(
    `insert into task_candidate select unnest(candidate_keys), false, due_at, case_id, instance, created_at, priority from user_task where instance >= 1000`,
  );
  await db.pool.query('vacuum analyze');
  return before + more;
}

export async function measureTaskLists(bench: BenchDatabase, services: Services): Promise<readonly TaskListFigures[]> {
  const officer = await principalOf(services);
  const claimable = askRoute(services, officer, 'claimable');
  await walk(claimable, 3);
  const { cursor, last } = await walk(claimable, DEEP);
  const lookup = median(await samples(SAMPLES, async () => await lookUp(bench, last)));
  const figures = async (list: ListName, ask: Ask, most: number): Promise<TaskListFigures> => {
    const first = await samples(most, async () => await ask(undefined));
    const deep = await samples(most, async () => await ask(cursor));
    const ratio = Math.max(median(first), median(deep)) / lookup;
    return { list, firstP95: percentile(first, 0.95), deepP95: percentile(deep, 0.95), lookup, ratio };
  };
  return [
    await figures('claimable', claimable, SAMPLES),
    await figures('checked', askChecked(services, officer), SAMPLES),
    // the cursor holds sort values only, so it fits each list in this order
    await figures('all', askRoute(services, officer, 'all'), SAMPLES),
  ];
}

type Ask = (cursor: string | undefined) => Promise<Page<TaskItem>>;

async function principalOf({ db, clock }: Services): Promise<Principal> {
  const { account } = officerOf(0);
  const rights = await loadRights(db, account, clock());
  if (!rights) throw new Error('Expected the officer to exist.');
  return {
    account,
    person: rights.person,
    rights,
    expiresAt: clock(),
    authenticatedAt: clock(),
    methods: [],
    token: '',
    sessionId: '',
    origin: { address: '', agent: '', session: '' },
  };
}

function askRoute(commands: Services, principal: Principal, list: 'claimable' | 'all'): Ask {
  const route = taskRoutes.find(({ id }) => id === 'listTasks') as Route;
  const services = { commands } as ApiServices;
  return async (cursor) => {
    const query = { list, sort: 'due', limit: PAGE, ...(cursor !== undefined && { cursor }) };
    const reply = await route.handle({ query, principal, services, now: commands.clock() } as unknown as RouteRequest<
      unknown,
      unknown,
      unknown
    >);
    return (reply as { readonly body: Page<TaskItem> }).body;
  };
}

function askChecked(services: Services, { account, person, rights }: Principal): Ask {
  const predicate = allowedSql(abilityOf(services, { account, person, roles: rights.grants }), 'read', 'Task', TASK_COLUMNS, () => '?');
  const keys = actorKeys(rights.grants, [person, account]);
  return async (cursor) => await listCandidateTasks(services.db, { keys, persons: [person], predicate, sort: 'due', limit: PAGE, cursor });
}

/** Page after page; gives the cursor of the last one. */
async function walk(ask: Ask, pages: number): Promise<{ readonly cursor: string | undefined; readonly last: readonly TaskItem[] }> {
  let cursor: string | undefined;
  let last: readonly TaskItem[] = [];
  for (let page = 0; page < pages; page++) {
    const found = await ask(cursor);
    if (found.items.length !== PAGE || found.next === undefined) throw new Error(`Expected page ${page} to be full and not the last.`);
    cursor = found.next;
    last = found.items;
  }
  return { cursor, last };
}

/** So many milliseconds; fewer when they take very long. */
async function samples(most: number, work: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  const until = performance.now() + LONGEST_MS;
  while (times.length < most && (times.length === 0 || performance.now() < until)) times.push(await timed(work));
  return times;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const at = performance.now();
  await work();
  return performance.now() - at;
}

async function lookUp({ db }: BenchDatabase, page: readonly TaskItem[]): Promise<void> {
  const { rowCount } = await db.pool.query({
    name: 'bench-lookup',
    text: 'select * from user_task where (case_id, instance) in (select * from unnest($1::uuid[], $2::int[]))',
    values: [page.map(({ caseId }) => caseId), page.map(({ instance }) => instance)],
  });
  if (rowCount !== page.length) throw new Error('Expected each task of the page to be found.');
}
