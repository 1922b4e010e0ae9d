/** The linter: every fault is named with template, place and remedy, in both languages. */
import test from 'ava';
import { checkTemplate } from '../../documents/check-template.ts';
import type { DocumentTemplate } from '../../documents/template.ts';
import { templateOf } from './samples/office.ts';

const SURROUNDINGS = { documents: new Set(['sample', 'list']), ofRounds: new Set(['list']), catalogues: new Set(['sexes']) };

const problemsOf = (template: unknown) => {
  const result = checkTemplate(template, 'sample.template.json', SURROUNDINGS);
  return result.ok ? [] : result.problems;
};

test('a sound template passes', (t) => {
  const template = templateOf({
    body: [{ paragraph: '{{ person.sex | label(sexes) }}, {{ unit | label(units) }}', when: 'person != null' }],
  });
  t.deepEqual(problemsOf(template), []);
});

const FAULTS: readonly (readonly [what: string, code: string, place: string, change: object])[] = [
  ['a part that nobody knows', 'templateUnknown', '/body/0/paragraf', { body: [{ paragraf: 'x', paragraph: 'x' }] }],
  ['a text that is none', 'templateShape', '/subject', { subject: 7 }],
  ['a part with two contents', 'templatePart', '/body/0', { body: [{ paragraph: 'x', article: 'y' }] }],
  ['a part without content', 'templatePart', '/body/0', { body: [{ when: 'true' }] }],
  ['a style that is not of a paragraph', 'templatePart', '/body/0', { body: [{ article: 'x', style: 'bold' }] }],
  ['an unknown format', 'templateFormat', '/body/0/paragraph', { body: [{ paragraph: '{{ d | dat }}' }] }],
  ['a format without its catalogue', 'templateFormatArgument', '/subject', { subject: '{{ x | label }}' }],
  ['a catalogue for a format that has none', 'templateFormatArgument', '/subject', { subject: '{{ x | date(sexes) }}' }],
  ['a catalogue that is not there', 'templateCatalogue', '/subject', { subject: '{{ x | label(sex) }}' }],
  ['what is no FEEL', 'templateExpression', '/body/0/paragraph', { body: [{ paragraph: '{{ person. }}' }] }],
  ['a function that is not there', 'templateExpression', '/body/0/when', { body: [{ paragraph: 'x', when: 'exists(x)' }] }],
  [
    'a list that is no FEEL',
    'templateExpression',
    '/body/0/items/each',
    { body: [{ items: { each: 'rows[', as: 'x', text: '{{ x }}' } }] },
  ],
  ['braces without their pair', 'templateBraces', '/recipients/0/text', { recipients: [{ text: '{{ person.name' }] }],
  ['a document that the module does not have', 'templateDocument', '/document', { document: 'other' }],
  [
    'two signatures in one field',
    'templateTwice',
    '/signatures',
    {
      signatures: [
        { field: 'a', title: 'A' },
        { field: 'a', title: 'B' },
      ],
    },
  ],
  [
    'the lines of a round in a document that no round makes',
    'templateLines',
    '',
    { body: [{ table: { each: 'roundLines', as: 'line', columns: [{ heading: 'Mã', width: 1, text: '{{ line.code }}' }] } }] },
  ],
  ['a person in the field of the seal', 'templateTwice', '/signatures', { signatures: [{ field: 'seal', title: 'A' }] }],
  ['a letter without addressees', 'templateLayout', '/layout', { layout: 'letter', title: undefined }],
  ['a titled document without title', 'templateLayout', '/layout', { title: undefined }],
  ['a personal paper with a number', 'templateLayout', '/layout', { layout: 'personal' }],
  [
    'an appendix with a fault',
    'templateFormat',
    '/appendices/0/body/0/paragraph',
    { appendices: [{ title: 'A', body: [{ paragraph: '{{ x | no }}' }] }] },
  ],
];

for (const [what, code, place, change] of FAULTS) {
  test(`refused, naming the place: ${what}`, (t) => {
    const template = JSON.parse(JSON.stringify({ ...templateOf(), ...change })) as DocumentTemplate;
    const found = problemsOf(template).find((problem) => problem.code === code);
    t.is(found?.path, place, JSON.stringify(problemsOf(template)));
    const { text, remedyText: remedy } = found ?? {};
    for (const said of [text?.vi, text?.en]) t.regex(said ?? '', /sample\.template\.json/);
    t.truthy(remedy?.vi);
    t.truthy(remedy?.en);
    t.notRegex(`${text?.vi}${text?.en}${remedy?.vi}`, /\{(template|place|expression|format|catalogue|name|reason|part)\}/);
  });
}

test('a document of a round has its lines', (t) => {
  const body = [{ items: { each: 'roundLines[state = "active"]', as: 'line', text: '{{ line.values.person.name }}' } }];
  t.deepEqual(problemsOf(templateOf({ document: 'list', body })), []);
});

test('all faults are named at once', (t) => {
  const template = templateOf({ subject: '{{ a | no }}', body: [{ paragraph: '{{ b | none }}' }] });
  t.is(problemsOf(template).length, 2);
});
