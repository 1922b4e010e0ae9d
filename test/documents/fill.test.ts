/** From values to text: formats, and what refuses a document rather than leave a hole in it. */
import test from 'ava';
import fc from 'fast-check';
import { dayOf, longDate } from '../../documents/fill/dates.ts';
import { fillTemplate } from '../../documents/fill/fill-template.ts';
import { numberWords } from '../../documents/fill/number-words.ts';
import { parseText } from '../../documents/fill/parse-text.ts';
import { Values } from '../../documents/fill/values.ts';
import type { Paragraph } from '../../documents/flow/block.ts';
import type { Json } from '../../expressions/json.ts';
import { inputOf, templateOf } from './samples/office.ts';

const labels = (catalogue: string, code: string): string | undefined => (catalogue === 'sexes' && code === 'male' ? 'Nam' : undefined);
const values = (variables: Record<string, Json>): Values => new Values('sample', Object.entries(variables), '2026-09-07T02:00:00Z', labels);
const text = (source: string, variables: Record<string, Json> = {}): string => values(variables).text(source, '/body/0');

test('dates are written as days and in words, January and February with a leading zero', (t) => {
  t.is(text('{{ d | date }}', { d: '2026-02-05' }), '05/02/2026');
  t.is(text('{{ d | longDate }}', { d: { $type: 'date', value: '2026-02-05' } }), 'ngày 05 tháng 02 năm 2026');
  t.is(text('{{ d | longDate | capital }}', { d: '2026-09-30' }), 'Ngày 30 tháng 9 năm 2026');
  t.is(text('{{ d | month }}', { d: '2026-12-01' }), 'tháng 12 năm 2026');
});

test('an instant is the day that it is in Vietnam', (t) => {
  t.is(text('{{ d | date }}', { d: '2026-09-06T17:30:00Z' }), '07/09/2026');
  t.is(text('{{ d | dateTime }}', { d: '2026-09-06T17:30:00Z' }), '00 giờ 30 phút, ngày 07 tháng 9 năm 2026');
});

test('numbers have points between thousands and a comma before the fraction, exactly as they are stored', (t) => {
  t.is(text('{{ n | number }}', { n: 1234.5 }), '1.234,5');
  t.is(text('{{ n }}', { n: -1234567 }), '-1.234.567');
  t.is(text('{{ n | number }}', { n: { $type: 'number', value: '12345678901234567890.125' } }), '12.345.678.901.234.567.890,125');
  t.is(text('{{ n | money }}', { n: 6000000 }), '6.000.000 đồng');
  t.is(text('{{ n | padded }}', { n: 6 }), '06');
});

test('a term says its years, months and days, and leaves out what is none', (t) => {
  t.is(text('{{ v | term }}', { v: { years: 9, months: 6, days: 0 } }), '09 năm 06 tháng');
  t.is(text('{{ v | term }}', { v: { months: 18 } }), '18 tháng');
  t.is(text('{{ v | term }}', { v: { years: null, months: 0, days: 2 } }), '02 ngày');
  t.is(text('{{ v | term }}', { v: {} }), '00 ngày');
  for (const v of ['9 năm', 9, { years: -1 }, { years: 1.5 }, { $type: 'date', value: '2026-02-01' }, [1]] as readonly Json[])
    t.throws(() => text('{{ v | term }}', { v }), { code: 'documents.valueKind' }, JSON.stringify(v));
});

test('numbers in words', (t) => {
  const said = [0, 1, 5, 10, 11, 15, 21, 24, 25, 101, 105, 110, 1000, 1005, 2105, 21_000, 1_000_000, 1_000_001, 2_500_000_000].map(
    numberWords,
  );
  t.deepEqual(said, [
    'không',
    'một',
    'năm',
    'mười',
    'mười một',
    'mười lăm',
    'hai mươi mốt',
    'hai mươi tư',
    'hai mươi lăm',
    'một trăm lẻ một',
    'một trăm lẻ năm',
    'một trăm mười',
    'một nghìn',
    'một nghìn không trăm lẻ năm',
    'hai nghìn một trăm lẻ năm',
    'hai mươi mốt nghìn',
    'một triệu',
    'một triệu không trăm lẻ một',
    'hai tỷ năm trăm triệu',
  ]);
  t.deepEqual([-1, 1.5, 2 ** 53].map(numberWords), [undefined, undefined, undefined]);
});

