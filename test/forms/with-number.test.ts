/** The register's number stands where a form says so, however the fields lie in groups; nothing else changes. */
import test from 'ava';
import { withNumber } from '../../forms/with-number.ts';
import { formOf, problemsOf } from './filling.ts';

const number = { type: 'textfield', key: 'number', label: 'Số', properties: { numbering: 'number' } };
const day = { type: 'datetime', key: 'issuedOn', label: 'Ngày', dateLabel: 'Ngày', subtype: 'date', properties: { numbering: 'day' } };
const date = (value: string) => ({ $type: 'date', value });
const given = { number: '05/QĐ-TA', day: '2026-11-29' };

test('number and day stand where the form has fields for them, filled in or not, in groups too, and nothing else changes', (t) => {
  const form = formOf(
    { type: 'group', path: 'issued', label: 'x', components: [number, day, { type: 'textfield', key: 'note', label: 'x' }] },
    { type: 'dynamiclist', path: 'rows', label: 'x', components: [number] },
    { type: 'group', path: 'other', label: 'x', components: [{ type: 'textfield', key: 'number', label: 'x' }] },
  );
  const issued = { number: '05/QĐ-TA', issuedOn: date('2026-11-29') };
  t.deepEqual(withNumber(form, { issued: { number: '1/A', issuedOn: date('2020-01-01'), note: 'n' }, other: { number: '7' } }, given), {
    issued: { ...issued, note: 'n' },
    other: { number: '7' },
  });
  t.deepEqual(withNumber(form, { issued: { note: 'n' }, rows: [{ number: '1' }] }, given), {
    issued: { ...issued, note: 'n' },
    rows: [{ number: '1' }],
  });
  t.deepEqual(withNumber(form, {}, given), { issued });
  t.deepEqual(withNumber(formOf({ type: 'textfield', key: 'note', label: 'x' }), { note: 'n' }, given), { note: 'n' });
});

test('a number is a text, its day a date: anything else refuses the schema', (t) => {
  const code = (more: object) => problemsOf(more).map((problem) => problem.code);
  t.deepEqual(code(number), []);
  t.deepEqual(code(day), []);
  t.deepEqual(code({ ...number, properties: { numbering: 'day' } }), ['formSchema.value']);
  t.deepEqual(code({ ...day, properties: { numbering: 'number' } }), ['formSchema.value']);
  t.deepEqual(code({ ...number, type: 'number' }), ['formSchema.value']);
});
