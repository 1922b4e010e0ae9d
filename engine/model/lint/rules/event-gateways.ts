/** An event-based gateway waits for what follows it (BPMN 10.6.6). */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { triggersOf } from '../event-triggers.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

const AWAITED: readonly string[] = ['Message', 'Timer', 'Conditional', 'Signal'];

export function eventGateways(diagram: Diagram): Finding[] {
  return diagram.elements.filter((element) => isType(element, 'bpmn:EventBasedGateway')).flatMap((gateway) => ofGateway(diagram, gateway));
}

function ofGateway(diagram: Diagram, gateway: BpmnElement): Finding[] {
  const targets = diagram.outgoing(gateway).flatMap((flow) => childOf(flow, 'targetRef') ?? []);
  const found = targets.flatMap((target) => ofTarget(diagram, target));
  if (targets.length < 2) found.push(finding('error', 'eventGatewayTargets', gateway, 'It needs at least two events to wait for.'));
  const receives = targets.some((target) => isType(target, 'bpmn:ReceiveTask'));
  const messages = targets.some((target) => isType(target, 'bpmn:Event') && triggersOf(target).includes('Message'));
  if (receives && messages)
    found.push(finding('error', 'eventGatewayMixed', gateway, 'Message events and receive tasks exclude each other.'));
  return found;
}

function ofTarget(diagram: Diagram, target: BpmnElement): Finding[] {
  const found: Finding[] = [];
  if (!isAwaited(target)) found.push(finding('error', 'eventGatewayTarget', target, 'An event-based gateway cannot wait for it.'));
  if (diagram.incoming(target).length > 1)
    found.push(finding('error', 'eventGatewayTargetMerges', target, 'Only the gateway may lead to it.'));
  if (diagram.boundaries(target).length > 0) found.push(finding('error', 'eventGatewayTargetBoundary', target, 'It has boundary events.'));
  return found;
}

function isAwaited(target: BpmnElement): boolean {
  if (isType(target, 'bpmn:ReceiveTask')) return true;
  if (!isType(target, 'bpmn:IntermediateCatchEvent')) return false;
  const triggers = triggersOf(target);
  return triggers.length > 0 && triggers.every((trigger) => AWAITED.includes(trigger));
}
