/** Cancelling belongs to transactions (BPMN 10.3.5, 13.5.3). */
import type { BpmnElement } from '../../bpmn-element.ts';
import { isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { hasTrigger } from '../event-triggers.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function transactions({ elements }: Diagram): Finding[] {
  return elements
    .filter((element) => isType(element, 'bpmn:EndEvent') && hasTrigger(element, 'Cancel') && !isInTransaction(element))
    .map((event) => finding('error', 'cancelOutsideTransaction', event, 'A cancel end event lies in a transaction.'));
}

function isInTransaction(element: BpmnElement): boolean {
  for (let at = element.$parent; at; at = at.$parent) if (isType(at, 'bpmn:Transaction')) return true;
  return false;
}
