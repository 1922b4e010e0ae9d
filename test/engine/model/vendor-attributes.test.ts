import { existsSync, readFileSync, readdirSync } from 'node:fs';
import test from 'ava';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { BpmnElement } from '../../../engine/model/bpmn-element.ts';
import { childrenOf, extensionElementsOf, walk } from '../../../engine/model/bpmn-element.ts';
import { nearestId } from '../../../engine/model/lint/finding.ts';
import { parseBpmn } from '../../../engine/model/parse.ts';
import { CAMUNDA_7_ATTRIBUTES } from '../../../engine/model/vendors/camunda-7-attributes.ts';
import { CAMUNDA_7_ELEMENTS } from '../../../engine/model/vendors/camunda-7-elements.ts';
import { CAMUNDA_8_ATTRIBUTES, CAMUNDA_8_ELEMENTS } from '../../../engine/model/vendors/camunda-8-elements.ts';
import { mapVendorAttributes } from '../../../engine/model/vendors/map-vendor-attributes.ts';
import type { VendorReport } from '../../../engine/model/vendors/map-vendor-attributes.ts';
import { byId, parseBpmnText } from './bpmn-text.ts';

interface Mapped {
  readonly definitions: BpmnElement;
  readonly report: VendorReport;
}

async function map(content: string, roots = '', processAttributes = ''): Promise<Mapped> {
  const definitions = await parseBpmnText(content, roots, processAttributes);
  return { definitions, report: mapVendorAttributes(definitions) };
}

const problems = ({ report }: Mapped) =>
  report.problems.map(({ severity, code, path, details }) => `${severity} ${code} ${path} ${String(details?.['attribute'])}`);
const reasons = ({ report }: Mapped) => report.unmapped.map(({ element, source, reason }) => `${element} ${source} ${reason}`);
const attribute = ({ definitions }: Mapped, id: string, name: string) => byId(definitions, id).get(name);

function io({ definitions }: Mapped, id: string, direction: 'inputs' | 'outputs'): string[] {
  const holders = extensionElementsOf(byId(definitions, id), 'tk:IoMapping');
  return holders.flatMap((holder) =>
    (holder.get(direction) as BpmnElement[]).map((entry) => `${String(entry.get('target'))} := ${String(entry.get('source'))}`),
  );
}

type TypeDescriptor = {
  name: string;
  extends?: string[];
  isAbstract?: boolean;
  superClass?: string[];
  properties?: { name: string; isAttr?: boolean }[];
};

test('a rule stands for every attribute that the vendors put on BPMN elements', (t) => {
  for (const [descriptor, rules] of [
    [camunda.types, CAMUNDA_7_ATTRIBUTES],
    [zeebe.types, CAMUNDA_8_ATTRIBUTES],
  ] as const) {
    for (const type of descriptor as TypeDescriptor[]) {
      if (!type.extends || type.extends.every((name) => name.startsWith('zeebe:'))) continue;
      for (const { name, isAttr } of type.properties ?? []) {
        if (isAttr && !(type.name === 'BindingTypeSupported')) t.truthy(rules[name.replace(/^camunda:/, '')], `${type.name}.${name}`);
      }
    }
  }
});

test('a rule stands for every element that the vendors put into extension elements', (t) => {
  for (const [descriptor, rules, nested] of [
    [camunda.types, CAMUNDA_7_ELEMENTS, ['InOutBinding', 'FormField', 'Validation', 'Constraint']],
    [zeebe.types, CAMUNDA_8_ELEMENTS, ['Input', 'Output', 'Header', 'LinkedResource', 'ExecutionListener', 'TaskListener']],
  ] as const) {
    for (const type of descriptor as TypeDescriptor[]) {
      if (!type.superClass?.includes('Element') || (nested as readonly string[]).includes(type.name)) continue;
      const name = type.name.charAt(0).toLowerCase() + type.name.slice(1);
      t.truthy(rules[name], type.name);
    }
  }
});

