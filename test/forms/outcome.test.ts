/** Conditions of a form see how the task is to end, and only how it is to end now. */
import test from 'ava';
import type { Json } from '../../expressions/json.ts';
import { seesOutcome, withOutcome } from '../../forms/with-outcome.ts';
import { fill, formOf, outcome } from './filling.ts';

const FORM = formOf(
  { type: 'textfield', key: 'note', label: 'Ghi chú' },
  {
    type: 'number',
    key: 'months',
    label: 'Mức giảm',
    properties: { visibleIf: '=outcome = "approve"', requiredIf: '=outcome = "approve"', validate: '=months > 0' },
  },
  { type: 'textfield', key: 'ground', label: 'Căn cứ', properties: { requiredIf: '=outcome = "refuse"' } },
);

const filled = (data: Json, chosen: string | undefined, variables: Readonly<Record<string, Json>> = {}): Json =>
  outcome(fill(FORM, data, withOutcome(FORM, variables, chosen)));

test('a field that only one outcome needs is required for it, and for no other', (t) => {
  t.deepEqual(filled({}, 'approve'), ['form.required /months']);
  t.deepEqual(filled({}, 'refuse'), ['form.required /ground']);
  t.deepEqual(filled({ ground: 'Không đủ điều kiện' }, 'refuse'), { ground: 'Không đủ điều kiện' });
});

test('what belongs to another outcome is not stored, and not judged', (t) => {
  t.deepEqual(filled({ months: -1, ground: 'Không đủ điều kiện' }, 'refuse'), { ground: 'Không đủ điều kiện' });
  t.deepEqual(filled({ months: 6 }, 'approve'), { months: 6 });
});

test('while no outcome is chosen nothing of any outcome is required or shown', (t) => {
  t.deepEqual(filled({ months: 6 }, undefined), {});
});

test('the outcome that an earlier step has left in the case is not the one of this task', (t) => {
  t.deepEqual(filled({}, undefined, { outcome: 'approve' }), {});
  t.deepEqual(filled({}, 'refuse', { outcome: 'approve' }), ['form.required /ground']);
});

test('whether a form depends on the outcome is known before it is filled in', (t) => {
  t.true(seesOutcome(FORM));
  t.false(seesOutcome(formOf({ type: 'textfield', key: 'note', label: 'outcome', validate: { pattern: 'outcome' } })));
  const within = formOf({
    type: 'dynamiclist',
    path: 'rows',
    label: 'Dòng',
    components: [{ type: 'textfield', key: 'a', label: 'A', properties: { visibleIf: '=outcome != "return"' } }],
  });
  t.true(seesOutcome(within));
});

test('a form with a field of that name sees its own field', (t) => {
  const own = formOf(
    { type: 'textfield', key: 'outcome', label: 'Kết quả' },
    { type: 'textfield', key: 'why', label: 'Vì sao', properties: { requiredIf: '=outcome = "xấu"' } },
  );
  t.false(seesOutcome(own));
  t.deepEqual(withOutcome(own, { outcome: 'cũ' }, 'approve'), { outcome: 'cũ' });
  t.deepEqual(outcome(fill(own, { outcome: 'xấu' }, withOutcome(own, {}, 'approve'))), ['form.required /why']);
});
