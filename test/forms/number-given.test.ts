/** What a form asks in a step whose document gets its number from the register: a line of text, and nothing to fill in. */
import test from 'ava';
import type { Json } from '../../expressions/json.ts';
import { numberGiven, typedNumbers } from '../../forms/number-given.ts';
import issue from '../../processes/postponement/issue.form.json' with { type: 'json' };
import { fill, formOf, outcome } from './filling.ts';

const components = (schema: unknown): readonly object[] => (schema as { readonly components: readonly object[] }).components;
const given = () => components(numberGiven(issue as unknown as Json));

test('the shipped form asks for number and day, and for neither where the register gives them', (t) => {
  t.deepEqual(outcome(fill(formOf(...components(issue)), {})), ['form.required /issued/number', 'form.required /issued/issuedOn']);
  const form = formOf(...given());
  t.deepEqual(outcome(fill(form, {})), {});
  t.deepEqual(outcome(fill(form, { issued: { note: 'Gửi gấp' } })), { issued: { note: 'Gửi gấp' } });
  t.deepEqual(outcome(fill(form, { issued: { number: '05/QĐ-TA' } })), ['form.unknownKey /issued/number']);
});

test('a line of text says in both languages who gives them, in their place', (t) => {
  const [, group] = given();
  const [first, second, note] = components(group);
  t.deepEqual(first, {
    type: 'text',
    text: 'Số, ký hiệu: do sổ văn bản cấp khi ký số.',
    properties: { textEn: 'Number and symbol: given by the register of numbers when it is signed.' },
  });
  t.like(second, { type: 'text', text: 'Ngày ban hành: do sổ văn bản cấp khi ký số.' });
  t.like(note, { type: 'textarea', key: 'note' });
});

test('a schema without such fields, and rows of lists, stay as they are', (t) => {
  const schema = {
    components: [
      { type: 'textfield', key: 'a', label: 'A' },
      { type: 'dynamiclist', path: 'rows', components: [{ type: 'textfield', key: 'n', label: 'N', properties: { numbering: 'number' } }] },
    ],
  };
  t.deepEqual(numberGiven(schema as unknown as Json), schema);
});

test('each number or day that was sent is named, an empty one too, and others are not', (t) => {
  const form = formOf(...components(issue));
  const sent = (data: object): readonly string[] => typedNumbers(form, data as Json).map(({ code, path }) => `${code} ${path}`);
  t.deepEqual(sent({ issued: { number: '1', issuedOn: null, note: 'x' } }), [
    'form.numberGiven /issued/number',
    'form.numberGiven /issued/issuedOn',
  ]);
  t.deepEqual(sent({ issued: { note: 'x' } }), []);
  t.deepEqual(sent({ issued: 'x' }), []);
  t.deepEqual(sent({}), []);
});
