import { existsSync, readFileSync, readdirSync } from 'node:fs';
import test from 'ava';
import type { Finding } from '../../../engine/model/lint/finding.ts';
import { lintDefinitions } from '../../../engine/model/lint/lint.ts';
import { problemText } from '../../../engine/model/messages/problem-text.ts';
import { parseBpmn } from '../../../engine/model/parse.ts';
import { mapVendorAttributes } from '../../../engine/model/vendors/map-vendor-attributes.ts';
import { bpmn, flows, parseBpmnText } from './bpmn-text.ts';

async function lint(content: string, roots = ''): Promise<readonly Finding[]> {
  return lintDefinitions(await parseBpmnText(content, roots));
}

const el = (type: string, id: string, inner = '', attributes = '') => `<bpmn:${type} id="${id}" ${attributes}>${inner}</bpmn:${type}>`;
const user = (id: string, attributes = '', inner = '') =>
  el('userTask', id, inner, `name="Việc ${id}" tk:candidateRoles="judge" ${attributes}`);
const event = (type: string, id: string, trigger: string, attributes = '', inner = '') =>
  el(type, id, el(`${trigger}EventDefinition`, `${id}_${trigger}`, inner), attributes);
const timer = (id: string, value: string, kind = 'timeDuration') =>
  event('intermediateCatchEvent', id, 'timer', '', `<bpmn:${kind}>${value}</bpmn:${kind}>`);
const boundary = (id: string, host: string, trigger: string, attributes = '', inner = '') =>
  event('boundaryEvent', id, trigger, `attachedToRef="${host}" ${attributes}`, inner);
