import test from 'ava';
import { decision, dmn, input, knowledge, literal, problemsOf, run, table, valueOf } from './dmn-builder.ts';

const TYPES = `
<itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>
<itemDefinition name="tLevel"><typeRef>string</typeRef><allowedValues><text>"low","high"</text></allowedValues></itemDefinition>
<itemDefinition name="tLevels" isCollection="true"><typeRef>tLevel</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
<itemDefinition name="tPerson"><itemComponent name="Full Name"><typeRef>string</typeRef></itemComponent><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>
<itemDefinition name="tTree"><itemComponent name="value"><typeRef>number</typeRef></itemComponent><itemComponent name="below" isCollection="true"><typeRef>tTree</typeRef></itemComponent></itemDefinition>`;

const given = (typeRef: string, text = 'x') => TYPES + input('x', typeRef) + decision('D', literal(text), { inputs: ['x'] });
const result = (text: string, typeRef: string) => TYPES + decision('D', literal(text), { typeRef });

test('an input of another type is refused, with what was expected', async (t) => {
  t.is(
    await valueOf(given('number'), 'D', { x: 'five' }),
    "failed: Expected input 'x' of type number, but the value given (string) is not one.",
  );
  t.is(
    await valueOf(given('tLevel'), 'D', { x: 'medium' }),
    "failed: Expected input 'x' of type tLevel, but the value given (string) is not one.",
  );
  t.is(
    await valueOf(given('tPerson'), 'D', { x: { age: 3 } }),
    "failed: Expected input 'x' of type tPerson, but the value given (context) is not one.",
  );
});

test('an input with a date that does not exist is refused, also deep inside', async (t) => {
  t.is(
    await valueOf(given('Any'), 'D', { x: { list: [{ $type: 'date', value: '2026-02-30' }] } }),
    "failed: Input 'x' has a value of type date that cannot be read.",
  );
});

test('null and an absent input are of every type, and the trace notes what was not given', async (t) => {
  t.is(await valueOf(given('tPerson'), 'D', { x: null }), null);
  const absent = await run(given('tPerson'), 'D');
  t.like(absent, { ok: true, value: null });
  t.deepEqual(absent.trace.notes, [{ element: 'in_x', message: "Input 'x' was not given: it is null." }]);
});

test('a list of one is its item where no list is expected, and an item is a list of it where one is', async (t) => {
  t.is(await valueOf(given('number', 'x + 1'), 'D', { x: [4] }), 5);
  t.deepEqual(await valueOf(given('tNumbers', 'sum(x)'), 'D', { x: 4 }), 4);
  t.deepEqual(await valueOf(result('4', 'tNumbers'), 'D'), [4]);
  t.is(await valueOf(result('[4]', 'number'), 'D'), 4);
  t.is(await valueOf(result('[4, 5]', 'number'), 'D'), null);
  t.is(await valueOf(result('[[4]]', 'number'), 'D'), null);
});

test('a date is the midnight that begins it, in UTC, where date and time is expected', async (t) => {
  t.deepEqual(await valueOf(result('date("2026-11-21")', 'date and time'), 'D'), { $type: 'dateTime', value: '2026-11-21T00:00:00Z' });
  t.is(await valueOf(result('date and time("2026-11-21T10:00:00")', 'date'), 'D'), null);
});

test('a result of another type is null, and the trace names the decision and the type', async (t) => {
  const other = await run(result('"x"', 'number'), 'D');
  t.like(other, { ok: true, value: null });
  t.deepEqual(other.trace.notes, [{ element: 'D', message: 'Expected a value of type number, but it is another: the result is null.' }]);
});

test('a context needs every entry of its type and may have more', async (t) => {
  t.deepEqual(await valueOf(result('{"Full Name": "A", age: 3, more: true}', 'tPerson'), 'D'), { 'Full Name': 'A', age: 3, more: true });
  t.is(await valueOf(result('{"Full Name": "A"}', 'tPerson'), 'D'), null);
  t.is(await valueOf(result('{"Full Name": "A", age: "3"}', 'tPerson'), 'D'), null);
});

test('allowed values hold for each item of a collection, a type constraint for the whole', async (t) => {
  t.deepEqual(await valueOf(result('["low","high"]', 'tLevels'), 'D'), ['low', 'high']);
  t.is(await valueOf(result('["low","medium"]', 'tLevels'), 'D'), null);
  t.is(await valueOf(result('["low","low","low"]', 'tLevels'), 'D'), null);
});

