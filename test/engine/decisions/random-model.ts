/**
 * Random DMN models for property tests: of sound structure mostly, so that they run, with texts that are nonsense here and there,
 * and a structure that is now and then.
 */
import fc from 'fast-check';
import { decision, dmn, input, knowledge, literal, table } from './dmn-builder.ts';

const NAMES = ['d0', 'd1', 'd2', 'd3', 'd4', 'd5'] as const;
const INPUTS = ['x', 'y', 'Full Name'] as const;
const FUNCTIONS = ['f', 'g'] as const;

const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const type = seldom(fc.constantFrom('number', 'string', 'boolean', 'date', 'Any', 'tLevel', 'tNumbers', 'tPerson'));
const policy = fc.constantFrom<readonly [hitPolicy?: string, aggregation?: string]>(
  [],
  ['UNIQUE'],
  ['ANY'],
  ['PRIORITY'],
  ['FIRST'],
  ['RULE ORDER'],
  ['OUTPUT ORDER'],
  ['COLLECT'],
  ['COLLECT', 'SUM'],
  ['COLLECT', 'MIN'],
  ['COLLECT', 'MAX'],
  ['COLLECT', 'COUNT'],
);
const test = fc.constantFrom('-', '', '< 5', '[1..10)', '"a","b"', 'not("a")', '? = x', 'null', 'true', 'date("2026-01-01")', '1 +', '(');

const expression = fc.oneof(
  { weight: 18, arbitrary: fc.constantFrom(...NAMES, ...INPUTS) },
  {
    weight: 24,
    arbitrary: fc.constantFrom(
      '1',
      '"a"',
      'null',
      'x + 1',
      'y.age',
      'y.Full Name',
      'Full Name + "!"',
      '[x, y]',
      'sum(x)',
      'x[item > 1]',
      'for i in x return i',
      'f(x)',
      'g(f)',
      'g(g)',
      'f(a: 1)',
      'if x > 1 then d0 else d1',
      'count(x) / 0',
      '{a: x, b: a}',
      'some i in x satisfies i = 1',
      'now()',
      'function(q) q',
      '1..3',
      'for i in 1..1000000 return i',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

const column = fc.record({ text: expression, values: seldom(test), typeRef: type });
const outputsOf = (hitPolicy = 'UNIQUE', aggregation?: string) => {
  const values = fc.constantFrom('1, 2, "a"', '"a","b"');
  const output = fc.record({
    values: /ORITY|OUTPUT/.test(hitPolicy) ? values : seldom(values),
    typeRef: type,
    default: fc.option(expression, { nil: undefined }),
  });
  return fc
    .array(output, { minLength: 1, maxLength: aggregation === undefined ? 2 : 1 })
    .map((outputs) => outputs.map((one, at) => ({ ...one, name: `out ${at}` })));
};

const decisionTable = fc
  .tuple(policy, fc.array(column, { maxLength: 2 }), type, fc.nat(1_000_000_000))
  .chain(([[hitPolicy, aggregation], inputs, typeRef, id]) =>
    outputsOf(hitPolicy, aggregation).chain((outputs) => {
      const cells = fc.tuple(...inputs.map(() => test), ...outputs.map(() => expression));
      return fc.array(cells, { maxLength: 3 }).map((rules) => table({ hitPolicy, aggregation, typeRef, inputs, outputs, rules }, `t${id}`));
    }),
  );

const part = (tag: string, inner: string): string => `<${tag}>${inner}</${tag}>`;
const { logic } = fc.letrec<{ logic: string }>((tie) => {
  const nested = tie('logic');
  const iterator = fc.tuple(fc.constantFrom('for', 'some', 'every'), nested, nested);
  return {
    logic: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.tuple(expression, type).map(([text, typeRef]) => literal(text, typeRef)),
      decisionTable,
      fc
        .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'Full Name'), nested), { maxLength: 3, selector: ([name]) => name })
        .map((entries) =>
          part('context', entries.map(([name, value]) => part('contextEntry', `<variable name="${name}"/>${value}`)).join('')),
        ),
      fc.array(nested, { maxLength: 3 }).map((items) => part('list', items.join(''))),
      fc.tuple(nested, nested, nested).map(([a, b, c]) => part('conditional', part('if', a) + part('then', b) + part('else', c))),
      fc.tuple(nested, nested).map(([a, b]) => part('filter', part('in', a) + part('match', b))),
      iterator.map(
        ([kind, a, b]) => `<${kind} iteratorVariable="i">${part('in', a)}${part(kind === 'for' ? 'return' : 'satisfies', b)}</${kind}>`,
      ),
      fc.tuple(nested, nested).map(([called, value]) => part('invocation', `${called}<binding><parameter name="a"/>${value}</binding>`)),
      nested.map((body) => part('functionDefinition', `<formalParameter name="a"/>${body}`)),
    ),
  };
});

