/** What undoes a completed activity (BPMN 10.7): a boundary event, an association, a handler outside the normal flow. */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, childrenOf, isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { definitionsOf, hasTrigger } from '../event-triggers.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function compensation(diagram: Diagram): Finding[] {
  const associations = diagram.elements.filter((element) => isType(element, 'bpmn:Association'));
  return diagram.elements.flatMap((element) => {
    if (isType(element, 'bpmn:BoundaryEvent') && hasTrigger(element, 'Compensate')) return ofBoundary(diagram, element, associations);
    if (isType(element, 'bpmn:Activity') && element.get('isForCompensation') === true) return ofHandler(element, associations);
    if (isType(element, 'bpmn:ThrowEvent')) return ofThrow(diagram, element);
    return [];
  });
}

function ofBoundary(diagram: Diagram, event: BpmnElement, associations: readonly BpmnElement[]): Finding[] {
  const found: Finding[] = [...attached(event)];
  if (diagram.outgoing(event).length > 0)
    found.push(finding('error', 'compensationBoundaryFlow', event, 'It leads to its handler by an association.'));
  const handlers = associations
    .filter((association) => childOf(association, 'sourceRef') === event)
    .map((association) => childOf(association, 'targetRef'));
  const activities = handlers.filter((handler) => isType(handler, 'bpmn:Activity'));
  if (activities.length !== 1) {
    return [
      ...found,
      finding('error', 'compensationHandlerMissing', event, 'It needs an association to exactly one activity.', {
        count: activities.length,
      }),
    ];
  }
  const [handler] = activities;
  if (isType(handler, 'bpmn:Activity') && handler.get('isForCompensation') !== true) {
    found.push(
      finding('error', 'compensationHandlerKind', event, `'${handler.id}' is not marked isForCompensation.`, { handler: handler.id ?? '' }),
    );
  }
  return found;
}

/** What a boundary event undoes is its activity (10.5.5.2); a reference to another would be ignored. */
function attached(event: BpmnElement): Finding[] {
  const host = childOf(event, 'attachedToRef');
  const other = definitionsOf(event)
    .map((definition) => (isType(definition, 'bpmn:CompensateEventDefinition') ? childOf(definition, 'activityRef') : undefined))
    .find((activity) => activity && activity !== host);
  if (!other) return [];
  const details = { activity: other.id ?? '', attribute: 'activityRef' };
  return [finding('error', 'compensateElsewhere', event, `It is attached to another activity than '${other.id}'.`, details)];
}

function ofHandler(activity: BpmnElement, associations: readonly BpmnElement[]): Finding[] {
  if (activity.get('triggeredByEvent') === true) return [];
  if (associations.some((association) => childOf(association, 'targetRef') === activity)) return [];
  return [finding('warning', 'compensationHandlerUnused', activity, 'No compensation event leads to it.')];
}

/** A throw event may name one activity; it must be one that can be compensated. */
function ofThrow(diagram: Diagram, event: BpmnElement): Finding[] {
  return definitionsOf(event).flatMap((definition) => {
    const activity = isType(definition, 'bpmn:CompensateEventDefinition') ? childOf(definition, 'activityRef') : undefined;
    if (!activity || isCompensable(diagram, activity)) return [];
    return [finding('error', 'compensateActivity', event, `'${activity.id}' has no compensation.`, { activity: activity.id ?? '' })];
  });
}

function isCompensable(diagram: Diagram, activity: BpmnElement): boolean {
  if (isType(activity, 'bpmn:SubProcess', 'bpmn:CallActivity')) return true;
  return diagram.boundaries(activity).some((event) => hasTrigger(event, 'Compensate')) || childrenOf(activity, 'flowElements').length > 0;
}
