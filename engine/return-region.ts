/**
 * What a return to an earlier step takes back: everything a token leaving that step could have caused by itself. A join that
 * also needs a token from elsewhere is a border, so parallel branches that have nothing to do with the step keep running.
 */
import type { Flow, Node } from './model/process-model.ts';
import type { Instance } from './run.ts';

export interface ReturnRegion {
  readonly nodes: ReadonlySet<Node>;
  readonly flows: ReadonlySet<string>;
}

interface Growing {
  readonly nodes: Set<Node>;
  readonly flows: Set<string>;
  readonly scope: Instance;
  /** with the branches that events start beside a running activity */
  readonly sides: boolean;
}

export function regionAfter(step: Node, scope: Instance, sides = true): ReturnRegion {
  const region: Growing = { nodes: new Set(), flows: new Set(), scope, sides };
  leave(region, step);
  for (let before = -1; before !== region.nodes.size + region.flows.size;) {
    before = region.nodes.size + region.flows.size;
    for (const node of scope.node.scope?.children ?? []) if (!region.nodes.has(node) && isReached(region, node)) grow(region, node);
  }
  return region;
}

function grow(region: Growing, node: Node): void {
  region.nodes.add(node);
  leave(region, node);
}

function leave(region: Growing, node: Node): void {
  for (const flow of node.outgoing) region.flows.add(flow.id);
  for (const boundary of node.boundaries) if (region.sides || boundary.interrupting) grow(region, boundary);
  if (node.linkTarget) grow(region, node.linkTarget);
}

function isReached(region: Growing, node: Node): boolean {
  const reached = (flow: Flow): boolean => region.flows.has(flow.id);
  if (node.incoming.length > 1 && node.kind === 'parallelGateway') return node.incoming.every(reached);
  if (node.reach)
    return node.incoming.some(reached) && node.incoming.every((flow) => reached(flow) || !comesFromOutside(region, node, flow));
  return node.incoming.some(reached);
}

/** A token outside the region waits at this flow, or can still reach it. */
function comesFromOutside(region: Growing, node: Node, flow: Flow): boolean {
  const upstream = node.reach?.get(flow);
  return region.scope.children.some((token) =>
    token.node === node ? token.memory.jn === flow.id : !region.nodes.has(token.node) && upstream?.has(token.node),
  );
}

export function isInRegion(region: ReturnRegion, token: Instance): boolean {
  return token.memory.jn === undefined ? region.nodes.has(token.node) : region.flows.has(token.memory.jn);
}
