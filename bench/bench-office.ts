/** Units with one officer each, the two procedures of the benchmark and their form, all through the product's own doors. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { INSTALLER_ACTOR } from '../commands/actors.ts';
import type { Services, StartOutcome } from '../commands/contract.ts';
import { openServices } from '../commands/open-services.ts';
import { runCommand } from '../commands/run-command.ts';
import { newId } from '../composition/new-id.ts';
import type { Actor } from '../engine/command.ts';
import { createLogger } from '../logging/logger.ts';
import type { Database } from '../store/connection.ts';
import { saveUnits, seedAccount } from '../store/repositories/accounts.ts';

const RESOURCES = ['durable.bpmn', 'timers.bpmn', 'examine.form.json'];
const SINCE = '2026-01-01T00:00:00.000Z';

/** Every unit's name has this length: what is cloned from one to another keeps its size. */
export const unitOf = (n: number): string => `cuc.u${String(n).padStart(4, '0')}`;
export const officerOf = (n: number): Actor => ({ account: `officer${String(n).padStart(4, '0')}`, person: personOf(n) });
const personOf = (n: number): string => `person${String(n).padStart(4, '0')}`;

export function benchServices(db: Database): Services {
  return openServices({
    db,
    clock: () => new Date().toISOString(),
    newId,
    random: Math.random,
    wait: async (milliseconds) => await pause(milliseconds),
    logger: createLogger({ level: 'error', format: 'json' }),
    rootUnit: 'cuc',
  });
}

export async function openOffice(services: Services, units: number): Promise<void> {
  const { db } = services;
  await saveUnits(
    db,
    ['cuc', ...Array.from({ length: units }, (_, n) => unitOf(n))].map((path) => ({ id: path, path, name: path })),
  );
  for (let n = 0; n < units; n++) {
    const { account } = officerOf(n);
    const person = { id: personOf(n), name: account, unitPath: unitOf(n) };
    await seedAccount(db, { id: account, login: account, person, grants: [{ role: 'officer', unitPath: unitOf(n) }] }, SINCE);
  }
  const resources = RESOURCES.map((name) => ({ name, content: readFileSync(new URL(`./diagrams/${name}`, import.meta.url), 'utf8') }));
  await runCommand<'deploy'>(services, INSTALLER_ACTOR, { type: 'deploy', name: 'bench', resources });
}

/** A case of the first unit, which the others are cloned from. */
export async function startTemplate(services: Services, procedure: string): Promise<StartOutcome> {
  return await runCommand<'startCase'>(services, officerOf(0), { type: 'startCase', procedure, variables: { subject: 'Mẫu' } });
}
