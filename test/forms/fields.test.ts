import test from 'ava';
import type { Json } from '../../expressions/json.ts';
import { problemText } from '../../forms/problem.ts';
import { fill, formOf, outcome } from './filling.ts';

const values = [
  { label: 'A', value: 'a' },
  { label: 'B', value: 'b' },
];
const date = (value: string): Json => ({ $type: 'date', value });

const FILE = { id: 'files::1', name: 'Bản án.pdf', type: 'application/pdf', size: 1_000, sha256: 'a'.repeat(64) };
const PHOTO = { id: 'files::2', name: 'Ảnh.jpg', type: 'image/jpeg', size: 10, sha256: '0'.repeat(64) };
const TERM = { type: 'textfield', properties: { format: 'term' } };
const DONG = { type: 'number', properties: { format: 'dong' } };

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
  [{ type: 'filepicker' }, FILE, [FILE]],
  [{ type: 'filepicker', multiple: true, accept: '.pdf, image/*' }, [FILE, PHOTO], [FILE, PHOTO]],
  [{ type: 'filepicker', accept: 'application/pdf' }, [FILE], [FILE]],
  [{ type: 'filepicker', accept: '.PDF' }, [{ ...FILE, name: 'Bản án.PdF' }], [{ ...FILE, name: 'Bản án.PdF' }]],
  [{ type: 'filepicker', accept: '.docx' }, [FILE], { code: 'form.fileType' }],
  [{ type: 'filepicker' }, [FILE, PHOTO], { code: 'form.tooManyFiles' }],
  [{ type: 'filepicker', multiple: true, properties: { maxFiles: '1' } }, [FILE, PHOTO], { code: 'form.tooManyFiles' }],
  [{ type: 'filepicker', multiple: true, properties: { minFiles: '2' } }, [FILE], { code: 'form.tooFewFiles' }],
  [{ type: 'filepicker', properties: { maxBytes: '999' } }, [FILE], { code: 'form.fileTooBig' }],
  [{ type: 'filepicker', multiple: true }, [FILE, FILE], { code: 'form.files' }],
  [{ type: 'filepicker' }, 'files::1', { code: 'form.files' }],
  [{ type: 'filepicker' }, [{ ...FILE, id: '../etc/passwd' }], { code: 'form.files' }],
  [{ type: 'filepicker' }, [{ ...FILE, name: 'a/b.pdf' }], { code: 'form.files' }],
  [{ type: 'filepicker' }, [{ ...FILE, name: 'a\u202Efdp.exe' }], { code: 'form.files' }],
  [{ type: 'filepicker' }, [{ ...FILE, sha256: 'ABC' }], { code: 'form.files' }],
  [{ type: 'filepicker' }, [{ ...FILE, size: 0 }], { code: 'form.files' }],
  [{ type: 'filepicker' }, [{ ...FILE, size: '1000' }], { code: 'form.files' }],
  [{ type: 'filepicker' }, [{ ...FILE, type: 'pdf' }], { code: 'form.files' }],
  [{ type: 'filepicker' }, [{ ...FILE, url: 'http://x' }], { code: 'form.files' }],
  [{ type: 'filepicker', validate: { required: true } }, [], { code: 'form.required' }],
  [TERM, { years: 3, months: 6 }, { years: 3, months: 6, days: 0 }],
  [TERM, { months: 18 }, { years: 0, months: 18, days: 0 }],
  [TERM, 'P3Y6M10D', { years: 3, months: 6, days: 10 }],
  [TERM, 'P0Y', { code: 'form.term' }],
  [TERM, {}, { code: 'form.term' }],
  [TERM, { years: -1, months: 20 }, { code: 'form.term' }],
  [TERM, { years: 1.5 }, { code: 'form.term' }],
  [TERM, { years: 1, weeks: 2 }, { code: 'form.term' }],
  [TERM, { years: '1' }, { code: 'form.term' }],
  [TERM, 'P1W', { code: 'form.term' }],
  [{ ...TERM, properties: { format: 'term', validate: '=x.years * 12 + x.months <= 240' } }, { years: 21 }, { code: 'form.condition' }],
  [DONG, 1_500_000, 1_500_000],
  [DONG, '12345678901234567890', { $type: 'number', value: '12345678901234567890' }],
  [DONG, 0.5, { code: 'form.decimalDigits' }],
  [DONG, -1, { code: 'form.tooSmall' }],
  [{ ...DONG, validate: { min: -10 } }, -5, -5],
  [{ type: 'datetime', properties: { earliest: '2026-01-01' } }, '2025-12-31', { code: 'form.tooEarly' }],
  [{ type: 'datetime', properties: { earliest: '2026-01-01' } }, '2026-01-01', date('2026-01-01')],
  [{ type: 'datetime', properties: { latest: '=today()' } }, '2026-11-21', date('2026-11-21')],
  [{ type: 'datetime', properties: { latest: 'today()' } }, '2026-11-22', { code: 'form.tooLate' }],
  [{ type: 'datetime', subtype: 'datetime', properties: { latest: 'today()' } }, '2026-11-21T17:30:00Z', { code: 'form.tooLate' }],
  [{ type: 'datetime', properties: { latest: '=nothing' } }, '2026-11-22', date('2026-11-22')],
];

const variables = { courts: [{ label: 'Hà Nội', value: 'hn' }], catalogue: { courts: ['hp'] } };
for (const [component, typed, expected] of CASES) {
  const shown = JSON.stringify(typed).slice(0, 180);
  test(`${JSON.stringify(component)} takes ${shown} as ${JSON.stringify(expected)}`, (t) => {
    const result = fill(formOf({ key: 'x', label: 'X', ...component }), { x: typed }, variables);
    const code = typeof expected === 'object' && expected !== null && 'code' in expected ? expected.code : undefined;
    t.deepEqual(outcome(result), typeof code === 'string' ? [`${code} /x`] : { x: expected });
  });
}

test('a bound of a date is told as dates are written in Vietnam', (t) => {
  const result = fill(formOf({ type: 'datetime', key: 'x', label: 'Ngày', properties: { earliest: '2026-09-02' } }), { x: '2026-01-01' });
  t.is(result.ok ? '' : problemText(result.problems[0] as never).vi, 'Ngày: không được trước ngày 02/09/2026.');
});

test('every form gives each problem a text in both languages with its label and limit', (t) => {
  const result = fill(formOf({ type: 'textfield', key: 'x', label: 'Họ tên', validate: { maxLength: 2 } }), { x: 'abc' });
  t.is(result.ok ? '' : result.problems[0]?.message, 'Họ tên may have at most 2 characters.');
});
