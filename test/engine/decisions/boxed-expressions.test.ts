import test from 'ava';
import { decision, dmn, input, knowledge, literal, problemsOf, run, table, valueOf } from './dmn-builder.ts';

const entry = (name: string | undefined, value: string, typeRef = '') =>
  `<contextEntry>${name === undefined ? '' : `<variable name="${name}"${typeRef && ` typeRef="${typeRef}"`}/>`}${value}</contextEntry>`;
const part = (tag: string, text: string) => `<${tag}>${literal(text)}</${tag}>`;
const of = (logic: string) => valueOf(input('x', 'Any') + decision('D', logic, { inputs: ['x'] }), 'D', { x: [1, 2, 3] });

test('a context gives its entries, each seeing those before it', async (t) => {
  const logic = `<context>${entry('Monthly Sum', literal('sum(x)'))}${entry('yearly', literal('Monthly Sum * 12'))}</context>`;
  t.deepEqual(await of(logic), { 'Monthly Sum': 6, yearly: 72 });
});

test('an entry without a name is the result of the context', async (t) => {
  t.is(await of(`<context>${entry('a', literal('2'))}${entry(undefined, literal('a * 3'))}</context>`), 6);
});

test('entries of nested contexts are found by names with blanks', async (t) => {
  const inner = `<context>${entry('Net Pay', literal('7'))}</context>`;
  t.is(await of(`<context>${entry('pay', inner)}${entry(undefined, literal('pay.Net Pay + 1'))}</context>`), 8);
});

test('an entry of another type than its variable is null', async (t) => {
  t.deepEqual(await of(`<context>${entry('a', literal('"2"'), 'number')}</context>`), { a: null });
});

test('a list lists, a relation is a list of rows', async (t) => {
  t.deepEqual(await of(`<list>${literal('1')}<list>${literal('x[2]')}</list></list>`), [1, [2]]);
  const rows = `<relation><column name="Full Name"/><column name="age"/><row>${literal('"An"')}${literal('x[3]')}</row><row>${literal('"Bình"')}${literal('40')}</row></relation>`;
  t.deepEqual(await of(rows), [
    { 'Full Name': 'An', age: 3 },
    { 'Full Name': 'Bình', age: 40 },
  ]);
});

test('a conditional takes one branch; a condition that is no boolean has no result', async (t) => {
  const logic = (text: string) => `<conditional>${part('if', text)}${part('then', '"yes"')}${part('else', '"no"')}</conditional>`;
  t.is(await of(logic('count(x) = 3')), 'yes');
  t.is(await of(logic('count(x) = 2')), 'no');
  t.is(await of(logic('null')), 'no');
  t.is(await of(logic('"abc"')), null);
});

test('a filter keeps items by test, and picks one by position from either end', async (t) => {
  const logic = (match: string) => `<filter>${part('in', 'x')}${part('match', match)}</filter>`;
  t.deepEqual(await of(logic('item > 1')), [2, 3]);
  t.is(await of(logic('2')), 2);
  t.is(await of(logic('-1')), 3);
  t.is(await of(logic('4')), null);
  t.is(await of(logic('"abc"')), null);
});

test('a filter sees the entries of the items of a list of contexts', async (t) => {
  const people = `<in>${literal('[{age: 10, name: "An"}, {age: 50, name: "Bình"}]')}</in>`;
  t.deepEqual(await of(`<filter>${people}${part('match', 'age > count(x) * 10')}</filter>`), [{ age: 50, name: 'Bình' }]);
});

test('an iterator maps, with the results so far as partial', async (t) => {
  const logic = (text: string, source = 'x') => `<for iteratorVariable="i">${part('in', source)}${part('return', text)}</for>`;
  t.deepEqual(await of(logic('i * i')), [1, 4, 9]);
  t.deepEqual(await of(logic('i + count(partial)', '[1..3]')), [1, 3, 5]);
  t.is(await of(logic('i', 'null')), null);
});

test('some and every answer with three values', async (t) => {
  const logic = (kind: string, text: string) => `<${kind} iteratorVariable="i">${part('in', 'x')}${part('satisfies', text)}</${kind}>`;
  t.is(await of(logic('some', 'i > 2')), true);
  t.is(await of(logic('some', 'i > 3')), false);
  t.is(await of(logic('every', 'i > 0')), true);
  t.is(await of(logic('every', 'i > 1')), false);
  t.is(await of(logic('every', 'if i = 1 then null else true')), null);
  t.is(await of(logic('some', 'if i = 2 then "no boolean" else true')), null);
});

