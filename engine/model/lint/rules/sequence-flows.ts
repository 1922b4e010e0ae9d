/** What a sequence flow may join (BPMN 8.4.13, 10.5, 10.6). */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function sequenceFlows({ elements }: Diagram): Finding[] {
  const flows = elements.filter((element) => isType(element, 'bpmn:SequenceFlow'));
  return [...flows.flatMap(ofFlow), ...elements.flatMap(defaultFlow)];
}

function ofFlow(flow: BpmnElement): Finding[] {
  const source = childOf(flow, 'sourceRef');
  const target = childOf(flow, 'targetRef');
  if (!source || !target) return [finding('error', 'flowEnds', flow, 'A sequence flow needs a source and a target.')];
  const found: Finding[] = [];
  if (source.$parent !== target.$parent) found.push(finding('error', 'flowCrossesScope', flow, 'It crosses the border of a sub-process.'));
  if (isType(target, 'bpmn:StartEvent')) found.push(finding('error', 'flowIntoStart', flow, 'A start event has no incoming flow.'));
  if (isType(source, 'bpmn:EndEvent')) found.push(finding('error', 'flowFromEnd', flow, 'An end event has no outgoing flow.'));
  if (isType(target, 'bpmn:BoundaryEvent'))
    found.push(finding('error', 'flowIntoBoundary', flow, 'A boundary event has no incoming flow.'));
  for (const end of [source, target]) {
    if (end.get('isForCompensation') === true)
      found.push(finding('error', 'flowAtCompensation', flow, 'A compensation handler has no flows.'));
    if (end.get('triggeredByEvent') === true)
      found.push(finding('error', 'flowAtEventSubProcess', flow, 'An event sub-process has no flows.'));
  }
  return [...found, ...condition(flow, source)];
}

function condition(flow: BpmnElement, source: BpmnElement): Finding[] {
  const expression = childOf(flow, 'conditionExpression');
  if (!expression) return [];
  if (textOf(expression, 'body') === undefined) return [finding('error', 'conditionEmpty', flow, 'Its condition is empty.')];
  const details = { type: source.$type };
  // By the standard an event has no conditional flow; the engine decides by it all the same.
  if (isType(source, 'bpmn:Event'))
    return [finding('warning', 'conditionAtEvent', flow, 'A flow from an event has no condition.', details)];
  if (!isType(source, 'bpmn:Activity', 'bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway')) {
    return [finding('error', 'conditionMisplaced', flow, `A flow from ${source.$type} has no condition.`, details)];
  }
  if (childOf(source, 'default') === flow) return [finding('error', 'defaultWithCondition', flow, 'The default flow has no condition.')];
  return [];
}

function defaultFlow(element: BpmnElement): Finding[] {
  if (!isType(element, 'bpmn:Activity', 'bpmn:Gateway')) return [];
  const flow = childOf(element, 'default');
  if (!flow || childOf(flow, 'sourceRef') === element) return [];
  return [finding('error', 'defaultElsewhere', element, 'Its default flow does not begin here.', { flow: flow.id ?? '' })];
}
