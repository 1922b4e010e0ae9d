/** The content of a process or sub-process: its nodes, its flows, and how they hang together. */
import { type CompileContext, expressionOf, type FlowDraft, type NodeDraft, refuse } from './compile-context.ts';
import { isDescriptive, nodeOf } from './compile-node.ts';
import { flagOf, listOf, type ModdleElement, refOf, textOf, typeOf } from './moddle-element.ts';
import type { Node } from './process-model.ts';

export interface Parts {
  readonly nodes: Map<string, NodeDraft>;
  readonly flows: Map<string, FlowDraft>;
}

export function compileScope(context: CompileContext, element: ModdleElement, scope: NodeDraft, parts: Parts): void {
  const flowElements = listOf(element, 'flowElements');
  const own: NodeDraft[] = [];
  for (const child of flowElements) {
    if (typeOf(child) === 'SequenceFlow' || isDescriptive(child)) continue;
    const node = nodeOf(context, child, scope as Node);
    if (!node) continue;
    own.push(node);
    parts.nodes.set(node.id, node);
    if (node.scope) compileScope(context, child, node, parts);
  }
  for (const child of flowElements) if (typeOf(child) === 'SequenceFlow') connect(context, child, parts);
  for (const child of flowElements) attach(context, child, parts);
  for (const artifact of listOf(element, 'artifacts')) compensationHandler(context, artifact, parts);
  links(context, own);
  entries(context, scope, own);
}

function connect(context: CompileContext, element: ModdleElement, parts: Parts): void {
  const source = parts.nodes.get(refOf(element, 'sourceRef')?.id ?? '');
  const target = parts.nodes.get(refOf(element, 'targetRef')?.id ?? '');
  if (!source || !target || element.id === undefined)
    return refuse(context, element, 'flowEnds', `Expected sequence flow ${element.id} to have a source and a target.`);
  if (source.parent !== target.parent)
    return refuse(context, element, 'flowCrossesScope', `Sequence flow ${element.id} leaves its sub-process.`);
  const flow: FlowDraft = {
    id: element.id,
    source: source as Node,
    target: target as Node,
    condition: expressionOf(context, element, textOf(element, 'conditionExpression'), 'conditionExpression'),
  };
  parts.flows.set(flow.id, flow);
  source.outgoing.push(flow);
  target.incoming.push(flow);
}

function attach(context: CompileContext, element: ModdleElement, parts: Parts): void {
  const node = parts.nodes.get(element.id ?? '');
  if (!node) return;
  node.defaultFlow = parts.flows.get(refOf(element, 'default')?.id ?? '');
  if (node.kind === 'eventGateway' && flagOf(element, 'instantiate', false))
    instantiate(node, textOf(element, 'eventGatewayType') === 'Parallel');
  if (node.kind !== 'boundaryEvent') return;
  const host = parts.nodes.get(refOf(element, 'attachedToRef')?.id ?? '');
  if (!host?.activity)
    return refuse(context, element, 'boundaryWithoutActivity', `Expected boundary event ${element.id} to be attached to an activity.`);
  node.attachedTo = host as Node;
  host.boundaries.push(node as Node);
}

/** The events of the gateway start a case, each alone, or the first of them one that waits for the others (10.6.6). */
function instantiate(gateway: NodeDraft, together: boolean): void {
  const events = gateway.outgoing.map((flow) => flow.target);
  for (const event of events) (event as NodeDraft).begins = together ? events.filter((other) => other !== event) : [];
}

/** Association from a compensation boundary event to the activity that undoes (BPMN 10.7.2). */
function compensationHandler(context: CompileContext, artifact: ModdleElement, parts: Parts): void {
  if (typeOf(artifact) !== 'Association') return;
  const event = parts.nodes.get(refOf(artifact, 'sourceRef')?.id ?? '');
  const handler = parts.nodes.get(refOf(artifact, 'targetRef')?.id ?? '');
  if (!event?.attachedTo?.activity || event.triggers[0]?.kind !== 'compensate') return;
  if (!handler?.activity)
    return refuse(context, artifact, 'compensationHandler', `Expected the association of ${event.id} to lead to an activity.`);
  (event.attachedTo.activity as { compensation: Node | undefined }).compensation = handler as Node;
  (handler.activity as { forCompensation: boolean }).forCompensation = true;
}

/** Link events jump within one scope (BPMN 10.5.5.6): one target per name, any number of sources. */
function links(context: CompileContext, own: readonly NodeDraft[]): void {
  const linkName = (node: NodeDraft): string | undefined => (node.triggers[0]?.kind === 'link' ? node.triggers[0].name : undefined);
  for (const source of own) {
    const name = linkName(source);
    if (source.kind !== 'throwEvent' || name === undefined) continue;
    const targets = own.filter((node) => node.kind === 'catchEvent' && linkName(node) === name);
    if (targets.length === 1) source.linkTarget = targets[0] as Node;
    else
      context.problems.push({
        code: 'linkTarget',
        path: source.id,
        message: `Expected exactly one link catch event '${name}' for ${source.id}, found ${targets.length}.`,
        details: { element: source.id },
      });
  }
}

function entries(context: CompileContext, scope: NodeDraft, own: readonly NodeDraft[]): void {
  const facet = scope.scope;
  if (!facet) return;
  facet.children = [...own] as Node[];
  for (const node of own) if (node.scope?.triggeredByEvent) eventSubProcess(context, facet, node);
  if (facet.adHoc) return;
  const starts = own.filter((node) => node.kind === 'startEvent' || (node.begins && scope.kind === 'process'));
  facet.starts = (starts.length ? starts : own.filter(isImplicitStart)) as Node[];
}

function isImplicitStart(node: NodeDraft): boolean {
  if (node.incoming.length || node.kind === 'boundaryEvent' || node.activity?.forCompensation || node.scope?.triggeredByEvent) return false;
  return !(node.kind === 'catchEvent' && node.triggers[0]?.kind === 'link');
}

function eventSubProcess(context: CompileContext, facet: NonNullable<NodeDraft['scope']>, node: NodeDraft): void {
  const [start, ...more] = node.scope?.children.filter((child) => child.kind === 'startEvent') ?? [];
  if (!start?.triggers.length || more.length) {
    context.problems.push({
      code: 'eventSubProcessStart',
      path: node.id,
      message: `Expected event sub-process ${node.id} to have exactly one start event with a trigger.`,
      details: { element: node.id },
    });
    return;
  }
  if (start.triggers[0]?.kind === 'compensate') facet.compensationStart = start;
  else facet.eventStarts.push(start);
}
