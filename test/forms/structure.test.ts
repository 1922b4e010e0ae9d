import test from 'ava';
import fc from 'fast-check';
import type { Json } from '../../expressions/json.ts';
import { problemText } from '../../forms/problem.ts';
import { validateForm } from '../../forms/validate-form.ts';
import { fill, formOf, outcome, scope } from './filling.ts';

const text = (key: string, more: object = {}) => ({ type: 'textfield', key, label: key, ...more });
const hide = (expression: string) => ({ conditional: { hide: expression } });

test('a key that the form does not have is refused, at any depth', (t) => {
  const form = formOf(
    text('a'),
    { type: 'group', path: 'g', components: [text('b')] },
    { type: 'dynamiclist', path: 'l', components: [text('c')] },
  );
  const result = fill(form, { a: 'x', admin: true, g: { b: 'x', role: 'x' }, l: [{ c: 'x', 'p/q': 1 }] });
  t.deepEqual(outcome(result), ['form.unknownKey /admin', 'form.unknownKey /g/role', 'form.unknownKey /l/0/p~1q']);
});

test('a key of the prototype is an unknown key like any other', (t) => {
  const data = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1, "toString": 2}') as Json;
  t.deepEqual(outcome(fill(formOf(text('a')), data)), [
    'form.unknownKey /__proto__',
    'form.unknownKey /constructor',
    'form.unknownKey /toString',
  ]);
  t.is(({} as Record<string, unknown>)['polluted'], undefined);
});

test('what is no object is no form data', (t) => {
  for (const data of [null, 1, 'x', [], { $type: 'date', value: '2026-01-01' }]) {
    t.deepEqual(outcome(fill(formOf(text('a')), data)), ['form.type ']);
  }
  t.deepEqual(outcome(fill(formOf({ type: 'group', path: 'g', components: [text('b')] }), { g: [1] })), ['form.type /g']);
});

test('dotted keys and groups with paths make nested data', (t) => {
  const form = formOf({ type: 'group', path: 'person', components: [text('name.first'), text('name.last')] }, text('person.code'));
  const data = { person: { name: { first: 'A', last: 'B' }, code: 'C' } };
  t.deepEqual(outcome(fill(form, data)), data);
});

test('a hidden field is dropped, and what is wrong with it does not matter', (t) => {
  const form = formOf(
    text('kind'),
    { ...text('reason', { validate: { required: true } }), ...hide('=kind != "late"') },
    {
      type: 'number',
      key: 'n',
      ...hide('=kind = "late"'),
    },
  );
  t.deepEqual(outcome(fill(form, { kind: 'late', reason: 'mưa', n: 'wrong' })), { kind: 'late', reason: 'mưa' });
  t.deepEqual(outcome(fill(form, { kind: 'in time', reason: 'mưa', n: 2 })), { kind: 'in time', n: 2 });
  t.deepEqual(outcome(fill(form, { kind: 'late' })), ['form.required /reason']);
});

test('a condition that cannot be decided hides nothing', (t) => {
  t.deepEqual(outcome(fill(formOf({ ...text('a'), ...hide('=nothing > 3') }), { a: 'x' })), { a: 'x' });
});

test('a hidden group hides all that is in it', (t) => {
  const form = formOf(text('a'), {
    type: 'group',
    path: 'g',
    ...hide('=a = "no"'),
    components: [text('b', { validate: { required: true } })],
  });
  t.deepEqual(outcome(fill(form, { a: 'no', g: { b: 'x' } })), { a: 'no' });
  t.deepEqual(outcome(fill(form, { a: 'yes' })), ['form.required /g/b']);
});

test('a condition does not see the value of a hidden field', (t) => {
  const form = formOf(text('a'), { ...text('b'), ...hide('=a = "x"') }, { ...text('c'), ...hide('=b = null') });
  t.deepEqual(outcome(fill(form, { a: 'x', b: 'there', c: 'there' })), { a: 'x' });
  t.deepEqual(outcome(fill(form, { a: 'y', b: 'there', c: 'there' })), { a: 'y', b: 'there', c: 'there' });
});

test('a condition may look at a field further down', (t) => {
  const form = formOf({ ...text('a'), ...hide('=b = "x"') }, text('b'));
  t.deepEqual(outcome(fill(form, { a: '1', b: 'x' })), { b: 'x' });
});