test('a function definition is called by later entries and sees the names around it', async (t) => {
  const fn = `<functionDefinition><formalParameter name="a" typeRef="number"/>${literal('a * count(x)')}</functionDefinition>`;
  t.deepEqual(await of(`<context>${entry('f', fn)}${entry(undefined, literal('[f(5), f("5")]'))}</context>`), [15, null]);
});

test('an invocation binds by name; an unknown or missing name has no result', async (t) => {
  const binding = (name: string, text: string) => `<binding><parameter name="${name}"/>${literal(text)}</binding>`;
  const call = (bindings: string, called = 'f') =>
    valueOf(
      knowledge(
        'f',
        [
          ['a', 'number'],
          ['b', 'number'],
        ],
        literal('a - b'),
      ) + decision('D', `<invocation>${literal(called)}${bindings}</invocation>`, { knowledge: ['f'] }),
      'D',
    );
  t.is(await call(binding('b', '1') + binding('a', '10')), 9);
  t.is(await call(binding('a', '10')), null);
  t.is(await call(binding('a', '10') + binding('c', '10')), null);
  t.is(await call(binding('a', '10'), '42'), null);
});

test('a decision table inside a context is traced by its own id', async (t) => {
  const logic = `<context>${entry(
    'level',
    table(
      {
        inputs: ['count(x)'],
        rules: [
          ['> 2', '"many"'],
          ['-', '"few"'],
        ],
        hitPolicy: 'FIRST',
      },
      'inner',
    ),
  )}${entry(undefined, literal('level'))}</context>`;
  const result = await run(input('x') + decision('D', logic, { inputs: ['x'] }), 'D', { x: [1, 2, 3] });
  t.like(result, { ok: true, value: 'many' });
  t.deepEqual(result.trace.tables, [{ id: 'inner', inputs: [3], rules: ['r1'], output: 'many' }]);
});

for (const [what, logic, problem] of [
  ['an expression that is no FEEL', literal('1 +'), 'dmnExpression D/decisionLogic'],
  ['an expression without text', literal(' '), 'dmnExpression D/decisionLogic'],
  [
    'a result entry that is not the last',
    `<context>${entry(undefined, literal('1'))}${entry('a', literal('2'))}</context>`,
    'dmnContextResult D/decisionLogic',
  ],
  ['a row with too few cells', `<relation id="r"><column name="a"/><row id="row"/></relation>`, 'dmnRelationRow row'],
  ['a conditional without else', `<conditional id="c">${part('if', 'true')}${part('then', '1')}</conditional>`, 'dmnChildMissing c'],
  ['a Java function', '<functionDefinition id="j" kind="Java"/>', 'dmnFunctionKind j'],
  [
    'another expression language',
    '<literalExpression id="l" expressionLanguage="juel"><text>1</text></literalExpression>',
    'dmnExpressionLanguage l',
  ],
] as const) {
  test(`${what} is a problem of the model`, async (t) => {
    t.true((await problemsOf(dmn(decision('D', logic)))).includes(problem));
  });
}

test('a name that nothing declares is a problem, where the model declares its inputs', async (t) => {
  t.deepEqual(await problemsOf(dmn(input('x') + decision('D', literal('x + y'), { inputs: ['x'] }))), ['dmnUnknownName D/decisionLogic']);
});

test('in a model that declares no inputs, as Camunda draws it, such names are inputs', async (t) => {
  const body = decision(
    'D',
    table({
      inputs: ['amount'],
      rules: [
        ['> 5', '"big"'],
        ['-', '"small"'],
      ],
      hitPolicy: 'FIRST',
    }),
  );
  t.is(await valueOf(body, 'D', { amount: 6 }), 'big');
  const missing = await run(body, 'D');
  t.like(missing, { ok: true, value: 'small' });
  t.deepEqual(missing.trace.notes, [{ element: 'amount', message: "Input 'amount' was not given: it is null." }]);
});

test("a cell may use Camunda's name of its column's input", async (t) => {
  const logic = `<decisionTable><input xmlns:camunda="http://camunda.org/schema/1.0/dmn" camunda:inputVariable="cell"><inputExpression><text>x</text></inputExpression></input><output/><rule><inputEntry><text>odd(cell)</text></inputEntry><outputEntry><text>"odd"</text></outputEntry></rule></decisionTable>`;
  const body = input('x', 'number') + decision('D', logic, { inputs: ['x'] });
  t.is(await valueOf(body, 'D', { x: 3 }), 'odd');
  t.is(await valueOf(body, 'D', { x: 4 }), null);
});
