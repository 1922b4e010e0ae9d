/**
 * What a token can do next, in the abstract: conditions may go either way, every wait may end. A move is the set of places that
 * get a token. Places: `t:<node>` a token in an element, `j:<flow>` a token waiting at a join.
 */
import type { Flow, Node } from '../model/process-model.ts';

export type Place = string;
/** 'end': the scope is over at once; 'thrown': an error or escalation leaves it */
export type Move = readonly Place[] | 'end' | 'thrown';

const MOST_MOVES = 64;

/** After an element is done. */
export function movesFrom(node: Node, finishes: { completes: boolean; throws: boolean }): Move[] {
  const moves: Move[] = [];
  if (node.kind === 'eventGateway') for (const flow of node.outgoing) moves.push(...leaving(flow.target, new Set()));
  else if (finishes.completes) moves.push(...leaving(node, new Set()));
  for (const boundary of node.boundaries) if (canFire(boundary, finishes.throws)) moves.push(...leaving(boundary, new Set()));
  return moves.slice(0, MOST_MOVES);
}

function canFire(boundary: Node, throws: boolean): boolean {
  return (
    boundary.interrupting &&
    boundary.triggers.some(
      ({ kind }) =>
        kind === 'message' ||
        kind === 'signal' ||
        kind === 'timer' ||
        kind === 'conditional' ||
        (throws && (kind === 'error' || kind === 'escalation' || kind === 'cancel')),
    )
  );
}

function leaving(node: Node, seen: ReadonlySet<Flow>): Move[] {
  const { outgoing } = node;
  if (node.linkTarget) return leaving(node.linkTarget, seen);
  if (outgoing.length === 0) return [[]];
  const choice =
    node.kind === 'exclusiveGateway' ||
    outgoing.some((flow) => flow.condition) ||
    node.kind === 'inclusiveGateway' ||
    node.kind === 'complexGateway';
  const all = node.kind === 'exclusiveGateway' ? [] : together(outgoing.map((flow) => entering(flow, seen)));
  const single = choice ? outgoing.flatMap((flow) => entering(flow, seen)) : [];
  return [...single, ...all];
}

/** A token on this flow reaches its target; elements that take no time are passed at once. */
export function entering(flow: Flow, seen: ReadonlySet<Flow> = new Set()): Move[] {
  if (seen.has(flow)) return [];
  const node = flow.target;
  const onward = new Set([...seen, flow]);
  if (node.kind.endsWith('Gateway') && node.kind !== 'exclusiveGateway' && node.kind !== 'eventGateway' && node.incoming.length > 1)
    return [[`j:${flow.id}`]];
  if (node.kind === 'endEvent') return [endMove(node)];
  if (node.activity || node.kind === 'catchEvent' || node.kind === 'eventGateway') return [[`t:${node.id}`]];
  return leaving(node, onward);
}

function endMove(node: Node): Move {
  if (node.triggers.some(({ kind }) => kind === 'terminate')) return 'end';
  return node.triggers.some(({ kind }) => kind === 'error' || kind === 'cancel') ? 'thrown' : [];
}

/** The tokens of a move from an element whose token stands where a flow would be taken now. */
export function passing(node: Node): Move[] {
  return leaving(node, new Set());
}

/** Every combination of one move for each flow. */
export function together(parts: readonly (readonly Move[])[]): Move[] {
  let combined: Move[] = [[]];
  for (const part of parts) combined = combined.flatMap((left) => part.map((right) => join(left, right))).slice(0, MOST_MOVES);
  return combined;
}

function join(left: Move, right: Move): Move {
  if (left === 'end' || right === 'end') return 'end';
  if (left === 'thrown' || right === 'thrown') return 'thrown';
  return [...left, ...right];
}
