import test from 'ava';
import fc from 'fast-check';
import type { BpmnElement } from '../../../engine/model/bpmn-element.ts';
import { play } from '../../../engine/model/lint/token-game.ts';
import type { Net, NetNode } from '../../../engine/model/lint/token-net.ts';

/** Everything that can happen, one token move at a time, in any order; undefined when a place held more tokens than are counted. */
function playAll(net: Net): { stuck: Set<BpmnElement>; passed: Set<BpmnElement> } | undefined {
  const stuck = new Set<BpmnElement>();
  const passed = new Set<BpmnElement>();
  const seen = new Set<string>();
  const pending = net.starts.map((start) => tokens(start));
  for (let marking = pending.pop(); marking; marking = pending.pop()) {
    const key = JSON.stringify([...marking].toSorted(([a], [b]) => a - b));
    if (seen.has(key)) continue;
    seen.add(key);
    const moves = net.nodes.flatMap((node) => movesOf(node, marking).map((next) => ({ node, next })));
    for (const { node, next } of moves) {
      if ([...next.values()].some((count) => count > 2)) return undefined;
      passed.add(node.element);
      pending.push(next);
    }
    if (moves.length > 0) continue;
    for (const node of net.nodes) if (node.joining === 'all' && node.inputs.some((place) => marking.has(place))) stuck.add(node.element);
  }
  return { stuck, passed };
}

type Marking = Map<number, number>;

const tokens = (places: readonly number[]): Marking => new Map(places.map((place) => [place, 1]));

function movesOf(node: NetNode, marking: Marking): Marking[] {
  const marked = node.inputs.filter((place) => marking.has(place));
  const consumed =
    node.joining === 'each' ? marked.map((place) => [place]) : marked.length === node.inputs.length && marked.length > 0 ? [marked] : [];
  return consumed.flatMap((places) => node.outcomes.map((outcome) => (outcome.ends ? new Map() : moved(marking, places, outcome.places))));
}

function moved(marking: Marking, consumed: readonly number[], produced: readonly number[]): Marking {
  const next = new Map(marking);
  for (const place of consumed) next.set(place, (next.get(place) ?? 0) - 1);
  for (const place of produced) next.set(place, (next.get(place) ?? 0) + 1);
  return new Map([...next].filter(([, count]) => count > 0));
}

/** Nets of 8 places, each feeding one node; loops, joins, choices and terminations at random. */
const NET: fc.Arbitrary<Net> = fc
  .record({
    owner: fc.array(fc.nat(5), { minLength: 8, maxLength: 8 }),
    joins: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    outcomes: fc.array(
      fc.array(
        fc.record({ places: fc.uniqueArray(fc.nat(7), { maxLength: 2 }), ends: fc.integer({ min: 0, max: 9 }).map((n) => n === 0) }),
        { minLength: 1, maxLength: 2 },
      ),
      { minLength: 6, maxLength: 6 },
    ),
  })
  .map(({ owner, joins, outcomes }) => ({
    starts: [[0]],
    nodes: outcomes.map((ways, index) => ({
      element: { id: `n${index}` } as unknown as BpmnElement,
      inputs: owner.flatMap((node, place) => (node === index ? [place] : [])),
      joining: joins[index] ? ('all' as const) : ('each' as const),
      entry: false,
      idle: false,
      outcomes: ways,
      upstream: [],
    })),
  }));

const ids = (elements: ReadonlySet<BpmnElement>) => [...elements].map(({ id }) => String(id)).toSorted();

test('looking at one node at a time finds the same deadlocks as looking at every order', (t) => {
  let compared = 0;
  let stuck = 0;
  fc.assert(
    fc.property(NET, (net) => {
      const all = playAll(net);
      const some = play(net);
      if (!all || some.cut) return;
      compared += 1;
      if (all.stuck.size > 0) stuck += 1;
      t.deepEqual(ids(some.stuck), ids(all.stuck));
      for (const element of some.passed) t.true(all.passed.has(element));
    }),
    { numRuns: 3000 },
  );
  t.true(compared > 500 && stuck > 50, `${compared} nets compared, ${stuck} with deadlocks`);
});
