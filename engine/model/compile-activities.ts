/** Facets of tasks, call activities and loops (BPMN 10.3). */
import { type CompileContext, expressionOf, mappingsOf, refuse, valueListOf } from './compile-context.ts';
import { asOf, deadlineOf, messageOf } from './compile-events.ts';
import { voteOf } from './compile-vote.ts';
import { extensionsOf, flagOf, listOf, type ModdleElement, numberOf, refOf, textOf, typeOf } from './moddle-element.ts';
import type {
  CallFacet,
  DecisionFacet,
  LoopFacet,
  Mapping,
  MultiInstance,
  Outcome,
  SignatureRequirement,
  UserTaskFacet,
  WorkFacet,
} from './process-model.ts';

const PRIORITY_RANGE = 'a FEEL number from 0 to 100';

interface Mappings {
  readonly inputs: Mapping[];
  readonly outputs: Mapping[];
}

export function ioMappingsOf(context: CompileContext, element: ModdleElement): Mappings {
  const holders = extensionsOf(element, 'tk:IoMapping');
  const collect = (name: 'inputs' | 'outputs'): Mapping[] =>
    holders.flatMap((holder) => mappingsOf(context, element, listOf(holder, name), name));
  return { inputs: collect('inputs'), outputs: collect('outputs') };
}

export function userTaskOf(context: CompileContext, element: ModdleElement): UserTaskFacet {
  const list = (name: string) => valueListOf(context, element, textOf(element, `tk:${name}`), name);
  const due = textOf(element, 'tk:due');
  const deadline = deadlineOf(context, element, element);
  if (due !== undefined && deadline)
    refuse(context, element, 'dueTwice', `Expected user task ${element.id} to have 'due' or 'dueParameter', not both.`);
  return {
    assignee: list('assignee'),
    candidateRoles: list('candidateRoles'),
    candidateUnits: list('candidateUnits'),
    candidatePersons: list('candidatePersons'),
    separateFrom: idsOf(textOf(element, 'tk:separateFrom')),
    excludedPersons: list('excludedPersons'),
    priority: expressionOf(context, element, textOf(element, 'tk:priority'), `priority (${PRIORITY_RANGE})`),
    form: textOf(element, 'tk:form'),
    due: expressionOf(context, element, due, 'due'),
    deadline,
    outcomes: extensionsOf(element, 'tk:Outcomes')
      .flatMap((holder) => listOf(holder, 'values'))
      .map(outcomeOf),
    vote: voteOf(context, element),
    signatures: extensionsOf(element, 'tk:Signature').map(signatureOf),
    reauthenticate: flagOf(element, 'tk:reauthenticate', false),
    documents: extensionsOf(element, 'tk:Document').map((entry) => ({
      key: textOf(entry, 'key') ?? '',
      required: flagOf(entry, 'required', false),
    })),
    escalations: extensionsOf(element, 'tk:Escalation').map((entry) => ({
      at: textOf(entry, 'at') ?? '100%',
      notify: valueListOf(context, element, textOf(entry, 'notify'), 'escalation notify'),
      kind: textOf(entry, 'kind') === 'escalate' ? 'escalate' : 'remind',
    })),
  };
}

const idsOf = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');

function outcomeOf(entry: ModdleElement): Outcome {
  const id = textOf(entry, 'id') ?? '';
  return {
    id,
    name: textOf(entry, 'name') ?? id,
    reasonRequired: flagOf(entry, 'reasonRequired', false),
    returnTo: textOf(entry, 'returnTo'),
  };
}

function signatureOf(entry: ModdleElement): SignatureRequirement {
  const outcomes = idsOf(textOf(entry, 'outcomes'));
  return {
    document: textOf(entry, 'document') ?? '',
    capacity: textOf(entry, 'capacity') === 'agencySeal' ? 'agencySeal' : 'personal',
    level: (textOf(entry, 'level') as SignatureRequirement['level'] | undefined) ?? 'B-LT',
    order: numberOf(entry, 'order') ?? 1,
    kind: textOf(entry, 'kind') === 'paper' ? 'paper' : 'digital',
    ...(outcomes.length > 0 && { outcomes }),
  };
}

/** How a service, send, script or business rule task is carried out: as a job, or inside the step itself. */
export function workOf(context: CompileContext, element: ModdleElement): WorkFacet {
  const topic = textOf(element, 'tk:topic');
  const resultVariable = textOf(element, 'tk:resultVariable');
  if (topic !== undefined)
    return { type: 'job', topic, retries: numberOf(element, 'tk:retries') ?? 5, backoff: backoffOf(context, element), resultVariable };
  const effect = textOf(element, 'tk:effect');
  if (effect !== undefined) return { type: 'effect', name: effect };
  switch (typeOf(element)) {
    case 'ScriptTask': {
      const script = expressionOf(context, element, textOf(element, 'script'), 'script');
      return script ? { type: 'script', script, resultVariable } : { type: 'none' };
    }
    case 'BusinessRuleTask':
      return decisionOf(context, element, resultVariable);
    case 'SendTask': {
      if (!refOf(element, 'messageRef') && !context.sends.has(element.id ?? '')) return { type: 'none' };
      const message = messageOf(context, element, element);
      return message ? { type: 'message', message } : { type: 'none' };
    }
    default:
      return { type: 'none' };
  }
}

