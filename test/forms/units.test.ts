/** A field for a unit: the register says whether it is there and of which kind; a browser without one leaves that to the server. */
import test from 'ava';
import type { Json } from '../../expressions/json.ts';
import type { UnitFacts } from '../../forms/form.ts';
import { unitValues } from '../../forms/unit-values.ts';
import { validateForm } from '../../forms/validate-form.ts';
import { formOf, outcome, problemsOf, scope } from './filling.ts';

const unit = (key: string, properties: object = {}) => ({
  type: 'textfield',
  key,
  label: 'Tòa án',
  properties: { format: 'unit', ...properties },
});
const REGISTER: Readonly<Record<string, UnitFacts>> = {
  'ta.hanoi': { name: 'Tòa án Hà Nội', kind: 'court' },
  'c10.thanhxuan': { name: 'Trại giam Thanh Xuân', kind: 'prison' },
};
const known = { ...scope(), unit: (path: string) => REGISTER[path] };
const form = formOf(unit('court', { unitKinds: 'court, procuracy' }), unit('any'));

test('a unit of the register and of a kind that the form takes is a value', (t) => {
  t.deepEqual(outcome(validateForm(form, { court: 'ta.hanoi', any: 'c10.thanhxuan' }, known)), { court: 'ta.hanoi', any: 'c10.thanhxuan' });
});

test('a unit that there is not, of another kind, or that is no path, is refused with its place', (t) => {
  t.deepEqual(outcome(validateForm(form, { court: 'ta.hue', any: 'Tòa án Hà Nội' }, known)), [
    'form.unitUnknown /court',
    'form.unitUnknown /any',
  ]);
  t.deepEqual(outcome(validateForm(form, { court: 'c10.thanhxuan' }, known)), ['form.unitKind /court']);
});

test('without the register at hand only the form of a path is judged', (t) => {
  t.deepEqual(outcome(validateForm(form, { court: 'ta.hue', any: 'x y' }, scope())), ['form.unitUnknown /any']);
});

test('what has to be looked up: the paths in fields for units, in groups and rows, each once', (t) => {
  const nested = formOf(
    { type: 'group', path: 'units', label: 'x', components: [unit('court')] },
    { type: 'dynamiclist', path: 'rows', label: 'x', components: [unit('place'), { type: 'textfield', key: 'name', label: 'x' }] },
  );
  const data: Json = {
    units: { court: 'ta.hanoi', other: 'a' },
    rows: [{ place: 'ta.hue', name: 'b' }, { place: 'ta.hanoi' }, { place: 'no path' }, 5],
  };
  t.deepEqual(unitValues(nested, data, { units: { court: 'ta.hcm' } }), ['ta.hanoi', 'ta.hue', 'ta.hcm']);
});

test('kinds that rule nothing refuse the schema', (t) => {
  const code = (more: object) => problemsOf(more).map((problem) => problem.code);
  t.deepEqual(code(unit('a', { unitKinds: 'court,' })), ['formSchema.value']);
  t.deepEqual(code(unit('a', { unitKinds: 'court', format: 'email' })), ['formSchema.value']);
  t.deepEqual(code(unit('a', { unitKinds: 'court' })), []);
});