const condition = (from: string, to: string, text = 'x') =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"><bpmn:conditionExpression>${text}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
const loose = (from: string, to: string) => `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
const ext = (inner: string) => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;
const S = '<bpmn:startEvent id="s"/>';
const E = '<bpmn:endEvent id="e"/>';

/** A chain s - middle - e around one element `x`. */
const around = (element: string, more = '') => `${S}${element}${E}${flows('s x e')}${more}`;

test('a plain procedure has nothing to mend but its missing picture', async (t) => {
  const found = await lint(bpmn.straight);
  t.deepEqual(
    found.map(({ code, severity }) => `${severity} ${code}`),
    ['warning drawingMissing'],
  );
});

const SOUND: Record<string, string> = {
  'a parallel split and join': `${S}<bpmn:parallelGateway id="p"/><bpmn:parallelGateway id="q"/>${user('a')}${user('b')}${E}${flows('s p a q e', 'p b q')}`,
  'an exclusive split and merge with default': `${S}<bpmn:exclusiveGateway id="p" default="p_b"/><bpmn:exclusiveGateway id="q"/>${user('a')}${user('b')}${E}${flows('s p', 'a q e', 'p b q')}${condition('p', 'a')}`,
  'an inclusive split and join': `${S}<bpmn:inclusiveGateway id="p" default="p_c"/><bpmn:inclusiveGateway id="q"/>${user('a')}${user('b')}${user('c')}${E}${flows('s p', 'a q e', 'b q', 'p c q')}${condition('p', 'a')}${condition('p', 'b')}`,
  'a loop back through an exclusive gateway': `${S}<bpmn:exclusiveGateway id="m"/>${user('a')}<bpmn:exclusiveGateway id="g" default="g_e"/>${E}${flows('s m a g e')}${condition('g', 'm')}`,
  'an exclusive choice inside a parallel branch': `${S}<bpmn:parallelGateway id="p"/><bpmn:exclusiveGateway id="g" default="g_b"/><bpmn:exclusiveGateway id="h"/><bpmn:parallelGateway id="q"/>${user('a')}${user('b')}${user('c')}${E}${flows('s p g', 'a h q e', 'g b h', 'p c q')}${condition('g', 'a')}`,
  'a timer on a task': `${S}${user('x')}${boundary('t', 'x', 'timer', 'cancelActivity="false"', '<bpmn:timeDuration>P1D</bpmn:timeDuration>')}${user('y')}${E}<bpmn:endEvent id="f"/>${flows('s x e', 't y f')}`,
  'an event-based gateway': `${S}<bpmn:eventBasedGateway id="g"/>${timer('a', 'P3D')}${event('intermediateCatchEvent', 'b', 'signal')}<bpmn:exclusiveGateway id="m"/>${E}${flows('s g a m e', 'g b m')}`,
  'links in pairs': `${S}${event('intermediateThrowEvent', 'a', 'link').replace('id="a_link"', 'id="a_link" name="L"')}${event('intermediateCatchEvent', 'b', 'link').replace('id="b_link"', 'id="b_link" name="L"')}${E}${flows('s a', 'b e')}`,
  'a transaction that is cancelled': `${S}${el('transaction', 'x', `<bpmn:startEvent id="xs"/>${user('xa')}<bpmn:exclusiveGateway id="xg" default="xg_xe"/><bpmn:endEvent id="xe"/>${event('endEvent', 'xc', 'cancel')}${flows('xs xa xg xe')}${condition('xg', 'xc')}`)}${boundary('b', 'x', 'cancel')}${E}<bpmn:endEvent id="f"/>${flows('s x e', 'b f')}`,
  'compensation with its handler': `${S}${user('x')}${boundary('b', 'x', 'compensate')}${user('h', 'isForCompensation="true"')}${event('endEvent', 'e', 'compensate')}${flows('s x e')}<bpmn:association id="as" sourceRef="b" targetRef="h"/>`,
  'an event sub-process': `${around(user('x'))}${el('subProcess', 'es', `${event('startEvent', 'es_s', 'timer', 'isInterrupting="false"', '<bpmn:timeDuration>P1D</bpmn:timeDuration>')}<bpmn:endEvent id="es_e"/>${flows('es_s es_e')}`, 'triggeredByEvent="true"')}`,
  'outcomes that return, and separated duties': `${S}${user('a')}${user('x', 'tk:separateFrom="a, start" tk:dueParameter="d" tk:calendar="vn"', ext('<tk:outcomes><tk:outcome id="approve"/><tk:outcome id="return" returnTo="a"/></tk:outcomes><tk:signature document="d" capacity="agencySeal" level="B-LT"/><tk:document key="k"/><tk:escalation at="80%" notify="chief" kind="remind"/>'))}${E}${flows('s a x e')}`,
  'a return out of a sub-process to a step before it': `${S}${user('a')}${el('subProcess', 'x', `<bpmn:startEvent id="i"/>${user('b', '', ext('<tk:outcomes><tk:outcome id="return" returnTo="a"/></tk:outcomes>'))}<bpmn:endEvent id="j"/>${flows('i b j')}`)}${E}${flows('s a x e')}`,
  'a process that begins with messages of a gateway': `<bpmn:eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/>${event('intermediateCatchEvent', 'a', 'message').replace('id="a_message"', 'id="a_message" messageRef="msg"')}${event('intermediateCatchEvent', 'b', 'message').replace('id="b_message"', 'id="b_message" messageRef="msg2"')}<bpmn:parallelGateway id="j"/>${E}${flows('g b j e', 'g a j')}`,
  'an interval in brackets, however wide': around(
    '<bpmn:scriptTask id="x"><bpmn:script>some v in list satisfies v in [1..9000]</bpmn:script></bpmn:scriptTask>',
  ),
};

for (const [what, content] of Object.entries(SOUND)) {
  test(`finds nothing wrong with ${what}`, async (t) => {
    const found = await lint(content, '<bpmn:signal id="sig"/><bpmn:message id="msg"/><bpmn:message id="msg2"/>');
    t.deepEqual(
      found.filter(({ code }) => code !== 'drawingMissing').map(({ code, path }) => `${code} ${path}`),
      [],
    );
  });
}

type Bad = [what: string, expected: string, content: string, roots?: string];

const BAD: Bad[] = [
  ['a process without elements', 'error processEmpty process', ''],
  ['a missing start', 'warning startMissing process', `${user('x')}${E}${flows('x e')}`],
  ['a missing end', 'warning endMissing process', `${S}${user('x')}${flows('s x')}`],
  [
    'two starts without trigger',
    'warning severalNoneStarts process',
    `${S}<bpmn:startEvent id="s2"/>${user('x')}${E}${flows('s x e', 's2 x')}`,
  ],
  ['a trigger inside a sub-process', 'error subProcessStartTrigger in', around(el('subProcess', 'x', event('startEvent', 'in', 'signal')))],
  [
    'two starts in a sub-process',
    'error subProcessStarts x',
    around(el('subProcess', 'x', '<bpmn:startEvent id="i"/><bpmn:startEvent id="j"/>')),
  ],
  ['a step that nothing leads to', 'error unreachable lost', around(user('x'), user('lost'))],
  ['an end event that nothing leads to', 'warning unreachable lost', around(user('x'), '<bpmn:endEvent id="lost"/>')],
  ['a loop without exit', 'error noWayToEnd a', `${S}<bpmn:exclusiveGateway id="g"/>${user('a')}${flows('s g a g')}`],
  ['a gateway that leads nowhere', 'error gatewayWithoutOutgoing x', `${S}<bpmn:exclusiveGateway id="x"/>${flows('s x')}`],
  ['a path that just stops', 'warning implicitEnd x', `${S}${user('x')}${flows('s x')}`],
  [
    'a flow out of a sub-process',
    'error flowCrossesScope i_e',
    around(el('subProcess', 'x', `<bpmn:startEvent id="i"/>`), loose('i', 'e')),
  ],
  ['a flow into a start', 'error flowIntoStart x_s', around(user('x'), loose('x', 's'))],
  ['a flow out of an end', 'error flowFromEnd e_x', around(user('x'), loose('e', 'x'))],
  ['a flow into a boundary event', 'error flowIntoBoundary s_b', around(user('x'), `${boundary('b', 'x', 'error')}${loose('s', 'b')}`)],
  [
    'a flow at a compensation handler',
    'error flowAtCompensation s_h',
    around(user('x'), `${user('h', 'isForCompensation="true"')}${loose('s', 'h')}`),
  ],
  [
    'a flow at an event sub-process',
    'error flowAtEventSubProcess s_p',
    around(user('x'), `${el('subProcess', 'p', '', 'triggeredByEvent="true"')}${loose('s', 'p')}`),
  ],
  ['an empty condition', 'error conditionEmpty x_e', `${S}${user('x')}${E}${flows('s x')}${condition('x', 'e', '')}`],
  [
    'a condition behind a parallel gateway',
    'error conditionMisplaced x_e',
    `${S}<bpmn:parallelGateway id="x"/>${E}${flows('s x')}${condition('x', 'e')}`,
  ],
  ['a condition behind an event', 'warning conditionAtEvent s_e', `${S}${E}${condition('s', 'e')}`],
  [
    'a default flow with a condition',
    'error defaultWithCondition x_e',
    `${S}<bpmn:exclusiveGateway id="x" default="x_e"/>${E}${flows('s x')}${condition('x', 'e')}`,
  ],
  [
    'a default flow of somewhere else',
    'error defaultElsewhere x',
    `${S}<bpmn:exclusiveGateway id="x" default="s_x"/>${E}${flows('s x e')}`,
  ],
  [
    'an exclusive gateway that cannot decide',
    'error exclusiveUndecided x',
    `${S}<bpmn:exclusiveGateway id="x"/>${user('a')}${E}${flows('s x a e', 'x e')}`,
  ],
  [
    'a flow without condition',
    'warning flowWithoutCondition x',
    `${S}<bpmn:inclusiveGateway id="x"/>${user('a')}${E}${flows('s x a e')}${condition('x', 'e')}`,
  ],
  [
    'a missing default',
    'warning defaultMissing x',
    `${S}<bpmn:exclusiveGateway id="x"/>${user('a')}${E}${flows('s x', 'a e')}${condition('x', 'e')}${condition('x', 'a')}`,
  ],
  [
    'a wrong gateway direction',
    'warning gatewayDirection x',
    `${S}<bpmn:parallelGateway id="x" gatewayDirection="Converging"/>${user('a')}${E}${flows('s x a e', 'x e')}`,
  ],
  ['a gateway that does nothing', 'warning gatewayIdle x', around('<bpmn:parallelGateway id="x"/>')],
  [
    'an implicit merge',
    'warning implicitMerge x',
    `${S}<bpmn:exclusiveGateway id="g" default="g_x"/>${user('a')}${user('x')}${E}${flows('s g x e', 'a x')}${condition('g', 'a')}`,
  ],
  ['an implicit split', 'warning implicitSplit x', `${S}${user('x')}${E}<bpmn:endEvent id="f"/>${flows('s x e', 'x f')}`],
  [
    'an exclusive split into a parallel join',
    'error joinNeverFires q',
    `${S}<bpmn:exclusiveGateway id="p" default="p_b"/><bpmn:parallelGateway id="q"/>${user('a')}${user('b')}${E}${flows('s p b q e', 'a q')}${condition('p', 'a')}`,
  ],
  [
    'a branch that may end elsewhere before a join',
    'warning joinMayWait q',
    `${S}<bpmn:parallelGateway id="p"/><bpmn:exclusiveGateway id="g" default="g_q"/><bpmn:parallelGateway id="q"/>${user('b')}${E}<bpmn:endEvent id="f"/>${flows('s p g q e', 'p b q')}${condition('g', 'f')}`,
  ],
  [
    'a join that also waits for a boundary event',
    'error joinNeverFires q',
    `${S}${user('x')}${boundary('b', 'x', 'timer', '', '<bpmn:timeDuration>P1D</bpmn:timeDuration>')}<bpmn:parallelGateway id="q"/>${E}${flows('s x q e', 'b q')}`,
  ],
  [
    'a parallel split into an exclusive merge',
    'warning notSynchronised q',
    `${S}<bpmn:parallelGateway id="p"/><bpmn:exclusiveGateway id="q"/>${user('a')}${user('b')}${E}${flows('s p a q e', 'p b q')}`,
  ],
  ['a link trigger at an end event', 'error eventTrigger e', `${S}${user('x')}${event('endEvent', 'e', 'link')}${flows('s x e')}`],
  ['an error trigger at the start of a process', 'error eventTrigger s', `${event('startEvent', 's', 'error')}${E}${flows('s e')}`],
  ['a catch event that waits for nothing', 'warning catchWithoutTrigger x', around('<bpmn:intermediateCatchEvent id="x"/>')],
  ['an error end event without error', 'error throwWithoutReference e', `${S}${event('endEvent', 'e', 'error')}${flows('s e')}`],
  ['a boundary event on a gateway-less nothing', 'error boundaryHost b', around(user('x'), '<bpmn:boundaryEvent id="b"/>')],
  [
    'a boundary event in another scope',
    'error boundaryScope b',
    around(el('subProcess', 'x', `${user('i')}`), boundary('b', 'i', 'error')),
  ],
  ['a boundary event without trigger', 'error boundaryTrigger b', around(user('x'), '<bpmn:boundaryEvent id="b" attachedToRef="x"/>')],
  [
    'an error that does not interrupt',
    'error boundaryMustInterrupt b',
    around(user('x'), boundary('b', 'x', 'error', 'cancelActivity="false"')),
  ],
  ['a cancel event on a plain sub-process', 'error cancelBoundaryHost b', around(el('subProcess', 'x'), boundary('b', 'x', 'cancel'))],
  ['a boundary event that leads nowhere', 'warning boundaryWithoutFlow b', around(user('x'), boundary('b', 'x', 'error'))],
  [
    'a boundary event on an event sub-process',
    'error boundaryOnEventSubProcess b',
    around(user('x'), `${el('subProcess', 'p', '', 'triggeredByEvent="true"')}${boundary('b', 'p', 'error')}`),
  ],
  [
    'an event gateway with one event',
    'error eventGatewayTargets g',
    `${S}<bpmn:eventBasedGateway id="g"/>${timer('x', 'P1D')}${E}${flows('s g x e')}`,
  ],
  [
    'an event gateway before a user task',
    'error eventGatewayTarget x',
    `${S}<bpmn:eventBasedGateway id="g"/>${timer('a', 'P1D')}${user('x')}${E}${flows('s g x e', 'g a e')}`,
  ],
  [
    'another way to what an event gateway waits for',
    'error eventGatewayTargetMerges x',
    `${S}<bpmn:eventBasedGateway id="g"/>${timer('a', 'P1D')}${timer('x', 'P2D')}${E}${flows('s g x e', 'g a x')}`,
  ],
  [
    'a boundary event on what an event gateway waits for',
    'error eventGatewayTargetBoundary x',
    `${S}<bpmn:eventBasedGateway id="g"/>${timer('a', 'P1D')}<bpmn:receiveTask id="x"/>${boundary('b', 'x', 'error')}${E}${flows('s g x e', 'g a e')}`,
  ],
  [
    'messages and receive tasks behind one gateway',
    'error eventGatewayMixed g',
    `${S}<bpmn:eventBasedGateway id="g"/>${event('intermediateCatchEvent', 'a', 'message')}<bpmn:receiveTask id="x"/>${E}${flows('s g x e', 'g a e')}`,
  ],
  [
    'an event sub-process without trigger',
    'error eventSubProcessStart p',
    around(user('x'), el('subProcess', 'p', '<bpmn:startEvent id="i"/>', 'triggeredByEvent="true"')),
  ],
  [
    'an event sub-process with two starts',
    'error eventSubProcessStart p',
    around(
      user('x'),
      el('subProcess', 'p', event('startEvent', 'i', 'signal') + event('startEvent', 'j', 'signal'), 'triggeredByEvent="true"'),
    ),
  ],
  [
    'a cancel trigger of an event sub-process',
    'error eventSubProcessTrigger i',
    around(user('x'), el('subProcess', 'p', event('startEvent', 'i', 'cancel'), 'triggeredByEvent="true"')),
  ],
  [
    'an error start that does not interrupt',
    'error eventSubProcessMustInterrupt i',
    around(user('x'), el('subProcess', 'p', event('startEvent', 'i', 'error', 'isInterrupting="false"'), 'triggeredByEvent="true"')),
  ],
  ['a link without name', 'error linkName x', `${S}${event('intermediateThrowEvent', 'x', 'link')}${flows('s x')}`],
  ['a link without target', 'error linkTarget x', `${S}${event('intermediateThrowEvent', 'x', 'link', 'name="L"')}${flows('s x')}`],
  [
    'a link that nothing leads to',
    'warning linkSource x',
    `${S}${E}${flows('s e')}${event('intermediateCatchEvent', 'x', 'link', 'name="L"')}`,
  ],
  ['a link throw with a flow', 'error linkThrowOutgoing x', around(event('intermediateThrowEvent', 'x', 'link', 'name="L"'))],
  ['a link catch with a flow', 'error linkCatchIncoming x', around(event('intermediateCatchEvent', 'x', 'link', 'name="L"'))],
  [
    'a timer with two values',
    'error timerDefinition x',
    around(
      event(
        'intermediateCatchEvent',
        'x',
        'timer',
        '',
        '<bpmn:timeDate>2026-01-01T00:00:00Z</bpmn:timeDate><bpmn:timeDuration>P1D</bpmn:timeDuration>',
      ),
    ),
  ],
  ['a timer without value', 'error timerDefinition x', around(event('intermediateCatchEvent', 'x', 'timer'))],
  ['a duration in words', 'error timerValue x', around(timer('x', '3 days'))],
  ['a negative duration', 'error timerValue x', around(timer('x', '-P1D'))],
  ['a wrong date', 'error timerValue x', around(timer('x', '2026-02-30T00:00:00Z', 'timeDate'))],
  ['a wrong cycle', 'error timerValue x', around(timer('x', 'R3', 'timeCycle'))],
  [
    'a cancel end event outside a transaction',
    'error cancelOutsideTransaction e',
    `${S}${event('endEvent', 'e', 'cancel')}${flows('s e')}`,
  ],
  [
    'a compensation event with a flow',
    'error compensationBoundaryFlow b',
    around(user('x'), `${boundary('b', 'x', 'compensate')}${loose('b', 'e')}`),
  ],
  ['a compensation event without handler', 'error compensationHandlerMissing b', around(user('x'), boundary('b', 'x', 'compensate'))],
  [
    'a handler that is not marked',
    'error compensationHandlerKind b',
    around(user('x'), `${boundary('b', 'x', 'compensate')}${user('h')}<bpmn:association id="as" sourceRef="b" targetRef="h"/>`),
  ],
  ['a handler that nothing leads to', 'warning compensationHandlerUnused h', around(user('x'), user('h', 'isForCompensation="true"'))],
  [
    'compensation of what has none',
    'error compensateActivity e',
    `${S}${user('x')}<bpmn:endEvent id="e"><bpmn:compensateEventDefinition id="d" activityRef="x"/></bpmn:endEvent>${flows('s x e')}`,
  ],
  ['an ad-hoc sub-process without end', 'warning adHocCompletion x', around(el('adHocSubProcess', 'x', user('i')))],
  ['an empty ad-hoc sub-process', 'error adHocEmpty x', around(el('adHocSubProcess', 'x'))],
  ['a start event in an ad-hoc sub-process', 'error adHocEvent i', around(el('adHocSubProcess', 'x', '<bpmn:startEvent id="i"/>'))],
  ['a loop that nothing ends', 'error loopEndless x', around(user('x', '', '<bpmn:standardLoopCharacteristics id="l"/>'))],
  [
    'instances that nothing counts',
    'error multiInstanceWithoutNumber x',
    around(user('x', '', '<bpmn:multiInstanceLoopCharacteristics id="l"/>')),
  ],
  [
    'instances that are counted twice',
    'warning multiInstanceTwice x',
    around(
      user(
        'x',
        '',
        '<bpmn:multiInstanceLoopCharacteristics id="l" tk:collection="a"><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
      ),
    ),
  ],
  ['a call without name', 'error calledElementMissing x', around('<bpmn:callActivity id="x"/>')],
  [
    'a call of a global task',
    'error calledElementGlobal x',
    around('<bpmn:callActivity id="x" calledElement="g"/>'),
    '<bpmn:globalUserTask id="g"/>',
  ],
  ['a process that calls itself', 'warning callsItself x', around('<bpmn:callActivity id="x" calledElement="process"/>')],
  ['work that nothing describes', 'warning workMissing x', around('<bpmn:serviceTask id="x"/>')],
  ['a task without name', 'warning userTaskName x', around('<bpmn:userTask id="x"/>')],
  ['a task without candidates', 'warning userTaskCandidates x', around('<bpmn:userTask id="x"/>')],
  ['a due date given twice', 'error dueTwice x', around(user('x', 'tk:due="d" tk:dueParameter="p"'))],
  ['a due date, and why there is none', 'error dueAndNone x', around(user('x', 'tk:due="d" tk:noDeadline="At the session"'))],
  ['a calendar without parameter', 'warning dueParameterMissing x', around(user('x', 'tk:calendar="vn"'))],
  ['an outcome without id', 'error outcomeId x', around(user('x', '', ext('<tk:outcomes><tk:outcome name="a"/></tk:outcomes>')))],
  [
    'an outcome twice',
    'error outcomeTwice x',
    around(user('x', '', ext('<tk:outcomes><tk:outcome id="a"/><tk:outcome id="a"/></tk:outcomes>'))),
  ],
  [
    'a return to nowhere',
    'error returnToUnknown x',
    around(user('x', '', ext('<tk:outcomes><tk:outcome id="a" returnTo="gone"/></tk:outcomes>'))),
  ],
  [
    'a return into a sub-process',
    'error returnToScope x',
    around(user('x', '', ext('<tk:outcomes><tk:outcome id="a" returnTo="i"/></tk:outcomes>')), el('subProcess', 'p', user('i'))),
  ],
  [
    'a return forward',
    'error returnToLater x',
    `${S}${user('x', '', ext('<tk:outcomes><tk:outcome id="a" returnTo="y"/></tk:outcomes>'))}${user('y')}${E}${flows('s x y e')}`,
  ],
  ['a separation from nobody', 'error separateFromUnknown x', around(user('x', 'tk:separateFrom="gone"'))],
  [
    'a scope of separation that does not exist',
    'error enumerationValue q',
    around(user('x')),
    `<bpmn:process id="q" tk:separation="call">${user('a')}${user('b', 'tk:separateFrom="a"')}</bpmn:process>`,
  ],
  [
    'a scope of separation that separates nothing',
    'error separationUnused q',
    around(user('x')),
    `<bpmn:process id="q" tk:separation="process">${user('a', 'tk:separateFrom="start"')}</bpmn:process>`,
  ],
  ['slips of nobody', 'error enumerationValue q', around(user('x')), `<bpmn:process id="q" tk:slips="some">${user('a')}</bpmn:process>`],
  [
    'a vote that closes unsigned',
    'error voteClosesUnsigned x',
    around(
      user(
        'x',
        '',
        ext(
          '<tk:outcomes><tk:outcome id="a"/><tk:outcome id="b"/></tk:outcomes><tk:signature document="d"/><tk:vote council="[]" quorum="true" majority="true" otherwise="b" closeWhenAllVoted="true"/>',
        ),
      ),
    ),
  ],
  ['a separation from itself', 'error separateFromSelf x', around(user('x', 'tk:separateFrom="x"'))],
  ['a signature without document', 'error requirementIncomplete x', around(user('x', '', ext('<tk:signature/>')))],
  [
    'a signature level that does not exist',
    'error requirementValue x',
    around(user('x', '', ext('<tk:signature document="d" level="B-X"/>'))),
  ],
  [
    'a paper for an outcome that does not exist',
    'error requirementValue x',
    around(user('x', '', ext('<tk:outcomes><tk:outcome id="a"/></tk:outcomes><tk:signature document="d" kind="paper" outcomes="a, b"/>'))),
  ],
  [
    'a digital signature by outcome',
    'error requirementValue x',
    around(user('x', '', ext('<tk:outcomes><tk:outcome id="a"/></tk:outcomes><tk:signature document="d" outcomes="a"/>'))),
  ],
  ['a reminder at no time', 'error requirementValue x', around(user('x', '', ext('<tk:escalation at="soon" notify="chief"/>')))],
  ['performers on a service task', 'error attributeRefused x', around(el('serviceTask', 'x', '<bpmn:performer id="r"/>'))],
  [
    'a receive task that instantiates behind another step',
    'error instantiatePlace x',
    around('<bpmn:receiveTask id="x" instantiate="true" messageRef="m"/>'),
    '<bpmn:message id="m"/>',
  ],
  [
    'a receive task that instantiates and loops',
    'error instantiateTask x',
    `<bpmn:receiveTask id="x" instantiate="true" messageRef="m"><bpmn:standardLoopCharacteristics id="l" loopMaximum="2"/></bpmn:receiveTask>${E}${flows('x e')}`,
    '<bpmn:message id="m"/>',
  ],
  [
    'a parallel event gateway in the middle',
    'error parallelEventGateway g',
    `${S}<bpmn:eventBasedGateway id="g" eventGatewayType="Parallel"/>${timer('a', 'P3D')}${timer('b', 'P4D')}${E}${flows('s g a e', 'g b e')}`,
  ],
  [
    'a parallel event gateway that begins with a timer',
    'error parallelEventGateway g',
    `<bpmn:eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/>${timer('a', 'P3D')}${timer('b', 'P4D')}${E}${flows('g a e', 'g b e')}`,
  ],
  [
    'a message flow whose message another process waits for',
    'error messageFlowAmbiguous mf',
    around('<bpmn:sendTask id="x" messageRef="m"/>'),
    `<bpmn:message id="m" name="m"/><bpmn:process id="p2" isExecutable="true"><bpmn:receiveTask id="r2" messageRef="m"/></bpmn:process><bpmn:process id="p3" isExecutable="true"><bpmn:receiveTask id="r3" messageRef="m"/></bpmn:process><bpmn:collaboration id="c"><bpmn:messageFlow id="mf" sourceRef="x" targetRef="r2"/></bpmn:collaboration>`,
  ],
  [
    'a compensation event that names another activity',
    'error compensateElsewhere b',
    around(
      user('x'),
      `${boundary('b', 'x', 'compensate').replace('id="b_compensate"', 'id="b_compensate" activityRef="h"')}${user('h', 'isForCompensation="true"')}<bpmn:association id="as" sourceRef="b" targetRef="h"/>`,
    ),
  ],
  ['a performer who is not named', 'error resourceRoleIgnored x', around(user('x', '', '<bpmn:performer id="r"/>'))],
  [
    'a range of millions',
    'error rangeTooLarge x',
    around('<bpmn:scriptTask id="x"><bpmn:script>for i in 1..3000000 return i</bpmn:script></bpmn:scriptTask>'),
  ],
  ['a range of millions in a due date', 'error rangeTooLarge x', around(user('x', 'tk:due="count(for i in 1..3000000 return i)"'))],
  ['an id that every object has', 'error idUnfit constructor', around(user('x'), user('constructor'))],
  ['a task without id', 'error idMissing process', around(user('x'), '<bpmn:task/>')],
  ['an empty lane', 'warning laneEmpty l', around(user('x'), '<bpmn:laneSet id="ls"><bpmn:lane id="l"/></bpmn:laneSet>')],
  [
    'a step in two lanes',
    'warning laneTwice x',
    around(
      user('x'),
      '<bpmn:laneSet id="ls"><bpmn:lane id="l"><bpmn:flowNodeRef>x</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="m"><bpmn:flowNodeRef>x</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>',
    ),
  ],
  [
    'a step of another process in a lane',
    'error laneForeign l',
    around(user('x'), '<bpmn:laneSet id="ls"><bpmn:lane id="l"><bpmn:flowNodeRef>y</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>'),
    '<bpmn:process id="q"><bpmn:userTask id="y"/></bpmn:process>',
  ],
  [
    'a message flow inside a pool',
    'error messageFlowInPool m',
    around(user('x'), user('y')),
    '<bpmn:collaboration id="c"><bpmn:participant id="pa" processRef="process"/><bpmn:messageFlow id="m" sourceRef="x" targetRef="y"/></bpmn:collaboration>',
  ],
  [
    'a message flow from a gateway',
    'error messageFlowSource m',
    around('<bpmn:startEvent id="x"/>'),
    '<bpmn:collaboration id="c"><bpmn:participant id="pa" processRef="process"/><bpmn:participant id="pb"/><bpmn:messageFlow id="m" sourceRef="e" targetRef="pb"/></bpmn:collaboration>',
  ],
  [
    'two message flows from one event',
    'error messageFlowTwice n',
    around('<bpmn:sendTask id="x" messageRef="msg"/>'),
    '<bpmn:message id="msg"/><bpmn:collaboration id="c"><bpmn:participant id="pa" processRef="process"/><bpmn:participant id="pb"/><bpmn:participant id="pc"/><bpmn:messageFlow id="m" sourceRef="x" targetRef="pb"/><bpmn:messageFlow id="n" sourceRef="x" targetRef="pc"/></bpmn:collaboration>',
  ],
  [
    'a message flow into a plain event',
    'error messageFlowTarget m',
    around(user('x')),
    '<bpmn:collaboration id="c"><bpmn:participant id="pa" processRef="process"/><bpmn:participant id="pb"/><bpmn:messageFlow id="m" sourceRef="pb" targetRef="s"/></bpmn:collaboration>',
  ],
  ['a misspelt choice', 'error enumerationValue x', around(el('adHocSubProcess', 'x', user('i'), 'ordering="sequential"'))],
  [
    'a complex join without condition',
    'error activationMissing q',
    `${S}<bpmn:parallelGateway id="p"/><bpmn:complexGateway id="q"/>${user('a')}${user('b')}${E}${flows('s p a q e', 'p b q')}`,
  ],
  [
    'an element that is not drawn',
    'warning notDrawn x',
    around(user('x')),
    '<bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="process"><bpmndi:BPMNShape id="sh" bpmnElement="s"/></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>',
  ],
];

for (const [what, expected, content, roots] of BAD) {
  test(`finds ${what}`, async (t) => {
    const found = await lint(content, roots);
    const seen = found.map(({ severity, code, path }) => `${severity} ${code} ${path}`);
    t.true(seen.includes(expected), `expected ${expected}, found: ${seen.join('; ')}`);
    t.is(seen.filter((line) => line === expected).length, 1, 'each fault is named once');
    for (const each of found) readable(t, each);
  });
}

/** Both languages have a text for it, and every placeholder of the text is filled. */
function readable(
  t: { truthy(value: unknown, message?: string): boolean; false(value: boolean, message?: string): boolean },
  found: Finding,
): void {
  for (const language of ['vi', 'en'] as const) {
    const { message, remedy } = problemText(found, language);
    t.truthy(remedy, `${found.code} ${language}`);
    t.false(/\{\w+\}/.test(`${message}${remedy}`), `${found.code} ${language}: ${message}`);
    t.false(message === found.message, `${found.code} has no ${language} text`);
  }
}

test('a file without any process is refused', async (t) => {
  const { definitions } = await parseBpmn(
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"/>',
  );
  t.deepEqual(
    lintDefinitions(definitions)
      .filter(({ severity }) => severity === 'error')
      .map(({ code }) => code),
    ['processMissing'],
  );
});

test('errors come before warnings', async (t) => {
  const severities = (await lint(around('<bpmn:userTask id="x"/>', user('lost')))).map(({ severity }) => severity);
  t.deepEqual(severities, severities.toSorted());
  t.true(severities.includes('error') && severities.includes('warning'));
});

test('a flood of findings is cut, and the rest is counted', async (t) => {
  const found = await lint(Array.from({ length: 1500 }, (_, i) => `<bpmn:userTask id="u${i}"/>`).join(''));
  t.is(found.length, 1001);
  t.is(found.at(-1)?.code, 'moreFindings');
  readable(t, found.at(-1) as Finding);
});

test('a procedure with many parallel choices is checked in bounded time', async (t) => {
  const branches = Array.from({ length: 40 }, (_, i) => `b${i}`);
  const parts = branches.map(
    (b) =>
      `<bpmn:exclusiveGateway id="${b}g" default="${b}g_${b}y"/><bpmn:exclusiveGateway id="${b}m"/>${user(`${b}x`)}${user(`${b}y`)}${flows(`p ${b}g ${b}y ${b}m q`, `${b}x ${b}m`)}${condition(`${b}g`, `${b}x`)}`,
  );
  const started = performance.now();
  const found = await lint(`${S}<bpmn:parallelGateway id="p"/><bpmn:parallelGateway id="q"/>${E}${flows('s p', 'q e')}${parts.join('')}`);
  t.deepEqual(
    found.filter(({ severity }) => severity === 'error'),
    [],
  );
  t.false(found.some(({ code }) => code === 'joinMayWait' || code === 'tokenFlowUnchecked'));
  t.true(performance.now() - started < 10_000);
});

test('what is too large to check fully is said to be unchecked', async (t) => {
  const branches = Array.from({ length: 14 }, (_, i) => `b${i}`);
  const parts = branches.map(
    (b) =>
      `${user(b)}${boundary(`${b}t`, b, 'timer', 'cancelActivity="false"', '<bpmn:timeDuration>P1D</bpmn:timeDuration>')}${flows(`p ${b} q`, `${b}t q`)}`,
  );
  const found = await lint(`${S}<bpmn:parallelGateway id="p"/><bpmn:parallelGateway id="q"/>${E}${flows('s p', 'q e')}${parts.join('')}`);
  t.true(found.some(({ code, severity }) => code === 'tokenFlowUnchecked' && severity === 'warning'));
});

const DIAGRAMS = new URL('../../../../shared/conformance/diagrams/', import.meta.url);
const run = existsSync(DIAGRAMS) ? test : test.skip;

run('the executable reference diagrams have no errors but scripts in Groovy and steps that nothing leads to', async (t) => {
  for (const file of readdirSync(DIAGRAMS).filter((name) => name.endsWith('.bpmn'))) {
    const { definitions } = await parseBpmn(readFileSync(new URL(file, DIAGRAMS), 'utf8'));
    mapVendorAttributes(definitions);
    const errors = lintDefinitions(definitions).filter(({ severity, code, details }) => {
      const groovy = code === 'attributeRefused' && details?.['value'] === 'groovy';
      return severity === 'error' && !groovy && code !== 'unreachable';
    });
    t.deepEqual(errors, [], file);
  }
});