test('a user task of Camunda 7 keeps who, what form and by when', async (t) => {
  const mapped =
    await map(`<bpmn:userTask id="u" camunda:assignee="\${owner}" camunda:candidateGroups="judge, clerk" camunda:candidateUsers="an"
    camunda:formKey="embedded:app:forms/a.html" camunda:dueDate="2026-12-01T08:00:00" camunda:priority="70" camunda:asyncBefore="true"
    camunda:followUpDate="2026-11-30T08:00:00"/>`);
  t.is(attribute(mapped, 'u', 'tk:assignee'), '=owner');
  t.is(attribute(mapped, 'u', 'tk:candidateRoles'), 'judge, clerk');
  t.is(attribute(mapped, 'u', 'tk:candidatePersons'), 'an');
  t.is(attribute(mapped, 'u', 'tk:form'), 'embedded:app:forms/a.html');
  t.is(attribute(mapped, 'u', 'tk:due'), 'date and time("2026-12-01T08:00:00")');
  t.is(attribute(mapped, 'u', 'tk:priority'), '70');
  t.deepEqual(reasons(mapped), ['u camunda:asyncBefore alwaysDurable', 'u camunda:followUpDate noFollowUpDate']);
  t.is(Object.keys(byId(mapped.definitions, 'u').$attrs).length, 0);
});

test('a list with expressions becomes one FEEL list', async (t) => {
  const mapped = await map('<bpmn:userTask id="u" camunda:candidateGroups="judge, ${unit}" camunda:candidateUsers="${people}"/>');
  t.is(attribute(mapped, 'u', 'tk:candidateRoles'), '=flatten(["judge", unit])');
  t.is(attribute(mapped, 'u', 'tk:candidatePersons'), '=people');
});

test('literal text of Camunda 7 that begins with an equals sign stays text', async (t) => {
  t.is(attribute(await map('<bpmn:userTask id="u" camunda:assignee="=an"/>'), 'u', 'tk:assignee'), '="=an"');
});

test('due dates: dates, durations and expressions are FEEL, anything else is a problem', async (t) => {
  const due = async (value: string) => attribute(await map(`<bpmn:userTask id="u" camunda:dueDate="${value}"/>`), 'u', 'tk:due');
  t.is(await due('2026-12-01'), 'date("2026-12-01")');
  t.is(await due('2026-12-01T08:00'), 'date and time("2026-12-01T08:00:00")');
  t.is(await due('P3D'), 'now() + duration("P3D")');
  t.is(await due('${deadline}'), 'deadline');
  t.deepEqual(problems(await map('<bpmn:userTask id="u" camunda:dueDate="tomorrow"/>')), ['error vendor.invalidValue u camunda:dueDate']);
});

test('Java becomes a job of its name, and the report says so', async (t) => {
  const mapped =
    await map(`<bpmn:serviceTask id="a" camunda:class="org.acme.SendMail"/><bpmn:serviceTask id="b" camunda:expression="\${orders.ship(id)}"/>
    <bpmn:serviceTask id="c" camunda:delegateExpression="\${archive}"/><bpmn:serviceTask id="d" camunda:type="external" camunda:topic="pay"/>
    <bpmn:serviceTask id="e" camunda:expression="\${a + b}"/><bpmn:serviceTask id="f" camunda:type="mail"/>`);
  t.deepEqual(
    ['a', 'b', 'c', 'd'].map((id) => attribute(mapped, id, 'tk:topic')),
    ['SendMail', 'orders.ship', 'archive', 'pay'],
  );
  t.deepEqual(problems(mapped), ['error vendor.noEquivalent e camunda:expression', 'error vendor.noEquivalent f camunda:type']);
  t.is(mapped.report.mapped.find(({ element }) => element === 'a')?.reason, 'becomesJob');
});

