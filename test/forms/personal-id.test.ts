import test from 'ava';
import fc from 'fast-check';
import { readPersonalId } from '../../forms/personal-id.ts';
import provinces from '../../forms/province-codes.json' with { type: 'json' };
import { fill, formOf, outcome } from './filling.ts';

for (const [text, id] of [
  ['001085012345', { place: '001', sex: 'male', birthYear: 1985 }],
  ['079199999999', { place: '079', sex: 'female', birthYear: 1999 }],
  ['096226000001', { place: '096', sex: 'male', birthYear: 2026 }],
  ['048301123456', { place: '048', sex: 'female', birthYear: 2001 }],
] as const) {
  test(`${text} is read by its parts`, (t) => {
    t.deepEqual(readPersonalId(text, 2026), { ok: true, id });
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
] as const) {
  test(`${text} is refused for its ${code.slice(16)}`, (t) => {
    t.deepEqual(readPersonalId(text, 2026), { ok: false, code, part });
  });
}

test('every province, sex and year up to now makes a valid number', (t) => {
  const place = fc.constantFrom(...Object.keys(provinces.codes));
  fc.assert(
    fc.property(
      place,
      fc.integer({ min: 1900, max: 2026 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 999_999 }),
      (code, year, female, serial) => {
        const digit = Math.floor((year - 1900) / 100) * 2 + (female ? 1 : 0);
        const text = `${code}${digit}${String(year % 100).padStart(2, '0')}${String(serial).padStart(6, '0')}`;
        const read = readPersonalId(text, 2026);
        return read.ok && read.id.birthYear === year && (read.id.sex === 'female') === female && read.id.place === code;
      },
    ),
  );
  t.pass();
});

test('the list of provinces says that it is not verified', (t) => {
  t.regex(provinces.source, /to be verified/);
  t.is(Object.keys(provinces.codes).length, 63);
});

test('a field of this format is checked by the year of the scope', (t) => {
  const form = formOf({ type: 'textfield', key: 'id', label: 'Số định danh', properties: { format: 'personalId' } });
  t.deepEqual(outcome(fill(form, { id: '001085012345' })), { id: '001085012345' });
  t.deepEqual(outcome(fill(form, { id: '001227012345' })), ['form.personalId.year /id']);
  t.deepEqual(outcome(fill(form, { id: '003085012345' })), ['form.personalId.province /id']);
});
