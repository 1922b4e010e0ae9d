import test from 'ava';
import { feel } from '../../expressions/feel.ts';
import { compileForm } from '../../forms/compile-form.ts';
import { fieldsOf } from '../../forms/fields-of.ts';
import messages from '../../forms/messages.json' with { type: 'json' };
import { formOf, problemsOf } from './filling.ts';

const field = (more: object = {}) => ({ type: 'textfield', key: 'x', label: 'X', ...more });

const WRONG: readonly (readonly [what: string, components: readonly object[], problem: string])[] = [
  ['a property that nobody knows', [field({ properties: { confidentialty: 'personal' } })], 'formSchema.property /components/0'],
  ['a sentence of another format', [field({ type: 'number', properties: { format: 'term' } })], 'formSchema.value /components/0'],
  [
    'a key of a catalogue that is none',
    [field({ type: 'select', properties: { valuesCatalogue: 'A b' } })],
    'formSchema.value /components/0',
  ],
  ['a type of file that is none', [field({ type: 'filepicker', accept: 'pdf' })], 'formSchema.value /components/0'],
  ['fewer files than it asks for', [field({ type: 'filepicker', properties: { minFiles: '2' } })], 'formSchema.value /components/0'],
  ['an unknown component', [field({ type: 'slider' })], 'formSchema.type /components/0'],
  ['a field without a key', [field({ key: undefined })], 'formSchema.key /components/0'],
  ['a key that is no path', [field({ key: 'a b' })], 'formSchema.key /components/0'],
  ['a key of the prototype', [field({ key: 'a.__proto__' })], 'formSchema.key /components/0'],
  ['a key that every object has', [field({ key: 'toString' })], 'formSchema.key /components/0'],
  ['a list without a path', [{ type: 'dynamiclist', components: [] }], 'formSchema.key /components/0'],
  ['a key used twice', [field(), field()], 'formSchema.duplicateKey /components/1'],
  ['a key inside a field', [field(), field({ key: 'x.y' })], 'formSchema.duplicateKey /components/1'],
  ['a hide condition that is no FEEL', [field({ conditional: { hide: '=a >' } })], 'formSchema.expression /components/0'],
  ['a check that is no FEEL', [field({ properties: { validate: '=)' } })], 'formSchema.expression /components/0'],
  ['a pattern that needs backtracking', [field({ validate: { pattern: String.raw`(a)\1` } })], 'formSchema.pattern /components/0'],
  ['a pattern that is none', [field({ validate: { pattern: '[' } })], 'formSchema.pattern /components/0'],
  ['an unknown confidentiality', [field({ properties: { confidentiality: 'top' } })], 'formSchema.value /components/0'],
  ['an unknown format', [field({ properties: { format: 'iban' } })], 'formSchema.value /components/0'],
  ['a bound that is no number', [field({ validate: { maxLength: 'many' } })], 'formSchema.value /components/0'],
  ['choices without values', [field({ type: 'select' })], 'formSchema.options /components/0'],
  ['an unknown subtype', [field({ type: 'datetime', subtype: 'week' })], 'formSchema.value /components/0'],
  [
    'a read-only field in rows that come and go',
    [{ type: 'dynamiclist', path: 'l', components: [field({ readonly: true })] }],
    'formSchema.lockedInList /components/0/components/0',
  ],
  [
    'rows that stay inside rows that come and go',
    [{ type: 'dynamiclist', path: 'l', components: [{ type: 'dynamiclist', path: 'm', allowAddRemove: false, components: [] }] }],
    'formSchema.lockedInList /components/0/components/0',
  ],
  ['a fault inside a group', [{ type: 'group', components: [field({ type: 'x' })] }], 'formSchema.type /components/0/components/0'],
];
for (const [what, components, expected] of WRONG) {
  test(`a schema with ${what} does not compile, and says where`, (t) => {
    t.deepEqual(
      problemsOf(...components).map(({ code, path }) => `${code} ${path}`),
      [expected],
    );
  });
}

test('what is no schema does not compile', (t) => {
  for (const schema of [null, 1, 'x', [], {}, { components: {} }, { components: [3] }]) t.false(compileForm(schema, feel).ok);
});

test('a schema too deep or too large does not compile', (t) => {
  let deep: object = field();
  for (let i = 0; i < 20; i += 1) deep = { type: 'group', components: [deep] };
  t.deepEqual(
    problemsOf(deep).map(({ code }) => code),
    ['formSchema.tooDeep'],
  );
  t.deepEqual(
    problemsOf(...Array.from({ length: 1_001 }, (_, i) => field({ key: `x${i}` }))).map(({ code }) => code),
    ['formSchema.tooMany'],
  );
});

test('components that only show something hold no data', (t) => {
  const shown = ['text', 'html', 'image', 'button', 'spacer', 'separator', 'iframe', 'table', 'documentPreview'].map((type) => ({ type }));
  t.is(formOf(...shown).shape.entries.size, 0);
});

test('every field says how confidential it is', (t) => {
  const form = formOf(
    field({ properties: { confidentiality: 'personal' } }),
    { type: 'dynamiclist', path: 'l', label: 'L', components: [field({ key: 'a.b', properties: { confidentiality: 'sensitive' } })] },
    { type: 'group', path: 'g', components: [field({ key: 'y' })] },
  );
  t.deepEqual(
    fieldsOf(form).map(({ path, field: { confidentiality } }) => [path, confidentiality]),
    [
      ['x', 'personal'],
      ['l[].a.b', 'sensitive'],
      ['g.y', 'internal'],
    ],
  );
});

test('every text has its Vietnamese and its English, with the same values in both', (t) => {
  const all: [string, { vi: string; en: string }][] = Object.entries(messages).flatMap(([code, message]) => [
    [code, message],
    ...('remedy' in message ? [[`${code} remedy`, message.remedy] as [string, { vi: string; en: string }]] : []),
  ]);
  for (const [code, { vi, en }] of all) {
    const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted((a, b) => (a < b ? -1 : 1));
    t.deepEqual(
      names(vi),
      names(en).map((name) => name.replace('En}', '}')),
      code,
    );
    t.not(vi, en);
  }
});
