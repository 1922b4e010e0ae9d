/** Cases, tasks and accounts for the store's tests: plain steps as the kernel would produce them. */
import { randomUUID } from 'node:crypto';
import type { TestFn } from 'ava';
import type { Effect, UserTaskOpened } from '../../engine/effect.ts';
import type { CaseState } from '../../engine/state.ts';
import { openDatabase, type Database } from '../../store/connection.ts';
import type { SaveStep } from '../../store/contract.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { useDatabase } from '../database.ts';

export const NOW = '2026-11-23T02:00:00.000Z';
export const DEFINITION = '018f0000-0000-7000-8000-0000000000d1';

/** `now` moved by seconds. */
export const after = (seconds: number, from = NOW): string => new Date(Date.parse(from) + seconds * 1000).toISOString();

/** The store's own view of the test file's database, open while the tests run. */
export function useStore(test: TestFn): { readonly db: Database } {
  const database = useDatabase(test);
  let db: Database | undefined;
  test.serial.before(() => {
    db = openDatabase(database.url, { max: 6 });
  });
  test.after.always(async () => await db?.close());
  return {
    get db() {
      if (!db) throw new Error('The store is open while tests run.');
      return db;
    },
  };
}

export const stateWith = (...instances: [number, string][]): CaseState => ({
  v: 1,
  n: Math.max(1, ...instances.map(([id]) => id)) + 1,
  s: Date.parse(NOW) / 1000,
  i: [[1, 'process', 0], ...instances.map(([id, node]) => [id, node, 1] as [number, string, number])],
  d: [DEFINITION],
});

export const opened = (instance: number, more: Partial<UserTaskOpened> = {}): UserTaskOpened => ({
  type: 'userTaskOpened',
  instance,
  node: 'approve',
  name: 'Phê duyệt',
  definition: DEFINITION,
  candidateRoles: ['approver'],
  candidateUnits: ['cuc.hanoi'],
  candidatePersons: [],
  excludedPersons: [],
  priority: 50,
  outcomes: ['approve', 'reject'],
  ...more,
});

let codes = 0;
/** The first step of a new case with one open task. */
export function firstStep(more: Partial<SaveStep> = {}, create: Partial<NonNullable<SaveStep['create']>> = {}): SaveStep {
  codes += 1;
  return {
    caseId: randomUUID(),
    create: {
      procedure: 'account-approval',
      definition: DEFINITION,
      code: `HS-${codes}`,
      title: 'Cấp tài khoản',
      unitPath: 'cuc.hanoi',
      ...create,
    },
    revision: 0,
    unitPath: create.unitPath ?? 'cuc.hanoi',
    now: NOW,
    actor: { account: 'system:test' },
    epochs: [],
    command: { type: 'startCase', definition: DEFINITION, variables: {}, onIncident: 'reject' },
    state: stateWith([2, 'approve']),
    variables: { 1: { requester: 'p1' } },
    effects: [opened(2)],
    trace: [
      ['+', 1, 'process'],
      ['+', 2, 'approve'],
    ],
    ...more,
  };
}

/** A later step of the case that `previous` belongs to, at `revision`. */
export function nextStep(caseId: string, revision: number, effects: readonly Effect[] = [], more: Partial<SaveStep> = {}): SaveStep {
  return {
    caseId,
    revision,
    unitPath: 'cuc.hanoi',
    now: NOW,
    actor: { account: 'system:test' },
    epochs: [],
    command: { type: 'completeUserTask', instance: revision + 1, outcome: 'approve', variables: {} },
    state: stateWith([revision + 2, 'approve']),
    effects,
    trace: [['-', revision + 1, 'approve', 'completed']],
    ...more,
  };
}

/** Saves the first step and gives the case's id; fails unless it is applied. */
export async function startedCase(
  db: Database,
  more: Partial<SaveStep> = {},
  create: Partial<NonNullable<SaveStep['create']>> = {},
): Promise<string> {
  const step = firstStep(more, create);
  const result = await saveStep(db, step);
  if (result.status !== 'applied') throw new Error(`Expected the first step to be applied, but it is ${result.status}.`);
  return step.caseId;
}

/** A unit, a person and an active account with the role `approver`. */
export async function account(db: Database, id: string, grants: readonly { role: string; unitPath: string }[] = []): Promise<void> {
  const { pool } = db;
  await pool.query("insert into unit (id, path, name) values ('u-hanoi', 'cuc.hanoi', 'Hà Nội') on conflict do nothing");
  await pool.query('insert into person (id, name, unit_path) values ($1, $2, $3)', [`person-${id}`, `Người ${id}`, 'cuc.hanoi']);
  await pool.query("insert into account (id, person, login, state) values ($1, $2, $1, 'active')", [id, `person-${id}`]);
  for (const { role, unitPath } of grants)
    await pool.query("insert into role_grant (account, role, unit_path, valid_from) values ($1, $2, $3, '2026-01-01')", [
      id,
      role,
      unitPath,
    ]);
}
