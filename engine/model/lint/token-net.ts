/**
 * One scope as a net of places (sequence flows) and steps, every decision left open. Each place feeds one node only, so exploring
 * one enabled node at a time, with all its alternatives, finds every deadlock (a stubborn set); nodes nearest to the start go
 * first, so that parallel tokens meet where paths merge.
 */
import type { BpmnElement } from '../bpmn-element.ts';
import { childOf, isType } from '../bpmn-element.ts';
import type { Diagram, Scope } from './diagram.ts';
import { instantiates } from './rules/instantiation.ts';
import { triggersOf } from './event-triggers.ts';

export type Place = number;

/** What leaving a node can put: alternatives, each a set of places; `ends` means the whole scope ends. */
export interface Outcome {
  readonly places: readonly Place[];
  readonly ends: boolean;
}

export type Joining = 'each' | 'all' | 'reachable';

export interface NetNode {
  readonly element: BpmnElement;
  readonly inputs: readonly Place[];
  readonly joining: Joining;
  /** no flow leads to it: tokens come by a start or by links */
  readonly entry: boolean;
  /** running it more than once changes nothing */
  readonly idle: boolean;
  readonly outcomes: readonly Outcome[];
  /** joining `reachable`: for each input, the places from which a token can still arrive there */
  readonly upstream: readonly ReadonlySet<Place>[];
}

export interface Net {
  /** nearest to the start first */
  readonly nodes: readonly NetNode[];
  readonly starts: readonly (readonly Place[])[];
}

/** Most outgoing flows of an inclusive split for which every combination is tried. */
const MOST_COMBINED = 4;

export function netOf(diagram: Diagram, scope: Scope): Net {
  const places = new Map<BpmnElement, Place>();
  const placeOf = (flow: BpmnElement): Place => {
    const place = places.get(flow) ?? places.size;
    places.set(flow, place);
    return place;
  };
  const inputsOf = (node: BpmnElement) => [...diagram.incoming(node).map(placeOf), ...(isEntry(diagram, node) ? [placeOf(node)] : [])];
  const elements = ordered(diagram, scope);
  const drafts = elements.map((element) => ({
    element,
    inputs: inputsOf(element),
    joining: joiningOf(element),
    entry: isEntry(diagram, element),
    idle: isType(element, 'bpmn:EndEvent') && triggersOf(element).length === 0,
    outcomes: outcomesOf(diagram, element, placeOf),
  }));
  const nodes = drafts.map((draft) => ({ ...draft, upstream: draft.joining === 'reachable' ? upstreamOf(drafts, draft) : [] }));
  return { nodes, starts: startsOf(diagram, scope).map((entries) => entries.map(placeOf)) };
}

/** Nodes that a token enters from nowhere, or by a link, have a place of their own. */
function isEntry(diagram: Diagram, node: BpmnElement): boolean {
  return diagram.incoming(node).length === 0;
}

function startsOf(diagram: Diagram, { container, nodes }: Scope): BpmnElement[][] {
  const starts = nodes.filter((node) => isType(node, 'bpmn:StartEvent'));
  const received = nodes.filter(instantiates);
  if (starts.length + received.length > 0)
    return isType(container, 'bpmn:Process') ? [...starts, ...received].map((start) => [start]) : [starts];
  const entries = nodes.filter((node) => diagram.incoming(node).length === 0 && !isAside(node));
  return entries.length > 0 ? [entries] : [];
}

function isAside(node: BpmnElement): boolean {
  if (isType(node, 'bpmn:BoundaryEvent')) return true;
  if (isType(node, 'bpmn:IntermediateCatchEvent') && triggersOf(node).includes('Link')) return true;
  return isType(node, 'bpmn:Activity') && (node.get('isForCompensation') === true || node.get('triggeredByEvent') === true);
}

