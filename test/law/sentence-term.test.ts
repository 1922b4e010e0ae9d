import test from 'ava';
import fc from 'fast-check';
import type { Rejection } from '../../errors.ts';
import { endOfSentence, fractionOfTerm, type SentenceTerm } from '../../law/sentence-term.ts';

const rule = { daysPerMonth: 30, rounding: 'up' } as const;
const term = (years: number, months = 0, days = 0): SentenceTerm => ({ years, months, days });

for (const [whole, fraction, expected] of [
  [term(9), [1, 3], term(3)],
  [term(10), [1, 3], term(3, 4)],
  [term(7), [1, 2], term(3, 6)],
  [term(2, 1), [1, 2], term(1, 0, 15)],
  [term(0, 1), [1, 4], term(0, 0, 8)],
  [term(5, 0, 10), [2, 3], term(3, 4, 7)],
  [term(30), [1, 1], term(30)],
  [term(30), [0, 1], term(0)],
] as const) {
  test(`${fraction.join('/')} of ${JSON.stringify(whole)} is ${JSON.stringify(expected)}`, (t) => {
    t.deepEqual(fractionOfTerm(whole, fraction, rule), expected);
  });
}

test('a part of a day is rounded as the caller says', (t) => {
  t.deepEqual(fractionOfTerm(term(0, 1), [1, 4], { ...rule, rounding: 'down' }), term(0, 0, 7));
});

test('a sentence ends on the corresponding day or the last of the month, days off or not', (t) => {
  t.is(endOfSentence('2026-01-31', term(0, 1)), '2026-02-28');
  t.is(endOfSentence('2024-02-29', term(4)), '2028-02-29');
  t.is(endOfSentence('2025-02-17', term(1)), '2026-02-17');
  t.is(endOfSentence('2026-12-15', term(1, 2, 20)), '2028-03-06');
});

test('a larger fraction is never less', (t) => {
  const n = fc.integer({ min: 0, max: 30 });
  const days = ({ years, months, days: d }: SentenceTerm): number => (years * 12 + months) * 30 + d;
  fc.assert(
    fc.property(n, n, n, n, n, (years, months, rest, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const whole = term(years, months, rest);
      return days(fractionOfTerm(whole, [low, 30], rule)) <= days(fractionOfTerm(whole, [high, 30], rule));
    }),
  );
  t.pass();
});

for (const [what, act] of Object.entries({
  'a fraction above one': () => fractionOfTerm(term(1), [3, 2], rule),
  'a fraction of nothing': () => fractionOfTerm(term(1), [0, 0], rule),
  'a negative sentence': () => fractionOfTerm(term(-1), [1, 2], rule),
  'a broken sentence': () => endOfSentence('2026-01-01', term(0.5)),
})) {
  test(`${what} is refused`, (t) => {
    t.is(t.throws<Rejection>(act)?.code, 'law.sentence');
  });
}
