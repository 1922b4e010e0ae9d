/** What begins a case by what it receives: a receive task or an event-based gateway that instantiates (BPMN 10.3.3.3, 10.6.6, 13.2). */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { triggersOf } from '../event-triggers.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function instantiates(element: BpmnElement): boolean {
  return isType(element, 'bpmn:ReceiveTask', 'bpmn:EventBasedGateway') && element.get('instantiate') === true;
}

export function instantiation(diagram: Diagram): Finding[] {
  return diagram.elements.flatMap((element) => {
    if (instantiates(element)) return [...place(diagram, element), ...task(diagram, element), ...parallel(diagram, element)];
    const alone = isType(element, 'bpmn:EventBasedGateway') && element.get('eventGatewayType') === 'Parallel';
    return alone
      ? [wrong(element, 'parallelEventGateway', 'eventGatewayType', 'Only a gateway that instantiates waits for all events.')]
      : [];
  });
}

/** It is where a process begins, so nothing leads to it, and a sub-process is begun by its flow alone. */
function place(diagram: Diagram, element: BpmnElement): Finding[] {
  if (isType(element.$parent, 'bpmn:Process') && diagram.incoming(element).length === 0) return [];
  return [wrong(element, 'instantiatePlace', 'instantiate', 'It is not where a process begins.')];
}

/** The message has come before the task begins: there is nothing to repeat, to interrupt or to undo. */
function task(diagram: Diagram, element: BpmnElement): Finding[] {
  if (!isType(element, 'bpmn:ReceiveTask')) return [];
  const plain = !childOf(element, 'loopCharacteristics') && diagram.boundaries(element).length === 0;
  return plain ? [] : [wrong(element, 'instantiateTask', 'instantiate', 'A task that begins a case has no loop and no boundary events.')];
}

/** Those that come after the first must find its case, and only messages have a key for that (10.6.6). */
function parallel(diagram: Diagram, element: BpmnElement): Finding[] {
  if (element.get('eventGatewayType') !== 'Parallel') return [];
  const targets = diagram.outgoing(element).flatMap((flow) => childOf(flow, 'targetRef') ?? []);
  if (targets.every((target) => isType(target, 'bpmn:ReceiveTask') || triggersOf(target).every((trigger) => trigger === 'Message')))
    return [];
  return [wrong(element, 'parallelEventGateway', 'eventGatewayType', 'A parallel gateway that instantiates waits for messages only.')];
}

function wrong(element: BpmnElement, code: string, attribute: string, message: string): Finding {
  return finding('error', code, element, message, { attribute });
}
