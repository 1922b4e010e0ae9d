/** Steps that nobody can reach, and loops that nobody can leave: a forgotten flow is a step that silently never happens. */
import type { BpmnElement } from '../../bpmn-element.ts';
import { isType } from '../../bpmn-element.ts';
import type { Diagram, Scope } from '../diagram.ts';
import { hasTrigger } from '../event-triggers.ts';
import { instantiates } from './instantiation.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function reachability(diagram: Diagram): Finding[] {
  return diagram.scopes.flatMap((scope) => [...unreachable(diagram, scope), ...endless(diagram, scope), ...deadEnds(diagram, scope)]);
}

function unreachable(diagram: Diagram, scope: Scope): Finding[] {
  const entries = entriesOf(diagram, scope);
  const reached = closure(entries, (node) => diagram.successors(node));
  return scope.nodes
    .filter((node) => !reached.has(node))
    .map((node) =>
      finding(isType(node, 'bpmn:EndEvent') ? 'warning' : 'error', 'unreachable', node, 'No sequence flow leads to it from a start.'),
    );
}

/** Elements that can take part in reaching an end, seen backwards from the ends. */
function endless(diagram: Diagram, scope: Scope): Finding[] {
  const before = new Map<BpmnElement, BpmnElement[]>();
  for (const node of scope.nodes) for (const next of diagram.successors(node)) push(before, next, node);
  const ends = scope.nodes.filter((node) => diagram.successors(node).length === 0);
  const leaving = closure(ends, (node) => before.get(node) ?? []);
  return scope.nodes
    .filter((node) => !leaving.has(node))
    .map((node) => finding('error', 'noWayToEnd', node, 'No path leads from it to an end.'));
}

function push(lists: Map<BpmnElement, BpmnElement[]>, key: BpmnElement, value: BpmnElement): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function deadEnds(diagram: Diagram, { container, nodes }: Scope): Finding[] {
  if (isType(container, 'bpmn:AdHocSubProcess')) return [];
  const found: Finding[] = [];
  for (const node of nodes) {
    if (diagram.outgoing(node).length > 0 || isType(node, 'bpmn:EndEvent') || standsAlone(node)) continue;
    if (isType(node, 'bpmn:Gateway') && diagram.incoming(node).length < 2)
      found.push(finding('error', 'gatewayWithoutOutgoing', node, 'The gateway leads nowhere.'));
    else if (!isType(node, 'bpmn:BoundaryEvent'))
      found.push(finding('warning', 'implicitEnd', node, 'The path ends here without end event.'));
  }
  return found;
}

/** Compensation handlers, event sub-processes and link throw events have no outgoing flow by their nature. */
function standsAlone(node: BpmnElement): boolean {
  if (isType(node, 'bpmn:IntermediateThrowEvent')) return hasTrigger(node, 'Link');
  return isAside(node);
}

function isAside(node: BpmnElement): boolean {
  return isType(node, 'bpmn:Activity') && (node.get('isForCompensation') === true || node.get('triggeredByEvent') === true);
}

/** Without start events, every element without incoming flow begins (BPMN 13.2). */
function entriesOf(diagram: Diagram, { container, nodes }: Scope): BpmnElement[] {
  if (isType(container, 'bpmn:AdHocSubProcess')) return nodes.filter((node) => diagram.incoming(node).length === 0);
  const starts = nodes.filter((node) => isType(node, 'bpmn:StartEvent'));
  const aside = nodes.filter(isAside);
  if (starts.length > 0) return [...starts, ...nodes.filter(instantiates), ...aside];
  return nodes.filter((node) => diagram.incoming(node).length === 0 && !isType(node, 'bpmn:BoundaryEvent'));
}

function closure(from: readonly BpmnElement[], next: (node: BpmnElement) => readonly BpmnElement[]): Set<BpmnElement> {
  const seen = new Set(from);
  const pending = [...from];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const each of next(node)) {
      if (seen.has(each)) continue;
      seen.add(each);
      pending.push(each);
    }
  }
  return seen;
}
