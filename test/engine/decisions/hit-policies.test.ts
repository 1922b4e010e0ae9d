import test from 'ava';
import { decision, dmn, input, problemsOf, run, table, valueOf, type TableSketch } from './dmn-builder.ts';

/** Rules that match x = 5: 1 and 2 and 4; x = 20: 3 only; x = -1: none. */
const sketch = (more: Partial<TableSketch>): TableSketch => ({
  inputs: ['x'],
  rules: [
    ['[0..10]', '"low"'],
    ['5', '"mid"'],
    ['20', '"high"'],
    ['[1..6]', '"low"'],
  ],
  ...more,
});
const model = (more: Partial<TableSketch>): string => input('x', 'number') + decision('D', table(sketch(more)), { inputs: ['x'] });
const numbers = [
  ['[0..10]', '1.1'],
  ['5', '1.3'],
  ['20', '7'],
];

test('a table without a hit policy is unique: one match is the result, no match is null', async (t) => {
  t.is(await valueOf(model({}), 'D', { x: 20 }), 'high');
  t.is(await valueOf(model({}), 'D', { x: -1 }), null);
});

test('UNIQUE with two matches fails and names the table and the rules', async (t) => {
  const result = await run(model({ hitPolicy: 'UNIQUE' }), 'D', { x: 5 });
  t.like(result, {
    ok: false,
    message: "Decision table 'table' has hit policy UNIQUE, but 3 rules match: 'r1', 'r2', 'r4'.",
  });
  t.deepEqual(result.trace.rules, { table: ['r1', 'r2', 'r4'] });
});

test('ANY gives the output on which all matching rules agree, and fails where they differ', async (t) => {
  const agreeing = model({
    hitPolicy: 'ANY',
    rules: [
      ['[0..10]', '{a: 1.0}'],
      ['5', '{a: 1}'],
      ['20', '{a: 2}'],
    ],
  });
  t.deepEqual(await valueOf(agreeing, 'D', { x: 5 }), { a: 1 });
  const result = await run(model({ hitPolicy: 'ANY' }), 'D', { x: 5 });
  t.like(result, {
    ok: false,
    message: "Decision table 'table' has hit policy ANY, but its matching rules differ in output: 'r1', 'r2', 'r4'.",
  });
});

test('PRIORITY gives the output that is listed first, whatever the order of the rules', async (t) => {
  const outputs = [{ values: '"mid", "high", "low"' }];
  t.is(await valueOf(model({ hitPolicy: 'PRIORITY', outputs }), 'D', { x: 5 }), 'mid');
  t.is(await valueOf(model({ hitPolicy: 'PRIORITY', outputs: [{ values: '"low","mid","high"' }] }), 'D', { x: 5 }), 'low');
});

test('PRIORITY over several outputs compares the first, then the next', async (t) => {
  const outputs = [
    { name: 'a', values: '"x","y"' },
    { name: 'b', values: '1, 2, 3' },
  ];
  const rules = [
    ['-', '"y"', '1'],
    ['-', '"x"', '3'],
    ['-', '"x"', '2'],
  ];
  t.deepEqual(await valueOf(model({ hitPolicy: 'PRIORITY', outputs, rules }), 'D', { x: 5 }), { a: 'x', b: 2 });
});

test('priorities come from the allowed values of the output type where the table lists none', async (t) => {
  const type =
    '<itemDefinition id="tl" name="tLevel"><typeRef>string</typeRef><allowedValues><text>"high","mid","low"</text></allowedValues></itemDefinition>';
  t.is(await valueOf(type + model({ hitPolicy: 'PRIORITY', outputs: [{ typeRef: 'tLevel' }] }), 'D', { x: 5 }), 'mid');
});

test('FIRST gives the first match and looks no further', async (t) => {
  const result = await run(model({ hitPolicy: 'FIRST' }), 'D', { x: 5 });
  t.like(result, { ok: true, value: 'low' });
  t.deepEqual(result.trace.rules, { table: ['r1'] });
});

test('RULE ORDER lists outputs in rule order, OUTPUT ORDER by priority, COLLECT all of them', async (t) => {
  t.deepEqual(await valueOf(model({ hitPolicy: 'RULE ORDER' }), 'D', { x: 5 }), ['low', 'mid', 'low']);
  const outputs = [{ values: '"high","mid","low"' }];
  t.deepEqual(await valueOf(model({ hitPolicy: 'OUTPUT ORDER', outputs }), 'D', { x: 5 }), ['mid', 'low', 'low']);
  t.deepEqual(await valueOf(model({ hitPolicy: 'COLLECT' }), 'D', { x: 5 }), ['low', 'mid', 'low']);
});

test('COLLECT sums exactly, takes the least and the greatest, and counts every output', async (t) => {
  const of = (aggregation: string) =>
    valueOf(model({ hitPolicy: 'COLLECT', aggregation, rules: [...numbers, ['5', '1.1']] }), 'D', { x: 5 });
  t.is(await of('SUM'), 3.5);
  t.is(await of('MIN'), 1.1);
  t.is(await of('MAX'), 1.3);
  t.is(await of('COUNT'), 3);
});

test('without a match a list is empty, a count is zero, the other aggregates are null', async (t) => {
  const of = (hitPolicy: string, aggregation?: string) => valueOf(model({ hitPolicy, aggregation, rules: numbers }), 'D', { x: -1 });
  t.deepEqual(await of('COLLECT'), []);
  t.deepEqual(await of('RULE ORDER'), []);
  t.is(await of('COLLECT', 'COUNT'), 0);
  t.is(await of('COLLECT', 'SUM'), null);
  t.is(await of('COLLECT', 'MIN'), null);
});

