/** A diagram laid out for the rules: all elements, and per process or sub-process its nodes and how flows join them. */
import { childOf, childrenOf, isType, walk } from '../bpmn-element.ts';
import type { BpmnElement } from '../bpmn-element.ts';
import { linkName } from './event-triggers.ts';

export interface Diagram {
  readonly definitions: BpmnElement;
  /** parents before children */
  readonly elements: readonly BpmnElement[];
  readonly scopes: readonly Scope[];
  readonly byId: ReadonlyMap<string, BpmnElement>;
  outgoing(node: BpmnElement): readonly BpmnElement[];
  incoming(node: BpmnElement): readonly BpmnElement[];
  boundaries(activity: BpmnElement): readonly BpmnElement[];
  /** the catch events of the same scope that a link throw event leads to */
  linkTargets(node: BpmnElement): readonly BpmnElement[];
  /** where a token can go next: along flows and links, and to the events on the border */
  successors(node: BpmnElement): readonly BpmnElement[];
}

/** The content of one process or sub-process, without what lies in sub-processes of its own. */
export interface Scope {
  readonly container: BpmnElement;
  readonly nodes: readonly BpmnElement[];
  readonly flows: readonly BpmnElement[];
}

/** More than one target of a link is a fault already. */
const MOST_TARGETS = 5;

const NONE: readonly BpmnElement[] = [];

export function diagramOf(definitions: BpmnElement): Diagram {
  const elements = [...walk(definitions)];
  const flows = elements.filter((element) => isType(element, 'bpmn:SequenceFlow'));
  // The flows' own ends count: <incoming> and <outgoing> are optional, and some modelers leave them out.
  const outgoing = groupBy(flows, (flow) => childOf(flow, 'sourceRef'));
  const incoming = groupBy(flows, (flow) => childOf(flow, 'targetRef'));
  const events = elements.filter((element) => isType(element, 'bpmn:BoundaryEvent'));
  const boundaries = groupBy(events, (event) => childOf(event, 'attachedToRef'));
  const linkTargets = linkIndex(elements);
  return {
    definitions,
    elements,
    scopes: elements.filter((element) => isType(element, 'bpmn:Process', 'bpmn:SubProcess')).map(scopeOf),
    byId: new Map(elements.flatMap((element) => (typeof element.id === 'string' ? [[element.id, element] as const] : []))),
    outgoing: (node) => outgoing.get(node) ?? NONE,
    incoming: (node) => incoming.get(node) ?? NONE,
    boundaries: (activity) => boundaries.get(activity) ?? NONE,
    linkTargets,
    successors: (node) => [
      ...(outgoing.get(node) ?? NONE).flatMap((flow) => childOf(flow, 'targetRef') ?? []),
      ...(boundaries.get(node) ?? NONE),
      ...linkTargets(node),
    ],
  };
}

function scopeOf(container: BpmnElement): Scope {
  const children = childrenOf(container, 'flowElements');
  return {
    container,
    nodes: children.filter((element) => isType(element, 'bpmn:FlowNode')),
    flows: children.filter((element) => isType(element, 'bpmn:SequenceFlow')),
  };
}

function linkIndex(elements: readonly BpmnElement[]): (node: BpmnElement) => readonly BpmnElement[] {
  const targets = new Map<BpmnElement | undefined, Map<string, BpmnElement[]>>();
  for (const event of elements) {
    const name = isType(event, 'bpmn:IntermediateCatchEvent') ? linkName(event) : undefined;
    if (name === undefined) continue;
    const byName = targets.get(event.$parent) ?? new Map<string, BpmnElement[]>();
    targets.set(event.$parent, byName);
    byName.set(name, [...(byName.get(name) ?? []), event].slice(0, MOST_TARGETS));
  }
  return (node) => {
    const name = isType(node, 'bpmn:ThrowEvent') ? linkName(node) : undefined;
    return name === undefined ? NONE : (targets.get(node.$parent)?.get(name) ?? NONE);
  };
}

function groupBy(values: readonly BpmnElement[], keyOf: (value: BpmnElement) => BpmnElement | undefined): Map<BpmnElement, BpmnElement[]> {
  const groups = new Map<BpmnElement, BpmnElement[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (!key) continue;
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
