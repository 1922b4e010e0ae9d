/** The shipped procedures of accounts as officials live them: commands and worker on a real database, the clock in the test's hand. */
import path from 'node:path';
import type { TestFn } from 'ava';
import type { Actor } from '../../engine/command.ts';
import type { Json } from '../../expressions/json.ts';
import type { Services } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';
import { openServices } from '../../commands/open-services.ts';
import { install } from '../../composition/install.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { createLogger } from '../../logging/logger.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';
import { openDatabase } from '../../store/connection.ts';
import { listAccountChanges } from '../../store/queries/list-account-changes.ts';
import { loadAccount } from '../../store/repositories/accounts.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { fireTimers } from '../../worker/fire-timers.ts';
import { HANDLERS } from '../../worker/jobs/handlers.ts';
import { runJobs } from '../../worker/run-jobs.ts';
import { idSource } from '../commands/fixtures.ts';
import { testKeys } from '../api/test-keys.ts';
import { useDatabase } from '../database.ts';
import { finishTask } from './finish-task.ts';

export const actor = (account: string): Actor => ({ account, person: `p-${account}` });
export const LOCAL = actor('admin-hanoi');
export const OTHER_LOCAL = actor('admin-hue');
export const DEPARTMENT = actor('admin-cuc');

export interface Request {
  readonly [field: string]: Json;
}

export function textOf(request: Request, field: string): string {
  const value = request[field];
  if (typeof value !== 'string') throw new Error(`expected ${field} to be text`);
  return value;
}

export function useAccountOffice(test: TestFn) {
  const database = useDatabase(test);
  // Monday 23/11/2026, 09:00 in Hà Nội; Tuesday 24/11 is a public holiday
  let at = Date.parse('2026-11-23T02:00:00.000Z');
  let opened: Services | undefined;
  let serial = 10_000;

  test.serial.before(async () => {
    const modules = readModules(path.join(import.meta.dirname, '../../processes'));
    const db = openDatabase(database.url, { max: 4 });
    const services = openServices({
      db,
      signing: await testKeys(db, at),
      clock: () => new Date(at).toISOString(),
      newId: idSource(),
      random: () => 0.5,
      wait: async () => {},
      logger: createLogger({ level: 'silent', format: 'json' }),
      rootUnit: 'cuc',
      rules: [...SHIPPED_RULES, ...modules.flatMap(({ rules }) => rules)],
    });
    await install(services, modules, true);
    opened = services;
  });
  test.after.always(async () => await opened?.db.close());

  const services = (): Services => {
    if (!opened) throw new Error('The office is open while tests run.');
    return opened;
  };
  const pass = (hours: number): void => void (at += hours * 3_600_000);

  /** What a node's worker does until nothing is left to do now. */
  async function work(): Promise<void> {
    const worker = { name: 'test', handlers: HANDLERS };
    for (let turn = 0; turn < 6; turn++) {
      await runJobs(services(), worker);
      await deliverOutbox(services());
      await fireTimers(services());
      at += 15_000;
    }
  }

  const create = (more: Request = {}): Request => {
    serial += 1;
    return {
      operation: 'CREATE',
      personName: 'Nguyễn Văn An',
      personIdentity: `0010900${serial}`.slice(0, 12).padEnd(12, '0'),
      login: `canbo.${serial}`,
      personTitle: 'Chấp hành viên',
      unitPath: 'cuc.hanoi',
      grants: [{ role: 'officer', unitPath: 'cuc.hanoi' }],
      reason: 'Tuyển dụng mới',
      ...more,
    };
  };

  async function send(request: Request, by = LOCAL, unitPath = 'cuc.hanoi'): Promise<string> {
    const { caseId } = await runCommand(services(), by, {
      type: 'startCase',
      procedure: 'account-approval',
      unitPath,
      variables: { request },
    });
    await work();
    return caseId;
  }

  async function openTask(caseId: string): Promise<{ instance: number; node: string; due_at: string }> {
    const { rows } = await services().db.pool.query<{ instance: number; node: string; due_at: string }>(
      "select instance, node, due_at from user_task where case_id = $1 and state = 'open'",
      [caseId],
    );
    const [task] = rows;
    if (!task || rows.length > 1) throw new Error(`expected one open task, found ${rows.length}`);
    return task;
  }

  async function decide(caseId: string, outcome: 'approve' | 'reject', reason?: string, by = DEPARTMENT): Promise<void> {
    const { instance } = await openTask(caseId);
    await runCommand(services(), by, { type: 'claimTask', caseId, instance });
    await finishTask(services(), by, { caseId, instance, outcome, ...(reason !== undefined && { reason }) });
    await work();
  }

  /** Claims and completes the one open task. */
  async function finish(
    caseId: string,
    outcome?: string,
    reason?: string,
    by = DEPARTMENT,
    variables?: Record<string, Json>,
  ): Promise<void> {
    const { instance } = await openTask(caseId);
    await runCommand(services(), by, { type: 'claimTask', caseId, instance }).catch(() => undefined);
    const more = { ...(outcome !== undefined && { outcome }), ...(reason !== undefined && { reason }), ...(variables && { variables }) };
    await finishTask(services(), by, { caseId, instance, ...more });
    await work();
  }

  /** The administration log of a case, newest first. */
  async function changesOf(caseId: string) {
    const { items } = await listAccountChanges(services().db, { limit: 200 });
    return items.filter((item) => item.caseId === caseId);
  }

  async function caseOf(caseId: string): Promise<{ status: string; variables: Record<string, Json> }> {
    const { rows } = await services().db.pool.query<{ status: string; data: Record<string, Record<string, Json>> }>(
      'select c.status, v.data from process_case c left join case_variables v on v.case_id = c.id where c.id = $1',
      [caseId],
    );
    return { status: rows[0]?.status ?? 'gone', variables: rows[0]?.data?.['1'] ?? {} };
  }

  async function accountOf(login: string) {
    const { rows } = await services().db.pool.query<{ id: string; state: string }>('select id, state from account where login = $1', [
      login,
    ]);
    return rows[0] && (await loadAccount(services().db, rows[0].id));
  }

  async function assignees(...cases: readonly string[]): Promise<(string | null)[]> {
    const { rows } = await services().db.pool.query<{ assignee: string | null }>(
      "select t.assignee from unnest($1::uuid[]) with ordinality c(id, at) join user_task t on t.case_id = c.id and t.state = 'open' order by c.at",
      [cases],
    );
    return rows.map(({ assignee }) => assignee);
  }

  /** A department administrator with a second factor. */
  async function approvedAdministrator(): Promise<string> {
    const request = create({ unitPath: 'cuc', grants: [{ role: 'admin-department', unitPath: 'cuc' }] });
    const caseId = await send(request, DEPARTMENT, 'cuc');
    await decide(caseId, 'approve', undefined, actor('admin-cuc-2'));
    await runCommand(services(), DEPARTMENT, { type: 'enrolSecondFactor', account: caseId, kind: 'otp', reference: 'OTP-1' });
    return caseId;
  }

  async function approvedAccount(): Promise<{ account: string; login: string }> {
    const request = create();
    await decide(await send(request), 'approve');
    const account = await accountOf(textOf(request, 'login'));
    if (!account) throw new Error('the account was not created');
    return { account: account.id, login: textOf(request, 'login') };
  }

  return {
    services,
    pass,
    work,
    create,
    send,
    openTask,
    decide,
    finish,
    changesOf,
    caseOf,
    accountOf,
    assignees,
    approvedAdministrator,
    approvedAccount,
  };
}