test('different numbers are said differently', (t) => {
  t.notThrows(() =>
    fc.assert(fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (one, other) => one === other || numberWords(one) !== numberWords(other))),
  );
});

test('a code is its meaning in a catalogue, and a code that the catalogue lacks refuses the document', (t) => {
  t.is(text('{{ sex | label(sexes) }}', { sex: 'male' }), 'Nam');
  t.throws(() => text('{{ sex | label(sexes) }}', { sex: 'other' }), { code: 'documents.valueKind' });
});

test('a value that is missing refuses the document, unless it may be filled in by hand', (t) => {
  const error = t.throws(() => text('{{ person.workplace }}', { person: {} }), { code: 'documents.valueMissing' });
  t.like(error, { details: { template: 'sample', place: '/body/0', expression: 'person.workplace' } });
  t.regex(JSON.stringify((error as unknown as { details: object }).details), /chưa có giá trị/);
  t.is(text('Nơi làm việc: {{ person.workplace | blank }}', { person: {} }), 'Nơi làm việc: …………');
  t.is(text('{{ d | date | blank }}', { d: null }), '…………');
});

test('a value that does not suit its format refuses the document: no day is guessed, no list is glued together', (t) => {
  for (const d of ['2026-02-30', '07/09/2026', 7, true, ['2026-02-01']] as const)
    t.throws(() => text('{{ d | date }}', { d }), { code: 'documents.valueKind' }, JSON.stringify(d));
  for (const v of [true, { a: 1 }, ['a'], { $type: 'date', value: '2026-02-01' }] as readonly Json[])
    t.throws(() => text('{{ v }}', { v }), { code: 'documents.valueKind' }, JSON.stringify(v));
});

test('a choice that says nothing needs no format', (t) => {
  t.is(text('{{ if d = null then "" else d | date }}', { d: null }), '');
});

test('a condition is true or false: a missing value does not silently leave a clause out', (t) => {
  t.true(values({ age: 17 }).holds('age < 18', '/body/0'));
  t.throws(() => values({}).holds('age < 18', '/body/0'), { code: 'documents.conditionKind' });
});

test('what is no list refuses the document; nothing is an empty one', (t) => {
  t.deepEqual(values({}).list('rows', '/body/0'), []);
  t.throws(() => values({ rows: 5 }).list('rows', '/body/0'), { code: 'documents.listKind' });
});

test('expressions that never end are stopped', (t) => {
  const endless = '{{ count(for a in 1..100000, b in 1..100000 return a) }}';
  t.throws(() => text(endless), { code: 'documents.expressionFailed' });
});

test('text is taken apart at braces and bars, and braces without their pair are found', (t) => {
  t.deepEqual(parseText('a {{ b | date | blank }} c'), ['a ', { source: 'b', formats: [{ name: 'date' }, { name: 'blank' }] }, ' c']);
  t.deepEqual(parseText('{{ "x | y" }}'), [{ source: '"x | y"', formats: [] }]);
  t.deepEqual(parseText('{{ c | label(sexes) }}'), [{ source: 'c', formats: [{ name: 'label', argument: 'sexes' }] }]);
  for (const wrong of ['{{ a', 'a }}', '{{ a }} }}']) t.is(parseText(wrong), undefined, wrong);
});

test('a day is read whatever way it is stored', (t) => {
  for (const value of ['2026-09-07', '2026-09-07T02:00:00Z', { $type: 'dateTime', value: '2026-09-07T09:00:00+07:00' }] as const) {
    const day = dayOf(value);
    t.is(day && longDate(day), 'ngày 07 tháng 9 năm 2026', JSON.stringify(value));
  }
});

