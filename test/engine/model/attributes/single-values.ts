/** Values of single attributes, where one of the kind would make another fault. A list stands for the whole value. By type, or by the type that defines the attribute. */
import { childOf } from '../../../../engine/model/bpmn-element.ts';
import type { BpmnElement } from '../../../../engine/model/bpmn-element.ts';
import type { Ground } from './ground-face.ts';

type Values = (ground: Ground, subject: BpmnElement) => readonly unknown[];

const signal2: Values = (ground) => [[ground.create('bpmn:SignalEventDefinition', { signalRef: ground.byId('signal2') })]];
/** A flow that ends there; of steps that are refused as a whole any. */
const flowsBy =
  (end: 'sourceRef' | 'targetRef'): Values =>
  (ground, subject) => {
    const flows = ground.ofType('bpmn:SequenceFlow');
    const own = flows.find((flow) => childOf(flow, end) === subject);
    return [own ?? flows[0]];
  };
const ids =
  (...wanted: readonly string[]): Values =>
  (ground) =>
    wanted.map((id) => ground.byId(id));
const timer =
  (body: string): Values =>
  (ground) => [ground.create('bpmn:FormalExpression', { body })];

export const SINGLE: Readonly<Record<string, Values>> = {
  'bpmn:BaseElement.id': () => ['renamed'],
  // a whole extension of ours, and one of another vendor
  'bpmn:BaseElement.extensionElements': (ground, subject) => {
    const mapping = ground.create('tk:IoMapping', { inputs: [ground.create('tk:Input', { source: '1', target: 'x' })] });
    const foreign = ground.definitions.$model.createAny('q:x', 'urn:q', { 'xmlns:q': 'urn:q' });
    const reads = subject.$instanceOf('bpmn:Activity') || subject.$instanceOf('bpmn:Event');
    return [ground.create('bpmn:ExtensionElements', { values: [reads ? mapping : foreign] })];
  },
  'bpmn:ExtensionElements.values': (ground) => [ground.definitions.$model.createAny('q:x', 'urn:q', { 'xmlns:q': 'urn:q' })],
  'bpmn:FlowNode.incoming': flowsBy('targetRef'),
  'bpmn:FlowNode.outgoing': flowsBy('sourceRef'),
  'bpmn:Activity.default': ids('second'),
  'bpmn:Activity.boundaryEventRefs': ids('onSubject'),
  'bpmn:Activity.properties': (ground) => [ground.create('bpmn:Property', { name: 'own' })],
  'bpmn:Event.properties': (ground) => [ground.create('bpmn:Property', { name: 'own' })],
  'bpmn:ExclusiveGateway.default': () => [undefined],
  'bpmn:InclusiveGateway.default': () => [undefined],
  'bpmn:ComplexGateway.default': () => [undefined],
  'bpmn:CatchEvent.eventDefinitions': signal2,
  'bpmn:ThrowEvent.eventDefinitions': signal2,
  'bpmn:CatchEvent.eventDefinitionRef': (ground) => [[ground.byId('sharedSignal2')]],
  'bpmn:CompensateEventDefinition.activityRef': ids('host2'),
  'bpmn:BoundaryEvent.attachedToRef': ids('host2'),
  'bpmn:TimerEventDefinition.timeDate': timer('2031-01-01T00:00:00Z'),
  'bpmn:TimerEventDefinition.timeCycle': timer('R3/PT2H'),
  'bpmn:TimerEventDefinition.timeDuration': timer('PT2H'),
  'bpmn:SequenceFlow.sourceRef': ids('timerCatch'),
  'bpmn:SequenceFlow.targetRef': ids('end'),
  'bpmn:MessageFlow.messageRef': ids('message2'),
  'bpmn:Collaboration.messageFlows': (ground) => [
    ground.create('bpmn:MessageFlow', { id: 'added', sourceRef: ground.byId('sendByFlow'), targetRef: ground.byId('receiverPool') }),
  ],
  'bpmn:Definitions.expressionLanguage': () => ['http://groovy.codehaus.org/'],
  'bpmn:Association.targetRef': ids('undo2'),
  'bpmn:DataAssociation.sourceRef': ids('dataObject2'),
  'bpmn:DataAssociation.targetRef': ids('dataInput'),
  'bpmn:Extension.definition': () => [{ id: 'nowhere', $type: 'bpmn:ExtensionDefinition' }],
};
