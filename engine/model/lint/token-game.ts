/** Plays a net from each start through all choices, within a bound, and remembers what went wrong on the way. */
import type { BpmnElement } from '../bpmn-element.ts';
import type { Net, NetNode, Place } from './token-net.ts';

export interface Played {
  /** parallel joins at which some run waits for ever */
  readonly stuck: ReadonlySet<BpmnElement>;
  /** nodes that some run passes */
  readonly passed: ReadonlySet<BpmnElement>;
  /** nodes that several tokens of one run reach on different flows, or one after the other on the same: they run more than once */
  readonly repeated: ReadonlySet<BpmnElement>;
  /** not every choice was tried */
  readonly cut: boolean;
}

const MOST_STATES = 3_000;
const MOST_MOVES = 60_000;
/** More tokens than this on one flow change nothing that is asked here. */
const MOST_TOKENS = 2;

type Marking = ReadonlyMap<Place, number>;

interface Game {
  readonly net: Net;
  readonly seen: Set<string>;
  readonly pending: Marking[];
  readonly stuck: Set<BpmnElement>;
  readonly passed: Set<BpmnElement>;
  readonly repeated: Set<BpmnElement>;
  moves: number;
}

export function play(net: Net): Played {
  const game: Game = { net, seen: new Set(), pending: [], stuck: new Set(), passed: new Set(), repeated: new Set(), moves: 0 };
  for (const start of net.starts) visit(game, new Map(start.map((place) => [place, 1])));
  let cut = false;
  for (let marking = game.pending.pop(); marking; marking = game.pending.pop()) {
    cut ||= game.seen.size > MOST_STATES || game.moves > MOST_MOVES;
    if (cut) break;
    advance(game, marking);
  }
  const { stuck, passed, repeated } = game;
  return { stuck, passed, repeated, cut };
}

function visit(game: Game, marking: Marking): void {
  const key = [...marking].toSorted(([a], [b]) => a - b).join(';');
  if (game.seen.has(key)) return;
  game.seen.add(key);
  game.pending.push(marking);
}

function advance(game: Game, marking: Marking): void {
  const [node, consumed] = firstEnabled(game.net, marking) ?? [];
  if (!node || !consumed) return recordStuck(game, marking);
  game.passed.add(node.element);
  recordRepeated(game, node, marking);
  for (const { places, ends } of node.outcomes) {
    game.moves += 1;
    visit(game, ends ? new Map() : moved(marking, consumed, places));
  }
}

/** Joins that wait for what may still come go last: nothing that can still come is left then. */
function firstEnabled({ nodes }: Net, marking: Marking): [NetNode, readonly Place[]] | undefined {
  for (const node of nodes) {
    if (node.joining === 'reachable') continue;
    const marked = node.inputs.filter((place) => marking.has(place));
    if (node.joining === 'all' && marked.length === node.inputs.length && marked.length > 0) return [node, marked];
    const [first] = marked;
    if (node.joining === 'each' && first !== undefined) return [node, [first]];
  }
  return firstInclusive(nodes, marking);
}

/** BPMN 13.4.3: an inclusive join fires when no token can reach an empty input without passing one that has a token. */
function firstInclusive(nodes: readonly NetNode[], marking: Marking): [NetNode, readonly Place[]] | undefined {
  const waiting = nodes.filter(({ joining, inputs }) => joining === 'reachable' && inputs.some((place) => marking.has(place)));
  const ready = waiting.find(({ inputs, upstream }) =>
    inputs.every(
      (place, index) => marking.has(place) || ![...marking.keys()].some((token) => upstream[index]?.has(token) && !inputs.includes(token)),
    ),
  );
  // Joins that wait for each other all fire: which one is first does not matter here.
  const node = ready ?? waiting[0];
  return node && [node, node.inputs.filter((place) => marking.has(place))];
}

function moved(marking: Marking, consumed: readonly Place[], produced: readonly Place[]): Marking {
  const next = new Map(marking);
  for (const place of consumed) {
    const left = (next.get(place) ?? 1) - 1;
    if (left > 0) next.set(place, left);
    else next.delete(place);
  }
  for (const place of produced) next.set(place, Math.min(MOST_TOKENS, (next.get(place) ?? 0) + 1));
  return next;
}

function recordStuck(game: Game, marking: Marking): void {
  for (const node of game.net.nodes) {
    if (node.joining === 'all' && node.inputs.some((place) => marking.has(place))) game.stuck.add(node.element);
  }
}

/** Where paths meet; what lies behind runs as often, and is not named again. An end event that throws nothing may run often. */
function recordRepeated(game: Game, node: NetNode, marking: Marking): void {
  if (node.joining !== 'each' || node.idle) return;
  const marked = node.inputs.filter((place) => marking.has(place));
  const tokens = marked.reduce((sum, place) => sum + (marking.get(place) ?? 0), 0);
  if (marked.length > 1 || (node.entry && tokens > 1)) game.repeated.add(node.element);
}