function decisionOf(context: CompileContext, element: ModdleElement, resultVariable: string | undefined): WorkFacet {
  const decision = textOf(element, 'tk:decision');
  if (decision === undefined) return { type: 'none' };
  const source = textOf(element, 'tk:decisionAsOf');
  const expression = source?.startsWith('=') ? expressionOf(context, element, source, 'decisionAsOf') : undefined;
  const version = numberOf(element, 'tk:decisionVersion');
  const facet: DecisionFacet = {
    type: 'decision',
    decision,
    binding: bindingOf(context, element, textOf(element, 'tk:decisionBinding'), version),
    version,
    asOf: expression ? { expression } : asOf(context, element, source),
    favourable: expressionOf(context, element, textOf(element, 'tk:favourable'), 'favourable'),
    resultVariable,
  };
  checkFavourable(context, element, facet);
  return facet;
}

/** The most favourable of several versions: only where the task says what is favourable, and is bound to no single version. */
function checkFavourable(context: CompileContext, element: ModdleElement, { asOf: day, favourable, binding }: DecisionFacet): void {
  const wanted = day === 'mostFavourable';
  if (wanted && textOf(element, 'tk:favourable') === undefined)
    refuse(context, element, 'favourableMissing', `Expected ${element.id} to say with 'favourable' which outcome is more favourable.`);
  if (!wanted && favourable)
    refuse(context, element, 'favourableUnused', `Expected ${element.id} to have decisionAsOf="mostFavourable" where it has 'favourable'.`);
  if (wanted && binding !== 'latest')
    refuse(context, element, 'favourableBinding', `Expected ${element.id} to be bound to no single version of its decision.`);
}

const BINDINGS = ['latest', 'deployment', 'version'] as const;

function bindingOf(
  context: CompileContext,
  element: ModdleElement,
  value: string | undefined,
  version: number | undefined,
): (typeof BINDINGS)[number] {
  const binding = BINDINGS.find((known) => known === (value ?? 'latest'));
  if (!binding)
    refuse(context, element, 'binding', `Expected the binding of ${element.id} to be one of ${BINDINGS.join(', ')}, but it is '${value}'.`);
  if (binding === 'version' && version === undefined)
    refuse(context, element, 'bindingVersion', `Expected ${element.id} to name the version it is bound to.`);
  return binding ?? 'latest';
}

function backoffOf(context: CompileContext, element: ModdleElement): { first: number; factor: number; most: number } {
  const source = textOf(element, 'tk:backoff') ?? 'PT10S';
  try {
    return { first: Temporal.Duration.from(source).total('milliseconds'), factor: 2, most: 3_600_000 };
  } catch {
    refuse(
      context,
      element,
      'backoff',
      `Expected backoff of ${element.id} to be an ISO 8601 duration in days or less, but it is '${source}'.`,
    );
    return { first: 10_000, factor: 2, most: 3_600_000 };
  }
}

export function callOf(context: CompileContext, element: ModdleElement, mappings: Mappings): CallFacet | undefined {
  const source = textOf(element, 'calledElement');
  if (source === undefined) {
    refuse(context, element, 'calledElementMissing', `Expected call activity ${element.id} to name the process it calls.`);
    return undefined;
  }
  const process = /^(=|[$#]\{)/.test(source)
    ? expressionOf(context, element, source, 'calledElement')
    : source.slice(source.indexOf(':') + 1);
  const version = numberOf(element, 'tk:version');
  if (process === undefined) return undefined;
  return {
    process,
    version,
    binding: bindingOf(context, element, textOf(element, 'tk:binding'), version),
    ...propagationOf(element, mappings),
  };
}

/** Said for one direction, it counts beside mappings; said for both, or not at all, where nothing is mapped. */
function propagationOf(element: ModdleElement, { inputs, outputs }: Mappings): Pick<CallFacet, 'propagateIn' | 'propagateOut'> {
  const said = (name: string): boolean | undefined => {
    const value = element.get(name);
    return typeof value === 'boolean' ? value : undefined;
  };
  const both = said('tk:propagateAll') ?? inputs.length + outputs.length === 0;
  return {
    propagateIn: said('tk:propagateAllIn') ?? (both && inputs.length === 0),
    propagateOut: said('tk:propagateAllOut') ?? (both && outputs.length === 0),
  };
}

export function loopOf(context: CompileContext, element: ModdleElement): LoopFacet | undefined {
  const loop = refOf(element, 'loopCharacteristics');
  if (!loop) return undefined;
  const expression = (name: string) => expressionOf(context, element, textOf(loop, name), name);
  if (typeOf(loop) === 'StandardLoopCharacteristics')
    return {
      type: 'standard',
      condition: expression('loopCondition'),
      testBefore: flagOf(loop, 'testBefore', false),
      maximum: numberOf(loop, 'loopMaximum'),
    };
  const facet: MultiInstance = {
    type: 'multiInstance',
    sequential: flagOf(loop, 'isSequential', false),
    cardinality: expression('loopCardinality'),
    collection: expression('tk:collection'),
    elementVariable: textOf(loop, 'tk:elementVariable'),
    outputCollection: textOf(loop, 'tk:outputCollection'),
    outputElement: expression('tk:outputElement'),
    completion: expression('completionCondition'),
  };
  if (!facet.cardinality && !facet.collection)
    refuse(
      context,
      element,
      'multiInstanceWithoutNumber',
      `Expected multi-instance activity ${element.id} to have a loopCardinality or a collection.`,
    );
  return facet;
}
