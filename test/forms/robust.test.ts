import test from 'ava';
import fc from 'fast-check';
import { feel } from '../../expressions/feel.ts';
import type { Json } from '../../expressions/json.ts';
import { compileForm } from '../../forms/compile-form.ts';
import { readShownDate, shownDate } from '../../forms/shown-date.ts';
import { termValue } from '../../forms/term.ts';
import { fill, formOf, outcome } from './filling.ts';

/** one field of each kind and format */
const FORM = formOf(
  { type: 'textfield', key: 'name', label: 'Họ tên', validate: { maxLength: 100 } },
  { type: 'textarea', key: 'why', label: 'Lý do' },
  { type: 'number', key: 'count', label: 'Số', validate: { min: 0, max: 10 } },
  { type: 'number', key: 'money', label: 'Tiền', properties: { format: 'dong' } },
  { type: 'datetime', key: 'day', label: 'Ngày', properties: { latest: 'today()' } },
  { type: 'datetime', key: 'at', label: 'Lúc', subtype: 'datetime' },
  { type: 'datetime', key: 'time', label: 'Giờ', subtype: 'time' },
  { type: 'checkbox', key: 'yes', label: 'Có' },
  { type: 'select', key: 'province', label: 'Tỉnh', properties: { valuesCatalogue: 'provinces', catalogueAsOf: 'day' } },
  { type: 'taglist', key: 'offences', label: 'Tội', properties: { valuesCatalogue: 'offences' } },
  { type: 'textfield', key: 'term', label: 'Mức án', properties: { format: 'term' } },
  { type: 'textfield', key: 'id', label: 'Số định danh', properties: { format: 'personalId', birth: 'day', sex: 'name' } },
  { type: 'filepicker', key: 'files', label: 'Tệp', multiple: true, accept: '.pdf' },
  { type: 'expression', key: 'sum', label: 'Tổng', expression: 'count + 1' },
  { type: 'group', path: 'g', components: [{ type: 'textfield', key: 'b', label: 'b', properties: { visibleIf: 'yes' } }] },
  {
    type: 'dynamiclist',
    path: 'rows',
    label: 'Dòng',
    components: [{ type: 'textfield', key: 'c', label: 'c' }],
    properties: { maxItems: '3' },
  },
);
const KEYS = [...FORM.shape.entries.keys()];

/** what nobody sends by mistake */
const ODD: readonly Json[] = [
  '__proto__',
  'P3Y',
  '168.1',
  '2025-02-30',
  '9'.repeat(500),
  '-0',
  '1e999',
  '\u0000',
  '\uD800',
  'ệ'.repeat(3_000),
  { $type: 'date', value: '2026-01-01' },
  { $type: 'number', value: 'NaN' },
  { $type: 'nothing' },
  { $type: ['date'], value: {} },
  { years: Number.MAX_SAFE_INTEGER },
  { years: 1, __proto: 2 },
  [[[[[[]]]]]],
  { id: 'f:1', name: 'a.pdf', type: 'application/pdf', size: 1, sha256: 'a'.repeat(64) },
  JSON.parse('{"__proto__": {"x": 1}, "constructor": {"prototype": 1}, "toString": 2, "hasOwnProperty": 3}') as Json,
];
const value = fc.oneof(fc.jsonValue(), fc.constantFrom(...ODD), fc.array(fc.constantFrom(...ODD)));
const submitted = fc.dictionary(fc.constantFrom(...KEYS, 'b', 'c', '$type', '__proto__', 'constructor'), value);

test('nothing that is submitted crashes the check, and each problem has a code, a place and a text', (t) => {
  fc.assert(
    fc.property(fc.oneof(submitted, value), (data) => {
      const result = fill(FORM, data as Json);
      if (result.ok) return Object.keys(result.value).every((key) => KEYS.includes(key));
      return result.problems.every(({ code, path, message }) => code.startsWith('form.') && typeof path === 'string' && message !== '');
    }),
    { numRuns: 3_000 },
  );
  t.is(({} as Record<string, unknown>)['x'], undefined);
});