test('conditions that contradict each other refuse the form instead of guessing', (t) => {
  const form = formOf({ ...text('a'), ...hide('=b = null') }, { ...text('b'), ...hide('=a != null') });
  t.deepEqual(outcome(fill(form, { a: '1', b: '1' })), ['form.undecided ']);
});

test('a read-only field keeps what the case has, whatever is submitted', (t) => {
  const form = formOf(
    text('code', { readonly: true }),
    text('person.id', { disabled: true }),
    text('person.name'),
    text('note', { readonly: '=closed' }),
  );
  const variables = { code: 'C1', person: { id: 'P1', name: 'old', unit: 'U' }, closed: true, note: 'kept' };
  t.deepEqual(outcome(fill(form, { code: 'evil', person: { id: 'evil', name: 'new' }, note: 'evil' }, variables)), {
    person: { id: 'P1', name: 'new', unit: 'U' },
  });
  t.deepEqual(outcome(fill(form, { note: 'n', person: { name: 'x' } }, { ...variables, closed: false })), {
    note: 'n',
    person: { id: 'P1', name: 'x', unit: 'U' },
  });
});

test('expressions see a read-only field as the case has it', (t) => {
  const form = formOf(text('kind', { readonly: true }), { ...text('a'), ...hide('=kind = "closed"') });
  t.deepEqual(outcome(fill(form, { kind: 'open', a: 'x' }, { kind: 'closed' })), {});
});

test('fields that were not submitted stay as they are; emptied ones become null', (t) => {
  const form = formOf(text('a'), text('o.b'), text('o.c'));
  t.deepEqual(outcome(fill(form, { o: { b: '' } }, { a: '1', o: { b: '2', c: '3' } })), { o: { b: null, c: '3' } });
});

const rows = (more: object = {}) => ({
  type: 'dynamiclist',
  path: 'docs',
  label: 'Tài liệu',
  components: [
    text('name', { validate: { required: true } }),
    { type: 'number', key: 'pages' },
    { ...text('why'), ...hide('=pages < 10') },
  ],
  ...more,
});

test('each row of a list is checked by itself, its own names first', (t) => {
  const result = fill(formOf({ type: 'number', key: 'pages' }, rows()), {
    pages: 99,
    docs: [{ name: 'a', pages: 3, why: 'dropped' }, { pages: 'x' }, { name: 'b', pages: 12, why: 'kept' }],
  });
  t.deepEqual(outcome(result), ['form.required /docs/1/name', 'form.number /docs/1/pages']);
  t.deepEqual(
    outcome(
      fill(formOf(rows()), {
        docs: [
          { name: 'a', pages: 3, why: 'dropped' },
          { name: 'b', pages: 12, why: 'kept' },
        ],
      }),
    ),
    {
      docs: [
        { name: 'a', pages: 3 },
        { name: 'b', pages: 12, why: 'kept' },
      ],
    },
  );
});

test('a row knows its number, itself and what is around it', (t) => {
  const condition = { properties: { validate: '=i <= 2 and this.name = name and parent.limit >= i' } };
  const form = formOf({ type: 'number', key: 'limit' }, { type: 'dynamiclist', path: 'l', components: [text('name', condition)] });
  t.deepEqual(outcome(fill(form, { limit: 1, l: [{ name: 'a' }, { name: 'b' }] })), ['form.condition /l/1/name']);
});

test('the number of rows is bounded', (t) => {
  const form = formOf(rows({ properties: { minItems: '1', maxItems: '2' } }));
  const row = { name: 'a' };
  t.deepEqual(outcome(fill(form, {})), ['form.tooFewRows /docs']);
  t.deepEqual(outcome(fill(form, { docs: [row, row, row] })), ['form.tooManyRows /docs']);
  t.deepEqual(outcome(fill(form, { docs: { 0: row } })), ['form.type /docs']);
});

test('a list without adding and removing keeps its rows, and what is read only in them', (t) => {
  const form = formOf({
    type: 'dynamiclist',
    path: 'l',
    allowAddRemove: false,
    components: [text('id', { readonly: true }), text('vote')],
  });
  const variables: Record<string, Json> = {
    l: [
      { id: '1', vote: null, x: 1 },
      { id: '2', vote: null },
    ],
  };
  t.deepEqual(outcome(fill(form, { l: [{ id: 'evil', vote: 'y' }, { vote: 'n' }] }, variables)), {
    l: [
      { id: '1', vote: 'y', x: 1 },
      { id: '2', vote: 'n' },
    ],
  });
  t.deepEqual(outcome(fill(form, { l: [{ vote: 'y' }] }, variables)), ['form.fixedRows /l']);
});