test('retry cycles become retries and backoff', async (t) => {
  const cycle = (value: string) =>
    map(
      `<bpmn:serviceTask id="a"><bpmn:extensionElements><camunda:failedJobRetryTimeCycle>${value}</camunda:failedJobRetryTimeCycle></bpmn:extensionElements></bpmn:serviceTask>`,
    );
  const regular = await cycle('R3/PT10M');
  t.is(attribute(regular, 'a', 'tk:retries'), 3);
  t.is(attribute(regular, 'a', 'tk:backoff'), 'PT10M');
  t.is(attribute(await cycle('PT1M,PT5M'), 'a', 'tk:retries'), 3);
  t.deepEqual(problems(await cycle('often')), ['error vendor.invalidValue a camunda:failedJobRetryTimeCycle']);
});

test('input and output parameters become mappings; lists and maps too; scripts are a problem', async (t) => {
  const mapped = await map(`<bpmn:serviceTask id="a" camunda:topic="x" camunda:type="external"><bpmn:extensionElements><camunda:inputOutput>
    <camunda:inputParameter name="text">Xin chào</camunda:inputParameter><camunda:inputParameter name="value">\${x.y}</camunda:inputParameter>
    <camunda:inputParameter name="list"><camunda:list><camunda:value>1</camunda:value><camunda:value>\${b}</camunda:value></camunda:list></camunda:inputParameter>
    <camunda:inputParameter name="map"><camunda:map><camunda:entry key="k">v</camunda:entry></camunda:map></camunda:inputParameter>
    <camunda:inputParameter name="script"><camunda:script scriptFormat="groovy">1</camunda:script></camunda:inputParameter>
    <camunda:outputParameter name="result">\${answer}</camunda:outputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>`);
  t.deepEqual(io(mapped, 'a', 'inputs'), ['text := "Xin chào"', 'value := x.y', 'list := ["1", b]', 'map := { "k": "v" }']);
  t.deepEqual(io(mapped, 'a', 'outputs'), ['result := answer']);
  t.deepEqual(problems(mapped), ['error vendor.noEquivalent a camunda:inputOutput/inputParameter']);
});

const propagation = (mapped: Parameters<typeof attribute>[0], id: string) =>
  ['tk:propagateAll', 'tk:propagateAllIn', 'tk:propagateAllOut'].map((name) => attribute(mapped, id, name));

test('who starts a process of Camunda 7 is told in the variable that it names', async (t) => {
  const mapped = await map(
    `<bpmn:startEvent id="s" camunda:initiator="applicant"/><bpmn:startEvent id="bad" camunda:initiator="a b"/>
     <bpmn:startEvent id="own" camunda:initiator="starter"/>
     <bpmn:subProcess id="sub"><bpmn:startEvent id="inner" camunda:initiator="x"/></bpmn:subProcess>`,
  );
  t.is(attribute(mapped, 's', 'tk:initiator'), 'applicant');
  t.like(mapped.report.mapped[0], {
    element: 's',
    source: 'camunda:initiator',
    target: 'tk:initiator',
    result: 'applicant',
    reason: 'mapped',
  });
  t.deepEqual(problems(mapped), ['error vendor.invalidValue bad camunda:initiator', 'error vendor.invalidValue own camunda:initiator']);
  t.is(attribute(mapped, 'inner', 'tk:initiator'), undefined);
});

test('a call activity of Camunda 7 keeps its binding and mappings', async (t) => {
  const mapped =
    await map(`<bpmn:callActivity id="c" calledElement="\${key}" camunda:calledElementBinding="version" camunda:calledElementVersion="3"><bpmn:extensionElements>
    <camunda:in businessKey="#{execution.processBusinessKey}"/><camunda:in source="a" target="b"/><camunda:in sourceExpression="\${x + 1}" target="c"/><camunda:out source="r" target="s"/></bpmn:extensionElements></bpmn:callActivity>
    <bpmn:callActivity id="all" calledElement="p"><bpmn:extensionElements><camunda:in variables="all"/><camunda:out variables="all"/></bpmn:extensionElements></bpmn:callActivity>
    <bpmn:callActivity id="in" calledElement="p"><bpmn:extensionElements><camunda:in variables="all"/></bpmn:extensionElements></bpmn:callActivity>`);
  t.is(attribute(mapped, 'c', 'calledElement'), '=key');
  t.is(attribute(mapped, 'c', 'tk:binding'), 'version');
  t.is(attribute(mapped, 'c', 'tk:version'), 3);
  t.deepEqual(io(mapped, 'c', 'inputs'), ['b := a', 'c := x + 1']);
  t.deepEqual(io(mapped, 'c', 'outputs'), ['s := r']);
  t.deepEqual(propagation(mapped, 'all'), [undefined, true, true]);
  t.deepEqual(propagation(mapped, 'in'), [undefined, true, false]);
  t.deepEqual(problems(mapped), []);
});