const textsOf = (template: Parameters<typeof fillTemplate>[0], more: Parameters<typeof inputOf>[0] = {}): readonly string[] =>
  fillTemplate(template, inputOf(more))
    .blocks.filter((block): block is Paragraph => block.kind === 'paragraph')
    .map(({ runs }) => runs.map((run) => run.text).join(''));

test('articles are counted over those that are there', (t) => {
  const template = templateOf({
    body: [{ article: 'Một.' }, { article: 'Không có.', when: 'minor' }, { article: 'Hai.' }],
  });
  t.deepEqual(textsOf(template, { variables: { minor: false } }).slice(-2), ['Điều 1. Một.', 'Điều 2. Hai.']);
});

test('an appendix says what it belongs to, number and date left blank', (t) => {
  const template = templateOf({ appendices: [{ title: 'Danh sách', body: [{ paragraph: 'A' }] }] });
  const texts = textsOf(template);
  t.deepEqual(texts.slice(-4, -1), [
    'Phụ lục',
    'DANH SÁCH',
    '(Kèm theo Quyết định số ……/QĐ-CA ngày …… tháng …… năm ……… của Tòa án nhân dân khu vực 1 – Hà Nội)',
  ]);
});

test('grounds end in semicolons, the last in a full stop, whichever are there', (t) => {
  const template = templateOf({ bases: [{ text: 'Căn cứ A' }, { text: 'Căn cứ B' }, { text: 'Căn cứ C', when: 'false' }] });
  t.deepEqual(
    textsOf(template).filter((line) => line.startsWith('Căn cứ')),
    ['Căn cứ A;', 'Căn cứ B.'],
  );
});

const capacity = (signer: object): readonly string[] => {
  const { blocks } = fillTemplate(templateOf(), inputOf({ signers: { decider: { name: 'A', ...signer } } }));
  const [closing] = blocks.filter((block) => block.kind === 'closing');
  return closing?.signatures[0]?.lines ?? [];
};

test('who signs for another says so: TM., KT., TL., TUQ., Q.', (t) => {
  t.deepEqual(capacity({}), ['CHÁNH ÁN']);
  t.deepEqual(capacity({ authority: 'KT', of: 'Chánh án', title: 'Phó Chánh án' }), ['KT. CHÁNH ÁN', 'PHÓ CHÁNH ÁN']);
  t.deepEqual(capacity({ authority: 'TM', of: 'Hội đồng', title: 'Chủ tịch' }), ['TM. HỘI ĐỒNG', 'CHỦ TỊCH']);
  t.deepEqual(capacity({ authority: 'TL', of: 'Chánh án', title: 'Chánh Văn phòng' }), ['TL. CHÁNH ÁN', 'CHÁNH VĂN PHÒNG']);
  t.deepEqual(capacity({ authority: 'TUQ', of: 'Chánh án', title: 'Chánh tòa' }), ['TUQ. CHÁNH ÁN', 'CHÁNH TÒA']);
  t.deepEqual(capacity({ authority: 'Q' }), ['Q. CHÁNH ÁN']);
});

test('nobody signs who is not named, but on paper', (t) => {
  t.throws(() => fillTemplate(templateOf(), inputOf({ signers: {} })), { code: 'documents.signerMissing' });
  const paper = templateOf({ signatures: [{ field: 'person', title: 'Người được hoãn', note: 'Ký, ghi rõ họ tên' }] });
  t.notThrows(() => fillTemplate(paper, inputOf({ signers: {} })));
});

test('what the task itself enters is apart from what an earlier task has entered under the same name', (t) => {
  const template = templateOf({ body: [{ paragraph: '{{ form.note.text }}', when: 'form.note.text != null' }, { paragraph: 'Hết.' }] });
  const stale = { note: { text: 'của bước trước' } };
  t.false(textsOf(template, { variables: stale, form: {} }).includes('của bước trước'));
  t.true(textsOf(template, { variables: stale, form: { note: { text: 'của bước này' } } }).includes('của bước này'));
});
