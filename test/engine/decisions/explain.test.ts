/** Explanations: the rule that fired, and for the others the condition that failed and by how much, in words. */
import test from 'ava';
import { compileDecisions } from '../../../engine/decisions/compile-decisions.ts';
import { answerDecision } from '../../../engine/decisions/answer-decision.ts';
import { explainDecision } from '../../../engine/decisions/explain/explain-decision.ts';
import type { DecisionRecord } from '../../../engine/ports.ts';
import type { Json } from '../../../expressions/json.ts';
import { dmn, escape, NOW } from './dmn-builder.ts';

const fuel = () => ({ spend: () => undefined });
type Row = readonly [id: string, tests: readonly string[], outputs: readonly string[], attributes?: string, annotation?: string];

function model(hitPolicy: string, inputs: readonly (readonly [label: string, expression: string])[], rows: readonly Row[]): string {
  const columns = inputs.map(
    ([label, expression], at) =>
      `<input id="i${at}" label="${label}"><inputExpression id="e${at}"><text>${escape(expression)}</text></inputExpression></input>`,
  );
  const names = rows[0]?.[2].length ?? 1;
  const outputs = Array.from({ length: names }, (_, at) => `<output id="o${at}" name="${['kết quả', 'mức'][at]}"/>`);
  const rules = rows.map(
    ([id, tests, results, attributes = '', annotation]) =>
      `<rule id="${id}" ${attributes}>${annotation ? `<description>${annotation}</description>` : ''}${tests.map((text) => `<inputEntry><text>${escape(text)}</text></inputEntry>`).join('')}${results
        .map((text) => `<outputEntry><text>${escape(text)}</text></outputEntry>`)
        .join('')}</rule>`,
  );
  return dmn(
    `<decision id="D" name="D"><variable name="D"/><decisionTable id="T" hitPolicy="${hitPolicy}">${columns.join('')}${outputs.join('')}${rules.join('')}</decisionTable></decision>`,
    { more: ' xmlns:tk="urn:trinh-ky:bpmn:1"' },
  );
}

async function explained(xml: string, input: Record<string, Json>) {
  const { model: compiled, problems } = await compileDecisions(xml);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const answer = answerDecision(compiled, '1', 'D', input, { now: NOW, fuel: fuel() });
  if (!answer.ok) throw new Error(answer.message);
  const stored = JSON.parse(JSON.stringify(answer.record)) as DecisionRecord;
  return explainDecision(compiled, stored, NOW, fuel());
}
const date = (value: string): Json => ({ $type: 'date', value });

const ELIGIBLE = model(
  'FIRST',
  [
    ['Ngày xét', 'on'],
    ['Số quý khá', 'quarters'],
  ],
  [
    ['r1', ['>= date("2026-05-20")', '>= 4'], ['"ĐỦ"', '1'], '', 'BLHS Điều 63'],
    ['r2', ['-', '[2..3]'], ['"XEM XÉT"', '2']],
    ['r3', ['-', '-'], ['"KHÔNG"', '0']],
    ['r4', ['-', '> 100'], ['"?"', '9']],
  ],
);

test('the rule that fired comes first, then the failed conditions with what is missing', async (t) => {
  const { text, tables, reproduced } = await explained(ELIGIBLE, { on: date('2026-02-08'), quarters: 1 });
  t.true(reproduced);
  t.deepEqual(
    text.map(({ vi }) => vi),
    [
      'Quy tắc 3 được áp dụng: kết quả = KHÔNG, mức = 0.',
      'Quy tắc 1 không áp dụng: “Ngày xét” là 08/02/2026, điều kiện là >= date("2026-05-20"), còn thiếu 3 tháng 12 ngày; “Số quý khá” là 1, điều kiện là >= 4, còn thiếu 3.',
      'Quy tắc 2 không áp dụng: “Số quý khá” là 1, điều kiện là [2..3], còn thiếu 1.',
      'Quy tắc 4 không được xét vì đã có quy tắc áp dụng trước.',
    ],
  );
  t.regex(text[1]?.en ?? '', /3 months 12 days are missing/);
  t.deepEqual(
    tables[0]?.rules.map(({ state }) => state),
    ['failed', 'failed', 'fired', 'skipped'],
  );
});

