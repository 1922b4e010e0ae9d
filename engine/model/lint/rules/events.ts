/** Which triggers an event may have where it stands, and what they must refer to (BPMN 10.5, Tables 10.84 to 10.93). */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { definitionsOf, triggersOf } from '../event-triggers.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

const ALLOWED: readonly (readonly [type: string, triggers: readonly string[]])[] = [
  ['bpmn:IntermediateCatchEvent', ['Message', 'Timer', 'Conditional', 'Link', 'Signal']],
  ['bpmn:IntermediateThrowEvent', ['Message', 'Escalation', 'Compensate', 'Link', 'Signal']],
  ['bpmn:EndEvent', ['Message', 'Error', 'Escalation', 'Cancel', 'Compensate', 'Signal', 'Terminate']],
];
const STARTS_PROCESS: readonly string[] = ['Message', 'Timer', 'Conditional', 'Signal'];

/** What a thrown trigger cannot do without, and what a caught one can: without error or escalation it catches all. */
const THROWN: readonly (readonly [type: string, reference: string])[] = [
  ['bpmn:ErrorEventDefinition', 'errorRef'],
  ['bpmn:EscalationEventDefinition', 'escalationRef'],
];

export function events({ elements }: Diagram): Finding[] {
  return elements.filter((element) => isType(element, 'bpmn:Event')).flatMap((event) => [...triggers(event), ...references(event)]);
}

function triggers(event: BpmnElement): Finding[] {
  const allowed = allowedAt(event);
  if (!allowed) return [];
  const given = triggersOf(event);
  const wrong = given.filter((trigger) => !allowed.includes(trigger));
  if (wrong.length > 0) {
    const details = { trigger: wrong.join(', '), type: event.$type };
    return [finding('error', 'eventTrigger', event, `${wrong.join(', ')} does not stand at a ${event.$type}.`, details)];
  }
  if (given.length === 0 && isType(event, 'bpmn:IntermediateCatchEvent'))
    return [finding('warning', 'catchWithoutTrigger', event, 'It waits for nothing in particular.')];
  return [];
}

function allowedAt(event: BpmnElement): readonly string[] | undefined {
  if (isType(event, 'bpmn:StartEvent')) return isType(event.$parent, 'bpmn:Process') ? STARTS_PROCESS : undefined;
  return ALLOWED.find(([type]) => isType(event, type))?.[1];
}

function references(event: BpmnElement): Finding[] {
  if (!isType(event, 'bpmn:ThrowEvent')) return [];
  return definitionsOf(event).flatMap((definition) => {
    const needed = THROWN.find(([type]) => isType(definition, type))?.[1];
    if (needed === undefined || childOf(definition, needed)) return [];
    return [finding('error', 'throwWithoutReference', event, `What it throws has no ${needed}.`, { attribute: needed })];
  });
}
