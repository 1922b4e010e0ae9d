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
