import test from 'ava';
import { compileDecisions } from '../../../engine/decisions/compile-decisions.ts';
import { evaluateDecision } from '../../../engine/decisions/evaluate-decision.ts';
import { listInputs } from '../../../engine/decisions/list-inputs.ts';
import { decision, dmn, fuelOf, input, knowledge, literal, NOW, problemsOf, run, table, valueOf } from './dmn-builder.ts';

const service = (
  name: string,
  outputs: readonly string[],
  { decisions = [] as readonly string[], inputs = [] as readonly string[], typeRef = '' } = {},
) =>
  `<decisionService id="${name}" name="${name}"><variable name="${name}"${typeRef && ` typeRef="${typeRef}"`}/>${outputs
    .map((one) => `<outputDecision href="#${one}"/>`)
    .join(
      '',
    )}${decisions.map((one) => `<inputDecision href="#${one}"/>`).join('')}${inputs.map((one) => `<inputData href="#in_${one}"/>`).join('')}</decisionService>`;

test('a required decision runs once, before those that need it, and is traced with what went in and came out', async (t) => {
  const body =
    input('x', 'number') +
    decision('base', literal('x * 2'), { inputs: ['x'] }) +
    decision('left', literal('base + 1'), { decisions: ['base'] }) +
    decision('right', literal('base + x'), { decisions: ['base'], inputs: ['x'] }) +
    decision('top', literal('[left, right]'), { decisions: ['left', 'right'] });
  const result = await run(body, 'top', { x: 5 });
  t.like(result, { ok: true, value: [11, 15] });
  t.deepEqual(result.trace.decisions, [
    { id: 'base', name: 'base', inputs: { x: 5 }, output: 10 },
    { id: 'left', name: 'left', inputs: { base: 10 }, output: 11 },
    { id: 'right', name: 'right', inputs: { x: 5, base: 10 }, output: 15 },
    { id: 'top', name: 'top', inputs: { left: 11, right: 15 }, output: [11, 15] },
  ]);
});

test('a decision is found by id and by name, and an unknown one is an answer that says so', async (t) => {
  const body = '<decision id="_1" name="Full Name"><literalExpression><text>1</text></literalExpression></decision>';
  t.is(await valueOf(body, '_1'), 1);
  t.is(await valueOf(body, 'Full Name'), 1);
  t.is(await valueOf(body, 'Other'), "failed: There is no decision 'Other' in model 'Test'.");
  t.is(await valueOf(body, 'constructor'), "failed: There is no decision 'constructor' in model 'Test'.");
});

test('what a decision does not require it does not see', async (t) => {
  const body =
    input('x') +
    input('y') +
    decision('a', literal('1'), { inputs: ['x'] }) +
    decision('D', literal('y[a = null] != []'), { inputs: ['y'] });
  t.is(await valueOf(body, 'D', { y: 3 }), true);
});

test('knowledge models call each other, and are passed as values', async (t) => {
  const body =
    knowledge('twice', [['n', 'number']], literal('n * 2')) +
    knowledge('apply', [['f'], ['n', 'number']], literal('f(n) + twice(n)'), { requires: ['twice'] }) +
    decision('D', literal('apply(twice, 5)'), { knowledge: ['apply', 'twice'] });
  t.is(await valueOf(body, 'D'), 20);
});

test("a knowledge model's result is coerced to the type its variable declares", async (t) => {
  const body = knowledge('f', [], literal('[7]'), { typeRef: 'number' }) + decision('D', literal('f() + 1'), { knowledge: ['f'] });
  t.is(await valueOf(body, 'D'), 8);
});

const SERVICE_MODEL =
  input('x', 'number') +
  decision('inner', literal('1000')) +
  decision('result', literal('inner + x'), { decisions: ['inner'], inputs: ['x'] }) +
  decision('other', literal('x'), { inputs: ['x'] });

test('a decision service is a function of its input data, then its input decisions, which replace what they decide', async (t) => {
  const body =
    SERVICE_MODEL +
    service('S', ['result'], { inputs: ['x'], decisions: ['inner'] }) +
    decision('D', literal('[S(1, 2), S(inner: 5, x: 3), S(1), S("a", 2)]'), { knowledge: ['S'] });
  t.deepEqual(await valueOf(body, 'D'), [3, 8, null, null]);
});

test('a decision service with several outputs gives a context, and is evaluated by its own name', async (t) => {
  const body = SERVICE_MODEL + service('S', ['result', 'other'], { inputs: ['x'] });
  t.deepEqual(await valueOf(body, 'S', { x: 4 }), { result: 1004, other: 4 });
  const { model } = await compileDecisions(dmn(body));
  t.deepEqual(listInputs(model, 'S'), [{ id: 'in_x', name: 'x' }]);
  t.deepEqual(listInputs(model, 'result'), [{ id: 'in_x', name: 'x' }]);
  t.deepEqual(listInputs(model, 'inner'), []);
  t.is(listInputs(model, 'none'), undefined);
});

