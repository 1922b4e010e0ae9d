/**
 * (e) The task list of an officer with 5,000 candidate tasks among a million open ones, through the API's own handler: the first page
 * and each page down to the fortieth, against looking up one page of tasks by primary key.
 */
import type { ApiServices } from '../api/api-services.ts';
import type { Route, RouteRequest } from '../api/route.ts';
import { taskRoutes } from '../api/routes/tasks.ts';
import type { Services } from '../commands/contract.ts';
import type { Page, TaskItem } from '../store/contract.ts';
import { loadRights } from '../store/repositories/rights.ts';
import { one, type BenchDatabase } from './bench-database.ts';
import { officerOf } from './bench-office.ts';
import { median, percentile } from './figures.ts';

const PAGE = 50;
const DEEP = 40;
const WALKS = 8;

export type ListName = 'claimable' | 'all';
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

export async function measureTaskList(bench: BenchDatabase, services: Services, list: ListName): Promise<TaskListFigures> {
  const ask = await asker(services, list);
  await walk(ask, 3);
  const first: number[] = [];
  const deep: number[] = [];
  const lookups: number[] = [];
  for (let n = 0; n < WALKS; n++) {
    const { times, last } = await walk(ask, DEEP);
    // the first page is asked for as often as the deep one is
    for (let again = 0; again < DEEP / 4; again++) first.push(await timed(async () => await ask(undefined)));
    deep.push(...times.slice(DEEP - DEEP / 4));
    for (let again = 0; again < DEEP / 4; again++) lookups.push(await timed(async () => await lookUp(bench, last)));
  }
  const lookup = median(lookups);
  const [firstP95, deepP95] = [percentile(first, 0.95), percentile(deep, 0.95)];
  return { list, firstP95, deepP95, lookup, ratio: Math.max(median(first), median(deep)) / lookup };
}

type Ask = (cursor: string | undefined) => Promise<Page<TaskItem>>;

async function asker(commands: Services, list: ListName): Promise<Ask> {
  const route = taskRoutes.find(({ id }) => id === 'listTasks') as Route;
  const { account } = officerOf(0);
  const now = commands.clock();
  const rights = await loadRights(commands.db, account, now);
  if (!rights) throw new Error('Expected the officer to exist.');
  const principal = { account, person: rights.person, rights, expiresAt: now, token: '', sessionId: '' };
  const services = { commands } as ApiServices;
  return async (cursor) => {
    const query = { list, sort: 'due', limit: PAGE, ...(cursor !== undefined && { cursor }) };
    const reply = await route.handle({ query, principal, services, now } as unknown as RouteRequest<unknown, unknown, unknown>);
    return (reply as { readonly body: Page<TaskItem> }).body;
  };
}

async function walk(ask: Ask, pages: number): Promise<{ readonly times: readonly number[]; readonly last: readonly TaskItem[] }> {
  const times: number[] = [];
  let cursor: string | undefined;
  let last: readonly TaskItem[] = [];
  for (let page = 0; page < pages; page++) {
    times.push(
      await timed(async () => {
        const found = await ask(cursor);
        if (found.items.length !== PAGE || found.next === undefined) throw new Error(`Expected page ${page} to be full and not the last.`);
        cursor = found.next;
        last = found.items;
      }),
    );
  }
  return { times, last };
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
