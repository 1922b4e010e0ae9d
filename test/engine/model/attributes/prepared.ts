/** What a diagram needs besides, so that an attribute can be seen: the same with and without it. By type, or by the type that defines the attribute. */
import { childrenOf, isType } from '../../../../engine/model/bpmn-element.ts';
import type { BpmnElement } from '../../../../engine/model/bpmn-element.ts';
import type { Ground } from './ground-face.ts';

type Prepare = (ground: Ground, subject: BpmnElement) => void;

const without =
  (...attributes: readonly string[]): Prepare =>
  (_, subject) => {
    for (const attribute of attributes) subject.set(attribute, undefined);
  };

const timer =
  (attribute: string, body: string): Prepare =>
  (ground, subject) => {
    subject.set('timeDuration', undefined);
    subject.set(attribute, ground.create('bpmn:FormalExpression', { body }));
  };

/** Flows to and from an activity that stands alone in the ground. */
const flows: Prepare = (ground, subject) => {
  if (!isType(subject, 'bpmn:Activity')) return;
  const [before, behind] = ['before', 'behind'].map((id) =>
    ground.add(ground.byId('activities'), 'flowElements', ground.create('bpmn:Task', { id })),
  );
  for (const [id, sourceRef, targetRef] of [
    ['first', before, subject],
    ['second', subject, behind],
    ['third', subject, behind],
  ] as const)
    ground.add(ground.byId('activities'), 'flowElements', ground.create('bpmn:SequenceFlow', { id, sourceRef, targetRef }));
};

/** Nothing leads to the event-based gateway, and its two events are not conditions: those start no case. */
const first: Prepare = (ground) => {
  ground.byId('complex1').set('targetRef', ground.byId('merge'));
  for (const id of ['timerCatch', 'conditionCatch'])
    ground.byId(id).set('eventDefinitions', [ground.create('bpmn:SignalEventDefinition', { signalRef: ground.byId('signal') })]);
};

const operation: Prepare = (ground) => {
  ground.byId('serviceTask').set('tk:topic', undefined);
  ground.byId('serviceTask').set('operationRef', ground.byId('operation'));
};

/** Leaves the send task with a message of its own. */
const noMessageFlows: Prepare = (ground) => {
  const collaboration = ground.byId('collaboration');
  for (const list of ['messageFlows', 'messageFlowAssociations']) collaboration.set(list, []);
  ground.byId('receiveByFlow').set('messageRef', ground.byId('message'));
};

const toPool: Prepare = (ground) => ground.byId('messageFlow').set('targetRef', ground.byId('citizen'));

const nobody: Prepare = (_, subject) => {
  for (const attribute of ['resourceRef', 'resourceAssignmentExpression']) subject.set(attribute, undefined);
};

export const PREPARED: Readonly<Record<string, Prepare>> = {
  'bpmn:EventBasedGateway.instantiate': first,
  'bpmn:EventBasedGateway.eventGatewayType': (ground, subject) => {
    first(ground, subject);
    subject.set('instantiate', true);
    for (const id of ['timerCatch', 'conditionCatch'])
      ground.byId(id).set('eventDefinitions', [ground.create('bpmn:MessageEventDefinition', { messageRef: ground.byId('message') })]);
  },
  'bpmn:Message.id': without('name'),
  'bpmn:Property.id': without('name'),
  'bpmn:Signal.id': without('name'),
  'bpmn:Error.id': without('errorCode'),
  'bpmn:Escalation.id': without('escalationCode'),
  'bpmn:MessageFlow.id': without('messageRef'),
  'bpmn:MessageFlow.name': without('messageRef'),
  'bpmn:Operation.id': (ground, subject) => {
    operation(ground, subject);
    subject.set('name', undefined);
  },
  'bpmn:Operation.name': operation,
  'bpmn:ServiceTask.operationRef': without('tk:topic'),
  'bpmn:Participant.id': (ground, subject) => {
    toPool(ground, subject);
    subject.set('name', undefined);
  },
  'bpmn:Participant.name': toPool,
  'bpmn:Participant.processRef': toPool,
  'bpmn:Collaboration.messageFlows': noMessageFlows,
  'bpmn:FlowNode.incoming': flows,
  'bpmn:FlowNode.outgoing': flows,
  'bpmn:Activity.default': flows,
  'bpmn:Activity.boundaryEventRefs': (ground, subject) => {
    const eventDefinitions = [ground.create('bpmn:SignalEventDefinition', { signalRef: ground.byId('signal') })];
    const event = ground.create('bpmn:BoundaryEvent', { id: 'onSubject', attachedToRef: subject, eventDefinitions });
    ground.add(ground.byId('activities'), 'flowElements', event);
  },
  'bpmn:FlowElementsContainer.flowElements': (_, subject) => {
    if (isType(subject, 'bpmn:SubProcess'))
      subject.set('flowElements', childrenOf(subject, 'flowElements').slice(0, isType(subject, 'bpmn:AdHocSubProcess') ? 1 : 0));
  },
  'bpmn:CatchEvent.eventDefinitionRef': (ground, subject) => {
    subject.set('eventDefinitions', []);
    subject.set('eventDefinitionRef', [ground.byId('sharedSignal')]);
  },
  'bpmn:TimerEventDefinition.timeDate': timer('timeDate', '2030-01-01T00:00:00Z'),
  'bpmn:TimerEventDefinition.timeCycle': timer('timeCycle', 'R3/PT1H'),
  'bpmn:ResourceRole.resourceRef': (ground, subject) => {
    nobody(ground, subject);
    subject.set('resourceRef', ground.byId('resource2'));
  },
  'bpmn:ResourceRole.resourceAssignmentExpression': (ground, subject) => {
    nobody(ground, subject);
    const expression = ground.create('bpmn:FormalExpression', { body: 'someone' });
    subject.set('resourceAssignmentExpression', ground.create('bpmn:ResourceAssignmentExpression', { expression }));
  },
};
