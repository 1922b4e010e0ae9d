import test from 'ava';
import fc from 'fast-check';
import type { ProtocolRefusal } from '../../api/protocol-refusal.ts';
import { readJson } from '../../api/read-json.ts';

const BOUNDS = { depth: 40, values: 1_000 };

function refusal(text: string): string | undefined {
  try {
    readJson(text, BOUNDS);
    return undefined;
  } catch (error) {
    return (error as ProtocolRefusal).code;
  }
}

test('what JSON.stringify writes is read as JSON.parse reads it', (t) => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 6 }).filter((value) => !JSON.stringify(value).includes('"__proto__"')),
      fc.constantFrom(undefined, 1, '\t'),
      (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        fc.pre(!/"(__proto__|constructor|prototype)"/.test(text));
        t.deepEqual(readJson(text, BOUNDS), JSON.parse(text));
      },
    ),
    { numRuns: 120 },
  );
});

test('a key that comes twice in one object is found, however it is written and wherever it is', (t) => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.constantFrom(null, 1, 'x', [{}], { a: 1 }),
      fc.array(fc.constantFrom('[', '{"a":'), { maxLength: 5 }),
      (key, value, around) => {
        fc.pre(key.isWellFormed() && key !== '__proto__');
        const escaped = `"${Array.from({ length: key.length }, (_, i) => `\\u${key.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`;
        const twice = `{${JSON.stringify(key)}:${JSON.stringify(value)},${escaped}:1}`;
        const text =
          around.join('') +
          twice +
          around
            .toReversed()
            .map((open) => (open === '[' ? ']' : '}'))
            .join('');
        t.is(refusal(text), key === 'constructor' || key === 'prototype' ? 'json.forbiddenKey' : 'json.duplicateKey');
      },
    ),
    { numRuns: 120 },
  );
});

test('a number is kept exactly or refused', (t) => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.nat({ max: 12 }), (digits, scale) => {
      const whole = digits.toString();
      const text = scale === 0 ? whole : `${whole}e-${scale}`;
      // the shortest text of the double has the same significant digits
      const significant = (number: string): string =>
        (number.split('e')[0] ?? '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
      t.is(refusal(text) === undefined, significant(String(Number(text))) === significant(text), text);
    }),
    { numRuns: 500 },
  );
});
