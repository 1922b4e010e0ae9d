import test from 'ava';
import fc from 'fast-check';
import { isInForce } from '../../forms/catalogue.ts';
import { readPersonalId } from '../../forms/personal-id.ts';
import { fill, formOf, outcome } from './filling.ts';
import { catalogueOf } from './shipped-catalogues.ts';

const places = catalogueOf('personal-id-places');

for (const [text, id] of [
  ['001085012345', { place: '001', sex: 'male', birthYear: 1985 }],
  ['079199999999', { place: '079', sex: 'female', birthYear: 1999 }],
  ['096226000001', { place: '096', sex: 'male', birthYear: 2026 }],
  ['048301123456', { place: '048', sex: 'female', birthYear: 2001 }],
] as const) {
  test(`${text} is read by its parts`, (t) => {
    t.deepEqual(readPersonalId(text, 2026, places), { ok: true, id });
  });
}

for (const [text, code, part] of [
  ['00108501234', 'form.personalId.length', '00108501234'],
  ['0010850123456', 'form.personalId.length', '0010850123456'],
  ['00108501234x', 'form.personalId.length', '00108501234x'],
  ['٠٠١٠٨٥٠١٢٣٤٥', 'form.personalId.length', '٠٠١٠٨٥٠١٢٣٤٥'],
  ['003085012345', 'form.personalId.province', '003'],
  ['000085012345', 'form.personalId.province', '000'],
  ['097085012345', 'form.personalId.province', '097'],
  ['001485012345', 'form.personalId.century', '4'],
  ['001227012345', 'form.personalId.year', '2027'],
  ['002226012345', 'form.personalId.provinceEnded', '002'],
] as const) {
  test(`${text} is refused for its ${code.slice(16)}`, (t) => {
    t.deepEqual(readPersonalId(text, 2026, places), { ok: false, code, part });
  });
}

test('every province, sex and year up to now makes a valid number, unless the province had ended', (t) => {
  const place = fc.constantFrom(...places.items);
  fc.assert(
    fc.property(
      place,
      fc.integer({ min: 1900, max: 2026 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 999_999 }),
      ({ code }, year, female, serial) => {
        const digit = Math.floor((year - 1900) / 100) * 2 + (female ? 1 : 0);
        const text = `${code}${digit}${String(year % 100).padStart(2, '0')}${String(serial).padStart(6, '0')}`;
        const read = readPersonalId(text, 2026, places);
        if (year === 2026 && places.items.filter((item) => item.code === code).every(({ validTo }) => validTo !== undefined))
          return !read.ok && read.code === 'form.personalId.provinceEnded';
        return read.ok && read.id.birthYear === year && (read.id.sex === 'female') === female && read.id.place === code;
      },
    ),
  );
  t.pass();
});

test('the list of places says that it is not verified, and has 63 provinces before the mergers and 34 after', (t) => {
  t.is(places.confidence, 'C');
  t.regex(places.note?.vi ?? '', /cần kiểm chứng/);
  const on = (day: string) => places.items.filter((item) => isInForce(item, day)).length;
  t.deepEqual([on('2025-06-30'), on('2025-07-01')], [63, 34]);
});

test('a field of this format is checked by the year of the scope', (t) => {
  const form = formOf({ type: 'textfield', key: 'id', label: 'Số định danh', properties: { format: 'personalId' } });
  t.deepEqual(outcome(fill(form, { id: '001085012345' })), { id: '001085012345' });
  t.deepEqual(outcome(fill(form, { id: '001227012345' })), ['form.personalId.year /id']);
  t.deepEqual(outcome(fill(form, { id: '003085012345' })), ['form.personalId.province /id']);
});

const person = (properties: object) =>
  formOf(
    { type: 'textfield', key: 'id', label: 'Số định danh', properties: { format: 'personalId', ...properties } },
    { type: 'datetime', key: 'born', label: 'Ngày sinh' },
    { type: 'number', key: 'year', label: 'Năm sinh' },
    { type: 'select', key: 'sex', label: 'Giới tính', properties: { valuesCatalogue: 'sexes' } },
  );

test('the year in the number is the year of birth that was entered, as a date or as a year', (t) => {
  const form = person({ birth: 'if born != null then born else year', sex: 'sex' });
  const code = (data: object) => {
    const result = fill(form, { id: '001085012345', ...data });
    return result.ok ? 'ok' : result.problems.map((problem) => problem.code).join();
  };
  t.is(code({ born: '1985-03-09', sex: 'male' }), 'ok');
  t.is(code({ year: 1985 }), 'ok');
  t.is(code({}), 'ok');
  t.is(code({ born: '1986-03-09' }), 'form.personalId.otherYear');
  t.is(code({ year: 1885 }), 'form.personalId.otherYear');
  t.is(code({ born: '1985-03-09', sex: 'female' }), 'form.personalId.otherSex');
});

test('a province that was merged in the year of birth is right for who was born before the merger', (t) => {
  const form = person({ birth: 'born' });
  t.deepEqual(outcome(fill(form, { id: '002225012345', born: '2025-07-01' })), ['form.personalId.provinceEnded /id']);
  t.true(fill(form, { id: '002225012345', born: '2025-06-30' }).ok);
});
