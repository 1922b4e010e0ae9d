import test from 'ava';
import fc from 'fast-check';
import { ExpressionError } from '../../expressions/contract.ts';
import { compileUnaryTests, feel } from '../../expressions/feel.ts';
import type { Json } from '../../expressions/json.ts';
import { evaluate, fuelOf, NOW } from './evaluate.ts';

const integer = fc.integer({ min: -1_000_000, max: 1_000_000 });
const cents = integer.map((value) => value / 100);

test('sums and products of decimals obey the laws of arithmetic exactly', (t) => {
  fc.assert(
    fc.property(cents, cents, cents, (a, b, c) => {
      const truth = (source: string) => t.is(evaluate(source, { a, b, c }), true, source);
      truth('a + b = b + a');
      truth('(a + b) + c = a + (b + c)');
      truth('a * (b + c) = a * b + a * c');
      truth('a - b = -(b - a)');
      truth('if b = 0 then a / b = null else modulo(a, b) + floor(a / b) * b = a');
    }),
  );
});

test('order is total on numbers and texts', (t) => {
  const value = fc.oneof(integer, fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(value, value, (a, b) => {
      if (typeof a !== typeof b) return t.is(evaluate('a < b', { a, b }), null);
      const answers = ['a < b', 'a = b', 'a > b'].filter((source) => evaluate(source, { a, b }) === true);
      return t.is(answers.length, 1);
    }),
  );
});

test('a date plus the difference to another date is that date', (t) => {
  const day = fc.integer({ min: -200_000, max: 200_000 }).map((days) => Temporal.PlainDate.from('2000-01-01').add({ days }).toString());
  const value = (iso: string): Json => ({ $type: 'date', value: iso });
  fc.assert(
    fc.property(
      day.filter((iso) => !/^[+-]/.test(iso)),
      day.filter((iso) => !/^[+-]/.test(iso)),
      (a, b) => {
        t.is(evaluate('a + (b - a) = b', { a: value(a), b: value(b) }), true);
        t.is(evaluate('(a < b) = (b - a > @"PT0S")', { a: value(a), b: value(b) }), true);
      },
    ),
  );
});

const SNIPPETS =
  '1|a|"x"|null|true|[1, 2]|{a: 1}|[1..2]|@"2026-01-01"|@"P1D"|item|partial|?|b c|1E6000|-| + | - |*|/|**| = | < | and | or | in | between |.|,|:|..|(|)|[|]|{|}|"|for i in | return |if | then | else |some x in | satisfies | instance of |function(x) |sum(|string(|sort(|not(|date(|replace(|list<number>|range<|/*|*/|//|\n|\\|@|`|\u{1F600}|ệ|\u0000|__proto__'.split(
    '|',
  );

const garbage = fc.oneof(
  fc.array(fc.constantFrom(...SNIPPETS), { maxLength: 25 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

test('random garbage is FEEL or an ExpressionError, and costs the same fuel twice', (t) => {
  const variables: Readonly<Record<string, Json>> = { a: [1, 2, { a: 1 }], 'b c': 'text' };
  fc.assert(
    fc.property(garbage, (source) => {
      const outcomes = [1, 2].map(() => {
        const fuel = fuelOf(20_000);
        try {
          return { result: evaluate(source, variables, ['a', 'b c'], fuel), spent: fuel.spent };
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          return { result: error.code, spent: fuel.spent };
        }
      });
      t.deepEqual(outcomes[0], outcomes[1]);
    }),
    { numRuns: 3_000, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
  );
});

test('random garbage as unary tests is an answer or an ExpressionError', (t) => {
  fc.assert(
    fc.property(garbage, (source) => {
      try {
        const answer = compileUnaryTests(source, []).run({ variables: new Map(), now: NOW, fuel: fuelOf(20_000) }, 'x');
        t.true(answer === null || typeof answer === 'boolean');
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
      }
    }),
    { numRuns: 1_500, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
  );
});

test('fuel that suffices exactly is enough, and one unit less is not', (t) => {
  const sources = [
    'for i in 1..20 return i * 2',
    'sum([1, 2, 3]) > 5 and string([1, {a: 2}]) = "x"',
    'sort([3, 2, 1], function(a, b) a < b)',
    'replace("abc", "b", "x")',
  ];
  for (const source of sources) {
    const measured = fuelOf(1e6);
    evaluate(source, {}, [], measured);
    t.notThrows(() => evaluate(source, {}, [], fuelOf(measured.spent)), source);
    t.like(
      t.throws(() => evaluate(source, {}, [], fuelOf(measured.spent - 1))),
      { code: 'fuelExhausted' },
      source,
    );
  }
});

test('compiling the same source again gives the same answers', (t) => {
  const scope = { variable: () => 5, now: NOW, fuel: fuelOf(1_000) };
  t.is(feel.compile('x + 1').evaluate(scope), 6);
  t.is(feel.compile('x + 1').evaluate(scope), 6);
});
