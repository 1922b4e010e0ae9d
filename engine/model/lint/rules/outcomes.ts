/** Outcomes of user tasks: each has an id of its own, and returns to a step that can have come before. */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childrenOf, extensionElementsOf, isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function outcomes(diagram: Diagram): Finding[] {
  return diagram.elements.filter((element) => isType(element, 'bpmn:UserTask')).flatMap((task) => ofTask(diagram, task));
}

function ofTask(diagram: Diagram, task: BpmnElement): Finding[] {
  const holders = extensionElementsOf(task, 'tk:Outcomes');
  const values = holders.flatMap((holder) => childrenOf(holder, 'values'));
  const seen = new Set<string>();
  return values.flatMap((outcome) => {
    const id = textOf(outcome, 'id');
    if (id === undefined) return [finding('error', 'outcomeId', task, 'An outcome has no id.')];
    if (seen.has(id)) return [finding('error', 'outcomeTwice', task, `Outcome '${id}' is there twice.`, { outcome: id })];
    seen.add(id);
    return returnTo(diagram, task, id, textOf(outcome, 'returnTo'));
  });
}

function returnTo(diagram: Diagram, task: BpmnElement, outcome: string, target: string | undefined): Finding[] {
  if (target === undefined) return [];
  const step = diagram.byId.get(target);
  const details = { outcome, target };
  if (!isType(step, 'bpmn:UserTask')) {
    return [finding('error', 'returnToUnknown', task, `Outcome '${outcome}' returns to '${target}', which is no user task.`, details)];
  }
  if (!encloses(step.$parent, task)) {
    return [finding('error', 'returnToScope', task, `'${target}' lies neither in the same sub-process nor in one around it.`, details)];
  }
  return comesBefore(diagram, step, task) ? [] : [finding('error', 'returnToLater', task, `'${target}' does not come before it.`, details)];
}

/** Whether a path leads from the step to the task, or to the sub-process around it in the step's scope. */
function comesBefore(diagram: Diagram, step: BpmnElement, task: BpmnElement): boolean {
  let goal = task;
  while (goal.$parent && goal.$parent !== step.$parent) goal = goal.$parent;
  if (goal === step || goal.get('triggeredByEvent') === true) return true;
  const seen = new Set<BpmnElement>();
  const pending = [step];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node === goal) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    pending.push(...diagram.successors(node));
  }
  return false;
}

function encloses(scope: BpmnElement | undefined, element: BpmnElement): boolean {
  for (let at = element.$parent; at; at = at.$parent) if (at === scope) return true;
  return false;
}
