/** Three people of one office with a procedure of two steps, for what a test does in the inbox. */
import pg from 'pg';
import { bpmn, chain, outcomes, task } from '../commands/fixtures.ts';
import { courtApi, done, type Ask } from './court-api.ts';
import { openTask } from './postponement-cases.ts';
import type { WithBrowser } from './with-browser.ts';

export const UNIT = 'cuc.hanoi';
/** who has no second factor, so that a program signs in for them too */
export const STAFF = { first: 'canbo.hanoi', second: 'phapche', manager: 'kiemtra' } as const;
export const NAMES = { first: 'Hoàng Thị Mai', second: 'Bùi Thị Hồng Nhung' } as const;

const MODEL = bpmn(
  'hop-viec',
  `<startEvent id="s"/>${task('draft', 'tk:candidateRoles="officer"')}
   ${task('check', 'tk:candidateRoles="officer" tk:separateFrom="draft"', outcomes('id="yes" name="Đạt"', 'id="no" name="Chưa đạt" reasonRequired="true"'))}
   <endEvent id="e"/>${chain('s', 'draft', 'check', 'e')}`,
);

export async function sql(
  at: Pick<WithBrowser, 'database'>,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: at.database });
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

export async function openOffice(at: WithBrowser): Promise<void> {
  for (const [login, role] of [
    [STAFF.first, 'officer'],
    [STAFF.second, 'officer'],
    [STAFF.manager, 'manager'],
  ])
    await sql(
      at,
      `insert into role_grant (account, role, unit_path, valid_from) select id, $2, $3::ltree, '2026-01-01' from account where login = $1`,
      [login, role, UNIT],
    );
  const analyst = await courtApi(at.server.url, 'phantich');
  await done(analyst('POST', '/deployments', { name: 'hop-viec', resources: [{ name: 'hop-viec.bpmn', content: MODEL }] }));
}

export interface Opened {
  readonly caseId: string;
  readonly instance: number;
}

export async function begun(ask: Ask, title: string): Promise<Opened> {
  const { caseId } = (await done(ask('POST', '/cases', { procedure: 'hop-viec', unitPath: UNIT, title }))) as { caseId: string };
  return { caseId, instance: await openTask(ask, caseId, 'draft') };
}

/** `due`: ISO instant, or infinity. */
export async function dueAt(at: WithBrowser, { caseId }: Opened, due: string): Promise<void> {
  await sql(at, 'update user_task set due_at = $2 where case_id = $1', [caseId, due]);
  await sql(at, 'update task_candidate set due_at = $2 where case_id = $1', [caseId, due]);
}

/** So many more open tasks of this case, which any officer of the unit could take. */
export async function addTasks(at: WithBrowser, { caseId }: Opened, count: number): Promise<void> {
  await sql(
    at,
    `insert into user_task (case_id, instance, node, name, procedure, definition, unit_path, state, candidate_roles, candidate_units, candidate_persons,
        excluded_persons, candidate_keys, form, form_version, priority, due_at, outcomes, created_at)
      select t.case_id, 1000 + n, t.node, 'Bước ' || n, t.procedure, t.definition, t.unit_path, 'open', t.candidate_roles, t.candidate_units, '{}', '{}',
        t.candidate_keys, t.form, t.form_version, 50, now() + n * interval '1 hour', t.outcomes, t.created_at
      from generate_series(1, $2::int) n join user_task t on t.case_id = $1 and t.state = 'open'`,
    [caseId, count],
  );
  await sql(
    at,
    `insert into task_candidate select unnest(candidate_keys), false, due_at, case_id, instance, created_at, priority from user_task
      where case_id = $1 and instance > 1000`,
    [caseId],
  );
}