test('names with blanks are read inside structures and lists of them', async (t) => {
  t.is(await valueOf(given('tPerson', 'x.Full Name + "!"'), 'D', { x: { 'Full Name': 'An', age: 3 } }), 'An!');
  const list =
    '<itemDefinition name="tPeople" isCollection="true"><typeRef>tPerson</typeRef></itemDefinition>' +
    given('tPeople', 'x[Full Name = "An"].age[1]');
  t.is(
    await valueOf(list, 'D', {
      x: [
        { 'Full Name': 'Bình', age: 5 },
        { 'Full Name': 'An', age: 3 },
      ],
    }),
    3,
  );
});

test('a structure may contain itself', async (t) => {
  t.is(await valueOf(given('tTree', 'x.below[1].value'), 'D', { x: { value: 1, below: [{ value: 2, below: [] }] } }), 2);
  const wrong = await run(given('tTree'), 'D', { x: { value: 1, below: [{ value: 'two', below: [] }] } });
  t.regex(wrong.ok ? '' : wrong.message, /^Expected input 'x' of type tTree/);
});

test('instance of knows item definitions', async (t) => {
  t.is(await valueOf(given('Any', 'x instance of tPerson'), 'D', { x: { 'Full Name': 'An', age: 3 } }), true);
  t.is(await valueOf(given('Any', 'x instance of tPerson'), 'D', { x: { age: 3 } }), false);
});

test('an argument of another type makes the call null, and the body does not run', async (t) => {
  const body = knowledge('f', [['a', 'number']], literal('"ran"')) + decision('D', literal('f("x")'), { knowledge: ['f'] });
  t.is(await valueOf(body, 'D'), null);
});

test('the type of an input expression is coerced before the rules are asked', async (t) => {
  const body =
    input('x') + decision('D', table({ inputs: [{ text: 'x', typeRef: 'number' }], rules: [['5', '"five"']] }), { inputs: ['x'] });
  t.is(await valueOf(body, 'D', { x: [5] }), 'five');
});

test('DMN 1.1 writes types as qualified names', async (t) => {
  const xml = dmn(input('x', 'feel:number') + decision('D', literal('x'), { inputs: ['x'], typeRef: 'own:tLevel' }) + TYPES, {
    uri: 'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
    more: ' xmlns:feel="http://www.omg.org/spec/FEEL/20140401" xmlns:own="urn:test"',
  });
  t.deepEqual(await problemsOf(xml), []);
});

test('types that do not exist or only refer to each other are problems', async (t) => {
  const cycle =
    '<itemDefinition id="a" name="A"><typeRef>B</typeRef></itemDefinition><itemDefinition id="b" name="B"><typeRef>A</typeRef></itemDefinition>';
  t.deepEqual(await problemsOf(dmn(cycle)), ['dmnTypeCycle a', 'dmnTypeCycle b']);
  t.deepEqual(await problemsOf(dmn(input('x', 'tNothing'))), ['dmnType in_x']);
  t.deepEqual(await problemsOf(dmn('<itemDefinition id="a" name="A"><allowedValues><text>1 +</text></allowedValues></itemDefinition>')), [
    'dmnExpression a',
  ]);
});

test('a constant of another type than its column is a problem: it could never match, or be the result', async (t) => {
  const of = (inputType: string, cell: string, outputType = 'string', output = '"a"') =>
    problemsOf(
      dmn(
        input('x') +
          decision(
            'D',
            table({ inputs: [{ text: 'x', typeRef: inputType }], outputs: [{ typeRef: outputType }], rules: [[cell, output]] }),
            { inputs: ['x'] },
          ),
      ),
    );
  t.deepEqual(await of('number', '"5"'), ['dmnCellType r1/inputEntry[1]']);
  t.deepEqual(await of('date', '< "2026-01-01"'), ['dmnCellType r1/inputEntry[1]']);
  t.deepEqual(await of('string', '"a", [1..3]'), ['dmnCellType r1/inputEntry[1]']);
  t.deepEqual(await of('number', '1', 'number', '"a"'), ['dmnCellType r1/outputEntry[1]']);
  for (const [type, cell] of [
    ['number', 'not(1, [2..3])'],
    ['date', '< date("2026-01-01")'],
    ['string', 'null'],
    ['number', '? > 5 and string(?) != "7"'],
    ['Any', '"a", 1'],
  ] as const) {
    t.deepEqual(await of(type, cell), []);
  }
});

test('two item definitions, or two components, of one name are a problem', async (t) => {
  t.deepEqual(await problemsOf(dmn('<itemDefinition id="a" name="A"/><itemDefinition id="b" name="A"/>')), ['dmnDuplicateName b']);
  t.deepEqual(
    await problemsOf(
      dmn('<itemDefinition id="a" name="A"><itemComponent id="b" name="C"/><itemComponent id="c" name="C"/></itemDefinition>'),
    ),
    ['dmnDuplicateName c'],
  );
});
