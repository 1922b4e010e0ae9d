/** Loops that nothing ends, and multi-instance activities that nothing counts (BPMN 10.3.8). */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function loops({ elements }: Diagram): Finding[] {
  return elements.filter((element) => isType(element, 'bpmn:Activity')).flatMap(ofActivity);
}

function ofActivity(activity: BpmnElement): Finding[] {
  const loop = childOf(activity, 'loopCharacteristics');
  if (isType(loop, 'bpmn:StandardLoopCharacteristics')) {
    const ends = textOf(loop, 'loopCondition') !== undefined || typeof loop.get('loopMaximum') === 'number';
    return ends ? [] : [finding('error', 'loopEndless', activity, 'The loop has neither condition nor maximum.')];
  }
  if (!isType(loop, 'bpmn:MultiInstanceLoopCharacteristics')) return [];
  const counts = ['loopCardinality', 'tk:collection'].filter((name) => textOf(loop, name) !== undefined);
  if (counts.length === 0) return [finding('error', 'multiInstanceWithoutNumber', activity, 'Nothing says how many instances there are.')];
  if (counts.length === 2) return [finding('warning', 'multiInstanceTwice', activity, 'Cardinality and collection are both given.')];
  return [];
}