test('the note of a rule that fired is told with it', async (t) => {
  const { text } = await explained(ELIGIBLE, { on: date('2026-06-01'), quarters: 5 });
  t.deepEqual(
    text.slice(0, 2).map(({ vi }) => vi),
    ['Quy tắc 1 được áp dụng: kết quả = ĐỦ, mức = 1.', 'Ghi chú: BLHS Điều 63.'],
  );
});

for (const [what, cell, value, side, amount] of [
  ['a number too large', '< 5', 7.5, 'above', { kind: 'number', value: '2.5' }],
  ['a bound that does not count', '> 5', 5, 'at', { kind: 'number', value: '0' }],
  ['above an interval', '[2..3]', 10, 'above', { kind: 'number', value: '7' }],
  [
    'a duration of months',
    '>= duration("P3Y")',
    { $type: 'yearsMonthsDuration', value: 'P2Y7M' },
    'below',
    { kind: 'term', years: 0, months: 5, days: 0 },
  ],
  [
    'a duration of days',
    '<= duration("P15D")',
    { $type: 'daysTimeDuration', value: 'P20D' },
    'above',
    { kind: 'term', years: 0, months: 0, days: 5 },
  ],
  [
    'a date too late',
    '<= date("2026-01-31")',
    { $type: 'date', value: '2026-03-02' },
    'above',
    { kind: 'term', years: 0, months: 1, days: 2 },
  ],
] as const) {
  test(`how far: ${what}`, async (t) => {
    const { tables } = await explained(model('UNIQUE', [['x', 'x']], [['r1', [cell], ['1']]]), { x: value as Json });
    t.deepEqual(tables[0]?.rules[0]?.failed, [{ label: 'x', value: value as Json, condition: cell, gap: { side, amount } }]);
  });
}

for (const [what, cell, value] of [
  ['a list of texts', '"a", "b"', 'c'],
  ['a condition over the input', '? > 3 and ? < 5', 9],
  ['values of different kinds', '> 3', 'ba'],
  ['no value', '> 3', null],
] as const) {
  test(`where no distance can be told, the condition is: ${what}`, async (t) => {
    const { tables, text } = await explained(model('UNIQUE', [['x', 'x']], [['r1', [cell], ['1']]]), { x: value });
    t.deepEqual(tables[0]?.rules[0]?.failed, [{ label: 'x', value, condition: cell }]);
    t.is(text[0]?.vi, 'Không có quy tắc nào được áp dụng.');
  });
}

test('a rule that is not settled is told to be verified, with its source', async (t) => {
  const xml = model('UNIQUE', [['x', 'x']], [['r1', ['1'], ['"a"'], 'tk:settled="false" tk:source="DMN G4 [memory]"']]);
  const { text } = await explained(xml, { x: 1 });
  t.is(text[1]?.vi, 'Cần xác minh: quy tắc 1 theo DMN G4 [memory].');
});

test('a mark that cannot be, or that names no source, refuses the table', async (t) => {
  for (const attributes of ['tk:settled="no" tk:source="x"', 'tk:settled="false"']) {
    const { problems } = await compileDecisions(model('UNIQUE', [['x', 'x']], [['r1', ['1'], ['1'], attributes]]));
    t.deepEqual(
      problems.map(({ code, path }) => [code, path]),
      [['dmnSettled', 'r1']],
    );
  }
});

test('a decision that another model would make is not passed off as explained', async (t) => {
  const { model: compiled } = await compileDecisions(ELIGIBLE);
  const record = { decision: 'D', version: '1', input: { on: date('2026-02-08'), quarters: 1 }, output: 'x', rules: {} };
  t.false(explainDecision(compiled, record, NOW, fuel()).reproduced);
});
