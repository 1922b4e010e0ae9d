/** A form in the hands of somebody to whom rules give only some of its fields. */
import test from 'ava';
import type { Json } from '../../expressions/json.ts';
import { fieldsOf } from '../../forms/fields-of.ts';
import type { Form } from '../../forms/form.ts';
import { withAccess } from '../../forms/with-access.ts';
import { withoutBarred } from '../../forms/without-barred.ts';
import { fill, formOf, problemsOf } from './filling.ts';

const text = (key: string, more: object = {}) => ({ type: 'textfield', key, label: key, ...more });
const form = formOf(
  text('note'),
  text('amount', { validate: { required: true } }),
  { type: 'group', label: 'g', path: 'person', components: [text('name'), text('illness')] },
  { type: 'dynamiclist', label: 'rows', path: 'rows', allowAddRemove: true, components: [text('what'), text('secret')] },
  { type: 'dynamiclist', label: 'fixed', path: 'fixed', allowAddRemove: false, components: [text('what'), text('secret')] },
);
const none = new Set<string>();
const barring = (...places: readonly string[]): Form => withAccess(form, { unreadable: none, unwritable: new Set(places) });
const codes = (of: Form, data: Json, variables: Readonly<Record<string, Json>> = {}) => {
  const result = fill(of, data, variables);
  return result.ok ? result.value : result.problems.map(({ code, path }) => `${code} ${path}`);
};
const CASE = { amount: '5', person: { name: 'A', illness: 'B' } };

test('what is not theirs to write is refused by its name, also as null, and the same as it is', (t) => {
  const barred = barring('amount', 'person.illness');
  for (const amount of ['7', '5', null]) t.deepEqual(codes(barred, { amount }, CASE), ['form.barred /amount']);
  t.deepEqual(codes(barred, { person: { name: 'C', illness: 'D' } }, CASE), ['form.barred /person/illness']);
  t.deepEqual(codes(barred, { note: 'x', person: { name: 'C' } }, CASE), { note: 'x', person: { name: 'C', illness: 'B' } });
});

test('a required field that is not theirs must be there already', (t) => {
  const barred = barring('amount');
  t.deepEqual(codes(barred, { note: 'x' }), ['form.missingElsewhere /amount']);
  t.deepEqual(codes(barred, { note: 'x' }, { amount: '5' }), { note: 'x' });
  t.deepEqual(codes(form, { note: 'x' }), ['form.required /amount'], 'to who may write it, it is said as ever');
});

test('a list is sent whole: it stays as the case has it where a field of its rows is kept from somebody, but for fixed rows', (t) => {
  const rows = [{ what: 'a', secret: 'b' }];
  const variables = { ...CASE, rows, fixed: rows };
  for (const access of [
    { unreadable: none, unwritable: new Set(['rows[].secret', 'fixed[].secret']) },
    { unreadable: new Set(['rows[].secret']), unwritable: new Set(['fixed[].secret']) },
  ]) {
    const barred = withAccess(form, access);
    t.deepEqual(codes(barred, { rows: [{ what: 'c' }] }, variables), ['form.barred /rows', 'form.barred /rows/0/what']);
    t.deepEqual(codes(barred, { rows: [] }, variables), ['form.barred /rows']);
    t.deepEqual(codes(barred, { fixed: [{ what: 'c' }] }, variables), { fixed: [{ what: 'c', secret: 'b' }], person: CASE.person });
    t.deepEqual(codes(barred, { fixed: [{ what: 'c', secret: 'd' }] }, variables), ['form.barred /fixed/0/secret']);
  }
});

test('a page sends nothing of what is barred, and hides what can neither be written nor read', (t) => {
  const places = new Set(['amount', 'person.illness', 'rows[].secret']);
  const page = withAccess(form, { unreadable: places, unwritable: places }, true);
  const data = { note: 'x', amount: '5', person: { name: 'C', illness: '•••' }, rows: [{ what: 'a' }], fixed: [{ what: 'c' }] };
  const sent = withoutBarred(page.shape, data);
  t.deepEqual(sent, { note: 'x', person: { name: 'C' }, fixed: [{ what: 'c' }] });
  // the page does not know what the case has of them
  t.true(fill(page, sent, { fixed: [{ what: 'b' }] }).ok);
  const hidden = fieldsOf(page).filter(({ field }) => field.hides.length > 0);
  t.deepEqual(
    hidden.map(({ path }) => path),
    [...places],
  );
});

test('a form that keeps nothing from anybody stays the same object', (t) => {
  t.is(withAccess(form, { unreadable: none, unwritable: none }), form);
});

test('a form leaves a field to rules by the property access; another word refuses the schema', (t) => {
  const [field] = fieldsOf(formOf(text('a', { properties: { access: 'byRule' } })));
  t.is(field?.field.access, 'byRule');
  t.like(problemsOf(text('a', { properties: { access: 'anyone' } })), [{ code: 'formSchema.value' }]);
});
