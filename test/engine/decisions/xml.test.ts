import test from 'ava';
import { compileDecisions } from '../../../engine/decisions/compile-decisions.ts';
import { evaluateDecision } from '../../../engine/decisions/evaluate-decision.ts';
import { decision, dmn, fuelOf, input, literal, NOW, problemsOf } from './dmn-builder.ts';

for (const uri of [
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
]) {
  test(`a model in namespace ${uri} is read, also under a prefix`, async (t) => {
    for (const xml of [dmn(decision('D', literal('1 + 1')), { uri }), prefixed(dmn(decision('D', literal('1 + 1')), { uri }))]) {
      const { model, problems } = await compileDecisions(xml);
      t.deepEqual(problems, []);
      t.like(evaluateDecision(model, 'D', {}, { now: NOW, fuel: fuelOf(100) }), { ok: true, value: 2 });
    }
  });
}

const prefixed = (xml: string): string => xml.replaceAll(/<(\/?)([a-zA-Z])/g, '<$1d:$2').replace('xmlns=', 'xmlns:d=');

test('blanks around the equals signs of attributes change nothing', async (t) => {
  const xml = dmn(decision('D', literal('if "a = 1" = "a = 1" then 2 else 3'))).replaceAll(/(\s[\w:]+)="/g, '$1 =\n"');
  t.regex(xml, /id =\n"D"/);
  const { model, problems } = await compileDecisions(xml);
  t.deepEqual(problems, []);
  t.like(evaluateDecision(model, 'D', {}, { now: NOW, fuel: fuelOf(100) }), { ok: true, value: 2 });
});

const lol = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
for (const [what, xml, code] of [
  ['no XML', 'hello', 'xmlMalformed'],
  ['an empty text', '', 'xmlMalformed'],
  ['XML that is cut off', dmn(decision('D', literal('1'))).slice(0, -20), 'xmlMalformed'],
  ['a document type with entities', dmn('').replace('<definitions', `${lol}<definitions`), 'xmlDtd'],
  ['an undefined entity', dmn('<decision id="a" name="&x;"/>'), 'xmlEntity'],
  ['another language', '<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"/>', 'dmnXml'],
  ['a namespace of no DMN version', dmn('', { uri: 'https://www.omg.org/spec/DMN/20990101/MODEL/' }), 'dmnXml'],
] as const) {
  test(`${what} gives an empty model and the problem ${code}`, async (t) => {
    const { model, problems } = await compileDecisions(xml);
    t.is(problems[0]?.code, code);
    t.deepEqual(model.decisions, []);
  });
}

test('elements and attributes that DMN does not know are problems, by name', async (t) => {
  const { problems } = await compileDecisions(
    dmn('<decision id="D" name="D"><oracle/><literalExpression><text>1</text></literalExpression></decision>'),
  );
  t.deepEqual(
    problems.map(({ code }) => code),
    ['dmnUnknownElement'],
  );
  t.regex(problems[0]?.message ?? '', /<oracle\/>/);
  t.regex(
    (await compileDecisions(dmn('<decision id="D" name="D" weight="3"><literalExpression><text>1</text></literalExpression></decision>')))
      .problems[0]?.message ?? '',
    /Attribute 'weight' of 'D'/,
  );
});

test('a second child where DMN has one is a problem: the parser alone would keep only the last', async (t) => {
  t.deepEqual(await problemsOf(dmn(decision('D', literal('1') + literal('2')))), ['dmnChildDoubled D']);
  t.deepEqual(await problemsOf(dmn(decision('D', '<literalExpression id="l"><text>1</text><text>2</text></literalExpression>'))), [
    'dmnChildDoubled l',
  ]);
});

test('two elements with one id are a problem', async (t) => {
  const problems = await problemsOf(
    dmn('<decision id="D" name="A"><literalExpression><text>1</text></literalExpression></decision>' + decision('D', literal('2'))),
  );
  t.true(problems.includes('dmnDuplicateId D'));
});

test('the diagram and extensions of other vendors say nothing about the decision', async (t) => {
  const more =
    ' xmlns:v="urn:vendor" xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"';
  const body =
    '<decision id="D" name="D" v:color="red"><extensionElements><v:note>x</v:note></extensionElements><literalExpression><text>1</text></literalExpression></decision>' +
    '<dmndi:DMNDI><dmndi:DMNDiagram useAlternativeInputDataShape="false"><dmndi:DMNShape dmnElementRef="D"><dc:Bounds x="1" y="1" width="1" height="1"/></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>';
  t.deepEqual(await problemsOf(dmn(body, { more })), []);
});

test('text annotations, knowledge sources and their links are read and have no effect', async (t) => {
  const body = `${input('x')}<knowledgeSource id="k" name="Bộ luật"/><textAnnotation id="t"><text>note</text></textAnnotation><association id="a"><sourceRef href="#t"/><targetRef href="#in_x"/></association>`;
  t.deepEqual(await problemsOf(dmn(body)), []);
});

test('every problem has a message and a remedy', async (t) => {
  const bad = dmn(
    '<decision id="D"/><decision id="E" name="E"><decisionTable id="t" hitPolicy="NONE"><rule/></decisionTable></decision><businessKnowledgeModel id="b" name="b"/>',
  );
  const { problems } = await compileDecisions(bad);
  t.true(problems.length >= 4);
  for (const { code, message, remedy } of problems) t.truthy(code && message && remedy, message);
});

test('a model is frozen where callers can reach it', async (t) => {
  const { model } = await compileDecisions(dmn(decision('D', literal('1'))));
  t.true(Object.isFrozen(model) && Object.isFrozen(model.decisions) && Object.isFrozen(model.decisions[0]));
});

const CAMUNDA = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="dinner" name="Dinner" namespace="http://camunda.org/schema/1.0/dmn" exporter="Camunda Modeler" exporterVersion="5.20.0" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.21.0">
  <decision id="Dish" name="Dish" camunda:historyTimeToLive="180">
    <informationRequirement id="i1"><requiredDecision href="#Season" /></informationRequirement>
    <informationRequirement id="i2"><requiredInput href="#guests_input" /></informationRequirement>
    <decisionTable id="DishTable" hitPolicy="UNIQUE" biodi:annotationsWidth="400">
      <input id="c1" label="Season" biodi:width="192"><inputExpression id="e1" typeRef="string"><text>Season</text></inputExpression><inputValues id="v1"><text>"Winter","Summer"</text></inputValues></input>
      <input id="c2" label="Guests" camunda:inputVariable="count"><inputExpression id="e2" typeRef="integer"><text>guests</text></inputExpression></input>
      <output id="o1" label="Dish" name="dish" typeRef="string" biodi:width="192" />
      <annotation name="Why" />
      <rule id="w"><description>cold</description><inputEntry id="w1"><text>"Winter"</text></inputEntry><inputEntry id="w2"><text></text></inputEntry><outputEntry id="w3"><text>"Stew"</text></outputEntry><annotationEntry><text>it is cold</text></annotationEntry></rule>
      <rule id="s"><inputEntry id="s1"><text>"Summer"</text></inputEntry><inputEntry id="s2" expressionLanguage="feel"><text>count &gt; 5</text></inputEntry><outputEntry id="s3"><text>"Salad"</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <decision id="Season" name="Season">
    <variable id="sv" name="Season" typeRef="string" />
    <informationRequirement id="i3"><requiredInput href="#temperature_input" /></informationRequirement>
    <decisionTable id="SeasonTable" hitPolicy="FIRST">
      <input id="t1"><inputExpression id="te" typeRef="double"><text>temperature</text></inputExpression></input>
      <output id="to" name="season" typeRef="string" />
      <rule id="cold"><inputEntry id="t2"><text>&lt; 15</text></inputEntry><outputEntry id="t3"><text>"Winter"</text></outputEntry></rule>
      <rule id="warm"><inputEntry id="t4"><text>-</text></inputEntry><outputEntry id="t5"><text>"Summer"</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <inputData id="guests_input" name="guests" /><inputData id="temperature_input" name="temperature" />
  <dmndi:DMNDI><dmndi:DMNDiagram id="dg"><dmndi:DMNShape id="sh" dmnElementRef="Dish"><dc:Bounds height="80" width="180" x="160" y="80" /></dmndi:DMNShape><dmndi:DMNEdge id="ed" dmnElementRef="i1"><di:waypoint x="1" y="2" /><di:waypoint x="3" y="4" /></dmndi:DMNEdge></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>`;

test("a file as Camunda's modeler writes it deploys and decides", async (t) => {
  const { model, problems } = await compileDecisions(CAMUNDA);
  t.deepEqual(problems, []);
  const result = evaluateDecision(model, 'Dish', { guests: 8, temperature: 31.5 }, { now: NOW, fuel: fuelOf(1000) });
  t.like(result, { ok: true, value: 'Salad' });
  t.deepEqual(result.trace.rules, { SeasonTable: ['warm'], DishTable: ['s'] });
});
