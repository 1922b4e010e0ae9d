import test from 'ava';
import { decode } from '../../expressions/codec/decode.ts';
import { compileUnaryTests } from '../../expressions/feel.ts';
import type { Json } from '../../expressions/json.ts';
import { fuelOf, NOW } from './evaluate.ts';

const ROWS: readonly (readonly [tests: string, input: Json, expected: boolean | null])[] = [
  ['-', null, true],
  ['1', 1, true],
  ['1', 2, false],
  ['1, 2', 2, true],
  ['not(1, 2)', 3, true],
  ['not(1, 2)', 2, false],
  ['< 10', 5, true],
  ['< 10', null, null],
  ['> 1, < -1', 0, false],
  ['[1..5]', 5, true],
  ['[1..5)', 5, false],
  ['not([1..5])', 6, true],
  ['"a", "b"', 'b', true],
  ['null', null, true],
  ['null', 1, false],
  ['true', true, true],
  ['true', false, false],
  ['true', null, false],
  ['? > 3', 5, true],
  ['? > 3 and ? < 5', 5, false],
  ['starts with(?, "N")', 'Nam', true],
  ['contains(?, "x"), "Nam"', 'Nam', true],
  ['limit', 100, true],
  ['< limit', 99, true],
  ['allowed', 'x', true],
  ['allowed', 'z', false],
  ['not(allowed)', 'z', true],
  ['date("2026-01-01")', { $type: 'date', value: '2026-01-01' }, true],
  ['>= @"P30D"', { $type: 'daysTimeDuration', value: 'P40D' }, true],
  ['= 5', 5, true],
  ['!= 5', 5, false],
  ['[1, 2, 3]', 2, true],
  ['"1"', 1, null],
  ['list contains(?, "a")', ['a', 'b'], true],
  ['? instance of number', 'x', false],
];

const variables = new Map([
  ['limit', decode(100)],
  ['allowed', decode(['x', 'y'])],
]);

for (const [tests, input, expected] of ROWS) {
  test(`the cell ${tests} on ${JSON.stringify(input)} is ${expected}`, (t) => {
    const compiled = compileUnaryTests(tests, ['limit', 'allowed']);
    t.is(compiled.run({ variables, now: NOW, fuel: fuelOf(10_000) }, decode(input)), expected);
  });
}
