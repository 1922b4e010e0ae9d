/** Signings that nobody finished, found within minutes: what was signed is recorded or refused, what was only shown expires. */
import { WORKER_ACTOR } from '../commands/actors.ts';
import type { Services } from '../commands/contract.ts';
import { runCommand } from '../commands/run-command.ts';
import { findStaleSignings } from '../store/queues/stale-signings.ts';

/** So long the request that gave the last signature has to take the step itself. */
const GRACE_MS = 60_000;

export async function settleSignings(services: Services): Promise<boolean> {
  const now = services.clock();
  const stale = await findStaleSignings(services.db, now, new Date(Date.parse(now) - GRACE_MS).toISOString());
  for (const signing of stale) await runCommand<'settleSigning'>(services, WORKER_ACTOR, { type: 'settleSigning', signing });
  return stale.length > 0;
}