test('a call activity of a Camunda 7 file without mappings passes nothing, as there', async (t) => {
  const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="d" targetNamespace="t"
    modeler:executionPlatform="Camunda Platform"><bpmn:process id="p"><bpmn:callActivity id="c" calledElement="q"/></bpmn:process></bpmn:definitions>`;
  const { definitions } = await parseBpmn(xml);
  const report = mapVendorAttributes(definitions);
  t.is(byId(definitions, 'c').get('tk:propagateAll'), false);
  t.is(report.mapped[0]?.reason, 'nothingIsPassed');
});

test('decisions, collections, starters and scripts of Camunda 7', async (t) => {
  const mapped = await map(
    `<bpmn:businessRuleTask id="b" camunda:decisionRef="fee" camunda:decisionRefBinding="deployment" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="fee"/>
     <bpmn:businessRuleTask id="l" camunda:decisionRef="fee" camunda:mapDecisionResult="resultList" camunda:resultVariable="fee"/>
     <bpmn:task id="m"><bpmn:multiInstanceLoopCharacteristics id="i" camunda:collection="\${people}" camunda:elementVariable="person"/></bpmn:task>
     <bpmn:scriptTask id="s" scriptFormat="juel" camunda:resultVariable="r"><bpmn:script>\${a + 1}</bpmn:script></bpmn:scriptTask>`,
    '',
    'camunda:candidateStarterGroups="clerk" camunda:candidateStarterUsers="an" camunda:versionTag="1"',
  );
  t.is(attribute(mapped, 'b', 'tk:decision'), 'fee');
  t.is(attribute(mapped, 'b', 'tk:decisionBinding'), 'deployment');
  t.is(attribute(mapped, 'b', 'tk:resultVariable'), 'fee');
  t.is(attribute(mapped, 'i', 'tk:collection'), 'people');
  t.is(attribute(mapped, 'i', 'tk:elementVariable'), 'person');
  t.is(attribute(mapped, 's', 'script'), '=a + 1');
  t.is(attribute(mapped, 's', 'scriptFormat'), 'feel');
  t.is(attribute(mapped, 'process', 'tk:candidateStarterRoles'), 'clerk');
  t.deepEqual(problems(mapped), [
    'error vendor.restrictsStarters process camunda:candidateStarterUsers',
    'error vendor.resultShape l camunda:mapDecisionResult',
  ]);
});

test('conditions and timers in JUEL become FEEL, and a call of a bean names element and attribute', async (t) => {
  const mapped = await map(`<bpmn:exclusiveGateway id="g"/><bpmn:task id="a"/>
    <bpmn:sequenceFlow id="f" sourceRef="g" targetRef="a"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\${amount > 5}</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="h" sourceRef="g" targetRef="a"><bpmn:conditionExpression>\${rules.check(amount)}</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:intermediateCatchEvent id="w"><bpmn:timerEventDefinition id="d"><bpmn:timeDuration>PT\${hours}H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`);
  t.is((attribute(mapped, 'f', 'conditionExpression') as BpmnElement).get('body'), '=amount > 5');
  t.is((attribute(mapped, 'd', 'timeDuration') as BpmnElement).get('body'), '="PT" + (if hours = null then "" else string(hours)) + "H"');
  t.deepEqual(problems(mapped), ['error vendor.juelMethodCall h conditionExpression']);
});

test('listeners, connectors and injected errors change behaviour and are problems', async (t) => {
  const mapped =
    await map(`<bpmn:userTask id="u"><bpmn:extensionElements><camunda:taskListener event="create" class="a.B"/><camunda:executionListener event="start" class="a.B"/></bpmn:extensionElements></bpmn:userTask>
    <bpmn:serviceTask id="v"><bpmn:extensionElements><camunda:connector><camunda:connectorId>http</camunda:connectorId></camunda:connector><zeebe:executionListeners><zeebe:executionListener eventType="start" type="x"/></zeebe:executionListeners></bpmn:extensionElements></bpmn:serviceTask>`);
  t.deepEqual(problems(mapped), [
    'error vendor.listener u camunda:taskListener',
    'error vendor.listener u camunda:executionListener',
    'error vendor.noEquivalent v camunda:connector',
    'error vendor.listener v zeebe:executionListeners',
  ]);
});

test('a user task of Camunda 8', async (t) => {
  const mapped =
    await map(`<bpmn:userTask id="u"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition assignee="=owner" candidateGroups="judge, clerk" candidateUsers="=[&quot;an&quot;]"/>
    <zeebe:formDefinition formId="approve" bindingType="deployment"/><zeebe:taskSchedule dueDate="=deadline" followUpDate="2026-12-01T00:00:00Z"/><zeebe:priorityDefinition priority="=30"/>
    <zeebe:ioMapping><zeebe:input source="=a.b" target="c"/><zeebe:input source="text" target="d"/><zeebe:output source="=e" target="f.g"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:userTask>`);
  t.is(attribute(mapped, 'u', 'tk:assignee'), '=owner');
  t.is(attribute(mapped, 'u', 'tk:candidateRoles'), 'judge, clerk');
  t.is(attribute(mapped, 'u', 'tk:candidatePersons'), '=["an"]');
  t.is(attribute(mapped, 'u', 'tk:form'), 'approve');
  t.is(attribute(mapped, 'u', 'tk:due'), 'deadline');
  t.is(attribute(mapped, 'u', 'tk:priority'), '30');
  t.deepEqual(io(mapped, 'u', 'inputs'), ['c := a.b', 'd := "text"']);
  t.deepEqual(problems(mapped), [
    'warning vendor.noFollowUpDate u zeebe:taskSchedule/@followUpDate',
    'error vendor.nestedTarget u zeebe:ioMapping/output',
  ]);
});

test('work, calls, decisions, scripts, loops and messages of Camunda 8', async (t) => {
  const ext = (content: string) => `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;
  const mapped = await map(
    `<bpmn:serviceTask id="s">${ext('<zeebe:taskDefinition type="pay" retries="3"/><zeebe:taskHeaders><zeebe:header key="a" value="b"/></zeebe:taskHeaders>')}</bpmn:serviceTask>
     <bpmn:serviceTask id="x">${ext('<zeebe:taskDefinition type="=kind" retries="=n"/>')}</bpmn:serviceTask>
     <bpmn:callActivity id="c">${ext('<zeebe:calledElement processId="=key" bindingType="deployment" propagateAllChildVariables="false" propagateAllParentVariables="false"/>')}</bpmn:callActivity>
     <bpmn:callActivity id="c2">${ext('<zeebe:calledElement processId="q" propagateAllChildVariables="false"/>')}</bpmn:callActivity>
     <bpmn:businessRuleTask id="b">${ext('<zeebe:calledDecision decisionId="fee" resultVariable="fee" bindingType="latest"/>')}</bpmn:businessRuleTask>
     <bpmn:scriptTask id="t">${ext('<zeebe:script expression="=a + 1" resultVariable="r"/>')}</bpmn:scriptTask>
     <bpmn:task id="m"><bpmn:multiInstanceLoopCharacteristics id="i">${ext('<zeebe:loopCharacteristics inputCollection="=people" inputElement="person" outputCollection="votes" outputElement="=vote"/>')}</bpmn:multiInstanceLoopCharacteristics></bpmn:task>`,
    `<bpmn:message id="msg" name="Paid">${ext('<zeebe:subscription correlationKey="=order"/>')}</bpmn:message>`,
  );
  t.is(attribute(mapped, 's', 'tk:topic'), 'pay');
  t.is(attribute(mapped, 's', 'tk:retries'), 3);
  t.is(attribute(mapped, 'c', 'calledElement'), '=key');
  t.is(attribute(mapped, 'c', 'tk:binding'), 'deployment');
  t.deepEqual(propagation(mapped, 'c'), [false, false, undefined]);
  t.deepEqual(propagation(mapped, 'c2'), [false, true, undefined]);
  t.is(attribute(mapped, 'b', 'tk:decision'), 'fee');
  t.is(attribute(mapped, 't', 'script'), 'a + 1');
  t.is(attribute(mapped, 'i', 'tk:collection'), 'people');
  t.is(attribute(mapped, 'i', 'tk:outputCollection'), 'votes');
  t.is(attribute(mapped, 'i', 'tk:outputElement'), 'vote');
  t.is(attribute(mapped, 'msg', 'tk:correlationKey'), 'order');
  t.deepEqual(problems(mapped), [
    'warning vendor.noHeaders s zeebe:taskHeaders',
    'error vendor.notLiteral x zeebe:taskDefinition/@type',
    'error vendor.notLiteral x zeebe:taskDefinition/@retries',
  ]);
});

