/** Procedures in which everything happens that can be lost or doubled: tasks, joins, timers, jobs, messages, signals, calls. */
import { bpmn, task } from '../commands/fixtures.ts';

// the same text in every process: a client that deploys again after a kill sends the same bytes
const flow = (from: string, to: string, body = ''): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${body}</sequenceFlow>`;
const chain = (...ids: readonly string[]): string =>
  ids
    .slice(1)
    .map((to, i) => flow(ids[i] ?? '', to))
    .join('');

const MESSAGES = `<message id="mHello" name="hello"/><message id="mReply" name="reply"/><message id="mPaper" name="paper"/>
  <signal id="sGo" name="go"/><signal id="sWake" name="wake"/>`;
const STARTED = 'tk:candidateStarterRoles="officer"';
const OFFICER = 'tk:candidateRoles="officer"';

const condition = (text: string): string => `<conditionExpression>${text}</conditionExpression>`;
const event = (kind: string, id: string, definition: string): string => `<${kind} id="${id}">${definition}</${kind}>`;
const timer = (form: string, text: string): string => `<timerEventDefinition><${form}>${text}</${form}></timerEventDefinition>`;
const message = (ref: string): string => `<messageEventDefinition messageRef="${ref}" tk:correlationKey="file"/>`;
const withFile = (kind: string, id: string, ref: string): string =>
  `<${kind} id="${id}"><extensionElements><tk:ioMapping><tk:input source="file" target="file"/></tk:ioMapping></extensionElements>${message(ref)}</${kind}>`;
const service = (id: string, attributes: string): string => `<serviceTask id="${id}" name="${id}" ${attributes}/>`;

/** Parallel and inclusive joins, a timer, a job, a called process with a repeating timer, a message there and back. */
const WHOLE = bpmn(
  'whole',
  `<startEvent id="start"/><parallelGateway id="fork"/><parallelGateway id="join"/>
  ${task('a', `${OFFICER} tk:form="note"`)}${task('b', OFFICER)}
  ${event('intermediateCatchEvent', 'soon', timer('timeDuration', 'PT0.2S'))}
  ${service('effect', 'tk:topic="test.effect"')}<callActivity id="call" name="call" calledElement="called"/>
  <inclusiveGateway id="some" default="toE"/><inclusiveGateway id="all"/>${task('d', OFFICER)}${task('e', OFFICER)}${service('f', 'tk:topic="test.effect"')}
  ${withFile('intermediateThrowEvent', 'hello', 'mHello')}${event('intermediateCatchEvent', 'reply', message('mReply'))}<endEvent id="end"/>
  ${chain('start', 'fork')}${['a', 'b', 'soon', 'effect', 'call'].map((id) => chain('fork', id, 'join')).join('')}${chain('join', 'some')}
  ${flow('some', 'd', condition('wanted &gt;= 1'))}${flow('some', 'f', condition('wanted &gt;= 2'))}<sequenceFlow id="toE" sourceRef="some" targetRef="e"/>
  ${['d', 'e', 'f'].map((id) => flow(id, 'all')).join('')}${chain('all', 'hello', 'reply', 'end')}`,
  STARTED,
  MESSAGES,
);

const CALLED = bpmn(
  'called',
  `<startEvent id="start"/>${task('inside', OFFICER)}
  <boundaryEvent id="late" attachedToRef="inside" cancelActivity="false">${timer('timeCycle', 'R2/PT0.1S')}</boundaryEvent>
  ${service('remind', 'tk:topic="test.effect"')}<endEvent id="end"/><endEvent id="reminded"/>
  ${chain('start', 'inside', 'end')}${chain('late', 'remind', 'reminded')}`,
  STARTED,
);

const PARTNER = bpmn(
  'partner',
  `${event('startEvent', 'start', '<messageEventDefinition messageRef="mHello"/>')}${service('think', 'tk:topic="test.effect"')}
  ${withFile('intermediateThrowEvent', 'reply', 'mReply')}<endEvent id="end"/>${chain('start', 'think', 'reply', 'end')}`,
  STARTED,
  MESSAGES,
);

const LISTENER = bpmn(
  'listener',
  `<startEvent id="start"/>${task('hold', OFFICER)}
  <boundaryEvent id="heard" attachedToRef="hold" cancelActivity="false"><signalEventDefinition signalRef="sGo"/></boundaryEvent>
  ${task('told', OFFICER)}<endEvent id="end"/><endEvent id="end2"/>${chain('start', 'hold', 'end')}${chain('heard', 'told', 'end2')}`,
  STARTED,
  MESSAGES,
);

/** Waits for a message, a signal and a timer at once; the timer leaves time to suspend the case before, on a slow machine too. */
const WAITER = bpmn(
  'waiter',
  `<startEvent id="start"/><parallelGateway id="fork"/><parallelGateway id="join"/>
  ${event('intermediateCatchEvent', 'paper', message('mPaper'))}
  ${event('intermediateCatchEvent', 'wake', '<signalEventDefinition signalRef="sWake"/>')}
  ${event('intermediateCatchEvent', 'soon', timer('timeDuration', 'PT1S'))}${service('effect', 'tk:topic="test.effect"')}<endEvent id="end"/>
  ${chain('start', 'fork')}${['paper', 'wake', 'soon', 'effect'].map((id) => chain('fork', id, 'join')).join('')}${chain('join', 'end')}`,
  STARTED,
  MESSAGES,
);

const single = (key: string, attributes: string): string =>
  bpmn(key, `<startEvent id="start"/>${service('work', attributes)}<endEvent id="end"/>${chain('start', 'work', 'end')}`, STARTED);

/** Four tasks whose join sees four completions in one moment. */
const RUSH = bpmn(
  'rush',
  `<startEvent id="start"/><parallelGateway id="fork"/><parallelGateway id="join"/>${service('once', 'tk:topic="test.effect"')}<endEvent id="end"/>
  ${chain('start', 'fork')}${['a', 'b', 'c', 'd'].map((id) => `${task(id, OFFICER)}${chain('fork', id, 'join')}`).join('')}${chain('join', 'once', 'end')}`,
  STARTED,
);

const ABOUT = `${STARTED} tk:persons="prisoner"`;
const DEATH = '<message id="mDeath" name="person.death"/>';

/** Listens to the death of its person, and goes on. */
const MOURNER = bpmn(
  'mourner',
  `<startEvent id="start"/>${task('work', OFFICER)}<endEvent id="end"/>${chain('start', 'work', 'end')}
  <subProcess id="died" triggeredByEvent="true"><startEvent id="heard" isInterrupting="false"><messageEventDefinition messageRef="mDeath" tk:correlationKey="prisoner"/></startEvent>
  ${task('told', OFFICER)}<endEvent id="known"/>${chain('heard', 'told', 'known')}</subProcess>`,
  ABOUT,
  DEATH,
);
const DEAF = bpmn('deaf', `<startEvent id="start"/>${task('work', OFFICER)}<endEvent id="end"/>${chain('start', 'work', 'end')}`, ABOUT);

/** A list that is closed, and waits for its lines. */
const GATHERING = bpmn(
  'gathering',
  `<startEvent id="start"/>${task('list', OFFICER)}${service('close', 'tk:effect="round.close"')}
  ${event('intermediateCatchEvent', 'all', '<messageEventDefinition messageRef="mReady" tk:correlationKey="&quot;done&quot;"/>')}
  ${task('publish', OFFICER)}<endEvent id="end"/>${chain('start', 'list', 'close', 'all', 'publish', 'end')}`,
  `${STARTED} tk:lines="gathered"`,
  '<message id="mReady" name="round.linesReady"/>',
);
const GATHERED = bpmn(
  'gathered',
  `<startEvent id="start"/>${task('work', OFFICER)}
  <serviceTask id="report" name="report" tk:effect="line.report"><extensionElements><tk:ioMapping>
    <tk:input source="&quot;done&quot;" target="gate"/></tk:ioMapping></extensionElements></serviceTask>
  ${task('more', OFFICER)}<endEvent id="end"/>${chain('start', 'work', 'report', 'more', 'end')}`,
  STARTED,
);

const NIGHTLY = bpmn(
  'nightly',
  `${event('startEvent', 'start', timer('timeCycle', 'R3/PT1S'))}${service('work', 'tk:topic="test.effect"')}<endEvent id="end"/>${chain('start', 'work', 'end')}`,
  STARTED,
);

const NOTE = JSON.stringify({ id: 'note', type: 'default', components: [{ type: 'textfield', key: 'note', label: 'Ghi chú' }] });

/** A task with a term of the register. */
const DATED = bpmn(
  'dated',
  `<startEvent id="start"/>${task('a', `${OFFICER} tk:dueParameter="reliability.term"`)}<endEvent id="end"/>${chain('start', 'a', 'end')}`,
  STARTED,
);

export const RESOURCES: readonly { readonly name: string; readonly content: string }[] = [
  { name: 'whole.bpmn', content: WHOLE },
  { name: 'called.bpmn', content: CALLED },
  { name: 'partner.bpmn', content: PARTNER },
  { name: 'listener.bpmn', content: LISTENER },
  { name: 'waiter.bpmn', content: WAITER },
  { name: 'flaky.bpmn', content: single('flaky', 'tk:topic="test.flaky" tk:retries="2" tk:backoff="PT0.05S"') },
  { name: 'held.bpmn', content: single('held', 'tk:topic="test.held"') },
  { name: 'rush.bpmn', content: RUSH },
  { name: 'gathering.bpmn', content: GATHERING },
  { name: 'gathered.bpmn', content: GATHERED },
  { name: 'mourner.bpmn', content: MOURNER },
  { name: 'deaf.bpmn', content: DEAF },
  { name: 'nightly.bpmn', content: NIGHTLY },
  { name: 'dated.bpmn', content: DATED },
  { name: 'note.form', content: NOTE },
];

/** A small procedure of its own for each deployment. */
export const freshProcedure = (key: string): string => single(key, 'tk:topic="test.effect"');
