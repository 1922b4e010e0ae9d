/** Nodes under load that are killed at random moments, again and again; each comes back and its clients go on. */
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from './installation.ts';
import type { Journey, JourneyKind } from './journeys.ts';
import { spawnNode, type SpawnedNode } from './spawn-node.ts';

export interface Storm {
  readonly kills: number;
  readonly nodes: number;
  readonly clients: number;
  readonly kinds: readonly JourneyKind[];
  /** pause between kills, milliseconds */
  readonly between: readonly [least: number, most: number];
  /** what else happens after each kill; a new address when the database has moved */
  readonly also?: (kill: number) => Promise<string | undefined>;
}
export interface Aftermath {
  readonly files: readonly string[];
  readonly journeys: readonly Journey[];
  /** where the clocks of the nodes are */
  readonly aheadMs: number;
  /** what the nodes said of errors */
  readonly said: readonly string[];
  /** nodes that ended without being killed; none is right */
  readonly deaths: readonly string[];
}

/** a lease and a little more */
const LEASE_MS = 61_000;

interface Slot {
  readonly clients: readonly number[];
  node: SpawnedNode;
}

export async function storm({ url: at, folder }: Installation, weather: Storm): Promise<Aftermath> {
  const { kills, nodes, clients, kinds, between, also } = weather;
  const [files, begun, said]: [string[], string[], string[]] = [[], [], []];
  let aheadMs = 0;
  let url = at;
  const deaths: string[] = [];
  const end = async ({ node }: Slot): Promise<void> => {
    await node.kill();
    said.push(node.said());
    const { signal, code } = await node.exited;
    if (signal !== 'SIGKILL' && node.said().includes('ready')) deaths.push(`a node ended by itself with code ${code}: ${node.said()}`);
  };
  const start = (mine: readonly number[]): SpawnedNode => {
    const number = files.length;
    files.push(path.join(folder, `told-${number}`));
    begun.push(path.join(folder, `begun-${number}`));
    const journeys = journeysOf(begun).filter(({ over, client }) => !over && mine.includes(client));
    const [acknowledgements = '', begins = ''] = [files.at(-1), begun.at(-1)];
    const task = { url, offsetMs: aheadMs, acknowledgements, begun: begins, clients: mine, journeys, worker: true, endless: kinds };
    return spawnNode({ ...task, round: number * 10_000 });
  };
  const slots: Slot[] = Array.from({ length: nodes }, (_, i) => {
    const mine = Array.from({ length: clients }, (_each, client) => client).filter((client) => client % nodes === i);
    return { clients: mine, node: start(mine) };
  });
  await Promise.all(slots.map(async ({ node }) => await node.ready));
  for (let kill = 1; kill <= kills; kill += 1) {
    const slot = slots[Math.floor(Math.random() * slots.length)] as Slot;
    // one in eight dies while it starts
    if (kill % 8 !== 0) await slot.node.ready;
    await sleep(between[0] + Math.random() * (between[1] - between[0]));
    await end(slot);
    url = (await also?.(kill)) ?? url;
    // what the dead had claimed lapses for those whose clock is ahead
    aheadMs += LEASE_MS;
    slot.node = start(slot.clients);
  }
  await Promise.all(slots.map(async ({ node }) => await node.ready));
  await sleep(between[1]);
  await Promise.all(slots.map(end));
  return { files, journeys: journeysOf(begun), aheadMs, said, deaths };
}

function journeysOf(files: readonly string[]): (Journey & { readonly over: boolean })[] {
  const all = new Map<string, Journey & { over: boolean }>();
  for (const file of files.filter((each) => fs.existsSync(each))) {
    const lines = fs.readFileSync(file, 'utf8').split('\n').slice(0, -1);
    for (const line of lines) {
      const journey = JSON.parse(line) as Journey & { over?: true };
      all.set(journey.name, { ...journey, over: journey.over ?? all.get(journey.name)?.over ?? false });
    }
  }
  return [...all.values()];
}
