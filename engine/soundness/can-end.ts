/**
 * Can a case still reach an end? A bounded search over markings, scope by scope, for one way to the end: every wait may end and
 * every condition may hold. "No" is certain only up to the bound; who asks (migration) refuses then, rather than let a case hang.
 */
import type { Node, ProcessModel } from '../model/process-model.ts';
import { type Instance, isLoopBody, type Run } from '../run.ts';
import { type Move, movesFrom, passing, type Place, together } from './moves.ts';

export interface Ending {
  /** all tokens can be used up */
  readonly completes: boolean;
  /** an error can leave the scope, for a boundary event to catch */
  readonly throws: boolean;
}

type Marking = ReadonlyMap<Place, number>;

const MOST_MARKINGS = 5_000;
const MOST_TOKENS = 64;

/** From its start, for a process or sub-process. */
export function scopeEnding(scope: Node, model: ProcessModel, memo = new Map<Node, Ending>()): Ending {
  const known = memo.get(scope);
  if (known) return known;
  if (scope.scope?.adHoc) return { completes: true, throws: false };
  memo.set(scope, { completes: false, throws: false });
  const moves = together(
    (scope.scope?.starts ?? []).map((start) => (start.kind === 'startEvent' ? passing(start) : enteringDirectly(start))),
  );
  const ending = search(scope, model, moves, memo, new Map());
  memo.set(scope, ending);
  return ending;
}

function enteringDirectly(node: Node): Move[] {
  return node.activity || node.kind === 'catchEvent' || node.kind === 'eventGateway' ? [[`t:${node.id}`]] : passing(node);
}

export function caseCanEnd(run: Run): boolean {
  return !run.root || instanceEnding(run.root).completes;
}

/** From where its tokens are now. */
function instanceEnding(scope: Instance, memo = new Map<Node, Ending>()): Ending {
  const running = new Map<Place, Ending>();
  const marking: Place[] = [];
  for (const child of scope.children) {
    const inner = childEnding(child, memo);
    if (child.node.scope?.triggeredByEvent || child.memory.cw || child.memory.cg) {
      if (!inner.completes) return { completes: false, throws: false };
      continue;
    }
    const place = child.memory.jn === undefined ? `t:${child.node.id}` : `j:${child.memory.jn}`;
    marking.push(place);
    const other = running.get(place);
    running.set(place, { completes: inner.completes && (other?.completes ?? true), throws: inner.throws && (other?.throws ?? true) });
  }
  if (scope.node.scope?.adHoc || isLoopBody(scope) || scope.node.kind === 'callActivity' || !scope.node.scope) {
    return { completes: [...running.values()].every((ending) => ending.completes), throws: false };
  }
  return search(scope.node, scope.model, [marking], memo, running);
}

function childEnding(child: Instance, memo: Map<Node, Ending>): Ending {
  if (child.children.length) return instanceEnding(child, memo);
  return child.node.kind === 'subProcess' && child.memory.jn === undefined && !child.memory.es
    ? scopeEnding(child.node, child.model, memo)
    : { completes: true, throws: false };
}

function search(
  scope: Node,
  model: ProcessModel,
  starts: readonly Move[],
  memo: Map<Node, Ending>,
  running: ReadonlyMap<Place, Ending>,
): Ending {
  const seen = new Set<string>();
  const open: Marking[] = [];
  let throws = false;
  const reach = (from: Marking, move: Move): boolean => {
    if (move === 'end') return true;
    if (move === 'thrown') throws = true;
    if (move === 'thrown') return false;
    const marking = add(from, move);
    const key = keyOf(marking);
    if (!seen.has(key) && seen.size < MOST_MARKINGS && tokens(marking) <= MOST_TOKENS) {
      seen.add(key);
      open.push(marking);
    }
    return marking.size === 0;
  };
  for (const move of starts) if (reach(new Map(), move)) return { completes: true, throws };
  for (let marking = open.pop(); marking; marking = open.pop()) {
    for (const { consumed, move } of successors(scope, model, marking, memo, running))
      if (reach(remove(marking, consumed), move)) return { completes: true, throws };
  }
  return { completes: false, throws };
}

interface Successor {
  readonly consumed: readonly Place[];
  readonly move: Move;
}

function* successors(
  scope: Node,
  model: ProcessModel,
  marking: Marking,
  memo: Map<Node, Ending>,
  running: ReadonlyMap<Place, Ending>,
): Generator<Successor> {
  for (const node of scope.scope?.children ?? []) {
    const place = `t:${node.id}`;
    if (marking.has(place))
      for (const move of movesFrom(node, running.get(place) ?? nodeEnding(node, model, memo))) yield { consumed: [place], move };
    const arrived = node.incoming.filter((flow) => marking.has(`j:${flow.id}`));
    if (arrived.length && joinFires(node, marking, arrived.length))
      for (const move of passing(node)) yield { consumed: arrived.map((flow) => `j:${flow.id}`), move };
  }
}

function nodeEnding(node: Node, model: ProcessModel, memo: Map<Node, Ending>): Ending {
  return node.kind === 'subProcess'
    ? scopeEnding(node, model, memo)
    : { completes: true, throws: node.kind === 'callActivity' || node.kind === 'workTask' || node.kind === 'userTask' };
}

function joinFires(node: Node, marking: Marking, arrived: number): boolean {
  if (arrived === node.incoming.length) return true;
  if (!node.reach) return false;
  const reach = [...node.reach];
  const empty = reach.filter(([flow]) => !marking.has(`j:${flow.id}`));
  const full = reach.filter(([flow]) => marking.has(`j:${flow.id}`));
  const siblings = node.parent?.scope?.children ?? [];
  return !siblings.some(
    (token) => marking.has(`t:${token.id}`) && empty.some(([, nodes]) => nodes.has(token)) && !full.some(([, nodes]) => nodes.has(token)),
  );
}

function add(marking: Marking, places: readonly Place[]): Marking {
  const next = new Map(marking);
  for (const place of places) next.set(place, (next.get(place) ?? 0) + 1);
  return next;
}

function remove(marking: Marking, places: readonly Place[]): Marking {
  const next = new Map(marking);
  for (const place of places) {
    const left = (next.get(place) ?? 0) - 1;
    if (left > 0) next.set(place, left);
    else next.delete(place);
  }
  return next;
}

function tokens(marking: Marking): number {
  let sum = 0;
  for (const count of marking.values()) sum += count;
  return sum;
}

function keyOf(marking: Marking): string {
  return [...marking]
    .map(([place, count]) => `${place}*${count}`)
    .sort()
    .join(' ');
}
