import test from 'ava';
import fc from 'fast-check';
import { compareDecimals, decimalText, isMultiple, storedNumber } from '../../forms/decimal-text.ts';

test('a double keeps its value as decimal text, and is stored as that value', (t) => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e18, max: 1e18 }), (n) => {
      const text = decimalText(n);
      if (text === undefined) return Math.abs(n) < 1e-15;
      return Number(text) === n && decimalText(storedNumber(text)) === text;
    }),
  );
  t.pass();
});

test('decimals compare as their scaled integers do', (t) => {
  const scaled = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
  const text = (n: bigint): string =>
    `${n < 0n ? '-' : ''}${(n < 0n ? -n : n) / 1000n}.${String((n < 0n ? -n : n) % 1000n).padStart(3, '0')}`;
  fc.assert(fc.property(scaled, scaled, (a, b) => Math.sign(compareDecimals(text(a), text(b))) === (a < b ? -1 : a > b ? 1 : 0)));
  t.pass();
});

test('multiples are exact', (t) => {
  t.true(isMultiple('0.3', '0.1'));
  t.true(isMultiple('-1.25', '0.05'));
  t.false(isMultiple('0.31', '0.1'));
  t.false(isMultiple('1', '0'));
});
