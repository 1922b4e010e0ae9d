/** For a process of its own that kills itself at the point it is told: a database and services over it, at an instant that stands still. */
import { crashHookFor, installCrashHook } from '../../../commands/crash-point.ts';
import type { Services } from '../../../commands/contract.ts';
import { openServices } from '../../../commands/open-services.ts';
import { createLogger } from '../../../logging/logger.ts';
import { openDatabase, type Database } from '../../../store/connection.ts';
import { testVault } from '../../test-vault.ts';

interface Killed {
  readonly url: string;
  readonly now: string;
  readonly crashAt: string;
  readonly signing: NonNullable<Services['signing']>;
}

export function killedServices({ url, now, crashAt, signing }: Killed): { readonly db: Database; readonly services: Services } {
  const hook = crashHookFor(crashAt, () => process.kill(process.pid, 'SIGKILL'));
  if (hook) installCrashHook(hook);
  const db = openDatabase(url, { max: 2, vault: testVault() });
  const services = openServices({
    db,
    clock: () => now,
    newId: () => crypto.randomUUID(),
    random: Math.random,
    wait: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
    logger: createLogger({ level: 'silent', format: 'json' }),
    rootUnit: 'cuc',
    signing,
  });
  return { db, services };
}
