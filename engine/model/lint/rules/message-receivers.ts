/**
 * Messages reach who waits for their name and key. Where a message flow names a receiver (BPMN 9.4) and another process of the file
 * waits for the same message, only a correlation key keeps them apart.
 */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { definitionsOf } from '../event-triggers.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

interface Receiver {
  readonly process: BpmnElement | undefined;
  readonly message: BpmnElement;
  readonly hasKey: boolean;
}

export function messageReceivers({ elements }: Diagram): Finding[] {
  const receivers = elements.flatMap(receiversOf);
  return elements.filter((element) => isType(element, 'bpmn:MessageFlow')).flatMap((flow) => ofFlow(flow, receivers));
}

function ofFlow(flow: BpmnElement, receivers: readonly Receiver[]): Finding[] {
  const [source, target] = [childOf(flow, 'sourceRef'), childOf(flow, 'targetRef')];
  const meant = target && processOf(target);
  const message = (source && sentBy(source)) ?? childOf(flow, 'messageRef');
  if (!meant || !message) return [];
  const others = receivers.filter(({ process, hasKey, ...receiver }) => receiver.message === message && process !== meant && !hasKey);
  return others.slice(0, 1).map(({ process }) => {
    const details = { attribute: 'targetRef', message: textOf(message, 'name') ?? message.id ?? '', other: process?.id ?? '' };
    return finding('error', 'messageFlowAmbiguous', flow, `'${details.other}' waits for the same message without a key.`, details);
  });
}

function receiversOf(element: BpmnElement): Receiver[] {
  const holders = isType(element, 'bpmn:CatchEvent') ? definitionsOf(element) : isType(element, 'bpmn:ReceiveTask') ? [element] : [];
  return holders.flatMap((holder) => {
    const message = messageOf(holder);
    if (!message) return [];
    const hasKey = [holder, message].some((each) => textOf(each, 'tk:correlationKey') !== undefined);
    return [{ process: processOf(element), message, hasKey }];
  });
}

function sentBy(source: BpmnElement): BpmnElement | undefined {
  if (isType(source, 'bpmn:SendTask')) return messageOf(source);
  return isType(source, 'bpmn:ThrowEvent') ? definitionsOf(source).flatMap((definition) => messageOf(definition) ?? [])[0] : undefined;
}

function messageOf(holder: BpmnElement): BpmnElement | undefined {
  return holder.$descriptor.propertiesByName['messageRef'] && childOf(holder, 'messageRef');
}

/** A pool stands for its process. */
function processOf(element: BpmnElement): BpmnElement | undefined {
  if (isType(element, 'bpmn:Participant')) return childOf(element, 'processRef');
  for (let at: BpmnElement | undefined = element; at; at = at.$parent) if (isType(at, 'bpmn:Process')) return at;
  return undefined;
}
