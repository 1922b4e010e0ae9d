/** Camunda 7 calls Java; here the same task becomes a job, and a worker of that topic does what the class did. */
import type { BpmnElement } from '../bpmn-element.ts';
import { assign, leave } from './mapping.ts';
import type { Site } from './mapping.ts';

/** The class's simple name, or the name of the bean and method in `${bean.method(…)}`. */
export function topicOf(value: string): string | undefined {
  const expression = /^[$#]\{\s*([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*)\s*(?:\([^{}]*\))?\s*\}$/.exec(value.trim())?.[1];
  return expression ?? /^(?:[A-Za-z_]\w*\.)*([A-Za-z_]\w*)$/.exec(value.trim())?.[1];
}

export function becomeJob(site: Site): void {
  if (site.element.$type === 'bpmn:MessageEventDefinition') return leaveMessage(site);
  const topic = topicOf(site.value);
  if (topic === undefined) return leave(site, 'noEquivalent', 'error');
  assign(site, 'tk:topic', topic, 'becomesJob');
}

/** A message event throws its message itself; without a message the implementation was all it had. */
export function leaveMessage(site: Site, definition: BpmnElement = site.element): void {
  const throws = definition.get('messageRef') !== undefined;
  leave(site, throws ? 'notNeeded' : 'noEquivalent', throws ? 'info' : 'error');
}
