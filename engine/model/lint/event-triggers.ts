/** The triggers of an event by short name: `Message` for a bpmn:MessageEventDefinition. */
import type { BpmnElement } from '../bpmn-element.ts';
import { childrenOf, isType } from '../bpmn-element.ts';
import { textOf } from '../moddle-element.ts';

export function definitionsOf(event: BpmnElement): readonly BpmnElement[] {
  return [...childrenOf(event, 'eventDefinitions'), ...childrenOf(event, 'eventDefinitionRef')];
}

export function triggersOf(event: BpmnElement): readonly string[] {
  return definitionsOf(event).map(({ $type }) => $type.replace(/^bpmn:(.*)EventDefinition$/, '$1'));
}

export function hasTrigger(event: BpmnElement, trigger: string): boolean {
  return triggersOf(event).includes(trigger);
}

export function linkDefinition(event: BpmnElement): BpmnElement | undefined {
  if (!isType(event, 'bpmn:Event')) return undefined;
  return definitionsOf(event).find((definition) => isType(definition, 'bpmn:LinkEventDefinition'));
}

/** Undefined where the event has no link; '' where the link has no name. */
export function linkName(event: BpmnElement): string | undefined {
  const definition = linkDefinition(event);
  return definition && (textOf(definition, 'name') ?? textOf(event, 'name') ?? '');
}
