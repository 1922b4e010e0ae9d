import { Unmet } from '../failure.ts';
import type { Person } from '../people.ts';
import type { SimTask, World } from '../world.ts';

/** The task of this element that the person means: the one with this loop number, else their own, else one that is free. */
export function taskOf(world: World, node: string, { actor }: Person, loop: number | undefined): SimTask {
  const all = [...world.tasks.values()].filter((task) => task.node === node && (loop === undefined || task.index === loop - 1));
  const open = all.filter(({ state }) => state === 'open');
  const mine = open.find(({ assignee }) => assignee === actor.account || assignee === actor.person);
  const task = mine ?? open.find(({ assignee }) => assignee === undefined) ?? open[0] ?? all.at(-1);
  if (task) return task;
  throw new Unmet('failed.notOpen', { task: node, found: openTasks(world) });
}

export function openTasks(world: World): string {
  const open = [...world.tasks.values()].filter(({ state }) => state === 'open').map(({ node }) => node);
  return open.join(', ') || '–';
}
