import test from 'ava';
import type { Json } from '../../expressions/json.ts';
import { fill, formOf, outcome } from './filling.ts';

const values = [
  { label: 'A', value: 'a' },
  { label: 'B', value: 'b' },
];
const date = (value: string): Json => ({ $type: 'date', value });

/** one component with key `x`, what is typed, and the stored value or the code of the problem */
const CASES: readonly (readonly [component: object, typed: Json, expected: Json | { code: string }])[] = [
  [{ type: 'textfield' }, 'Nguyễn', 'Nguyễn'],
  [{ type: 'textfield' }, 'Nguye\u0302\u0303n', 'Nguyễn'],
  [{ type: 'textfield' }, '', null],
  [{ type: 'textfield' }, null, null],
  [{ type: 'textfield' }, 5, { code: 'form.type' }],
  [{ type: 'textfield' }, { $type: 'date', value: '2026-01-01' }, { code: 'form.type' }],
  [{ type: 'textfield' }, 'a\nb', { code: 'form.text' }],
  [{ type: 'textfield' }, 'a\u0000b', { code: 'form.text' }],
  [{ type: 'textfield' }, 'a\uD800', { code: 'form.text' }],
  [{ type: 'textfield' }, 'x'.repeat(2_001), { code: 'form.tooLong' }],
  [{ type: 'textarea' }, 'a\r\nb', 'a\nb'],
  [{ type: 'textfield', validate: { required: true } }, '', { code: 'form.required' }],
  [{ type: 'textfield', validate: { required: true } }, '  ', { code: 'form.required' }],
  [{ type: 'textfield', validate: { minLength: 3 } }, 'ab', { code: 'form.tooShort' }],
  [{ type: 'textfield', validate: { minLength: '2', maxLength: 2 } }, '🙂é', '🙂é'],
  [{ type: 'textfield', validate: { maxLength: 2 } }, 'abc', { code: 'form.tooLong' }],
  [{ type: 'textfield', validate: { maxLength: '=1 + 1' } }, 'abc', { code: 'form.tooLong' }],
  [{ type: 'textfield', validate: { pattern: '^[A-Z]{2}[0-9]+$' } }, 'AB12', 'AB12'],
  [{ type: 'textfield', validate: { pattern: '^[A-Z]{2}[0-9]+$' } }, 'xAB12', { code: 'form.pattern' }],
  [{ type: 'textfield', validate: { pattern: 'b' } }, 'abc', 'abc'],
  [{ type: 'textfield', validate: { validationType: 'email' } }, 'a.b@moj.gov.vn', 'a.b@moj.gov.vn'],
  [{ type: 'textfield', validate: { validationType: 'email' } }, 'a.b@moj', { code: 'form.email' }],
  [{ type: 'textfield', validate: { validationType: 'phone' } }, '+84 24 6273 9718', '+84 24 6273 9718'],
  [{ type: 'textfield', validate: { validationType: 'phone' } }, '024-x', { code: 'form.phone' }],
  [{ type: 'number' }, 12, 12],
  [{ type: 'number' }, '12.50', 12.5],
  [{ type: 'number' }, '0.1000000000000000055', { $type: 'number', value: '0.1000000000000000055' }],
  [{ type: 'number' }, { $type: 'number', value: '007' }, 7],
  [{ type: 'number' }, '-0', 0],
  [{ type: 'number' }, 0.0000001, { $type: 'number', value: '0.0000001' }],
  [{ type: 'number' }, 1.5e21, { $type: 'number', value: '1500000000000000000000' }],
  [{ type: 'number' }, 1e300, { code: 'form.number' }],
  [{ type: 'number' }, '1e3', { code: 'form.number' }],
  [{ type: 'number' }, '1,5', { code: 'form.number' }],
  [{ type: 'number' }, true, { code: 'form.number' }],
  [{ type: 'number' }, '9'.repeat(35), { code: 'form.number' }],
  [{ type: 'number', validate: { min: 1, max: 3 } }, 1, 1],
  [{ type: 'number', validate: { min: 1 } }, 0, { code: 'form.tooSmall' }],
  [{ type: 'number', validate: { max: '9007199254740993' } }, '9007199254740994', { code: 'form.tooLarge' }],
  [{ type: 'number', decimalDigits: 0 }, 1.5, { code: 'form.decimalDigits' }],
  [{ type: 'number', increment: '0.1' }, 0.3, 0.3],
  [{ type: 'number', increment: '0.1' }, 0.35, { code: 'form.increment' }],
  [{ type: 'number', validate: { required: true } }, 0, 0],
  [{ type: 'datetime' }, '2026-02-28', date('2026-02-28')],
  [{ type: 'datetime', subtype: 'date' }, date('2028-02-29'), date('2028-02-29')],
  [{ type: 'datetime' }, '2026-02-29', { code: 'form.date' }],
  [{ type: 'datetime' }, '29/02/2028', { code: 'form.date' }],
  [{ type: 'datetime' }, '0206-01-01', { code: 'form.date' }],
  [{ type: 'datetime' }, { $type: 'time', value: '10:00' }, { code: 'form.date' }],
  [{ type: 'datetime', subtype: 'time' }, '09:05', { $type: 'time', value: '09:05:00' }],
  [{ type: 'datetime', subtype: 'time' }, '24:00', { code: 'form.date' }],
  [{ type: 'datetime', subtype: 'datetime' }, '2026-11-21T09:05', { $type: 'dateTime', value: '2026-11-21T09:05:00+07:00' }],
  [{ type: 'datetime', subtype: 'datetime' }, '2026-11-21T02:05:00Z', { $type: 'dateTime', value: '2026-11-21T09:05:00+07:00' }],
  [{ type: 'datetime', subtype: 'datetime' }, '2026-11-21', { code: 'form.date' }],
  [{ type: 'datetime', disallowPassedDates: true }, '2026-11-21', date('2026-11-21')],
  [{ type: 'datetime', disallowPassedDates: true }, '2026-11-20', { code: 'form.pastDate' }],
  [{ type: 'datetime', subtype: 'datetime', disallowPassedDates: true }, '2026-11-21T08:59', { code: 'form.pastDate' }],
  [{ type: 'checkbox' }, true, true],
  [{ type: 'checkbox' }, 'yes', { code: 'form.type' }],
  [{ type: 'checkbox', validate: { required: true } }, false, { code: 'form.required' }],
  [{ type: 'select', values }, 'a', 'a'],
  [{ type: 'radio', values }, 'c', { code: 'form.option' }],
  [{ type: 'radio', values }, ['a'], { code: 'form.option' }],
  [{ type: 'select', values: [{ label: 'Một', value: 1 }] }, '1', { code: 'form.option' }],
  [{ type: 'checklist', values }, ['b', 'a'], ['b', 'a']],
  [{ type: 'checklist', values }, ['a', 'a'], { code: 'form.duplicateOption' }],
  [{ type: 'taglist', values }, ['a', 'c'], { code: 'form.option' }],
  [{ type: 'checklist', values }, 'a', { code: 'form.type' }],
  [{ type: 'checklist', values, validate: { required: true } }, [], { code: 'form.required' }],
  [{ type: 'select', valuesKey: 'courts' }, 'hn', 'hn'],
  [{ type: 'select', valuesKey: 'catalogue.courts' }, 'hp', 'hp'],
  [{ type: 'select', valuesKey: 'nothing' }, 'hn', { code: 'form.option' }],
  [{ type: 'select', valuesExpression: '=for c in courts return c.value' }, 'hn', 'hn'],
  [{ type: 'select', valuesExpression: '=courts' }, 'xx', { code: 'form.option' }],
  [{ type: 'filepicker', multiple: true }, ['files::1', 'files::2'], ['files::1', 'files::2']],
  [{ type: 'filepicker' }, 'files::1', ['files::1']],
  [{ type: 'filepicker' }, ['files::1', 'files::2'], { code: 'form.files' }],
  [{ type: 'filepicker', multiple: true }, ['../etc/passwd'], { code: 'form.files' }],
];

const variables = { courts: [{ label: 'Hà Nội', value: 'hn' }], catalogue: { courts: ['hp'] } };
for (const [component, typed, expected] of CASES) {
  const shown = JSON.stringify(typed).slice(0, 60);
  test(`${JSON.stringify(component)} takes ${shown} as ${JSON.stringify(expected)}`, (t) => {
    const result = fill(formOf({ key: 'x', label: 'X', ...component }), { x: typed }, variables);
    const code = typeof expected === 'object' && expected !== null && 'code' in expected ? expected.code : undefined;
    t.deepEqual(outcome(result), typeof code === 'string' ? [`${code} /x`] : { x: expected });
  });
}

test('every form gives each problem a text in both languages with its label and limit', (t) => {
  const result = fill(formOf({ type: 'textfield', key: 'x', label: 'Họ tên', validate: { maxLength: 2 } }), { x: 'abc' });
  t.is(result.ok ? '' : result.problems[0]?.message, 'Họ tên may have at most 2 characters.');
});
