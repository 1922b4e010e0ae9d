/** Tasks that would pass without doing anything, because nothing says what they do. */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function work({ elements }: Diagram): Finding[] {
  return elements
    .filter(
      (element) =>
        isType(element, 'bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask', 'bpmn:ScriptTask') && !doesSomething(element),
    )
    .map((task) => finding('warning', 'workMissing', task, 'Nothing says what it does.', { type: task.$type }));
}

function doesSomething(task: BpmnElement): boolean {
  if (textOf(task, 'tk:topic') !== undefined || textOf(task, 'tk:effect') !== undefined) return true;
  if (isType(task, 'bpmn:BusinessRuleTask')) return textOf(task, 'tk:decision') !== undefined;
  if (isType(task, 'bpmn:ScriptTask')) return textOf(task, 'script') !== undefined;
  return isType(task, 'bpmn:SendTask') && childOf(task, 'messageRef') !== undefined;
}
