/** A completed form leaves no required field without a valid value: what is submitted, over what the case has. */
import test from 'ava';
import type { Json } from '../../expressions/json.ts';
import { fill, formOf, outcome } from './filling.ts';

const required = { validate: { required: true } };
const text = (key: string, more: object = {}) => ({ type: 'textfield', key, label: key, ...more });

test('a required field that the case has already need not be submitted again', (t) => {
  const form = formOf(text('name', required), text('note'));
  t.deepEqual(outcome(fill(form, { note: 'n' }, { name: 'An' })), { note: 'n' });
  t.deepEqual(outcome(fill(form, { note: 'n' })), ['form.required /name']);
});

test('an emptied required field is refused, whatever the case has', (t) => {
  const form = formOf(text('name', required));
  for (const empty of [null, '', '  ']) t.deepEqual(outcome(fill(form, { name: empty }, { name: 'An' })), ['form.required /name']);
});

const CASES: readonly [what: string, field: object, kept: Json, code: string][] = [
  ['a text that is too long', text('f', { validate: { required: true, maxLength: 3 } }), 'abcd', 'form.tooLong'],
  ['a value of another type', { type: 'number', key: 'f', ...required }, 'x', 'form.number'],
  ['a number below the bound', { type: 'number', key: 'f', validate: { required: true, min: 5 } }, 4, 'form.tooSmall'],
  ['an option that is none', { type: 'select', key: 'f', values: [{ value: 'a', label: 'A' }], ...required }, 'b', 'form.option'],
  ['no date', { type: 'datetime', subtype: 'date', key: 'f', ...required }, '2026-02-30', 'form.date'],
  ['a condition that is not met', text('f', { ...required, properties: { validate: '=f != "x"' } }), 'x', 'form.condition'],
  ['a box that is not ticked', { type: 'checkbox', key: 'f', ...required }, false, 'form.required'],
  ['blanks', text('f', required), '  ', 'form.required'],
];
for (const [what, field, kept, code] of CASES) {
  test(`what the case has does not count where it is wrong: ${what}`, (t) => {
    t.deepEqual(outcome(fill(formOf(field), {}, { f: kept })), [`${code} /f`]);
  });
}

test('a wrong value of the case is replaced by a right one that is submitted', (t) => {
  t.deepEqual(outcome(fill(formOf({ type: 'number', key: 'f', ...required }), { f: 3 }, { f: 'x' })), { f: 3 });
});

test('a list that was not submitted has the rows of the case, each checked, and their number too', (t) => {
  const list = { type: 'dynamiclist', path: 'l', label: 'L', components: [text('name', required)], properties: { minItems: '2' } };
  const form = formOf(list);
  t.deepEqual(outcome(fill(form, {}, { l: [{ name: 'a' }, { name: 'b' }] })), {});
  t.deepEqual(outcome(fill(form, {}, { l: [{ name: 'a' }, {}] })), ['form.required /l/1/name']);
  t.deepEqual(outcome(fill(form, {}, { l: [{ name: 'a' }] })), ['form.tooFewRows /l']);
  t.deepEqual(outcome(fill(form, { l: null }, { l: [{ name: 'a' }, { name: 'b' }] })), ['form.tooFewRows /l']);
});

test('what the case has of a hidden, read-only or optional field is not for this form to judge', (t) => {
  const excused = { type: 'datetime', subtype: 'date', key: 'excused', properties: { validate: '=excused > today()' } };
  t.deepEqual(outcome(fill(formOf(excused), {}, { excused: '2020-01-01' })), {});
  const form = formOf(text('hidden', { ...required, conditional: { hide: '=true' } }), text('locked', { ...required, readonly: true }));
  t.deepEqual(outcome(fill(form, {}, { hidden: 1, locked: 2 })), {});
});
