import test from 'ava';
import { deployText } from './attributes/deploy.ts';
import { bpmnText } from './bpmn-text.ts';

const CHAIN =
  '<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="x"/><bpmn:sequenceFlow id="f2" sourceRef="x" targetRef="e"/><bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

/** One element `x` between a start and an end; what of the refusal names it. */
async function refusals(content: string, roots = ''): Promise<string[]> {
  const { refusals: found } = await deployText(bpmnText(content + CHAIN, roots));
  return found.map(({ code, path, attribute }) => [code, path, attribute].filter(Boolean).join(' '));
}

const MESSAGES = '<bpmn:message id="m" name="q"/><bpmn:message id="m2" name="q2"/><bpmn:signal id="sig" name="q"/>';
const CONDITION = (attributes: string, body = 'true') =>
  `<bpmn:task id="x"/><bpmn:sequenceFlow id="f3" sourceRef="x" targetRef="e"><bpmn:conditionExpression ${attributes}>${body}</bpmn:conditionExpression></bpmn:sequenceFlow>`;

const REFUSED: readonly (readonly [what: string, expected: string, content: string, roots?: string])[] = [
  ['a misspelt attribute', 'unknownAttribute x isForCompensaton', '<bpmn:task id="x" isForCompensaton="true"/>'],
  ['a misspelt attribute with the prefix of BPMN', 'unknownAttribute x foo', '<bpmn:task id="x" bpmn:foo="1"/>'],
  ['an attribute of ours where it means nothing', 'unknownAttribute x tk:candidateRoles', '<bpmn:task id="x" tk:candidateRoles="a"/>'],
  [
    'an element of ours where it means nothing',
    'extensionMisplaced x',
    '<bpmn:task id="x"><bpmn:extensionElements><tk:outcomes><tk:outcome id="a"/></tk:outcomes></bpmn:extensionElements></bpmn:task>',
  ],
  [
    'two loops on one task',
    'contentTwice x loopCharacteristics',
    '<bpmn:task id="x"><bpmn:standardLoopCharacteristics id="l1" loopMaximum="2"/><bpmn:multiInstanceLoopCharacteristics id="l2"><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:task>',
  ],
  [
    'two scripts',
    'contentTwice x script',
    '<bpmn:scriptTask id="x"><bpmn:script>1</bpmn:script><bpmn:script>2</bpmn:script></bpmn:scriptTask>',
  ],
  [
    'two operations of one message event',
    'contentTwice d operationRef',
    '<bpmn:intermediateCatchEvent id="x"><bpmn:messageEventDefinition id="d" messageRef="m"><bpmn:operationRef>o</bpmn:operationRef><bpmn:operationRef>o</bpmn:operationRef></bpmn:messageEventDefinition></bpmn:intermediateCatchEvent>',
    `${MESSAGES}<bpmn:interface id="i" name="i"><bpmn:operation id="o" name="o"><bpmn:inMessageRef>m</bpmn:inMessageRef></bpmn:operation></bpmn:interface>`,
  ],
  ['a loop written as an attribute', 'unknownAttribute x loopCharacteristics', '<bpmn:task id="x" loopCharacteristics="foo"/>'],
  ['performers written as an attribute', 'unknownAttribute x resources', '<bpmn:task id="x" resources="foo"/>'],
  [
    'a condition written as an attribute',
    'unknownAttribute f3 conditionExpression',
    '<bpmn:task id="x"/><bpmn:sequenceFlow id="f3" sourceRef="x" targetRef="e" conditionExpression="a"/>',
  ],
  ['a reference to nothing', 'unresolvedReference x default', '<bpmn:task id="x" default="nowhere"/>'],
  [
    'a reference to two elements where one is meant',
    'unresolvedReference x messageRef',
    '<bpmn:receiveTask id="x" messageRef="m m2"/>',
    MESSAGES,
  ],
  ['a reference to an element of another kind', 'referenceType x messageRef', '<bpmn:receiveTask id="x" messageRef="sig"/>', MESSAGES],
  [
    'a flow that is listed where it does not end',
    'referenceContradicts x incoming',
    '<bpmn:task id="x"><bpmn:incoming>f2</bpmn:incoming></bpmn:task>',
  ],
  ['a default flow that begins elsewhere', 'defaultElsewhere x', '<bpmn:task id="x" default="f1"/>'],
  ['a tag that says it is of another type', 'unknownAttribute x xsi:type', '<bpmn:task id="x" xsi:type="bpmn:tUserTask"/>'],
  ['a condition of a type that has no body', 'conditionEmpty f3', CONDITION('xsi:type="bpmn:tUserTask" id="q"', '')],
  ['an id that is there twice', 'duplicateId x', '<bpmn:task id="x"/><bpmn:task id="x"/>'],
  [
    'an event with two triggers',
    'severalTriggers x eventDefinitions',
    '<bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>',
    MESSAGES,
  ],
];

for (const [what, expected, content, roots] of REFUSED) {
  test(`${what} is refused by name`, async (t) => {
    const found = await refusals(content, roots);
    t.true(found.includes(expected), `expected ${expected}, found: ${found.join('; ')}`);
  });
}

/** There the reader knows no element, and names the line and the tag. */
const UNREADABLE: readonly (readonly [what: string, content: string, roots?: string])[] = [
  ['an element that BPMN does not have', '<bpmn:userTaks id="x"/>'],
  ['a step beside the processes', '<bpmn:task id="x"/>', '<bpmn:userTask id="u"/>'],
  ['a message inside a process', '<bpmn:task id="x"/><bpmn:message id="m"/>'],
  ['a flow inside a task', '<bpmn:task id="x"><bpmn:sequenceFlow id="q" sourceRef="s" targetRef="e"/></bpmn:task>'],
  [
    'a step inside extension elements',
    '<bpmn:task id="x"><bpmn:extensionElements><bpmn:userTask id="u"/></bpmn:extensionElements></bpmn:task>',
  ],
  [
    'an element of ours outside its holder',
    '<bpmn:userTask id="x"><bpmn:extensionElements><tk:outcome id="a"/></bpmn:extensionElements></bpmn:userTask>',
  ],
  ['an element of another vendor outside extension elements', '<bpmn:task id="x"><camunda:foo/></bpmn:task>'],
  ['text where an element has none', '<bpmn:task id="x">hello</bpmn:task>'],
  ['a condition of a type that does not exist', CONDITION('xsi:type="bpmn:tFoo" id="q"')],
  ['a process in another namespace', '<bpmn:task id="x"/>', '<process id="p2" xmlns="urn:none"/>'],
];

for (const [what, content, roots] of UNREADABLE) {
  test(`${what} is refused with line and tag`, async (t) => {
    const found = await refusals(content, roots);
    t.true(found.includes('unreadableContent'), found.join('; '));
  });
}
