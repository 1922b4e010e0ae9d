import test from 'ava';
import { answerDecision } from '../../../engine/decisions/answer-decision.ts';
import { compileDecisions } from '../../../engine/decisions/compile-decisions.ts';
import { decision, dmn, fuelOf, input, knowledge, literal, NOW, run, table } from './dmn-builder.ts';

const BODY =
  input('amount', 'number') +
  input('region', 'string') +
  input('unused', 'string') +
  knowledge(
    'fee',
    [['v', 'number']],
    table(
      {
        hitPolicy: 'FIRST',
        inputs: ['v'],
        rules: [
          ['< 100', '1'],
          ['-', '5'],
        ],
      },
      't1',
    ),
  ) +
  decision('base', literal('fee(amount)'), { inputs: ['amount'], knowledge: ['fee'] }) +
  decision(
    'D',
    table({
      hitPolicy: 'COLLECT',
      aggregation: 'SUM',
      inputs: ['region'],
      rules: [
        ['"HN","HCM"', 'base * 2'],
        ['"HN"', '1'],
        ['"DN"', '7'],
      ],
    }),
    {
      inputs: ['region'],
      decisions: ['base'],
    },
  );

test('an answer keeps the version, the inputs that were read, and the rules that matched, table by table', async (t) => {
  const { model } = await compileDecisions(dmn(BODY));
  const options = { now: NOW, fuel: fuelOf(10_000) };
  t.deepEqual(answerDecision(model, 'v7', 'D', { amount: 250, region: 'HN', unused: 'private', other: 'private' }, options), {
    ok: true,
    value: 11,
    record: {
      decision: 'D',
      version: 'v7',
      input: { amount: 250, region: 'HN' },
      output: 11,
      rules: { t1: ['t1_r2'], table: ['r1', 'r2'] },
    },
  });
});

test('an answer that failed says why, without the values that were given', async (t) => {
  const { model } = await compileDecisions(dmn(BODY));
  const answer = answerDecision(model, 'v7', 'D', { amount: 'Nguyễn Văn An', region: 'HN' }, { now: NOW, fuel: fuelOf(10_000) });
  t.deepEqual(answer, { ok: false, message: "Expected input 'amount' of type number, but the value given (string) is not one." });
});

test('a failure carries a code, the element and details for a text in the language of the reader', async (t) => {
  const body =
    input('x') +
    decision(
      'D',
      table({
        inputs: ['x'],
        rules: [
          ['1', '1'],
          ['-', '2'],
        ],
      }),
      { inputs: ['x'] },
    );
  const result = await run(body, 'D', { x: 1 });
  t.like(result, {
    ok: false,
    problem: { code: 'dmnUniqueViolated', path: 'table', details: { element: 'table', count: 2, rules: "'r1', 'r2'" } },
  });
});

test('an input that was needed and not given is on record as null', async (t) => {
  const { model } = await compileDecisions(dmn(BODY));
  const answer = answerDecision(model, 'v7', 'base', {}, { now: NOW, fuel: fuelOf(10_000) });
  t.like(answer, { ok: true, record: { input: { amount: null } } });
});
