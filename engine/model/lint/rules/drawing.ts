/** Elements that nobody sees in the picture of the case. */
import { childOf, isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function drawing({ elements, definitions }: Diagram): Finding[] {
  const drawn = new Set(
    elements.filter((element) => isType(element, 'bpmndi:BPMNShape', 'bpmndi:BPMNEdge')).map((shape) => childOf(shape, 'bpmnElement')),
  );
  if (drawn.size === 0) return [finding('warning', 'drawingMissing', definitions, 'The file has no picture (BPMN DI).')];
  const hidden = elements.filter((element) => isType(element, 'bpmn:FlowNode', 'bpmn:SequenceFlow') && !drawn.has(element));
  return hidden.map((element) => finding('warning', 'notDrawn', element, 'It is missing in the picture.'));
}