test('who performs a task in plain BPMN is understood', async (t) => {
  const role = (type: string, text: string) =>
    `<bpmn:${type}><bpmn:resourceAssignmentExpression><bpmn:formalExpression>${text}</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:${type}>`;
  const mapped =
    await map(`<bpmn:userTask id="u">${role('humanPerformer', 'an')}${role('potentialOwner', 'judges, group(clerks), user(binh)')}</bpmn:userTask>
    <bpmn:userTask id="v">${role('potentialOwner', '=roles')}</bpmn:userTask>`);
  t.is(attribute(mapped, 'u', 'tk:assignee'), 'an');
  t.is(attribute(mapped, 'u', 'tk:candidateRoles'), 'judges,clerks');
  t.is(attribute(mapped, 'u', 'tk:candidatePersons'), 'binh');
  t.is(attribute(mapped, 'v', 'tk:candidateRoles'), '=roles');
  t.deepEqual(problems(mapped), []);
});

test('every potential owner of a task counts; of two performers, or of a role that says two things, nobody knows which', async (t) => {
  const owner = (content: string, type = 'potentialOwner') => `<bpmn:${type}>${content}</bpmn:${type}>`;
  const by = (text: string) =>
    `<bpmn:resourceAssignmentExpression><bpmn:formalExpression>${text}</bpmn:formalExpression></bpmn:resourceAssignmentExpression>`;
  const resource = '<bpmn:resourceRef>res</bpmn:resourceRef>';
  const mapped = await map(
    `<bpmn:userTask id="u">${owner(by('judges'))}${owner(by('clerks'))}${owner(resource)}</bpmn:userTask>
     <bpmn:userTask id="v">${owner(by('an'), 'humanPerformer')}${owner(by('binh'), 'humanPerformer')}</bpmn:userTask>
     <bpmn:userTask id="w">${owner(by('=a'))}${owner(by('=b'))}</bpmn:userTask>
     <bpmn:userTask id="x">${owner(resource + by('judges'))}</bpmn:userTask>`,
    '<bpmn:resource id="res" name="chief"/>',
  );
  t.is(attribute(mapped, 'u', 'tk:candidateRoles'), 'judges,clerks,chief');
  const left = (id: string) => childrenOf(byId(mapped.definitions, id), 'resources').length;
  t.deepEqual(['u', 'v', 'w', 'x'].map(left), [0, 2, 2, 1], 'what stays refuses the deployment');
});