test('outputs that cannot be added make the sum null, and the trace says why', async (t) => {
  const result = await run(model({ hitPolicy: 'COLLECT', aggregation: 'SUM' }), 'D', { x: 5 });
  t.like(result, { ok: true, value: null });
  t.is(result.trace.notes[0]?.element, 'table');
});

test('without a match the default output entries are the result, null where an output has none', async (t) => {
  const outputs = [{ name: 'a', default: '"none"' }, { name: 'b' }];
  const rules = [['5', '"x"', '1']];
  t.deepEqual(await valueOf(model({ outputs, rules }), 'D', { x: 7 }), { a: 'none', b: null });
  t.deepEqual(await valueOf(model({ outputs, rules }), 'D', { x: 5 }), { a: 'x', b: 1 });
});

test('several outputs are a context, in a list where the policy gives a list', async (t) => {
  const outputs = [{ name: 'level' }, { name: 'Full Name' }];
  const rules = [
    ['5', '"a"', '1'],
    ['[0..9]', '"b"', '2'],
  ];
  t.deepEqual(await valueOf(model({ hitPolicy: 'COLLECT', outputs, rules }), 'D', { x: 5 }), [
    { level: 'a', 'Full Name': 1 },
    { level: 'b', 'Full Name': 2 },
  ]);
});

test('a value outside the listed input values fails; null is left to the rules', async (t) => {
  const body =
    input('s', 'string') +
    decision(
      'D',
      table({
        inputs: [{ text: 's', values: '"A","B"' }],
        rules: [
          ['"A"', '1'],
          ['null', '2'],
        ],
      }),
      { inputs: ['s'] },
    );
  t.is(await valueOf(body, 'D', { s: 'A' }), 1);
  t.is(await valueOf(body, 'D', { s: null }), 2);
  t.is(await valueOf(body, 'D', { s: 'C' }), `failed: Input 's' of decision table 'table' has a value that is not one of "A","B".`);
});

test('an output outside the listed output values fails and names the rule', async (t) => {
  t.is(
    await valueOf(model({ outputs: [{ values: '"high"' }] }), 'D', { x: 5 }),
    `failed: Rule 'r1' of decision table 'table' gives output 'table/output[1]' a value that is not one of "high".`,
  );
});

test('an output of another type than its column fails and names the rule', async (t) => {
  t.is(
    await valueOf(model({ outputs: [{ typeRef: 'number' }], rules: [['20', 'string(x)']] }), 'D', { x: 20 }),
    "failed: Rule 'r1' of decision table 'table' gives output 'table/output[1]' a value (string) that is not of its type number.",
  );
});

test('an input of another type than its column fails: as null it would match every dash', async (t) => {
  const body =
    input('x') + decision('D', table({ inputs: [{ text: 'x', typeRef: 'number' }], rules: [['-', '"free"']] }), { inputs: ['x'] });
  t.is(await valueOf(body, 'D', { x: 7 }), 'free');
  t.is(
    await valueOf(body, 'D', { x: '7' }),
    "failed: Input 'x' of decision table 'table' has a value (string) that is not of the column's type number.",
  );
});

test('cells may refer to the input as ?, to required inputs, and use not()', async (t) => {
  const rules = [
    ['? > limit', '"over"'],
    ['not(< 0, 1)', '"fine"'],
  ];
  const body =
    input('x', 'number') +
    input('limit', 'number') +
    decision('D', table({ hitPolicy: 'FIRST', inputs: ['x'], rules }), { inputs: ['x', 'limit'] });
  t.is(await valueOf(body, 'D', { x: 11, limit: 10 }), 'over');
  t.is(await valueOf(body, 'D', { x: 5, limit: 10 }), 'fine');
  t.is(await valueOf(body, 'D', { x: 1, limit: 10 }), null);
});

test('a blank input cell matches everything and a blank output cell is null', async (t) => {
  t.deepEqual(await valueOf(model({ rules: [['', '']], outputs: [{}] }), 'D', { x: 5 }), null);
  t.deepEqual(await valueOf(model({ rules: [['', '1']] }), 'D', { x: 5 }), 1);
});

for (const [what, more, problem] of [
  ['an unknown hit policy', { hitPolicy: 'LAST' }, 'dmnHitPolicy table'],
  ['a hit policy named like a property of every object', { hitPolicy: 'constructor' }, 'dmnHitPolicy table'],
  ['an aggregation without COLLECT', { hitPolicy: 'FIRST', aggregation: 'SUM' }, 'dmnHitPolicy table'],
  ['an unknown aggregation', { hitPolicy: 'COLLECT', aggregation: 'AVG' }, 'dmnHitPolicy table'],
  [
    'an aggregation of several outputs',
    { hitPolicy: 'COLLECT', aggregation: 'SUM', outputs: [{ name: 'a' }, { name: 'b' }], rules: [['5', '1', '2']] },
    'dmnAggregatedOutputs table',
  ],
  ['PRIORITY without listed values', { hitPolicy: 'PRIORITY' }, 'dmnPriorities table'],
  ['several outputs without names', { outputs: [{}, {}], rules: [['5', '1', '2']] }, 'dmnOutputNames table'],
  ['a rule with too few cells', { rules: [['5', '1'], ['5']] }, 'dmnRule r2'],
] as const) {
  test(`${what} is a problem of the model`, async (t) => {
    t.deepEqual(await problemsOf(dmn(model(more))), [problem]);
  });
}
