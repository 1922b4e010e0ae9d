import test from 'ava';
import { feel } from '../../expressions/feel.ts';
import { compileForm } from '../../forms/compile-form.ts';
import { CONTAINERS, FIELD_TYPES, PRESENTATION } from '../../forms/component-types.ts';
import { problemText } from '../../forms/problem.ts';
import { outcome, fill, formOf } from './filling.ts';

/** The types that form-js 1.23.0 registers (`formFields` of @bpmn-io/form-js-viewer), but for `default`, the form itself. */
const FORM_JS = [
  'textfield',
  'textarea',
  'number',
  'datetime',
  'expression',
  'filepicker',
  'checkbox',
  'checklist',
  'radio',
  'select',
  'taglist',
  'text',
  'image',
  'table',
  'html',
  'documentPreview',
  'spacer',
  'separator',
  'group',
  'dynamiclist',
  'iframe',
  'button',
];

const schema = (...components: readonly object[]) => ({
  components,
  type: 'default',
  id: 'editor',
  executionPlatform: 'Camunda Cloud',
  executionPlatformVersion: '8.8.0',
  exporter: { name: 'form-js (https://demo.bpmn.io)', version: '1.23.0' },
  versionTag: '1.0',
  schemaVersion: 19,
});

test('every component type of form-js 1.23.0 is supported, and no other is named', (t) => {
  const supported = [...PRESENTATION, ...CONTAINERS, ...FIELD_TYPES.keys(), 'dynamiclist'];
  t.deepEqual(supported.toSorted(), FORM_JS.toSorted());
});

for (const type of FORM_JS) {
  test(`a component ${type}, as the editor makes it, compiles`, (t) => {
    const holder = type === 'group' || type === 'dynamiclist';
    const component = {
      type,
      id: 'Field_1x2y3z',
      layout: { row: 'Row_0abc', columns: null },
      label: 'Nhãn',
      ...(holder ? { path: 'p', components: [], showOutline: true } : { key: 'k' }),
      ...(['select', 'radio', 'checklist', 'taglist'].includes(type) ? { values: [{ label: 'Giá trị', value: 'value' }] } : {}),
      ...(type === 'expression' ? { expression: '=1', computeOn: 'change' } : {}),
      ...(type === 'datetime'
        ? { subtype: 'datetime', dateLabel: 'Ngày', timeLabel: 'Giờ', timeSerializingFormat: 'utc_offset', timeInterval: 15, use24h: true }
        : {}),
    };
    const compiled = compileForm(schema(component), feel);
    t.true(compiled.ok, JSON.stringify(compiled));
  });
}

test('a component of another editor is refused by its name, in both languages', (t) => {
  const compiled = compileForm(schema({ type: 'youtube-video', key: 'x' }), feel);
  t.deepEqual(compiled.ok ? [] : compiled.problems.map((problem) => [problem.path, problemText(problem)]), [
    ['/components/0', { vi: 'Không hỗ trợ thành phần kiểu “youtube-video”.', en: "Components of type 'youtube-video' are not supported." }],
  ]);
  for (const type of ['default', 'multipage', '', undefined]) t.false(compileForm(schema({ type, key: 'x' }), feel).ok);
});

test('a schema of a later version, or of another kind, is refused', (t) => {
  const codes = (more: object) => {
    const compiled = compileForm({ ...schema(), ...more }, feel);
    return compiled.ok ? [] : compiled.problems.map(({ code, path }) => `${code} ${path}`);
  };
  t.deepEqual(codes({}), []);
  t.deepEqual(codes({ schemaVersion: 4 }), []);
  t.deepEqual(codes({ schemaVersion: 20 }), ['formSchema.version /schemaVersion']);
  t.deepEqual(codes({ schemaVersion: '19' }), ['formSchema.version /schemaVersion']);
  t.deepEqual(codes({ type: 'wizard' }), ['formSchema.type /type']);
});

test('numbers that the editor has written as text, and adornments, are taken', (t) => {
  const form = formOf({
    type: 'number',
    key: 'n',
    label: 'Số',
    serializeToString: true,
    appearance: { suffixAdorner: 'đồng' },
    validate: { required: true, min: '0' },
  });
  t.deepEqual(outcome(fill(form, { n: '1500000' })), { n: 1_500_000 });
});
