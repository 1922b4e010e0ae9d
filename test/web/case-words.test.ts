/** What the page of a case makes of texts, without a browser. */
import test from 'ava';
import { explainedSum } from '../../web/src/cases/explained-sum.ts';
import { explanationsIn } from '../../web/src/cases/explanations-in.ts';
import { beginningAt, matching, mentionedIn, partsOf, withMention } from '../../web/src/cases/mentions.ts';
import { servedOn } from '../../law/sentence/served.ts';
import type { Json } from '../../expressions/json.ts';
import type { Sentence } from '../../law/sentence/sentence.ts';

const PEOPLE = [
  { id: 'mai', name: 'Trần Thị Mai' },
  { id: 'mai2', name: 'Trần Thị Mai Anh' },
  { id: 'dung', name: 'Phạm Tiến Dũng' },
];

test('a name is looked for once @ stands at the beginning of a word, whatever its accents', (t) => {
  t.is(beginningAt('Nhờ @tran thi', 13), 'tran thi');
  t.is(beginningAt('Nhờ @', 5), '');
  for (const text of ['thư a@b.vn', 'không có', '@dòng\nkhác']) t.is(beginningAt(text, text.length), undefined, text);
  t.deepEqual(
    matching(PEOPLE, 'dung').map(({ id }) => id),
    ['dung'],
  );
  t.deepEqual(
    matching(PEOPLE, 'THI MAI').map(({ id }) => id),
    ['mai', 'mai2'],
  );
});

test('the whole name takes the place of what was typed of it, and the caret goes on behind it', (t) => {
  t.deepEqual(withMention('Nhờ @ma giúp', 7, PEOPLE[0]!), { text: 'Nhờ @Trần Thị Mai giúp', caret: 18 });
  t.deepEqual(mentionedIn('@Phạm Tiến Dũng ơi, @Người lạ', PEOPLE), ['dung']);
});

test('of two names that begin alike the longer one is meant where it stands', (t) => {
  const parts = partsOf('gửi @Trần Thị Mai Anh và @Trần Thị Mai.', PEOPLE);
  t.deepEqual(
    parts.filter(({ isMention }) => isMention).map(({ text }) => text),
    ['@Trần Thị Mai Anh', '@Trần Thị Mai'],
  );
  t.is(parts.map(({ text }) => text).join(''), 'gửi @Trần Thị Mai Anh và @Trần Thị Mai.');
});

test('what the law’s arithmetic says as a sum is taken apart line by line, in both languages; other texts are left whole', (t) => {
  const sentence: Sentence = {
    term: { years: 6, months: 0, days: 0 },
    servingFrom: '2025-02-01',
    custody: [{ from: '2024-01-10', to: '2024-06-20' }],
    rule: { daysPerMonth: 30, rounding: 'up' },
  };
  const { explanation } = servedOn(sentence, '2026-03-04');
  for (const language of ['vi', 'en'] as const) {
    const sum = explainedSum(explanation[language], language);
    t.is(sum?.parts.length, 2, explanation[language]);
    t.true(sum?.parts.every(({ what, length }) => what !== '' && length !== ''));
    t.true(explanation[language].includes(sum?.sum ?? 'không'));
  }
  t.is(explainedSum('Phải chấp hành 3 năm: đủ từ ngày 01/01/2026.', 'vi'), undefined);
});

test('texts of two languages are found wherever they stand, each once, in the reader’s', (t) => {
  const value: Json = [{ code: 'a', why: { vi: 'thiếu', en: 'missing' } }, { why: [{ vi: 'thiếu', en: 'missing' }] }, { vi: 'chỉ một' }];
  t.deepEqual(explanationsIn(value, 'vi'), ['thiếu']);
  t.deepEqual(explanationsIn(value, 'en'), ['missing']);
});
