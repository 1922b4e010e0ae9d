/** A service task that calls an operation of an interface (BPMN 8.5.1) is a job of the operation's name. */
import type { BpmnElement } from '../bpmn-element.ts';
import { childOf, isType } from '../bpmn-element.ts';
import { textOf } from '../moddle-element.ts';
import { assign, isSet } from './mapping.ts';
import type { Mapping } from './mapping.ts';

export function mapOperation(mapping: Mapping, element: BpmnElement): void {
  if (!isType(element, 'bpmn:ServiceTask')) return;
  const operation = childOf(element, 'operationRef');
  const topic = operation && (textOf(operation, 'name') ?? operation.id);
  if (topic === undefined || isSet(element, 'tk:topic') || isSet(element, 'tk:effect')) return;
  assign({ mapping, element, source: 'operationRef', value: topic }, 'tk:topic', topic, 'becomesJob');
}
