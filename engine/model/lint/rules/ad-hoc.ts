/** Ad-hoc sub-processes have neither start nor end, and end by their condition (BPMN 10.3.5). */
import { childOf, isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function adHoc({ scopes }: Diagram): Finding[] {
  return scopes.flatMap(({ container, nodes }) => {
    if (!isType(container, 'bpmn:AdHocSubProcess')) return [];
    const found: Finding[] = [];
    if (!childOf(container, 'completionCondition'))
      found.push(finding('warning', 'adHocCompletion', container, 'It ends only when a person ends it.'));
    if (!nodes.some((node) => isType(node, 'bpmn:Activity'))) found.push(finding('error', 'adHocEmpty', container, 'It has no activity.'));
    for (const node of nodes) {
      if (isType(node, 'bpmn:StartEvent', 'bpmn:EndEvent'))
        found.push(finding('error', 'adHocEvent', node, 'An ad-hoc sub-process has no start or end event.'));
    }
    return found;
  });
}
