/** One flow element to one node; links between nodes are drawn afterwards by compile-scope. */
import { callOf, ioMappingsOf, loopOf, userTaskOf, workOf } from './compile-activities.ts';
import { type CompileContext, expressionOf, type NodeDraft, refuse } from './compile-context.ts';
import { messageOf, triggersOf } from './compile-events.ts';
import { flagOf, listOf, type ModdleElement, refOf, textOf, typeOf } from './moddle-element.ts';
import { isArrowPlaceholder } from './arrow-placeholder.ts';
import { OWN_VARIABLES } from './own-variables.ts';
import type { Node, NodeKind } from './process-model.ts';
import { isFeelName } from './vendors/feel-text.ts';

const KINDS: Readonly<Record<string, NodeKind>> = {
  Process: 'process',
  SubProcess: 'subProcess',
  Transaction: 'subProcess',
  AdHocSubProcess: 'subProcess',
  CallActivity: 'callActivity',
  UserTask: 'userTask',
  ManualTask: 'userTask',
  ReceiveTask: 'receiveTask',
  ServiceTask: 'workTask',
  SendTask: 'workTask',
  ScriptTask: 'workTask',
  BusinessRuleTask: 'workTask',
  Task: 'emptyTask',
  StartEvent: 'startEvent',
  EndEvent: 'endEvent',
  IntermediateThrowEvent: 'throwEvent',
  IntermediateCatchEvent: 'catchEvent',
  BoundaryEvent: 'boundaryEvent',
  ExclusiveGateway: 'exclusiveGateway',
  ParallelGateway: 'parallelGateway',
  InclusiveGateway: 'inclusiveGateway',
  ComplexGateway: 'complexGateway',
  EventBasedGateway: 'eventGateway',
};

const ACTIVITIES: ReadonlySet<NodeKind> = new Set(['subProcess', 'callActivity', 'userTask', 'receiveTask', 'workTask', 'emptyTask']);
const EVENTS: ReadonlySet<NodeKind> = new Set(['startEvent', 'endEvent', 'throwEvent', 'catchEvent', 'boundaryEvent']);

/** Descriptive elements: they change nothing at run time. */
const DESCRIPTIVE: ReadonlySet<string> = new Set([
  'DataObject',
  'DataObjectReference',
  'DataStoreReference',
  'TextAnnotation',
  'Group',
  'Association',
]);

export function isDescriptive(element: ModdleElement): boolean {
  return DESCRIPTIVE.has(typeOf(element));
}

/** Undefined (and a problem) when the kernel cannot run the element. */
export function nodeOf(context: CompileContext, element: ModdleElement, parent: Node | undefined): NodeDraft | undefined {
  const type = typeOf(element);
  const kind = kindOf(context, type);
  if (!kind || element.id === undefined) {
    refuse(context, element, 'unsupportedElement', `Element ${element.id} is a ${type}, which is not supported.`, { unsupported: type });
    return undefined;
  }
  const mappings = ioMappingsOf(context, element);
  const node: NodeDraft = {
    id: element.id,
    name: textOf(element, 'name') ?? '',
    kind,
    parent,
    incoming: [],
    outgoing: [],
    defaultFlow: undefined,
    triggers: EVENTS.has(kind) ? triggersOf(context, element) : [],
    interrupting: flagOf(element, kind === 'boundaryEvent' ? 'cancelActivity' : 'isInterrupting', true),
    begins: kind === 'receiveTask' && flagOf(element, 'instantiate', false) ? [] : undefined,
    attachedTo: undefined,
    boundaries: [],
    activity: ACTIVITIES.has(kind)
      ? { loop: loopOf(context, element), forCompensation: flagOf(element, 'isForCompensation', false), compensation: undefined }
      : undefined,
    scope: undefined,
    userTask: kind === 'userTask' ? userTaskOf(context, element) : undefined,
    work: kind === 'workTask' ? workOf(context, element) : undefined,
    call: kind === 'callActivity' ? callOf(context, element, mappings) : undefined,
    inputs: mappings.inputs,
    outputs: mappings.outputs,
    reach: undefined,
    startForm: kind === 'startEvent' ? textOf(element, 'tk:form') : undefined,
    startProof: kind === 'startEvent' && flagOf(element, 'tk:reauthenticate', false),
    initiator: kind === 'startEvent' ? initiatorOf(context, element, parent) : undefined,
    activation:
      kind === 'complexGateway' ? expressionOf(context, element, textOf(element, 'activationCondition'), 'activationCondition') : undefined,
    linkTarget: undefined,
  };
  if (kind === 'receiveTask') receiveTriggers(context, element, node);
  refuseSeveralTriggers(context, element, node);
  if (kind === 'process' || kind === 'subProcess') node.scope = scopeFacet(context, element, type);
  return node;
}

function kindOf(context: CompileContext, type: string): NodeKind | undefined {
  if (type === 'ManualTask' && context.options.manualTask === 'pass') return 'emptyTask';
  if (type === 'Task' && context.options.abstractTask === 'wait') return 'userTask';
  return KINDS[type];
}

/** Only where a process starts, and never a name that the case itself keeps. */
function initiatorOf(context: CompileContext, element: ModdleElement, parent: Node | undefined): string | undefined {
  const name = textOf(element, 'tk:initiator');
  if (name === undefined) return undefined;
  if (parent?.kind === 'process' && isFeelName(name) && !OWN_VARIABLES.includes(name)) return name;
  const message = `Expected initiator of ${element.id} to name a variable, on a start event of a process, but it is '${name}'.`;
  refuse(context, element, 'initiatorUnfit', message, { name });
  return undefined;
}

/** Multiple and parallel multiple events that catch (10.5.1): a row per wait has room for one trigger. */
function refuseSeveralTriggers(context: CompileContext, element: ModdleElement, node: NodeDraft): void {
  const throws = node.kind === 'endEvent' || node.kind === 'throwEvent';
  if (throws || node.triggers.length <= 1) return;
  refuse(context, element, 'severalTriggers', `Expected ${node.id} to have one event definition, but it has ${node.triggers.length}.`, {
    attribute: 'eventDefinitions',
  });
}

/** A receive task without a message waits to be triggered by hand. */
function receiveTriggers(context: CompileContext, element: ModdleElement, node: NodeDraft): void {
  if (!refOf(element, 'messageRef') && !context.receives.has(node.id)) return;
  const message = messageOf(context, element, element);
  if (message) node.triggers = [message];
}

function propertiesOf(element: ModdleElement): string[] {
  return listOf(element, 'properties').flatMap((property) =>
    isArrowPlaceholder(property) ? [] : (textOf(property, 'name') ?? property.id ?? []),
  );
}

function scopeFacet(context: CompileContext, element: ModdleElement, type: string): NonNullable<NodeDraft['scope']> {
  const adHoc =
    type === 'AdHocSubProcess'
      ? {
          sequential: textOf(element, 'ordering') === 'Sequential',
          completion: expressionOf(context, element, textOf(element, 'completionCondition'), 'completionCondition'),
          cancelRemaining: flagOf(element, 'cancelRemainingInstances', true),
        }
      : undefined;
  return {
    children: [],
    starts: [],
    eventStarts: [],
    properties: type === 'Process' ? [] : propertiesOf(element),
    triggeredByEvent: type !== 'Process' && flagOf(element, 'triggeredByEvent', false),
    transaction: type === 'Transaction',
    adHoc,
    compensationStart: undefined,
  };
}
