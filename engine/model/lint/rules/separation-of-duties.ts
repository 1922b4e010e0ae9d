/** `separateFrom` names steps whose performers are shut out: a misspelt id would let them in. */
import type { BpmnElement } from '../../bpmn-element.ts';
import { isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

const SCOPES = ['case', 'process'];

export function separationOfDuties(diagram: Diagram): Finding[] {
  const { elements } = diagram;
  const tasks = elements.filter((element) => isType(element, 'bpmn:UserTask', 'bpmn:ManualTask'));
  const processes = elements.filter((element) => isType(element, 'bpmn:Process'));
  return [...tasks.flatMap((task) => ofTask(diagram, task)), ...processes.flatMap((process) => ofScope(process, tasks))];
}

/** A scope that does not exist, or that no task separates anything in, is a rule that its author believes in and nobody keeps. */
function ofScope(process: BpmnElement, tasks: readonly BpmnElement[]): Finding[] {
  const scope = textOf(process, 'tk:separation');
  if (scope === undefined) return [];
  if (!SCOPES.includes(scope)) {
    const details = { attribute: 'separation', value: scope, allowed: SCOPES.join(', ') };
    return [finding('error', 'enumerationValue', process, `'separation' is '${scope}'.`, details)];
  }
  const separates = tasks.some((task) => processOf(task) === process && namesOf(task).some((name) => name !== 'start'));
  return separates ? [] : [finding('error', 'separationUnused', process, 'It names the scope of a separation, but separates no tasks.')];
}

function ofTask({ byId }: Diagram, task: BpmnElement): Finding[] {
  return namesOf(task)
    .filter((name) => name !== 'start')
    .flatMap((name) => ofName(byId, task, name));
}

const namesOf = (task: BpmnElement): readonly string[] =>
  (textOf(task, 'tk:separateFrom') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

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
