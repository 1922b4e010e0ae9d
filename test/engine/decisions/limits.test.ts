import test from 'ava';
import { compileDecisions } from '../../../engine/decisions/compile-decisions.ts';
import { evaluateDecision } from '../../../engine/decisions/evaluate-decision.ts';
import { decision, dmn, fuelOf, input, knowledge, literal, NOW, run, table } from './dmn-builder.ts';

const HEAVY =
  input('n', 'number') +
  knowledge(
    'level',
    [['v', 'number']],
    table(
      {
        inputs: ['v'],
        rules: [
          ['< 10', '"low"'],
          ['>= 10', '"high"'],
        ],
      },
      'levels',
    ),
  ) +
  decision('D', literal('for i in 1..n return level(i)'), { inputs: ['n'], knowledge: ['level'] });

test('an evaluation beyond its fuel is an answer that says so', async (t) => {
  t.like(await run(HEAVY, 'D', { n: 100_000 }, 50_000), { ok: false, message: 'The evaluation costs more than its budget allows.' });
  t.like(await run(HEAVY, 'D', { n: 3 }, 50_000), { ok: true, value: ['low', 'low', 'low'] });
});

test('the same evaluation spends the same fuel and gives the same trace, also in a model compiled anew', async (t) => {
  const once = async () => {
    const { model } = await compileDecisions(dmn(HEAVY));
    const fuel = fuelOf(1_000_000);
    return [JSON.stringify(evaluateDecision(model, 'D', { n: 500 }, { now: NOW, fuel })), fuel.left()];
  };
  const first = await once();
  t.deepEqual(await once(), first);
  t.true(Number(first[1]) < 1_000_000);
});

test('one fuel less than is needed fails, exactly as much succeeds', async (t) => {
  const { model } = await compileDecisions(dmn(HEAVY));
  const fuel = fuelOf(100_000);
  evaluateDecision(model, 'D', { n: 20 }, { now: NOW, fuel });
  const needed = 100_000 - fuel.left();
  t.true(evaluateDecision(model, 'D', { n: 20 }, { now: NOW, fuel: fuelOf(needed) }).ok);
  t.false(evaluateDecision(model, 'D', { n: 20 }, { now: NOW, fuel: fuelOf(needed - 1) }).ok);
});

test('a trace keeps at most a thousand table evaluations, but the rules of all', async (t) => {
  const result = await run(HEAVY, 'D', { n: 3_000 });
  t.is(result.trace.tables.length, 1_000);
  t.deepEqual(result.trace.rules, { levels: ['r1', 'r2'] });
});

test('calls that never end are refused before they exhaust the stack', async (t) => {
  const body = knowledge('apply', [['f']], literal('f(f)')) + decision('D', literal('apply(apply)'), { knowledge: ['apply'] });
  t.like(await run(body, 'D'), {
    ok: false,
    message: "Expected at most 64 calls inside one another, but 'apply/encapsulatedLogic' is called once more.",
  });
});

test('a large trace is paid for like any other copy', async (t) => {
  const body =
    input('xs') +
    knowledge('look', [['all']], table({ inputs: ['all'], rules: [['-', '1']] }, 'looks')) +
    decision('D', literal('for i in 1..900 return look(xs)'), { inputs: ['xs'], knowledge: ['look'] });
  t.like(await run(body, 'D', { xs: Array.from({ length: 10_000 }, (_, at) => at) }), { ok: false });
});

test('now() is the instant that was given', async (t) => {
  const result = await run(decision('D', literal('string(now())')), 'D');
  t.like(result, { ok: true, value: '2026-11-21T08:00:00+07:00' });
});

test('evaluations of one model do not see each other', async (t) => {
  const { model } = await compileDecisions(dmn(HEAVY));
  const of = (n: number) => JSON.stringify(evaluateDecision(model, 'D', { n }, { now: NOW, fuel: fuelOf(100_000) }));
  const alone = of(12);
  of(3);
  evaluateDecision(model, 'D', { n: 100 }, { now: NOW, fuel: fuelOf(10) });
  t.is(of(12), alone);
});
