/** The triggers of an event by short name: `Message` for a bpmn:MessageEventDefinition. */
import type { BpmnElement } from '../bpmn-element.ts';
import { childrenOf } from '../bpmn-element.ts';

export function definitionsOf(event: BpmnElement): readonly BpmnElement[] {
  return [...childrenOf(event, 'eventDefinitions'), ...childrenOf(event, 'eventDefinitionRef')];
}

export function triggersOf(event: BpmnElement): readonly string[] {
  return definitionsOf(event).map(({ $type }) => $type.replace(/^bpmn:(.*)EventDefinition$/, '$1'));
}

export function hasTrigger(event: BpmnElement, trigger: string): boolean {
  return triggersOf(event).includes(trigger);
}
