import { setTimeout as pause } from 'node:timers/promises';
import { isAccepting } from './is-accepting.ts';
import { joinLeash } from './leash.ts';
import { findPostmaster } from './postmaster.ts';
import type { RunningServer } from './running-server.ts';

/** Longer than a supervisor needs between "the last holder is gone" and the server's refusal of connections. */
const SETTLE_MS = 20;

/** Holds the server that runs on this data folder; undefined when there is none or it is going down. */
export async function joinServer(folder: string): Promise<RunningServer | undefined> {
  const found = findPostmaster(folder);
  if (!found || !(await isAccepting(found.socketFolder))) return undefined;
  const leash = joinLeash(found.socketFolder);
  if (!leash) return undefined;
  await pause(SETTLE_MS);
  const stays = findPostmaster(folder)?.pid === found.pid && (await isAccepting(found.socketFolder));
  if (stays) return { ...found, leash };
  leash.release();
  return undefined;
}
