/** BPMN elements as text, for tests. The roots m, m2 (messages), s, s2 (signals), E1, E2 (errors), X1, X2 (escalations) always exist. */
import { DEFINITIONS, escapeXml, flowXml } from './process-xml.ts';

const ROOTS = [
  ...['m', 'm2'].map((id) => `<message id="${id}" name="${id}"/>`),
  ...['s', 's2'].map((id) => `<signal id="${id}" name="${id}"/>`),
  ...['E1', 'E2'].map((id) => `<error id="${id}" errorCode="${id}"/>`),
  ...['X1', 'X2'].map((id) => `<escalation id="${id}" escalationCode="${id}"/>`),
].join('');

/** One `<process>`; flows are "a -> b" or "a -> b : condition", with ids `<key>_f1`, `<key>_f2`, … */
export function process(key: string, body: string, flows: readonly string[] = []): string {
  return `<process id="${key}" isExecutable="true">${content(key, body, flows)}</process>`;
}

export function definitions(...processes: readonly string[]): string {
  return `${DEFINITIONS}${ROOTS}${processes.join('')}</definitions>`;
}

function content(key: string, body: string, flows: readonly string[]): string {
  return body + flows.map((flow, index) => flowXml(flow, `${key}_f${index + 1}`)).join('');
}

interface Shape {
  /** attributes as text: `tk:topic="x"` */
  readonly attrs?: string;
  /** loop characteristics, extension elements and other content */
  readonly inner?: string;
}

function element(tag: string, id: string, { attrs = '', inner = '' }: Shape = {}): string {
  return `<${tag} id="${id}" ${attrs}>${inner}</${tag}>`;
}

export const userTask = (id: string, shape?: Shape): string => element('userTask', id, shape);
export const task = (id: string, shape?: Shape): string => element('task', id, shape);
export const receiveTask = (id: string, message?: string, shape: Shape = {}): string =>
  element('receiveTask', id, { ...shape, attrs: `${shape.attrs ?? ''} ${message === undefined ? '' : `messageRef="${message}"`}` });
/** A service task whose work is a job. */
export const job = (id: string, shape: Shape = {}): string =>
  element('serviceTask', id, { ...shape, attrs: `tk:topic="work" ${shape.attrs ?? ''}` });
export const script = (id: string, feel: string, resultVariable: string, shape: Shape = {}): string =>
  element('scriptTask', id, {
    attrs: `tk:resultVariable="${resultVariable}" ${shape.attrs ?? ''}`,
    inner: `${shape.inner ?? ''}<script>${escapeXml(feel)}</script>`,
  });
export const gateway = (kind: 'exclusive' | 'parallel' | 'inclusive' | 'complex' | 'eventBased', id: string, shape?: Shape): string =>
  element(`${kind}Gateway`, id, shape);
export const call = (id: string, process_: string, shape: Shape = {}): string =>
  element('callActivity', id, { ...shape, attrs: `calledElement="${process_}" ${shape.attrs ?? ''}` });

export const start = (id: string, definition = ''): string => element('startEvent', id, { inner: definition });
export const end = (id: string, definition = '', extra = ''): string => element('endEvent', id, { inner: extra + definition });
export const caught = (id: string, definition = '', extra = ''): string =>
  element('intermediateCatchEvent', id, { inner: extra + definition });
export const thrown = (id: string, definition = '', extra = ''): string =>
  element('intermediateThrowEvent', id, { inner: extra + definition });
export const boundary = (id: string, host: string, definition: string, interrupting = true, extra = ''): string =>
  element('boundaryEvent', id, { attrs: `attachedToRef="${host}" cancelActivity="${interrupting}"`, inner: extra + definition });

type Body = readonly [body: string, flows?: readonly string[]];
export const subProcess = (id: string, [body, flows = []]: Body, shape: Shape = {}, tag = 'subProcess'): string =>
  element(tag, id, { ...shape, inner: (shape.inner ?? '') + content(id, body, flows) });
export const transaction = (id: string, body: Body, shape?: Shape): string => subProcess(id, body, shape, 'transaction');
export const adHoc = (id: string, body: Body, shape: Shape & { completion?: string } = {}): string =>
  subProcess(
    id,
    [
      `${body[0]}${shape.completion === undefined ? '' : `<completionCondition xsi:type="tFormalExpression">${escapeXml(shape.completion)}</completionCondition>`}`,
      body[1],
    ],
    shape,
    'adHocSubProcess',
  );