function joiningOf(node: BpmnElement): Joining {
  if (isType(node, 'bpmn:ParallelGateway')) return 'all';
  return isType(node, 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway') ? 'reachable' : 'each';
}

function outcomesOf(diagram: Diagram, node: BpmnElement, placeOf: (flow: BpmnElement) => Place): Outcome[] {
  if (isType(node, 'bpmn:EndEvent'))
    return [{ places: [], ends: triggersOf(node).some((trigger) => ['Terminate', 'Error', 'Cancel'].includes(trigger)) }];
  const links = diagram.linkTargets(node).map(placeOf);
  if (links.length > 0) return [{ places: links, ends: false }];
  const normal = leaving(diagram, node, placeOf).map((places) => ({ places, ends: false }));
  return isType(node, 'bpmn:Activity') ? withBoundaries(diagram, node, normal, placeOf) : normal;
}

/** The sets of flows that a token may take out of a node. */
function leaving(diagram: Diagram, node: BpmnElement, placeOf: (flow: BpmnElement) => Place): Place[][] {
  const flows = diagram.outgoing(node);
  const all = flows.map(placeOf);
  if (flows.length < 2 || isType(node, 'bpmn:ParallelGateway')) return [all];
  if (isType(node, 'bpmn:EventBasedGateway') && node.get('eventGatewayType') === 'Parallel') return [all];
  if (isType(node, 'bpmn:ExclusiveGateway', 'bpmn:EventBasedGateway')) return all.map((place) => [place]);
  const byDefault = isType(node, 'bpmn:Activity', 'bpmn:Gateway') ? childOf(node, 'default') : undefined;
  const open = flows.filter((flow) => flow !== byDefault && (isType(node, 'bpmn:Gateway') || childOf(flow, 'conditionExpression')));
  const always = flows.filter((flow) => flow !== byDefault && !open.includes(flow)).map(placeOf);
  const chosen = combinations(open.map(placeOf)).map((places) => [...always, ...places]);
  if (always.length > 0) chosen.push(always);
  if (byDefault) chosen.push([...always, placeOf(byDefault)]);
  return chosen.length > 0 ? chosen : [all];
}

/** Every non-empty subset; of many flows only the single ones, the pairs and all of them. */
function combinations(places: readonly Place[]): Place[][] {
  if (places.length <= MOST_COMBINED) {
    return Array.from({ length: 2 ** places.length - 1 }, (_, mask) => places.filter((_place, index) => ((mask + 1) >> index) & 1));
  }
  const pairs = places.flatMap((first, index) => places.slice(index + 1).map((second) => [first, second]));
  return [...places.map((place) => [place]), ...pairs, [...places]];
}

/** An interrupting event replaces the normal way out; another one may add a token beside it. */
function withBoundaries(diagram: Diagram, node: BpmnElement, normal: Outcome[], placeOf: (flow: BpmnElement) => Place): Outcome[] {
  const events = diagram.boundaries(node).filter((event) => !triggersOf(event).includes('Compensate'));
  return [
    ...normal,
    ...events.flatMap((event) => {
      const ways = leaving(diagram, event, placeOf);
      if (event.get('cancelActivity') !== false) return ways.map((places) => ({ places, ends: false }));
      return normal.flatMap((way) => ways.map((places) => ({ places: [...way.places, ...places], ends: way.ends })));
    }),
  ];
}

/** Reverse post-order of a depth-first walk: in a diagram without loops, every node after all that lead to it. */
function ordered(diagram: Diagram, scope: Scope): BpmnElement[] {
  const next = (node: BpmnElement) => [
    ...[node, ...diagram.boundaries(node)].flatMap((from) => diagram.outgoing(from)).flatMap((flow) => childOf(flow, 'targetRef') ?? []),
    ...diagram.linkTargets(node),
  ];
  const inScope = new Set(scope.nodes.filter((node) => !isType(node, 'bpmn:BoundaryEvent')));
  const seen = new Set<BpmnElement>();
  const finished: BpmnElement[] = [];
  for (const root of [...startsOf(diagram, scope).flat(), ...inScope]) {
    const stack: [BpmnElement, BpmnElement[]][] = seen.has(root) ? [] : [[root, next(root)]];
    seen.add(root);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const child = top[1].pop();
      if (child === undefined) finished.push((stack.pop() ?? top)[0]);
      else if (inScope.has(child) && !seen.has(child)) {
        seen.add(child);
        stack.push([child, next(child)]);
      }
    }
  }
  return finished.filter((node) => inScope.has(node)).reverse();
}

/** Places from which a token can reach an input without passing the join itself. */
function upstreamOf(nodes: readonly Omit<NetNode, 'upstream'>[], join: Omit<NetNode, 'upstream'>): ReadonlySet<Place>[] {
  const producers = new Map<Place, Omit<NetNode, 'upstream'>[]>();
  for (const node of nodes)
    for (const place of new Set(node.outcomes.flatMap(({ places }) => places)))
      producers.set(place, [...(producers.get(place) ?? []), node]);
  return join.inputs.map((input) => {
    const found = new Set<Place>();
    const pending = [input];
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      for (const producer of producers.get(place) ?? []) {
        if (producer === join) continue;
        for (const before of producer.inputs) {
          if (found.has(before)) continue;
          found.add(before);
          pending.push(before);
        }
      }
    }
    return found;
  });
}