const decisions = fc.tuple(
  ...NAMES.map((name, at) =>
    fc
      .tuple(
        logic,
        type,
        fc.subarray([...INPUTS]),
        fc.subarray(NAMES.slice(0, at)),
        fc.subarray([...FUNCTIONS]),
        fc.constantFrom(...NAMES),
        fc.nat(80),
      )
      .map(
        // One decision in eighty-one requires any other, itself too: cycles.
        ([body, typeRef, inputs, below, functions, any, dice]) =>
          decision(name, body, { typeRef, inputs, decisions: dice === 0 ? [...below, any] : below, knowledge: functions }),
      ),
  ),
);

const functions = fc
  .tuple(logic, logic, type, fc.subarray([...FUNCTIONS]))
  .map(
    ([f, g, typeRef, requires]) =>
      knowledge('f', [['a', typeRef]], f) + knowledge('g', [['a']], g, { requires: requires.filter((name) => name === 'f'), typeRef }),
  );

const TYPES =
  '<itemDefinition name="tLevel"><typeRef>string</typeRef><allowedValues><text>"a","b"</text></allowedValues></itemDefinition>' +
  '<itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>' +
  '<itemDefinition name="tPerson"><itemComponent name="Full Name"><typeRef>string</typeRef></itemComponent><itemComponent name="boss"><typeRef>tPerson</typeRef></itemComponent></itemDefinition>';

const service = fc
  .tuple(fc.subarray([...NAMES], { minLength: 1 }), fc.subarray([...NAMES]))
  .map(
    ([outputs, inputs]) =>
      `<decisionService id="s" name="s">${outputs.map((one) => `<outputDecision href="#${one}"/>`).join('')}${inputs.map((one) => `<inputDecision href="#${one}"/>`).join('')}</decisionService>`,
  );

/** One model in six is not as DMN prescribes. */
const flaw = fc.constantFrom<(xml: string) => string>(
  (xml) => xml.replace('typeRef="number"', 'typeRef="tMissing"'),
  (xml) => xml.replace('hitPolicy="FIRST"', 'hitPolicy="NONE"'),
  (xml) => xml.replace('</outputEntry>', '</outputEntry><outputEntry><text>1</text></outputEntry>'),
  (xml) => xml.replace('<variable ', '<oracle/><variable '),
);

/** XML of a model with decisions d0 to d5 and a decision service s. */
export const randomModel = fc
  .tuple(decisions, functions, service, fc.tuple(type, type, type), fc.tuple(flaw, fc.nat(5)))
  .map(([all, known, offered, types, [spoil, dice]]) => {
    const xml = dmn(TYPES + INPUTS.map((name, at) => input(name, types[at])).join('') + known + all.join('') + offered);
    return dice === 0 ? spoil(xml) : xml;
  });

export const randomInputs = fc.record(
  {
    x: fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(fc.integer(), { maxLength: 4 }),
      fc.constantFrom('a', null, true),
    ),
    y: fc.jsonValue({ maxDepth: 3 }),
    'Full Name': fc.oneof(fc.string(), fc.constantFrom({ $type: 'date', value: '2026-02-28' }, { $type: 'date', value: '2026-02-30' })),
  },
  { requiredKeys: [] },
);

export const ASKED = [...NAMES, 's', 'nothing'] as const;
