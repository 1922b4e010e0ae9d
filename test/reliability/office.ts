/** Services of one node as in production, but for a clock that can be put forward, so that leases of the dead lapse at once. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '../../engine/command.ts';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { Services } from '../../commands/contract.ts';
import { openServices } from '../../commands/open-services.ts';
import { runCommand } from '../../commands/run-command.ts';
import { shipCalendar } from '../../composition/modules/ship-calendar.ts';
import { newId } from '../../composition/new-id.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../law/read-calendar.ts';
import { createLogger } from '../../logging/logger.ts';
import { openDatabase } from '../../store/connection.ts';
import { installParameters } from '../../store/repositories/parameters.ts';
import { saveUnits, seedAccount } from '../../store/repositories/accounts.ts';
import { RESOURCES } from './procedures.ts';

export interface Office {
  readonly services: Services;
  /** puts the clock forward, milliseconds */
  pass(milliseconds: number): void;
  close(): Promise<void>;
}

const person = (account: string): Actor => ({ account, person: `person-${account}` });
export const MANAGER = person('manager');
/** for what job handlers do to their own case */
export const SUPERVISOR = person('supervisor');
export const SYSADMIN = person('sysadmin');
export const ANALYST = person('analyst');
export const officer = (number: number): Actor => person(`officer${number}`);
export const OFFICERS = 8;

export function openOffice(url: string, given: { readonly offsetMs?: number; readonly level?: 'silent' | 'error' } = {}): Office {
  let offset = given.offsetMs ?? 0;
  const db = openDatabase(url, { max: 8 });
  const services = openServices({
    db,
    clock: () => new Date(Date.now() + offset).toISOString(),
    newId,
    random: Math.random,
    wait: async (milliseconds) => await pause(milliseconds),
    logger: createLogger({ level: given.level ?? 'silent', format: 'json' }),
    rootUnit: 'cuc',
  });
  return { services, pass: (milliseconds) => void (offset += milliseconds), close: async () => await db.close() };
}

/** Accounts, procedures, and a table of what jobs did outside. */
/** The term of procedure `dated`; far away, so that it never runs out while a test lasts. */
export function termVersion(version: string, value: number, validFrom: string) {
  const standing = { key: 'reliability.term', version, citation: 'test', confidence: 'A', validFrom, running: 'recompute' } as const;
  const body = { ...standing, value, unit: 'year', precision: 'endOfDay', rollForward: false, direction: 'forward' };
  return { ...standing, body };
}

export async function furnish({ services }: Office): Promise<void> {
  const { db } = services;
  await saveUnits(
    db,
    ['cuc', 'cuc.hanoi'].map((path) => ({ id: path, path, name: path })),
  );
  const staff = [
    ...Array.from({ length: OFFICERS }, (_, number) => [`officer${number}`, 'officer', 'cuc.hanoi']),
    ['manager', 'manager', 'cuc.hanoi'],
    ['supervisor', 'manager', 'cuc.hanoi'],
    ['sysadmin', 'sysadmin', 'cuc'],
    ['analyst', 'analyst', 'cuc'],
  ] as const;
  for (const [id = '', role = '', unitPath = ''] of staff) {
    const holder = { id: `person-${id}`, name: id, unitPath };
    await seedAccount(db, { id, login: id, person: holder, grants: [{ role, unitPath }] }, '2026-01-01T00:00:00.000Z');
  }
  await shipCalendar(services, { ...readCalendar(vn), version: '1' });
  await installParameters(db, [termVersion('1', 30, '2020-01-01')], 'test', services.clock());
  await db.pool.query('create table side_effect (key text primary key, calls int not null)');
  const { definitions } = await runCommand<'deploy'>(services, INSTALLER_ACTOR, { type: 'deploy', name: 'test', resources: RESOURCES });
  const form = definitions.find(({ kind }) => kind === 'form')?.id;
  // nothing can start from a form: such a timer must be dropped, not tried for ever
  await db.pool.query(
    "insert into start_timer (definition_id, node, due_at, next_at) values ($1, 'none', date_trunc('second', now()), now())",
    [form],
  );
}
