import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAccepting, SOCKET_PORT } from './is-accepting.ts';
import { joinServer } from './join-server.ts';
import { createLeash } from './leash.ts';
import { findPostmaster } from './postmaster.ts';
import type { RunningServer } from './running-server.ts';
import type { ServerBinaries } from './server-binaries.ts';
import type { ServerLog } from './server-log.ts';
import type { ServerPlace } from './server-place.ts';
import { makeSocketFolder } from './socket-folder.ts';
import { startupProblem } from './startup-problem.ts';
import { supervise, type Supervised } from './supervise.ts';

export interface Launch {
  readonly place: ServerPlace;
  readonly server: ServerBinaries;
  /** data folder, initialized */
  readonly folder: string;
  readonly log: ServerLog;
  readonly settings: Readonly<Record<string, string>>;
}

/** A crashed server with much to recover says "starting up" for a while. */
const PATIENCE_MS = 300_000;
/** An earlier server may still be going down. */
const CONFLICT_PATIENCE_MS = 60_000;
const POLL_MS = 10;

/** Starts the server and waits until it takes connections. Of several that do so at once, one wins and the others join it. */
export async function launchServer(launch: Launch): Promise<RunningServer> {
  const conflictEnds = Date.now() + CONFLICT_PATIENCE_MS;
  do {
    const started = await startOnce(launch);
    if (started) return started;
    if (!launch.log.showsConflict()) break;
    await pause(POLL_MS * 10);
    const joined = await joinServer(launch.folder);
    if (joined) return joined;
  } while (Date.now() < conflictEnds);
  throw startupProblem(
    'notStarted',
    `PostgreSQL did not start on ${launch.folder}: ${launch.log.tail()}`,
    `See ${launch.log.file}. If the folder is in use elsewhere, stop that server; else free disk space or memory; or set DATABASE_URL.`,
  );
}

async function startOnce(launch: Launch): Promise<RunningServer | undefined> {
  const socketFolder = makeSocketFolder(launch.place.base, launch.place.account);
  const { leash, readEnd } = createLeash(socketFolder, launch.place.account);
  try {
    const supervised = spawnServer(launch, socketFolder, readEnd);
    const pid = await untilReady(launch.folder, supervised);
    if (pid !== undefined) return { pid, socketFolder, leash, supervised };
  } finally {
    fs.closeSync(readEnd);
  }
  leash.release();
  return undefined;
}

function spawnServer({ place, server, folder, log, settings }: Launch, socketFolder: string, leash: number): Supervised {
  const all = {
    listen_addresses: '',
    unix_socket_directories: listItem(socketFolder),
    unix_socket_permissions: '0700',
    max_connections: '200',
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [path.join(server.root, 'bin/postgres'), '-D', folder, '-p', String(SOCKET_PORT), ...flags];
  const supervised = supervise({ account: place.account, command, leash, output: log.descriptor });
  // a process whose work is done ends, and the server after it
  supervised.supervisor.unref();
  return supervised;
}

/** The setting is a list of names: quotes keep a comma or a space of the path in one item. */
function listItem(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`;
}

/** The server's process id once it takes connections; undefined when ours ended instead, or another one has the folder. */
async function untilReady(folder: string, { pid, exited }: Supervised): Promise<number | undefined> {
  let gone = false;
  void exited.then(() => (gone = true));
  const ours = await pid;
  const giveUp = Date.now() + PATIENCE_MS;
  while (!gone && Date.now() < giveUp) {
    const found = findPostmaster(folder);
    if (found && found.pid === ours && (await isAccepting(found.socketFolder))) return ours;
    await pause(POLL_MS);
  }
  return undefined;
}
