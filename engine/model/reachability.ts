/**
 * For joins that must know whether a token may still come (inclusive and complex gateways, BPMN 13.4.3): per incoming flow,
 * the nodes of the scope from which a path leads to it without visiting the gateway. Computed once, at deployment.
 */
import type { Flow, Node } from './process-model.ts';

export function reachOf(gateway: Node, siblings: readonly Node[]): ReadonlyMap<Flow, ReadonlySet<Node>> {
  return new Map(gateway.incoming.map((flow) => [flow, upstreamOf(flow, gateway, siblings)]));
}

function upstreamOf(flow: Flow, stop: Node, siblings: readonly Node[]): ReadonlySet<Node> {
  const seen = new Set<Node>();
  const open: Node[] = [flow.source];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node === stop || seen.has(node)) continue;
    seen.add(node);
    for (const incoming of node.incoming) open.push(incoming.source);
    if (node.attachedTo) open.push(node.attachedTo);
    for (const sibling of siblings) if (sibling.linkTarget === node) open.push(sibling);
  }
  return seen;
}
