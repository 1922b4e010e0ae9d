/** Worked cases of sentence arithmetic. Dates are ISO; terms are written y-m-d. */
import test from 'ava';
import type { Rejection } from '../../errors.ts';
import { fractionExplained } from '../../law/sentence/fraction.ts';
import { probationFrom } from '../../law/sentence/probation.ts';
import { remainingOn } from '../../law/sentence/remaining.ts';
import { requirementOn } from '../../law/sentence/requirement.ts';
import { roomForReduction } from '../../law/sentence/room-for-reduction.ts';
import { servedOn } from '../../law/sentence/served.ts';
import type { Sentence } from '../../law/sentence/sentence.ts';
import type { SentenceTerm } from '../../law/sentence-term.ts';

const rule = { daysPerMonth: 30, rounding: 'up' } as const;
const of = (text: string): SentenceTerm => {
  const [years = 0, months = 0, days = 0] = text.split('-').map(Number);
  return { years, months, days };
};
const text = ({ years, months, days }: SentenceTerm): string => `${years}-${months}-${days}`;
const sentence = (term: string, servingFrom: string, more: Partial<Sentence> = {}): Sentence => ({
  term: term === 'life' ? 'life' : of(term),
  servingFrom,
  rule,
  ...more,
});
const reduced = (...terms: string[]): Partial<Sentence> => ({ reductions: terms.map((one) => ({ term: of(one) })) });

/** served on a day */
for (const [what, of_, on, expected] of [
  ['seven years to the day', sentence('14', '2019-06-01'), '2026-06-01', '7-0-0'],
  ['the day before is not yet the year', sentence('14', '2019-06-01'), '2026-05-31', '6-11-30'],
  ['from a leap day, a year is reached on 28 February', sentence('14', '2024-02-29'), '2025-02-28', '1-0-0'],
  ['to a leap day', sentence('14', '2023-02-28'), '2024-02-29', '1-0-1'],
  ['from the end of a month', sentence('14', '2025-01-31'), '2025-03-31', '0-2-0'],
  ['on the first day nothing is served', sentence('14', '2025-01-31'), '2025-01-31', '0-0-0'],
  [
    'custody that runs into serving is one stretch',
    sentence('14', '2020-06-01', { custody: [{ from: '2020-01-01', to: '2020-05-31' }] }),
    '2021-01-01',
    '1-0-0',
  ],
  [
    'custody that overlaps serving does not count twice',
    sentence('14', '2020-06-01', { custody: [{ from: '2020-01-01', to: '2020-07-15' }] }),
    '2021-01-01',
    '1-0-0',
  ],
  [
    'custody, release on bail, then serving',
    sentence('14', '2021-01-01', { custody: [{ from: '2019-03-10', to: '2019-06-20' }] }),
    '2022-03-11',
    '1-5-21',
  ],
  [
    'two custody periods that overlap',
    sentence('14', '2021-01-01', {
      custody: [
        { from: '2019-03-01', to: '2019-03-31' },
        { from: '2019-03-15', to: '2019-04-30' },
      ],
    }),
    '2021-01-01',
    '0-2-0',
  ],
  [
    'days of several stretches carry into months',
    sentence('14', '2021-01-01', {
      custody: [
        { from: '2019-03-01', until: '2019-03-21' },
        { from: '2019-05-01', until: '2019-05-21' },
      ],
    }),
    '2021-01-01',
    '0-1-10',
  ],
  [
    'two escapes',
    sentence('14', '2015-01-01', {
      excluded: [
        { from: '2016-01-01', until: '2016-03-01' },
        { from: '2018-07-01', until: '2018-08-01' },
      ],
    }),
    '2020-01-01',
    '4-9-0',
  ],
  [
    'escapes that overlap are taken off once',
    sentence('14', '2015-01-01', {
      excluded: [
        { from: '2016-01-01', until: '2016-03-01' },
        { from: '2016-02-01', until: '2016-04-01' },
      ],
    }),
    '2017-01-01',
    '1-9-0',
  ],
  ['an escape that is not over', sentence('14', '2015-01-01', { excluded: [{ from: '2016-01-01' }] }), '2020-01-01', '1-0-0'],
  [
    'suspension inside custody and serving',
    sentence('14', '2020-06-01', {
      custody: [{ from: '2020-01-01', to: '2020-05-31' }],
      excluded: [{ from: '2020-05-01', to: '2020-06-30' }],
    }),
    '2021-01-01',
    '0-10-0',
  ],
  ['reductions are no time served', sentence('14', '2019-06-01', reduced('1')), '2026-06-01', '7-0-0'],
] as const) {
  test(`served: ${what}`, (t) => {
    t.is(text(servedOn(of_, on).term), expected);
  });
}

