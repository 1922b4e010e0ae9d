/** What a case knows, what it decided, where it stopped or ended. */
import { Unmet } from '../failure.ts';
import { includesAll, listOf, matches, sameSet } from '../match.ts';
import type { StepOf } from '../scenario.ts';
import { valueOf } from '../value-of.ts';
import type { World } from '../world.ts';

export function values(world: World, { values: expected, in: task }: StepOf<'values'>): void {
  const from = task === undefined ? undefined : openInstance(world, task);
  for (const [expression, want] of Object.entries(expected)) {
    const found = valueOf(world, expression, from);
    if (!matches(want, found)) throw new Unmet('failed.values', { expression, expected: want, found });
  }
}

function openInstance({ tasks }: World, node: string): number {
  const task = [...tasks.values()].find((one) => one.node === node && one.state === 'open');
  if (task) return task.instance;
  throw new Unmet('failed.notOpen', { task: node, found: [...tasks.values()].map((one) => one.node).join(', ') });
}

/** The last time that each was taken: the rules that matched, in order, or what it gave. */
export function decided(world: World, { decided: expected }: StepOf<'decided'>): void {
  for (const [decision, want] of Object.entries(expected)) {
    const record = world.decided.get(decision);
    if (!record) throw new Unmet('failed.notDecided', { decision, found: [...world.decided.keys()].join(', ') || '–' });
    const { rules, output = null } = record;
    const outputs = Array.isArray(output) ? output : [output];
    if (!matches(want, rules) && !includesAll(want, outputs))
      throw new Unmet('failed.decided', { decision, expected: want, found: { rules, outputs } });
  }
}

export function incident(world: World, { incident: node, kind }: StepOf<'incident'>): void {
  const open = [...world.incidents.values()];
  const there = open.filter((one) => one.node === node && (kind === undefined || one.kind === kind));
  if (there.length === 0) throw new Unmet('failed.incident', { expected: node, found: open.map((one) => one.node).join(', ') || '–' });
  for (const one of there) one.seen = true;
}

/** A text: the end that was reached last; a list: all that were reached. */
export function ended(world: World, { ended: expected }: StepOf<'ended'>): void {
  const found = world.state?.e === undefined ? '–' : world.ends.join(', ') || world.state.e;
  const right = typeof expected === 'string' ? world.ends.at(-1) === expected : sameSet(listOf(expected), world.ends);
  if (world.state?.e === undefined || !right) throw new Unmet('failed.ended', { expected, found });
}
