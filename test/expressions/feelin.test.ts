/** Differential test: another implementation of FEEL, where both follow the standard (feelin computes in doubles, so small whole numbers). */
import test from 'ava';
import fc from 'fast-check';
import { evaluate as oracle } from 'feelin';
import { evaluate } from './evaluate.ts';

const leaf = fc.constantFrom('0', '1', '2', '7', '-3', 'a', 'b', 'null', 'true', 'false', '"x"', '"yz"');
const numeric = fc.constantFrom('0', '1', '2', '7', '-3', 'a', 'b');

const { arithmetic, truth } = fc.letrec<{ arithmetic: string; truth: string }>((tie) => ({
  arithmetic: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'arithmetic' },
    numeric,
    fc.tuple(tie('arithmetic'), fc.constantFrom('+', '-', '*'), tie('arithmetic')).map(([l, op, r]) => `(${l} ${op} ${r})`),
    fc.tuple(tie('truth'), tie('arithmetic'), tie('arithmetic')).map(([c, l, r]) => `(if ${c} then ${l} else ${r})`),
    fc.tuple(tie('arithmetic'), tie('arithmetic')).map(([l, r]) => `sum([for i in [${l}, ${r}] return i + 1][1])`),
    fc.tuple(tie('arithmetic'), tie('arithmetic')).map(([l, r]) => `count([1, 2, 3, ${l}][item > ${r}])`),
    fc.tuple(tie('arithmetic'), tie('arithmetic')).map(([l, r]) => `max([${l}, ${r}, 0])`),
  ),
  truth: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'truth' },
    fc.constantFrom('true', 'false', 'null'),
    fc
      .tuple(tie('arithmetic'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), tie('arithmetic'))
      .map(([l, op, r]) => `(${l} ${op} ${r})`),
    fc.tuple(tie('truth'), fc.constantFrom('and', 'or'), tie('truth')).map(([l, op, r]) => `(${l} ${op} ${r})`),
    tie('truth').map((inner) => `not(${inner})`),
    fc.tuple(tie('arithmetic'), fc.constantFrom('[1..5]', '(1..5]', '[3..5)', '(> 3)', '(<= 3)')).map(([v, range]) => `(${v} in ${range})`),
    fc.tuple(tie('arithmetic'), tie('arithmetic')).map(([l, r]) => `(some x in [${l}, ${r}] satisfies x > 1)`),
    fc.tuple(tie('arithmetic'), tie('arithmetic')).map(([l, r]) => `(every x in [${l}, ${r}] satisfies x > 1)`),
  ),
}));

const variables = { a: 3, b: 5 };

function agrees(source: string): boolean {
  return JSON.stringify(evaluate(source, variables)) === JSON.stringify(oracle(source, variables).value);
}

test('whole-number arithmetic, conditions, filters and loops agree with feelin', (t) => {
  fc.assert(
    fc.property(fc.oneof(arithmetic, truth), (source) => t.true(agrees(source), source)),
    { numRuns: 400 },
  );
});

test('three-valued conjunctions and disjunctions of any values agree with feelin', (t) => {
  fc.assert(
    fc.property(leaf, leaf, fc.constantFrom('and', 'or'), (left, right, operator) => t.true(agrees(`${left} ${operator} ${right}`))),
  );
});

const FIXED = [
  '{a: 1, b: {c: a + 1}}.b.c',
  '[{x: 1}, {x: 2}].x',
  '[1, 2, 3][-1]',
  'for i in 1..3, j in 1..i return i * j',
  'string length("Đường")',
  'substring("foobar", 3, 3)',
  'upper case("abc")',
  'split("a;b;c", ";")',
  'string join(["a", "b"], ",")',
  'flatten([[1, [2]], 3])',
  'concatenate([1], [2])',
  'distinct values([1, 2, 1])',
  'index of([1, 2, 1], 1)',
  'sort([3, 1, 2], function(a, b) a < b)',
  'get entries({a: 1})',
  'context merge([{a: 1}, {b: 2}])',
  'string(@"2026-11-21" + @"P1M")',
  'string(@"2026-11-21T10:00:00Z" + @"PT36H")',
  '@"2026-11-21".month',
  'modulo(-12, 5)',
  'median([8, 2, 5, 3, 4])',
  'mode([6, 1, 9, 6, 1])',
  'before([1..5), [5..10])',
  'overlaps([1..5], [5..8])',
];

for (const source of FIXED) {
  test(`feelin agrees on ${source}`, (t) => {
    t.deepEqual(evaluate(source, variables), JSON.parse(JSON.stringify(oracle(source, variables).value)));
  });
}
