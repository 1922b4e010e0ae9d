/** Events on the border of an activity (BPMN 10.5.4, Table 10.92). */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { hasTrigger, triggersOf } from '../event-triggers.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

const ALLOWED: readonly string[] = ['Message', 'Timer', 'Escalation', 'Error', 'Cancel', 'Compensate', 'Conditional', 'Signal'];
const ALWAYS_INTERRUPTING: readonly string[] = ['Error', 'Cancel'];

export function boundaryEvents(diagram: Diagram): Finding[] {
  return diagram.elements.filter((element) => isType(element, 'bpmn:BoundaryEvent')).flatMap((event) => ofEvent(diagram, event));
}

function ofEvent(diagram: Diagram, event: BpmnElement): Finding[] {
  const host = childOf(event, 'attachedToRef');
  if (!isType(host, 'bpmn:Activity')) return [finding('error', 'boundaryHost', event, 'It is not attached to an activity.')];
  const found: Finding[] = [];
  if (host.$parent !== event.$parent) found.push(finding('error', 'boundaryScope', event, 'Its activity lies in another sub-process.'));
  if (host.get('triggeredByEvent') === true)
    found.push(finding('error', 'boundaryOnEventSubProcess', event, 'An event sub-process has no boundary events.'));
  const triggers = triggersOf(event);
  const wrong = triggers.filter((trigger) => !ALLOWED.includes(trigger));
  if (triggers.length === 0 || wrong.length > 0) {
    found.push(
      finding('error', 'boundaryTrigger', event, 'It has no trigger, or one that no boundary event has.', { trigger: wrong.join(', ') }),
    );
  }
  if (event.get('cancelActivity') === false && triggers.some((trigger) => ALWAYS_INTERRUPTING.includes(trigger))) {
    found.push(finding('error', 'boundaryMustInterrupt', event, 'An error or cancel event always interrupts.'));
  }
  if (hasTrigger(event, 'Cancel') && !isType(host, 'bpmn:Transaction')) {
    found.push(finding('error', 'cancelBoundaryHost', event, 'A cancel event is attached to a transaction.'));
  }
  if (diagram.outgoing(event).length === 0 && !hasTrigger(event, 'Compensate')) {
    found.push(finding('warning', 'boundaryWithoutFlow', event, 'What it catches leads nowhere.'));
  }
  return found;
}
