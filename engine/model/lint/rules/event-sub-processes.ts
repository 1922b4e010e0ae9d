/** A sub-process that an event starts (BPMN 10.3.5, 10.5.2): one start event with a trigger, no flows of its own. */
import type { BpmnElement } from '../../bpmn-element.ts';
import { isType } from '../../bpmn-element.ts';
import type { Diagram, Scope } from '../diagram.ts';
import { triggersOf } from '../event-triggers.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

const ALLOWED: readonly string[] = ['Message', 'Timer', 'Escalation', 'Error', 'Compensate', 'Conditional', 'Signal'];

export function eventSubProcesses({ scopes }: Diagram): Finding[] {
  return scopes.filter(({ container }) => container.get('triggeredByEvent') === true).flatMap(ofScope);
}

function ofScope({ container, nodes }: Scope): Finding[] {
  const [start, ...more] = nodes.filter((node) => isType(node, 'bpmn:StartEvent'));
  if (!start || more.length > 0) return [finding('error', 'eventSubProcessStart', container, 'It needs exactly one start event.')];
  const found: Finding[] = [];
  const triggers = triggersOf(start);
  if (triggers.length === 0) found.push(finding('error', 'eventSubProcessStart', container, 'Its start event has no trigger.'));
  const wrong = triggers.filter((trigger) => !ALLOWED.includes(trigger));
  if (wrong.length > 0)
    found.push(finding('error', 'eventSubProcessTrigger', start, `${wrong.join(', ')} does not start it.`, { trigger: wrong.join(', ') }));
  return [...found, ...interruption(start, triggers)];
}

/** An error has ended the scope, and compensation comes after it: neither can run beside it. */
function interruption(start: BpmnElement, triggers: readonly string[]): Finding[] {
  if (start.get('isInterrupting') !== false || !triggers.some((trigger) => trigger === 'Error' || trigger === 'Compensate')) return [];
  return [finding('error', 'eventSubProcessMustInterrupt', start, 'An error or compensation start always interrupts.')];
}
