/** Message flows join different pools, or what in them can send and receive (BPMN 9.4). */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, childrenOf, isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { hasTrigger } from '../event-triggers.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function messageFlows({ elements }: Diagram): Finding[] {
  const flows = elements.filter((element) => isType(element, 'bpmn:MessageFlow'));
  return [...flows.flatMap(ofFlow), ...flows.filter((flow, i) => isSecond(flow, flows.slice(0, i))).map(twice)];
}

/** What is thrown once goes to one receiver; a pool stands for many elements. */
function isSecond(flow: BpmnElement, earlier: readonly BpmnElement[]): boolean {
  const source = childOf(flow, 'sourceRef');
  return source !== undefined && !isType(source, 'bpmn:Participant') && earlier.some((other) => childOf(other, 'sourceRef') === source);
}

const twice = (flow: BpmnElement): Finding =>
  finding('error', 'messageFlowTwice', flow, 'Its source has another message flow already.', {
    source: childOf(flow, 'sourceRef')?.id ?? '',
  });

function ofFlow(flow: BpmnElement): Finding[] {
  const source = childOf(flow, 'sourceRef');
  const target = childOf(flow, 'targetRef');
  if (!source || !target) return [finding('error', 'messageFlowEnds', flow, 'A message flow needs a source and a target.')];
  const found: Finding[] = [];
  if (poolOf(flow, source) === poolOf(flow, target))
    found.push(finding('error', 'messageFlowInPool', flow, 'Both ends lie in the same pool.'));
  if (!sends(source))
    found.push(finding('error', 'messageFlowSource', flow, `${source.$type} sends no message.`, { source: source.id ?? '' }));
  if (!receives(target))
    found.push(finding('error', 'messageFlowTarget', flow, `${target.$type} receives no message.`, { target: target.id ?? '' }));
  return found;
}

function sends(element: BpmnElement): boolean {
  if (isType(element, 'bpmn:ThrowEvent')) return hasTrigger(element, 'Message');
  return isType(element, 'bpmn:Participant', 'bpmn:Activity', 'bpmn:ConversationNode');
}

function receives(element: BpmnElement): boolean {
  if (isType(element, 'bpmn:CatchEvent')) return hasTrigger(element, 'Message');
  return isType(element, 'bpmn:Participant', 'bpmn:Activity', 'bpmn:ConversationNode');
}

/** The participant, or the process that it stands for. */
function poolOf(flow: BpmnElement, element: BpmnElement): BpmnElement {
  if (isType(element, 'bpmn:Participant')) return childOf(element, 'processRef') ?? element;
  for (let at: BpmnElement | undefined = element; at; at = at.$parent) if (isType(at, 'bpmn:Process')) return at;
  const participants = flow.$parent ? childrenOf(flow.$parent, 'participants') : [];
  return participants.find((participant) => participant === element) ?? element;
}
