/** Databases for tests that kill: furnished once for a test file, then copied for each test. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Json } from '../../expressions/json.ts';
import { createDatabase, dropDatabase } from '../database.ts';
import { asAdmin, databaseUrl } from '../database-server.ts';
import { mergedAcknowledgements, unanswered, type Acknowledgements } from './acknowledgements.ts';
import { checkInstallation } from './check-installation.ts';
import { go, type Journey } from './journeys.ts';
import { furnish, openOffice } from './office.ts';
import { settler } from './settle.ts';
import { createWorld } from './world.ts';

export interface Installation {
  readonly url: string;
  /** a folder of its own, for what clients are told */
  readonly folder: string;
  remove(): Promise<void>;
}

const nameOf = (url: string): string => new URL(url.replace('@/', '@localhost/')).pathname.slice(1);
let copies = 0;

/** A furnished database, to be copied. */
export async function furnished(): Promise<string> {
  const url = await createDatabase();
  const office = openOffice(url);
  await furnish(office);
  await office.close();
  return url;
}

export async function copyOf(source: string): Promise<Installation> {
  copies += 1;
  const name = `test_${process.pid}_copy${copies}`;
  await asAdmin(async (admin) => await admin.query(`create database ${name} template ${nameOf(source)} strategy file_copy`));
  return installationAt(databaseUrl(name), async (url) => await dropDatabase(url));
}

export function installationAt(url: string, drop: (url: string) => Promise<void>): Installation {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reliability-'));
  return {
    url,
    folder,
    async remove() {
      fs.rmSync(folder, { recursive: true, force: true });
      await drop(url);
    },
  };
}

const ROUNDS_WITHOUT_WORK = 3;
const MOST_ROUNDS = 3_000;

/** After the kill: every client goes through its journeys again, everything settles, and the faults are told. */
export async function recover(
  { url }: Installation,
  files: readonly string[],
  journeys: readonly Journey[],
  aheadMs = 0,
): Promise<readonly string[]> {
  const office = openOffice(url, { offsetMs: aheadMs });
  try {
    const settle = settler(office);
    let idle = 0;
    let rounds = 0;
    const round = async (): Promise<void> => {
      idle = (await settle()) ? 0 : idle + 1;
      rounds += 1;
      if (rounds > MOST_ROUNDS) throw new Error('The queues are never done.');
      if (idle > ROUNDS_WITHOUT_WORK) throw new Error('Nothing is due any more, and a client still waits: something was lost.');
    };
    const told = mergedAcknowledgements(files);
    const write = (key: string, outcome: Json): void => void told.set(key, outcome);
    const acknowledgements: Acknowledgements = { read: (key) => told.get(key), intend: () => undefined, write };
    const world = createWorld(office.services, acknowledgements, round);
    for (const { actor, key, command } of unanswered(files, told)) await world.run(actor, key, command);
    for (const journey of journeys) {
      idle = 0;
      await go(world, journey);
    }
    for (idle = 0; idle === 0;) await round();
    return await checkInstallation(office.services, told);
  } finally {
    await office.close();
  }
}
