/** Lanes say where a step belongs: each step of the process in one lane at most (BPMN 10.8). */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, childrenOf, isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function lanes({ elements }: Diagram): Finding[] {
  const leaves = elements.filter((element) => isType(element, 'bpmn:Lane') && !childOf(element, 'childLaneSet'));
  const laneOf = new Map<BpmnElement, BpmnElement>();
  return leaves.flatMap((lane) => {
    const members = childrenOf(lane, 'flowNodeRef');
    if (members.length === 0) return [finding('warning', 'laneEmpty', lane, 'No step lies in it.')];
    return members.flatMap((member) => ofMember(lane, member, laneOf));
  });
}

function ofMember(lane: BpmnElement, member: BpmnElement, laneOf: Map<BpmnElement, BpmnElement>): Finding[] {
  const other = laneOf.get(member);
  laneOf.set(member, lane);
  const found: Finding[] = [];
  if (other && other !== lane && other.$parent === lane.$parent) {
    found.push(
      finding('warning', 'laneTwice', member, `It lies in lanes '${other.id}' and '${lane.id}'.`, {
        first: other.id ?? '',
        second: lane.id ?? '',
      }),
    );
  }
  if (processOf(member) !== processOf(lane)) {
    found.push(finding('error', 'laneForeign', lane, `'${member.id}' is of another process.`, { member: member.id ?? '' }));
  }
  return found;
}

function processOf(element: BpmnElement): BpmnElement | undefined {
  for (let at: BpmnElement | undefined = element; at; at = at.$parent) if (isType(at, 'bpmn:Process')) return at;
  return undefined;
}