/** required, day reached, missing */
for (const [what, of_, required, on, day, missing] of [
  ['half of fourteen years on the day', sentence('14', '2019-06-01', reduced('1')), '7', '2026-06-01', '2026-06-01', '0-0-0'],
  ['a day short', sentence('14', '2019-06-01'), '7', '2026-05-31', '2026-06-01', '0-0-1'],
  ['3 months and 12 days short', sentence('9', '2023-05-20'), '3', '2026-02-08', '2026-05-20', '0-3-12'],
  [
    'custody before brings the day forward',
    sentence('9', '2021-01-01', { custody: [{ from: '2019-03-10', to: '2019-06-20' }] }),
    '3',
    '2023-09-20',
    '2023-09-20',
    '0-0-0',
  ],
  [
    'two escapes push it back',
    sentence('9', '2015-01-01', {
      excluded: [
        { from: '2016-01-01', until: '2016-03-01' },
        { from: '2017-07-01', until: '2017-08-01' },
      ],
    }),
    '3',
    '2018-01-01',
    '2018-04-01',
    '0-3-0',
  ],
  [
    'reached before a later escape',
    sentence('9', '2015-01-01', { excluded: [{ from: '2019-01-01' }] }),
    '3',
    '2020-01-01',
    '2018-01-01',
    '0-0-0',
  ],
  [
    'at large: no day, missing by subtraction',
    sentence('9', '2015-01-01', { excluded: [{ from: '2017-01-01' }] }),
    '3',
    '2020-01-01',
    undefined,
    '1-0-0',
  ],
  [
    'from the end of January, a month ends on the last of February',
    sentence('1', '2026-01-31'),
    '0-1',
    '2026-02-28',
    '2026-02-28',
    '0-0-0',
  ],
  ['life: twelve years', sentence('life', '2015-03-15'), '12', '2026-12-15', '2027-03-15', '0-3-0'],
] as const) {
  test(`minimum: ${what}`, (t) => {
    const answer = requirementOn(of_, of(required), on);
    t.is(answer.day, day);
    t.is(text(answer.missing), missing);
    t.is(answer.reached, missing === '0-0-0');
  });
}

test('the example of the procedures: 14 years, 7 served, 1 reduced: half is reached, 6 remain, probation is 6 years', (t) => {
  const one = sentence('14', '2019-06-01', reduced('1'));
  const half = fractionExplained(one.term, [1, 2], rule).term;
  t.is(text(half), '7-0-0');
  t.true(requirementOn(one, half, '2026-06-01').reached);
  t.like(remainingOn(one, '2026-06-01'), { term: of('6'), end: '2032-06-01' });
  t.like(probationFrom(one, '2026-06-01'), { length: of('6'), from: '2026-06-01', until: '2032-06-01' });
});

for (const [what, of_, on, left, end] of [
  ['two reductions of months', sentence('10', '2020-03-31', reduced('0-9', '1-0')), '2026-03-31', '2-3-0', '2028-06-30'],
  ['life reduced to 30 years, then by 3', sentence('30', '2000-01-15', reduced('3')), '2026-01-15', '1-0-0', '2027-01-15'],
  [
    'custody shortens what is ahead',
    sentence('5', '2021-01-01', { custody: [{ from: '2020-02-01', to: '2020-03-31' }] }),
    '2025-01-01',
    '0-10-0',
    '2025-11-01',
  ],
  [
    'an escape puts the end off',
    sentence('5', '2021-01-01', { excluded: [{ from: '2022-01-01', until: '2022-02-16' }] }),
    '2025-01-01',
    '1-1-15',
    '2026-02-16',
  ],
  [
    'while an escape lasts there is no end',
    sentence('5', '2021-01-01', { excluded: [{ from: '2022-01-01' }] }),
    '2025-01-01',
    '4-0-0',
    undefined,
  ],
  ['over', sentence('5', '2015-01-01'), '2025-01-01', '0-0-0', '2020-01-01'],
  ['reduced to nothing', sentence('1', '2025-01-01', reduced('2')), '2025-06-01', '0-0-0', '2025-01-01'],
  [
    'during a suspension that has an end',
    sentence('2', '2025-01-01', { excluded: [{ from: '2025-03-01', until: '2025-06-01' }] }),
    '2025-04-01',
    '1-10-0',
    '2027-04-01',
  ],
] as const) {
  test(`remaining: ${what}`, (t) => {
    const answer = remainingOn(of_, on);
    t.is(text(answer.term), left);
    t.is(answer.end, end);
  });
}

