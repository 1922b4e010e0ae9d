/** Elements to put into others, by the type that a property asks for: abstract types by one that is concrete, and what cannot be empty filled. */
import type { BpmnElement } from '../../../../engine/model/bpmn-element.ts';
import type { Ground } from './ground-face.ts';

type Part = (ground: Ground) => BpmnElement;

const formal: Part = (ground) => ground.create('bpmn:FormalExpression', { body: 'added = 1' });

export const PARTS: Readonly<Record<string, Part>> = {
  'bpmn:Expression': formal,
  'bpmn:FormalExpression': formal,
  'bpmn:RootElement': (ground) =>
    ground.create('bpmn:Process', { id: 'added', flowElements: [ground.create('bpmn:Task', { id: 'addedTask' })] }),
  'bpmn:ResourceRole': (ground) => ground.create('bpmn:HumanPerformer', { resourceRef: ground.byId('resource2') }),
  'bpmn:ResourceAssignmentExpression': (ground) =>
    ground.create('bpmn:ResourceAssignmentExpression', { expression: ground.create('bpmn:FormalExpression', { body: 'another' }) }),
  'bpmn:Documentation': (ground) => ground.create('bpmn:Documentation', { text: 'said' }),
  'bpmn:LoopCharacteristics': (ground) => ground.create('bpmn:StandardLoopCharacteristics', { loopMaximum: 2 }),
  'bpmn:FlowElement': (ground) => ground.create('bpmn:Task', { id: 'added' }),
  'bpmn:Artifact': (ground) => ground.create('bpmn:TextAnnotation', { text: 'said' }),
  'bpmn:ConversationNode': (ground) => ground.create('bpmn:Conversation'),
  'bpmn:BaseElement': (ground) => ground.create('bpmn:TextAnnotation', { text: 'said' }),
  'bpmn:EventDefinition': (ground) => ground.create('bpmn:TerminateEventDefinition'),
  'bpmn:Operation': (ground) => ground.create('bpmn:Operation', { name: 'added', inMessageRef: ground.byId('message') }),
  'bpmn:MessageFlow': (ground) =>
    ground.create('bpmn:MessageFlow', { sourceRef: ground.byId('citizen'), targetRef: ground.byId('receiverPool') }),
};
