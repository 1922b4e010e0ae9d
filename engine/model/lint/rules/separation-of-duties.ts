/** `separateFrom` names steps whose performers are shut out: a misspelt id would let them in. */
import type { BpmnElement } from '../../bpmn-element.ts';
import { isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function separationOfDuties(diagram: Diagram): Finding[] {
  return diagram.elements.filter((element) => isType(element, 'bpmn:UserTask', 'bpmn:ManualTask')).flatMap((task) => ofTask(diagram, task));
}

function ofTask({ byId }: Diagram, task: BpmnElement): Finding[] {
  const names = (textOf(task, 'tk:separateFrom') ?? '').split(',').map((name) => name.trim());
  return names.filter((name) => name !== '' && name !== 'start').flatMap((name) => ofName(byId, task, name));
}

function ofName(byId: Diagram['byId'], task: BpmnElement, name: string): Finding[] {
  if (name === task.id) return [finding('error', 'separateFromSelf', task, 'It is separated from itself.')];
  const other = byId.get(name);
  if (!isType(other, 'bpmn:UserTask', 'bpmn:ManualTask') || processOf(other) !== processOf(task)) {
    return [
      finding('error', 'separateFromUnknown', task, `separateFrom names '${name}', which is no task of this process.`, { target: name }),
    ];
  }
  return [];
}

function processOf(element: BpmnElement): BpmnElement | undefined {
  for (let at: BpmnElement | undefined = element; at; at = at.$parent) if (isType(at, 'bpmn:Process')) return at;
  return undefined;
}
