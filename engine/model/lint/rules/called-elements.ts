/** What a call activity calls must be a process that runs, and not itself without end (BPMN 10.3.6). */
import type { BpmnElement } from '../../bpmn-element.ts';
import { isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function calledElements({ elements, byId }: Diagram): Finding[] {
  return elements.flatMap((element) => {
    if (!isType(element, 'bpmn:CallActivity')) return [];
    const name = textOf(element, 'calledElement');
    if (name === undefined) return [finding('error', 'calledElementMissing', element, 'It does not say which process it calls.')];
    const called = byId.get(name.slice(name.indexOf(':') + 1));
    if (isType(called, 'bpmn:GlobalTask'))
      return [finding('error', 'calledElementGlobal', element, `'${name}' is a global task.`, { called: name })];
    if (called && encloses(called, element))
      return [finding('warning', 'callsItself', element, `It calls its own process '${name}'.`, { called: name })];
    return [];
  });
}

function encloses(scope: BpmnElement, element: BpmnElement): boolean {
  for (let at = element.$parent; at; at = at.$parent) if (at === scope) return true;
  return false;
}