/** Its start event is `<id>Start`. */
export const eventSubProcess = (
  id: string,
  definition: string,
  [body, flows = []]: Body,
  { interrupting = true, extra = '' }: { interrupting?: boolean; extra?: string } = {},
): string =>
  subProcess(
    id,
    [`${element('startEvent', `${id}Start`, { attrs: `isInterrupting="${interrupting}"`, inner: extra + definition })}${body}`, [...flows]],
    { attrs: 'triggeredByEvent="true"' },
  );

export const message = (ref = 'm', attrs = ''): string => `<messageEventDefinition messageRef="${ref}" ${attrs}/>`;
export const signal = (ref = 's'): string => `<signalEventDefinition signalRef="${ref}"/>`;
export const error = (ref?: string): string => `<errorEventDefinition ${ref === undefined ? '' : `errorRef="${ref}"`}/>`;
export const escalation = (ref?: string): string => `<escalationEventDefinition ${ref === undefined ? '' : `escalationRef="${ref}"`}/>`;
export const conditional = (feel: string): string =>
  `<conditionalEventDefinition><condition xsi:type="tFormalExpression">${escapeXml(feel)}</condition></conditionalEventDefinition>`;
export const link = (name: string): string => `<linkEventDefinition name="${name}"/>`;
export const compensate = (activity?: string, wait = true): string =>
  `<compensateEventDefinition waitForCompletion="${wait}" ${activity === undefined ? '' : `activityRef="${activity}"`}/>`;
export const cancel = '<cancelEventDefinition/>';
export const terminate = '<terminateEventDefinition/>';
const timer = (tag: string, value: string): string => `<timerEventDefinition><${tag}>${escapeXml(value)}</${tag}></timerEventDefinition>`;
export const after = (duration: string): string => timer('timeDuration', duration);
export const at = (date: string): string => timer('timeDate', date);
export const every = (cycle: string): string => timer('timeCycle', cycle);

/** A task with its compensation boundary event `<id>Undo` and handler `undo<id>` (a user task unless given). */
export function compensable(
  id: string,
  host = userTask(id),
  handler = userTask(`undo${id}`, { attrs: 'isForCompensation="true"' }),
): string {
  return `${host}${boundary(`${id}Undo`, id, '<compensateEventDefinition/>')}${handler}<association id="${id}Link" sourceRef="${id}Undo" targetRef="undo${id}" associationDirection="One"/>`;
}

/** "in: FEEL = target" and "out: FEEL = target" as our mapping extension. */
export function io(inputs: Readonly<Record<string, string>>, outputs: Readonly<Record<string, string>> = {}): string {
  const entries = (tag: string, map: Readonly<Record<string, string>>): string =>
    Object.entries(map)
      .map(([target, source]) => `<tk:${tag} source="${escapeXml(source)}" target="${target}"/>`)
      .join('');
  return extension(`<tk:ioMapping>${entries('input', inputs)}${entries('output', outputs)}</tk:ioMapping>`);
}

export function extension(content_: string): string {
  return `<extensionElements>${content_}</extensionElements>`;
}

interface Many {
  readonly sequential?: boolean;
  readonly cardinality?: string;
  readonly collection?: string;
  readonly element?: string;
  readonly output?: readonly [collection: string, element: string];
  readonly completion?: string;
}

export function many(loop: Many): string {
  const attrs = [
    `isSequential="${loop.sequential ?? false}"`,
    loop.collection === undefined ? '' : `tk:collection="${escapeXml(loop.collection)}"`,
    loop.element === undefined ? '' : `tk:elementVariable="${loop.element}"`,
    loop.output === undefined ? '' : `tk:outputCollection="${loop.output[0]}" tk:outputElement="${escapeXml(loop.output[1])}"`,
  ].join(' ');
  const child = (tag: string, feel: string | undefined): string => (feel === undefined ? '' : `<${tag}>${escapeXml(feel)}</${tag}>`);
  return `<multiInstanceLoopCharacteristics ${attrs}>${child('loopCardinality', loop.cardinality)}${child('completionCondition', loop.completion)}</multiInstanceLoopCharacteristics>`;
}

export function loop(condition: string | undefined, { before = false, maximum }: { before?: boolean; maximum?: number } = {}): string {
  return `<standardLoopCharacteristics testBefore="${before}" ${maximum === undefined ? '' : `loopMaximum="${maximum}"`}>${condition === undefined ? '' : `<loopCondition>${escapeXml(condition)}</loopCondition>`}</standardLoopCharacteristics>`;
}