test('a condition of a field must be true, and says why in its own words', (t) => {
  const form = formOf(
    {
      type: 'datetime',
      key: 'received',
      properties: {
        validate: '=received <= today() and received >= issued',
        message: 'Ngày nhận không hợp lệ',
        messageEn: 'Wrong date of receipt',
      },
    },
    { type: 'datetime', key: 'issued' },
  );
  t.deepEqual(outcome(fill(form, { received: '2026-11-21', issued: '2026-11-20' })), {
    received: { $type: 'date', value: '2026-11-21' },
    issued: { $type: 'date', value: '2026-11-20' },
  });
  for (const data of [{ received: '2026-11-22', issued: '2026-11-20' }, { received: '2026-11-21' }] as readonly Json[]) {
    const result = fill(form, data);
    t.deepEqual(outcome(result), ['form.condition /received']);
    t.is(result.ok ? '' : result.problems.map((problem) => problemText(problem).vi).join(' '), 'Ngày nhận không hợp lệ');
  }
});

test('required may depend on other fields', (t) => {
  const form = formOf({ type: 'checkbox', key: 'late' }, text('why', { validate: { required: '=late' } }));
  t.deepEqual(outcome(fill(form, { late: true })), ['form.required /why']);
  t.deepEqual(outcome(fill(form, { late: false })), { late: false });
});

test('a computed field is computed here, whatever the browser says', (t) => {
  const form = formOf(
    { type: 'number', key: 'a' },
    { type: 'expression', key: 'double', expression: '=a * 2' },
    {
      ...text('big'),
      ...hide('=double < 10'),
    },
  );
  t.deepEqual(outcome(fill(form, { a: 7, double: 1, big: 'x' })), { a: 7, double: 14, big: 'x' });
  t.deepEqual(outcome(fill(form, { a: 3, double: 99, big: 'x' })), { a: 3, double: 6 });
});

test('an expression without budget refuses the form', (t) => {
  const form = formOf({ ...text('a'), ...hide('=count(for x in 1..1000 return x) = 0') });
  t.deepEqual(outcome(validateForm(form, { a: 'x' }, scope({}, 50))), ['form.expressionFailed /a']);
});

test('data beyond the bound of bytes is refused unread', (t) => {
  t.deepEqual(outcome(validateForm(formOf(text('a')), { a: 'ắ'.repeat(40) }, scope(), 100)), ['form.tooBig ']);
});

test('whatever is submitted, the answer is a value with keys of the form only, or problems', (t) => {
  const form = formOf(
    text('a'),
    { type: 'number', key: 'n' },
    { type: 'datetime', key: 'd' },
    { type: 'group', path: 'g', components: [text('b')] },
    rows(),
    {
      type: 'filepicker',
      key: 'f',
    },
  );
  const anything = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('a', 'n', 'd', 'g', 'docs', 'f', 'b', '$type'), fc.jsonValue()));
  fc.assert(
    fc.property(anything, (data) => {
      const result = fill(form, data as Json);
      return result.ok ? Object.keys(result.value).every((key) => form.shape.entries.has(key)) : result.problems.length > 0;
    }),
    { numRuns: 500 },
  );
  t.pass();
});

test('what was accepted is accepted again, unchanged', (t) => {
  const form = formOf(text('a'), { type: 'number', key: 'n' }, { type: 'datetime', key: 'd', subtype: 'datetime' });
  const data = fc.record({
    a: fc.option(fc.string()),
    n: fc.option(fc.oneof(fc.integer(), fc.double({ noNaN: true }))),
    d: fc.option(fc.integer({ min: 0, max: 1_000_000 }).map((m) => new Date(Date.UTC(2026, 0, 1) + m * 60_000).toISOString())),
  });
  fc.assert(
    fc.property(data, (typed) => {
      const first = fill(form, typed as Json);
      if (!first.ok) return true;
      t.deepEqual(outcome(fill(form, first.value)), first.value);
      return true;
    }),
  );
});
