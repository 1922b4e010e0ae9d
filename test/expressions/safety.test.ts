import test from 'ava';
import { feel } from '../../expressions/feel.ts';
import type { Json } from '../../expressions/json.ts';
import { cpuMilliseconds, errorCode, evaluate, fuelOf, NOW } from './evaluate.ts';

const big: Json = Array.from({ length: 10_000 }, (_, at) => at);

const nested = `${'list<'.repeat(30)}number${'>'.repeat(30)}`;

const EXHAUSTING: Readonly<Record<string, readonly string[]>> = {
  sizeExceeded: [
    'for i in 1..3000000 return i',
    'for i in 1..60 return if i = 1 then "ab" else partial[-1] + partial[-1]',
    'for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])',
    'flatten(for i in 1..300 return big)',
    '{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r',
    'for d in @"0001-01-01"..@"9999-01-01" return d',
    'replace(text, "x", text + text)',
    'string join(for i in 1..5000 return text)',
    'for i in 1..101 return if i = 1 then [1] else [partial[-1]]',
  ],
  fuelExhausted: [
    'some i in 1..99999, j in 1..99999 satisfies i + j < 0',
    'string(for i in 1..40 return if i = 1 then [1] else [partial[-1], partial[-1]])',
    'for i in 1..40 return if i = 1 then [1] else [partial[-1], partial[-1]]',
    'distinct values(big)',
    'for i in 1..90000 return (i + 0.5) ** 0.333',
    'for i in 1..90000 return exp(i / 9)',
    'for i in 1..90000 return modulo(1E6000, i + 0.7)',
    'for i in 1..90000 return matches("a", string(i) + "(a|b)*")',
    'for i in 1..90000 return text < text + "x" and text < text + "y"',
    `(for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]])[30] instance of ${nested}`,
    'big[some y in big satisfies y = -item - 1]',
    'sort(big, function(a, b) count(big[item = a]) > 0)',
    'for i in 1..100000 return big',
  ],
};

for (const [code, sources] of Object.entries(EXHAUSTING)) {
  for (const source of sources) {
    test(`${source} ends quickly as ${code}`, (t) => {
      const spent = cpuMilliseconds(() => {
        t.is(
          errorCode(() => evaluate(source, { big, text: 'x'.repeat(1_000) })),
          code as 'fuelExhausted',
        );
      });
      t.true(spent < 3_000, `${spent} ms`);
    });
  }
}

test('costly numbers are computed or null, never a hang', (t) => {
  const spent = cpuMilliseconds(() => {
    for (const source of [
      '2 ** 999999999',
      '9.99 ** 5999.5',
      '1.0001 ** 999999',
      'exp(1E+20)',
      '1E+6000 * 1E+6000',
      '@"P1D" * 1E+6000',
      'modulo(1E+6000, 3)',
    ]) {
      t.notThrows(() => evaluate(source), source);
    }
  });
  t.true(spent < 2_000, `${spent} ms`);
});

test('patterns that explode elsewhere are linear here', (t) => {
  const text = 'a'.repeat(20_000);
  const spent = cpuMilliseconds(() => {
    t.is(evaluate('matches(text, "^(a+)+$")', { text: `${text}!` }), false);
    t.is(evaluate('matches(text, "(a|aa)*b")', { text }), false);
    t.is(evaluate('matches(text, "((a{100}){100}){100}")', { text }), null);
  });
  t.true(spent < 3_000, `${spent} ms`);
});

test('nothing of the host is reachable', (t) => {
  for (const name of [
    'constructor',
    '__proto__',
    'globalThis',
    'process',
    'toString',
    'prototype',
    'hasOwnProperty',
    'require',
    'Function',
  ]) {
    t.is(evaluate(name), null, name);
    for (const target of ['x', '"text"', '{a: 1}', '[1]', '1', '@"P1D"', '@"2026-01-01"', '[1..2]', 'sum', '(function(a) a)']) {
      const result = evaluate(`${target}.${name}`, { x: { a: 1 } });
      t.deepEqual(result, target === '[1]' ? [null] : null, `${target}.${name}`);
    }
  }
});

test('a careless caller with a plain object still gives nothing of its prototype', (t) => {
  const variables: Record<string, Json> = {};
  const scope = { variable: (name: string) => variables[name], now: NOW, fuel: fuelOf(100) };
  t.is(feel.compile('constructor').evaluate(scope), null);
  t.is(feel.compile('__proto__').evaluate(scope), null);
});

test('values nested too deeply are refused, not followed', (t) => {
  let deep: Json = 1;
  for (let at = 0; at < 5_000; at += 1) deep = [deep];
  t.is(
    errorCode(() => evaluate('x', { x: deep })),
    'sizeExceeded',
  );
});
