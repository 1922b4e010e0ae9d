/** What a person needs to know of a task, and what the engine needs to offer it to the right ones. */
import type { BpmnElement } from '../../bpmn-element.ts';
import { isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

const WHO = ['tk:assignee', 'tk:candidateRoles', 'tk:candidateUnits', 'tk:candidatePersons'];
const WITH_PARAMETER = ['calendar', 'clockStart', 'asOf'];

export function userTasks({ elements }: Diagram): Finding[] {
  return elements
    .filter((element) => isType(element, 'bpmn:UserTask', 'bpmn:ManualTask'))
    .flatMap((task) => [...names(task), ...candidates(task), ...dueDate(task)]);
}

function names(task: BpmnElement): Finding[] {
  return textOf(task, 'name') === undefined ? [finding('warning', 'userTaskName', task, 'People see it without a name.')] : [];
}

function candidates(task: BpmnElement): Finding[] {
  if (WHO.some((attribute) => textOf(task, attribute) !== undefined)) return [];
  return [finding('warning', 'userTaskCandidates', task, 'Nobody is named who may do it.')];
}

function dueDate(task: BpmnElement): Finding[] {
  const parameter = textOf(task, 'tk:dueParameter') !== undefined;
  if (parameter && textOf(task, 'tk:due') !== undefined)
    return [finding('error', 'dueTwice', task, 'due and dueParameter exclude each other.')];
  if (textOf(task, 'tk:noDeadline') !== undefined && (parameter || textOf(task, 'tk:due') !== undefined))
    return [finding('error', 'dueAndNone', task, 'noDeadline says why there is none, but there is one.')];
  const idle = WITH_PARAMETER.filter((name) => !parameter && textOf(task, `tk:${name}`) !== undefined);
  return idle.map((attribute) =>
    finding('warning', 'dueParameterMissing', task, `'${attribute}' has no effect without dueParameter.`, { attribute }),
  );
}