test('a decision without logic takes its value from a service call, and fails elsewhere', async (t) => {
  const body =
    input('x') +
    '<decision id="human" name="human"/>' +
    decision('D', literal('human + 1'), { decisions: ['human'] }) +
    service('S', ['D'], { decisions: ['human'] });
  t.is(await valueOf(body, 'S', { human: 2 }), 3);
  t.is(await valueOf(body, 'D'), "failed: Decision 'human' has no logic, and no value was given for it.");
  t.deepEqual(await problemsOf(dmn('<decision id="human" name="human"/>')), ['dmnNoLogic human']);
});

test('cycles of requirements are problems that name the cycle, and fail instead of running', async (t) => {
  const body =
    input('x') +
    decision('a', literal('b'), { decisions: ['b'] }) +
    decision('b', literal('c'), { decisions: ['c'] }) +
    decision('c', literal('a'), { decisions: ['a'] });
  const { model, problems } = await compileDecisions(dmn(body));
  t.deepEqual(
    problems.map(({ message }) => message),
    [
      "'a' -> 'b' -> 'c' -> 'a': a decision cannot require itself.",
      "'a' -> 'b' -> 'c' -> 'a': a decision cannot require itself.",
      "'a' -> 'b' -> 'c' -> 'a': a decision cannot require itself.",
    ],
  );
  t.like(evaluateDecision(model, 'b', {}, { now: NOW, fuel: fuelOf(1000) }), { ok: false });
});

test('a knowledge model that requires itself, and a service inside what it decides, are cycles', async (t) => {
  t.deepEqual(await problemsOf(dmn(knowledge('f', [['n']], literal('f(n)'), { requires: ['f'] }))), ['dmnCycle f']);
  const body = input('x') + decision('D', literal('S()'), { knowledge: ['S'] }) + service('S', ['D']);
  t.deepEqual((await problemsOf(dmn(body))).toSorted(), ['dmnCycle D', 'dmnCycle S']);
});

test('references to nothing, to another kind, and equal names are problems', async (t) => {
  t.deepEqual(await problemsOf(dmn(decision('D', literal('1'), { decisions: ['nothing'] }))), ['dmnReference D']);
  t.deepEqual(await problemsOf(dmn(input('x') + decision('D', literal('1'), { decisions: ['in_x'] }))), ['dmnReference D']);
  t.deepEqual(await problemsOf(dmn(input('D') + decision('D', literal('1')))), ['dmnDuplicateName D']);
});

test('a chain of five thousand decisions is evaluated without recursion', async (t) => {
  const chain = Array.from({ length: 5_000 }, (_, at) => decision(`d${at + 1}`, literal(`d${at} + 1`), { decisions: [`d${at}`] }));
  t.is(await valueOf(input('x') + decision('d0', literal('0')) + chain.join(''), 'd5000'), 5_000);
});

const IMPORTED = dmn(
  '<itemDefinition name="tPerson"><itemComponent name="Full Name"><typeRef>string</typeRef></itemComponent></itemDefinition>' +
    input('Rate', 'number') +
    knowledge('greet', [['p', 'tPerson']], literal('"Hello " + p.Full Name')) +
    decision('Base', literal('Rate * 2'), { inputs: ['Rate'] }),
  { namespace: 'urn:lib' },
);
const IMPORTING =
  '<import id="i" name="lib" namespace="urn:lib" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>' +
  input('p', 'lib.tPerson') +
  '<decision id="D" name="D"><informationRequirement><requiredDecision href="urn:lib#Base"/></informationRequirement><informationRequirement><requiredInput href="#in_p"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="urn:lib#greet"/></knowledgeRequirement>' +
  `${literal('{text: lib.greet(p), base: lib.Base}')}</decision>`;

test('types, knowledge and decisions of an imported model are used by the name of the import', async (t) => {
  const { model, problems } = await compileDecisions(dmn(IMPORTING), [IMPORTED]);
  t.deepEqual(problems, []);
  const result = evaluateDecision(model, 'D', { p: { 'Full Name': 'An' }, Rate: 4 }, { now: NOW, fuel: fuelOf(10_000) });
  t.like(result, { ok: true, value: { text: 'Hello An', base: 8 } });
  t.deepEqual(model.decisions, [{ id: 'D', name: 'D' }]);
});