test('a resource of the file is a role by its name, and the author is told', async (t) => {
  const owner = '<bpmn:potentialOwner id="r"><bpmn:resourceRef>res</bpmn:resourceRef></bpmn:potentialOwner>';
  const mapped = await map(`<bpmn:userTask id="u">${owner}</bpmn:userTask>`, '<bpmn:resource id="res" name="judge"/>');
  t.is(attribute(mapped, 'u', 'tk:candidateRoles'), 'judge');
  t.deepEqual(problems(mapped), ['warning vendor.nameBecomesRole u bpmn:PotentialOwner']);
  const second = await map(
    `<bpmn:userTask id="u" tk:candidateRoles="clerk">${owner}</bpmn:userTask>`,
    '<bpmn:resource id="res" name="judge"/>',
  );
  t.is(attribute(second, 'u', 'tk:candidateRoles'), 'clerk');
  t.deepEqual(problems(second), ['warning vendor.alreadySet u bpmn:PotentialOwner']);
});

test('a service task that calls an operation is a job of its name', async (t) => {
  const mapped = await map(
    '<bpmn:serviceTask id="a" operationRef="op"/>',
    '<bpmn:interface id="i" name="Registry"><bpmn:operation id="op" name="lookUp"/></bpmn:interface>',
  );
  t.is(attribute(mapped, 'a', 'tk:topic'), 'lookUp');
  t.is(mapped.report.mapped[0]?.reason, 'becomesJob');
});

