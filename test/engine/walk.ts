/** One random step after the other, with what must hold in between. */
import type { CaseDriver } from './case-driver.ts';

/** The diagrams are safe: outside branches of events that do not interrupt, a scope never holds two tokens in one place. */
export function doubledTokens(driver: CaseDriver): string[] {
  const seen = new Set<string>();
  const doubled: string[] = [];
  for (const { node, parent, memory } of driver.run().instances.values()) {
    if (memory.li !== undefined || memory.dy !== undefined || node.id.startsWith('side') || node.scope?.triggeredByEvent) continue;
    const place = `${parent?.id} ${node.id} ${memory.jn ?? ''}`;
    if (seen.has(place)) doubled.push(place);
    seen.add(place);
  }
  return doubled;
}

/** A block is left at most once for each time it is entered. */
export function joinsAheadOfForks(driver: CaseDriver): string[] {
  return Object.entries(driver.done)
    .filter(([id, times]) => id.endsWith('join') && times > (driver.done[id.slice(0, -4)] ?? 0))
    .map(([id]) => id);
}

/** One thing that can happen next, chosen by `pick`; answers false when nothing can. */
export function act(driver: CaseDriver, pick: number): boolean {
  const { rows } = driver;
  const options: (() => void)[] = [];
  const { instances } = driver.run();
  const held = (instance: number): boolean => instances.get(instance)?.memory.co?.before !== undefined;
  for (const instance of [...rows.tasks.keys()].filter((id) => !held(id)))
    options.push(() => driver.send({ type: 'completeUserTask', instance, variables: { [`c${pick % 5}`]: pick % 3 === 0 } }));
  for (const instance of rows.jobs.keys()) options.push(() => driver.send({ type: 'completeJob', instance, variables: {} }));
  for (const [key, due] of rows.timers) {
    const [instance, node = ''] = key.split(' ');
    options.push(() => driver.send({ type: 'fireTimer', instance: Number(instance), node, due }));
  }
  for (const key of rows.subscriptions) {
    const [instance, node = '', kind, name = ''] = key.split(' ');
    if (kind === 'message')
      options.push(() => driver.send({ type: 'deliverMessage', instance: Number(instance), node, name, variables: {} }));
    else options.push(() => driver.signal(name));
  }
  if (options.length === 0) return false;
  options[pick % options.length]?.();
  return true;
}
