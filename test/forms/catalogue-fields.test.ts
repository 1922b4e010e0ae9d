import test from 'ava';
import { fieldsOf } from '../../forms/fields-of.ts';
import type { Form } from '../../forms/form.ts';
import { problemRemedy, problemText } from '../../forms/problem.ts';
import { validateForm } from '../../forms/validate-form.ts';
import { fill, formOf, outcome, scope } from './filling.ts';

const choice = (key: string, properties: object, more: object = {}) => ({ type: 'select', key, label: 'Tỉnh', properties, ...more });
const province = (properties: object = {}) => choice('province', { valuesCatalogue: 'provinces', labelEn: 'Province', ...properties });
const said = (form: Form, data: object) => {
  const result = fill(form, data as never);
  const problem = result.ok ? undefined : result.problems[0];
  return problem && { ...problemText(problem), remedy: problemRemedy(problem) };
};

test('a code is valid on the day on which the task opened, not on the day on which it is filled in', (t) => {
  const form = formOf(province());
  const on = (openedOn: string, code: string) => outcome(validateForm(form, { province: code }, { ...scope(), openedOn }));
  t.deepEqual(on('2025-06-30', '02'), { province: '02' });
  t.deepEqual(on('2025-07-01', '02'), ['form.codeNotInForce /province']);
  t.deepEqual(outcome(fill(form, { province: '02' })), ['form.codeNotInForce /province']);
  t.deepEqual(outcome(fill(form, { province: '15' })), { province: '15' });
});

test('a field may name the day of its codes: the province of a birth is the one of its time', (t) => {
  const form = formOf(province({ catalogueAsOf: '=born' }), { type: 'datetime', key: 'born', label: 'Ngày sinh' });
  t.deepEqual(outcome(fill(form, { province: '02', born: '1985-03-09' })), {
    province: '02',
    born: { $type: 'date', value: '1985-03-09' },
  });
  t.deepEqual(outcome(fill(form, { province: '02', born: '2025-07-01' })), ['form.codeNotInForce /province']);
  t.deepEqual(outcome(fill(form, { province: '02' })), ['form.catalogueDay /province']);
});

test('a code belongs to the one chosen above it', (t) => {
  const form = formOf(
    choice('article', { valuesCatalogue: 'offences' }),
    choice('clause', { valuesCatalogue: 'offences', catalogueParent: '=article' }),
  );
  t.deepEqual(outcome(fill(form, { article: '168', clause: '168.2' })), { article: '168', clause: '168.2' });
  t.deepEqual(outcome(fill(form, { article: '168', clause: '169.2' })), ['form.codeElsewhere /clause']);
  t.deepEqual(outcome(fill(form, { clause: '169.2' })), ['form.codeElsewhere /clause']);
});

test('several codes are each checked, in rows too', (t) => {
  const form = formOf({
    type: 'dynamiclist',
    path: 'offences',
    label: 'Tội danh',
    components: [{ type: 'taglist', key: 'clauses', label: 'Khoản', properties: { valuesCatalogue: 'offences' } }],
  });
  t.deepEqual(outcome(fill(form, { offences: [{ clauses: ['168.1', '999'] }, { clauses: ['168.1', '168.1'] }] })), [
    'form.codeUnknown /offences/0/clauses',
    'form.duplicateOption /offences/1/clauses',
  ]);
});

test('a computed field has what the catalogue says of a code, also in rows and for several codes, and conditions see it', (t) => {
  const severity = (expression: string, more: object = {}) => ({
    type: 'expression',
    key: 'severity',
    expression,
    properties: { valuesCatalogue: 'offences', catalogueField: 'severity', ...more },
  });
  const form = formOf(
    choice('clause', { valuesCatalogue: 'offences' }),
    severity('=clause'),
    { type: 'textfield', key: 'duty', label: 'Công vụ', properties: { visibleIf: 'severity = "it-nghiem-trong"' } },
    { type: 'dynamiclist', path: 'l', components: [choice('c', { valuesCatalogue: 'offences' }), severity('=[c, "999"]')] },
  );
  t.deepEqual(outcome(fill(form, { clause: '173.1', severity: 'forged', duty: 'x', l: [{ c: '168.4' }] })), {
    clause: '173.1',
    severity: 'it-nghiem-trong',
    duty: 'x',
    l: [{ c: '168.4', severity: ['dac-biet-nghiem-trong', null] }],
  });
  t.deepEqual(outcome(fill(form, { clause: '168.1', duty: 'x' })), { clause: '168.1', severity: 'rat-nghiem-trong' });
  t.deepEqual(outcome(fill(form, {})), { severity: null });
  t.deepEqual(form.catalogues, ['offences']);
  const { catalogue: _, ...without } = scope();
  t.deepEqual(outcome(validateForm(formOf(severity('="168.1"')), {}, without)), ['form.catalogueMissing /severity']);
});

test('a form names the catalogues that it needs, and takes nothing without them', (t) => {
  const form = formOf(
    province(),
    { type: 'textfield', key: 'id', label: 'Số định danh', properties: { format: 'personalId' } },
    choice('sex', { valuesCatalogue: 'sexes' }),
  );
  t.deepEqual(form.catalogues, ['provinces', 'personal-id-places', 'sexes']);
  const { catalogue: _, ...without } = scope();
  t.deepEqual(outcome(validateForm(form, { province: '01', id: '001085012345', sex: 'male' }, without)), [
    'form.catalogueMissing /province',
    'form.catalogueMissing /id',
    'form.catalogueMissing /sex',
  ]);
});

test('what is wrong is said in both languages, with the label of each, and what to do', (t) => {
  t.deepEqual(said(formOf(province()), { province: '02' }), {
    vi: 'Tỉnh: mã “02” của danh mục “Tỉnh, thành phố trực thuộc Trung ương” không có hiệu lực vào ngày 21/11/2026.',
    en: 'Province: the code "02" of the catalogue "Provinces and centrally run cities" is not valid on 21/11/2026.',
    remedy: {
      vi: 'Chọn mục có hiệu lực vào ngày đó; với đơn vị đã sáp nhập, xem mã kế thừa.',
      en: 'Choose an entry that is valid on that day; of a unit that was merged, see its successor.',
    },
  });
});

test('visibleIf and requiredIf are conditions that the editor can set', (t) => {
  const form = formOf(
    { type: 'checkbox', key: 'late', label: 'Quá hạn' },
    { type: 'textfield', key: 'why', label: 'Lý do', properties: { visibleIf: 'late', requiredIf: '=late' } },
    { type: 'textfield', key: 'paper', label: 'Giấy tờ', properties: { requiredIf: 'nothing' } },
  );
  t.deepEqual(outcome(fill(form, { late: true })), ['form.required /why']);
  t.deepEqual(outcome(fill(form, { late: false, why: 'dropped' })), { late: false });
  t.deepEqual(outcome(fill(form, { why: 'dropped' })), {});
  t.deepEqual(outcome(fill(form, { late: true, why: 'mưa' })), { late: true, why: 'mưa' });
});

test('the classes of confidentiality of SEC-06 can be said', (t) => {
  const classes = ['public', 'shared', 'internal', 'personal', 'sensitive'];
  const form = formOf(...classes.map((confidentiality) => ({ type: 'textfield', key: confidentiality, properties: { confidentiality } })));
  t.deepEqual(
    fieldsOf(form).map(({ field }) => field.confidentiality),
    classes as never,
  );
});