test('what the author set in our extension wins', async (t) => {
  const mapped = await map('<bpmn:userTask id="u" tk:assignee="binh" camunda:assignee="an"/>');
  t.is(attribute(mapped, 'u', 'tk:assignee'), 'binh');
  t.deepEqual(reasons(mapped), ['u camunda:assignee alreadySet']);
});

test('an attribute in the wrong place, or one that nobody knows, is a problem; other vendors are only reported', async (t) => {
  const mapped = await map('<bpmn:exclusiveGateway id="g" camunda:assignee="an" camunda:wonder="x"/>');
  t.deepEqual(problems(mapped), ['error vendor.noEquivalent g camunda:assignee', 'error vendor.unknown g camunda:wonder']);
  const xml =
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:q="urn:q" id="d" targetNamespace="t"><bpmn:process id="p" q:a="1"><bpmn:extensionElements><q:b c="2"/></bpmn:extensionElements></bpmn:process></bpmn:definitions>';
  const { unmapped, problems: none } = mapVendorAttributes((await parseBpmn(xml)).definitions);
  t.deepEqual(
    unmapped.map(({ source, reason }) => `${source} ${reason}`),
    ['q:a otherVendor', 'q:b otherVendor'],
  );
  t.deepEqual(none, []);
});

const MIWG = new URL('../../../../shared/conformance/miwg/', import.meta.url);
const run = existsSync(MIWG) ? test : test.skip;

run('nothing of a vendor is left over or lost in the reference diagrams', async (t) => {
  for (const file of readdirSync(MIWG).filter((name) => name.endsWith('.bpmn'))) {
    const { definitions } = await parseBpmn(readFileSync(new URL(file, MIWG), 'utf8'));
    const before = foreign(definitions);
    const { mapped, unmapped } = mapVendorAttributes(definitions);
    const notes = [...mapped, ...unmapped];
    for (const [element, source] of before) {
      t.true(
        notes.some((note) => note.element === element && note.source.startsWith(source)),
        `${file}: ${source} of ${element}`,
      );
    }
    t.deepEqual(foreign(definitions), [], file);
    t.deepEqual(
      notes.filter(({ reason }) => reason === 'unknown'),
      [],
      file,
    );
  }
});

/** Vendor attributes and outermost vendor elements, with the id of the element they belong to. */
function foreign(definitions: BpmnElement): [element: string, source: string][] {
  const found: [string, string][] = [];
  for (const element of walk(definitions)) {
    if (/^(bpmndi|dc|di):/.test(element.$type)) continue;
    if (element.$descriptor.isGeneric) {
      if (element.$parent?.$type === 'bpmn:ExtensionElements') found.push([nearestId(element.$parent), element.$type]);
      continue;
    }
    const names = Object.keys(element.$attrs).filter((name) => !/^:?xmlns(:|$)|^xsi:/.test(name));
    found.push(...names.map((name): [string, string] => [nearestId(element), name]));
  }
  return found;
}
