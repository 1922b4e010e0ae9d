import type { ElementKey } from './element.ts';

/**
 * For every element that requires itself, a cycle among those it is entangled with: keys in order, the first again at the end.
 * Iterative (Tarjan's strongly connected components), so that a long chain of requirements does not exhaust the stack.
 */
export function findCycles(next: ReadonlyMap<ElementKey, readonly ElementKey[]>): ReadonlyMap<ElementKey, readonly ElementKey[]> {
  const cycles = new Map<ElementKey, readonly ElementKey[]>();
  for (const component of components(next)) {
    const [first] = component;
    if (first === undefined || (component.length === 1 && !next.get(first)?.includes(first))) continue;
    const cycle = shortestWayBack(first, new Set(component), next);
    for (const key of component) cycles.set(key, cycle);
  }
  return cycles;
}

interface Visit {
  readonly key: ElementKey;
  readonly order: number;
  low: number;
  at: number;
}

function components(next: ReadonlyMap<ElementKey, readonly ElementKey[]>): readonly (readonly ElementKey[])[] {
  const seen = new Map<ElementKey, Visit>();
  const pending: ElementKey[] = [];
  const onPending = new Set<ElementKey>();
  const found: ElementKey[][] = [];
  const open = (key: ElementKey): Visit => {
    const visit = { key, order: seen.size, low: seen.size, at: 0 };
    seen.set(key, visit);
    pending.push(key);
    onPending.add(key);
    return visit;
  };
  for (const start of next.keys()) {
    const path = seen.has(start) ? [] : [open(start)];
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const child = next.get(visit.key)?.[visit.at];
      visit.at += 1;
      if (child !== undefined) {
        const known = seen.get(child);
        if (!known) path.push(open(child));
        else if (onPending.has(child)) visit.low = Math.min(visit.low, known.order);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) parent.low = Math.min(parent.low, visit.low);
      if (visit.low !== visit.order) continue;
      const members = pending.splice(pending.lastIndexOf(visit.key));
      for (const member of members) onPending.delete(member);
      found.push(members);
    }
  }
  return found;
}

function shortestWayBack(
  start: ElementKey,
  members: ReadonlySet<ElementKey>,
  next: ReadonlyMap<ElementKey, readonly ElementKey[]>,
): readonly ElementKey[] {
  const came = new Map<ElementKey, ElementKey>();
  const queue = [start];
  for (let at = 0; at < queue.length; at += 1) {
    const from = queue[at] ?? start;
    for (const to of next.get(from) ?? []) {
      if (to === start) return wayTo(start, from, came);
      if (!members.has(to) || came.has(to)) continue;
      came.set(to, from);
      queue.push(to);
    }
  }
  return [start, start];
}

function wayTo(start: ElementKey, end: ElementKey, came: ReadonlyMap<ElementKey, ElementKey>): readonly ElementKey[] {
  const way = [start];
  for (let at = end; at !== start; at = came.get(at) ?? start) way.unshift(at);
  return [start, ...way];
}