test('an import whose model is missing, and imports in a circle, are problems', async (t) => {
  t.true((await problemsOf(dmn(IMPORTING))).includes('dmnImport i'));
  const back = dmn('<import id="j" name="back" namespace="urn:test" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>', {
    namespace: 'urn:lib',
  });
  t.true((await problemsOf(dmn(IMPORTING), [back])).includes('dmnImportCycle j'));
});

test('inputs that a model uses without declaring any are listed and read, inside filters too', async (t) => {
  const body = decision('D', literal('count(list[item > limit]) + bonus'));
  const { model, problems } = await compileDecisions(dmn(body));
  t.deepEqual(problems, []);
  t.deepEqual(listInputs(model, 'D'), [
    { id: 'list', name: 'list' },
    { id: 'bonus', name: 'bonus' },
  ]);
  t.is(await valueOf(body, 'D', { list: [1, 5, 9], limit: 4, bonus: 100 }), 102);
});

test('a name that is called, or stands in a range, is a problem where nothing declares it', async (t) => {
  t.deepEqual(await problemsOf(dmn(decision('D', literal('coutn([1])')))), ['dmnUnknownName D/decisionLogic']);
  const cell = table({ inputs: ['x'], rules: [['[1..limt]', '1']] });
  t.deepEqual(await problemsOf(dmn(input('x', 'number') + decision('D', cell, { inputs: ['x'] }))), ['dmnUnknownName r1/inputEntry[1]']);
  t.deepEqual(await problemsOf(dmn(input('x') + decision('D', literal('x[age > 3]'), { inputs: ['x'] }))), []);
});

test('Vietnamese names with blanks are names, however the file composes their letters', async (t) => {
  const table5 = table({
    hitPolicy: 'FIRST',
    inputs: ['Hồ sơ.Số ngày quá hạn', 'Mức phạt'],
    outputs: [{ name: 'Kết quả' }, { name: 'Lý do' }],
    rules: [
      ['> 5', '-', '"nghiêm trọng"', '"quá " + string(Hồ sơ.Số ngày quá hạn) + " ngày"'],
      ['-', '>= 1000000', '"vừa"', '"phạt cao"'],
    ],
  });
  const body =
    '<itemDefinition name="tHồSơ"><itemComponent name="Số ngày quá hạn"><typeRef>number</typeRef></itemComponent></itemDefinition>' +
    '<inputData id="in_a" name="Hồ sơ"><variable name="Hồ sơ" typeRef="tHồSơ"/></inputData><inputData id="in_b" name="Mức phạt"><variable name="Mức phạt"/></inputData>' +
    decision('D', table5, { inputs: ['a', 'b'] });
  const decomposed = body.normalize('NFD');
  t.not(body, decomposed);
  const inputs = { 'Hồ sơ': { 'Số ngày quá hạn': 6 }, 'Mức phạt': 500_000 };
  for (const form of [body, decomposed]) {
    t.deepEqual(await valueOf(form, 'D', inputs), { 'Kết quả': 'nghiêm trọng', 'Lý do': 'quá 6 ngày' });
  }
});

test('names inside the value of a decision without a type are known by the form of its logic', async (t) => {
  const pay = table({ inputs: ['x'], outputs: [{ name: 'Net Pay' }, { name: 'tax' }], rules: [['-', 'x * 0.9', 'x * 0.1']] });
  const body =
    input('x', 'number') +
    decision('pay', pay, { inputs: ['x'] }) +
    decision('D', literal('pay.Net Pay - pay.tax'), { decisions: ['pay'] });
  t.is(await valueOf(body, 'D', { x: 100 }), 80);
});

test('equal names of parameters, entries or columns are problems', async (t) => {
  t.deepEqual(await problemsOf(dmn(knowledge('f', [['a'], ['a']], literal('a')))), [
    'dmnDuplicateName f/encapsulatedLogic/formalParameter[2]',
  ]);
  const entry = `<contextEntry><variable id="v" name="a"/>${literal('1')}</contextEntry>`;
  t.deepEqual(await problemsOf(dmn(decision('D', `<context>${entry.replace('"v"', '"w"')}${entry}</context>`))), ['dmnDuplicateName v']);
  t.deepEqual(await problemsOf(dmn(decision('D', '<relation><column id="c" name="a"/><column id="d" name="a"/></relation>'))), [
    'dmnDuplicateName d',
  ]);
});

test('a cycle of five thousand decisions is found at once and named in short', async (t) => {
  const count = 5_000;
  const ring = Array.from({ length: count }, (_, at) => decision(`d${at}`, literal('1'), { decisions: [`d${(at + 1) % count}`] }));
  const { problems } = await compileDecisions(dmn(input('x') + ring.join('')));
  t.is(problems.length, count);
  t.true(problems.every(({ message }) => message.length < 400));
});
