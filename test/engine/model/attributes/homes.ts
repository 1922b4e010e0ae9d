/** Where the elements stand that are looked at, when not simply the first of their type. */
import type { BpmnElement } from '../../../../engine/model/bpmn-element.ts';
import type { Ground } from './ground-face.ts';

/** By type, or by type and attribute: the id of the element in every-type.bpmn. */
export const PREFERRED: Readonly<Record<string, string>> = {
  'bpmn:Expression': 'plainCondition',
  'bpmn:FormalExpression': 'formalExpression',
  'bpmn:SignalEventDefinition': 'signalDefinition',
  'bpmn:CompensateEventDefinition': 'compensateDefinition',
  'bpmn:Property': 'subProperty',
  'bpmn:StartEvent': 'messageStart',
  'bpmn:StartEvent.isInterrupting': 'eventSubStart',
  'bpmn:StartEvent.outgoing': 'start',
  'bpmn:EndEvent': 'errorEnd',
  'bpmn:SequenceFlow': 'caught2',
  'bpmn:Association.sourceRef': 'compensationAssociation',
  'bpmn:Association.targetRef': 'compensationAssociation',
  'bpmn:Participant': 'citizen',
  'bpmn:ParticipantMultiplicity': 'multiplicity',
};

type Home = (ground: Ground) => BpmnElement;

const inside =
  (parent: string, property: string, type: string, properties: (ground: Ground) => Record<string, unknown> = () => ({})): Home =>
  (ground) =>
    ground.add(ground.byId(parent), property, ground.create(type, properties(ground)));

const named = (id: string) => () => ({ id });

/** Types that the ground leaves out, because they are refused or have no id: made and put where the standard has them. */
export const HOMES: Readonly<Record<string, Home>> = {
  'bpmn:ExtensionElements': (ground) =>
    ground.add(ground.byId('task'), 'extensionElements', ground.create('bpmn:ExtensionElements', { values: [] })),
  'bpmn:Rendering': inside('userTask', 'renderings', 'bpmn:Rendering', named('rendering')),
  'bpmn:Assignment': inside('dataInputAssociation', 'assignment', 'bpmn:Assignment', (ground) => ({
    id: 'assign',
    from: ground.create('bpmn:Expression', { body: '1' }),
    to: ground.create('bpmn:Expression', { body: 'x' }),
  })),
  'bpmn:InputOutputBinding': inside('activities', 'ioBinding', 'bpmn:InputOutputBinding'),
  'bpmn:CorrelationKey': inside('collaboration', 'correlationKeys', 'bpmn:CorrelationKey', named('key')),
  'bpmn:CorrelationSubscription': inside('activities', 'correlationSubscriptions', 'bpmn:CorrelationSubscription', named('subscription')),
  'bpmn:CorrelationPropertyBinding': (ground) => {
    const subscription = ground.create('bpmn:CorrelationSubscription', { id: 'subscription' });
    ground.add(ground.byId('activities'), 'correlationSubscriptions', subscription);
    return ground.add(subscription, 'correlationPropertyBinding', ground.create('bpmn:CorrelationPropertyBinding', { id: 'binding' }));
  },
  'bpmn:ComplexBehaviorDefinition': inside(
    'multiInstance',
    'complexBehaviorDefinition',
    'bpmn:ComplexBehaviorDefinition',
    named('complexBehavior'),
  ),
  'bpmn:ImplicitThrowEvent': (ground) => {
    const behavior = ground.create('bpmn:ComplexBehaviorDefinition', { id: 'complexBehavior' });
    ground.add(ground.byId('multiInstance'), 'complexBehaviorDefinition', behavior);
    return ground.add(behavior, 'event', ground.create('bpmn:ImplicitThrowEvent', { id: 'implicitThrow' }));
  },
  'bpmn:ResourceParameterBinding': inside('performer', 'resourceParameterBindings', 'bpmn:ResourceParameterBinding', (ground) => ({
    id: 'parameterBinding',
    parameterRef: ground.byId('resourceParameter'),
  })),
  ...Object.fromEntries(
    [
      'GlobalTask',
      'GlobalManualTask',
      'GlobalUserTask',
      'GlobalScriptTask',
      'GlobalBusinessRuleTask',
      'Choreography',
      'GlobalChoreographyTask',
    ].map((name) => [`bpmn:${name}`, inside('definitions', 'rootElements', `bpmn:${name}`, named('refusedRoot'))]),
  ),
  ...Object.fromEntries(
    ['CallChoreography', 'SubChoreography', 'ChoreographyTask'].map((name) => [
      `bpmn:${name}`,
      inside('activities', 'flowElements', `bpmn:${name}`, named('refusedStep')),
    ]),
  ),
};