test('what was accepted is accepted again after it was stored and read, and is the same', (t) => {
  const plausible = fc.record(
    {
      name: fc.string(),
      count: fc.integer({ min: 0, max: 10 }),
      money: fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
      day: fc
        .date({ min: new Date('1900-01-01'), max: new Date('2026-11-20'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      at: fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
      province: fc.constantFrom('01', '02', '15', '46', '79', 'xx'),
      offences: fc.uniqueArray(fc.constantFrom('168', '168.1', '251', 'XIII')),
      term: fc.record({ years: fc.nat(30), months: fc.nat(11) }),
      yes: fc.boolean(),
      g: fc.record({ b: fc.string() }),
      rows: fc.array(fc.record({ c: fc.string() }), { maxLength: 4 }),
      sum: fc.integer(),
    },
    { requiredKeys: [] },
  );
  let accepted = 0;
  fc.assert(
    fc.property(plausible, (data) => {
      const first = fill(FORM, data as Json);
      if (!first.ok) return;
      accepted += 1;
      const stored = JSON.parse(JSON.stringify(first.value)) as Json;
      t.deepEqual(outcome(fill(FORM, stored)), first.value);
    }),
    { numRuns: 500 },
  );
  t.true(accepted > 50, `${accepted}`);
});

test('data nested without end is refused, however deep', (t) => {
  let deep: Json = 1;
  for (let i = 0; i < 100_000; i += 1) deep = [deep];
  t.deepEqual(outcome(fill(FORM, { name: deep })), ['form.tooDeep ']);
});

test('no schema crashes the compiler', (t) => {
  const component: fc.Arbitrary<unknown> = fc.record(
    {
      type: fc.constantFrom(
        'textfield',
        'number',
        'datetime',
        'select',
        'taglist',
        'filepicker',
        'group',
        'dynamiclist',
        'expression',
        'x',
      ),
      key: fc.oneof(fc.constantFrom('a', 'b.c', '__proto__', 'toString'), fc.jsonValue()),
      path: fc.oneof(fc.constantFrom('p', ''), fc.jsonValue()),
      validate: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('required', 'min', 'maxLength', 'pattern'), fc.jsonValue())),
      properties: fc.oneof(
        fc.jsonValue(),
        fc.dictionary(
          fc.constantFrom('format', 'earliest', 'valuesCatalogue', 'maxFiles', 'visibleIf', 'labelEn'),
          fc.oneof(fc.constantFrom('term', 'dong', '=a', '3'), fc.jsonValue()),
        ),
      ),
      conditional: fc.jsonValue(),
      values: fc.jsonValue(),
      accept: fc.jsonValue(),
      components: fc.jsonValue(),
    },
    { requiredKeys: ['type'] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.record({ components: fc.array(component) })), (schema) => {
      const compiled = compileForm(schema, feel);
      return compiled.ok || compiled.problems.length > 0;
    }),
    { numRuns: 2_000 },
  );
  t.pass();
});

test('dates are shown as day/month/year and read back, and only real days are read', (t) => {
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(fc.property(day, (iso) => readShownDate(shownDate(iso)) === iso));
  t.is(shownDate('2026-09-02'), '02/09/2026');
  t.is(readShownDate(' 2/9/2026 '), '2026-09-02');
  for (const text of ['31/02/2026', '2026-09-02', '02-09-2026', '13/13/2026', '02/09/26', '']) t.is(readShownDate(text), undefined, text);
});

test('a sentence written as text is the same as one given in parts', (t) => {
  fc.assert(
    fc.property(fc.nat(99), fc.nat(11), fc.nat(29), (years, months, days) => {
      const [text, parts] = [termValue(`P${years}Y${months}M${days}D`), termValue({ years, months, days })];
      t.deepEqual(text, parts);
      return (text === undefined) === (years + months + days === 0);
    }),
  );
  t.pass();
});