for (const [what, of_, floor, proposed, most, kept] of [
  ['half of ten years, two reduced', sentence('10', '2020-01-01', reduced('2')), '5', '3', '3-0-0', true],
  ['a day too much', sentence('10', '2020-01-01', reduced('2')), '5', '3-0-1', '3-0-0', false],
  ['life reduced to 30: 20 years in fact', sentence('30', '2000-05-31'), '20', '10', '10-0-0', true],
  ['the floor is behind the end', sentence('2', '2024-01-01', reduced('1')), '1-2', '0-1', '0-0-0', false],
  ['nothing proposed', sentence('10', '2020-01-01'), '5', '0', '5-0-0', true],
] as const) {
  test(`floor: ${what}`, (t) => {
    const answer = roomForReduction(of_, of(floor), of(proposed));
    t.is(text(answer.most), most);
    t.is(answer.kept, kept);
  });
}

test('the largest reduction never ends the sentence before the floor', (t) => {
  for (const start of ['2020-01-31', '2020-02-29', '2021-03-31', '2021-08-30']) {
    for (const floor of ['1-0-1', '1-6-15', '2-1-29', '3-7-3']) {
      const one = sentence('6-5-17', start, { custody: [{ from: '2018-01-31', to: '2018-03-30' }] });
      const { most, day } = roomForReduction(one, of(floor));
      const after = remainingOn({ ...one, reductions: [{ term: most }] }, start);
      t.true((after.end ?? '') >= day, `${start} ${floor}: ${after.end} ${day}`);
    }
  }
});

test('the explanation shows the sum, in Vietnamese and English', (t) => {
  const one = sentence('9', '2021-01-01', {
    custody: [{ from: '2019-03-10', to: '2019-06-20' }],
    excluded: [{ from: '2021-05-05', until: '2021-05-15' }],
  });
  const served = servedOn(one, '2022-01-01').explanation;
  t.is(
    served.vi,
    'Thời gian đã chấp hành tính đến ngày 01/01/2022: từ 10/03/2019 đến trước 21/06/2019: 3 tháng 11 ngày; từ 01/01/2021 đến trước ' +
      '05/05/2021: 4 tháng 4 ngày; từ 15/05/2021 đến trước 01/01/2022: 7 tháng 17 ngày; cộng 1 năm 3 tháng 2 ngày. Không tính: từ ' +
      '05/05/2021 đến trước 15/05/2021.',
  );
  t.regex(served.en, /in sum 1 year 3 months 2 days/);
  t.is(
    requirementOn(sentence('9', '2023-05-20'), of('3'), '2026-02-08').explanation.vi,
    'Phải chấp hành 3 năm: đến ngày 08/02/2026 còn thiếu 3 tháng 12 ngày, đủ vào ngày 20/05/2026.',
  );
  t.is(
    fractionExplained(of('2-1'), [1, 3], rule).explanation.vi,
    '1/3 của 2 năm 1 tháng là 8 tháng 10 ngày (1 tháng tính 30 ngày, phần lẻ của ngày làm tròn lên).',
  );
});

for (const [what, act, code] of [
  ['a fraction of life', () => fractionExplained('life', [1, 3], rule), 'law.lifeSentence'],
  ['the end of life', () => remainingOn(sentence('life', '2020-01-01'), '2026-01-01'), 'law.lifeSentence'],
  [
    'a period that ends before it begins',
    () => servedOn(sentence('1', '2025-01-01', { custody: [{ from: '2024-05-02', to: '2024-05-01' }] }), '2025-02-01'),
    'law.period',
  ],
  [
    'a period with two ends',
    () =>
      servedOn(sentence('1', '2025-01-01', { excluded: [{ from: '2025-05-02', to: '2025-05-04', until: '2025-05-05' }] }), '2025-02-01'),
    'law.period',
  ],
  ['a date that is none', () => servedOn(sentence('1', '2025-02-30'), '2025-03-01'), 'law.period'],
  ['half a month', () => requirementOn(sentence('1', '2025-01-01'), { years: 0, months: 0.5, days: 0 }, '2025-02-01'), 'law.sentence'],
  [
    'a month of no days',
    () => servedOn({ ...sentence('1', '2025-01-01'), rule: { daysPerMonth: 0, rounding: 'up' } }, '2025-02-01'),
    'law.sentence',
  ],
  [
    'room for a reduction of somebody at large',
    () => roomForReduction(sentence('9', '2015-01-01', { excluded: [{ from: '2016-01-01' }] }), of('3')),
    'law.atLarge',
  ],
] as const) {
  test(`${what} is refused`, (t) => {
    t.is(t.throws<Rejection>(act)?.code, code);
  });
}
