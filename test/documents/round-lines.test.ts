/** Lists of a round: one row for each of its lines, and never a silent hole. */
import test from 'ava';
import type { RoundLine } from '../../documents/document-input.ts';
import { renderDocument } from '../../documents/render-document.ts';
import { lineValues } from '../../documents/round-lines.ts';
import type { DocumentTemplate } from '../../documents/template.ts';
import { inputOf, templateOf } from './samples/office.ts';
import { readMade } from './samples/read-made.ts';
import { roundLine } from './samples/rounds.ts';

const LIST = templateOf({
  landscape: true,
  body: [
    {
      table: {
        each: 'roundLines[state = "active" and result != "notPropose"]',
        as: 'line',
        numbered: true,
        columns: [
          { heading: 'Họ và tên', width: 5, text: '{{ line.values.person.name }}' },
          { heading: 'Ngày sinh', width: 2, text: '{{ line.values.person.bornOn | date }}' },
          { heading: 'Tội danh', width: 5, text: '{{ string join(line.values.offence.charges.name, "; ") }}' },
          { heading: 'Mức đề nghị', width: 3, text: '{{ line.values.proposal | term }}' },
        ],
        empty: 'Không có ai.',
      },
    },
  ],
});

const lines = (count: number): readonly RoundLine[] => Array.from({ length: count }, (_, at) => roundLine(at));
const rowsOf = (pdf: Buffer): number => readMade(pdf).tags.filter((tag) => tag === 'TR').length - 1;

test('a template says which variables of the lines it needs, and one without a list needs none', (t) => {
  t.deepEqual([...(lineValues(LIST) ?? [])].toSorted(), ['offence', 'person', 'proposal']);
  t.is(lineValues(templateOf()), undefined);
});

test('lines that its condition leaves out are not on the list', (t) => {
  t.is(rowsOf(renderDocument(LIST, inputOf({ lines: lines(10) })).pdf), 8);
});

test('a round without lines says so', (t) => {
  const { tags } = readMade(renderDocument(LIST, inputOf({ lines: [] })).pdf);
  t.false(tags.includes('Table'));
});

test('a case that is no round does not get an empty list', (t) => {
  t.throws(() => renderDocument(LIST, inputOf()), { code: 'documents.linesMissing' });
});

test('of many lines the one that lacks something is named', (t) => {
  const all = lines(40).map((line, at) =>
    at === 33 ? { ...line, values: { ...line.values, person: { name: 'Không có ngày sinh' } } } : line,
  );
  const error = t.throws(() => renderDocument(LIST, inputOf({ lines: all })), { code: 'documents.valueMissing' });
  t.like(error, { details: { place: '/body/0/table/columns/1/text#28' } });
});

test('a thousand lines are each there once, under headings that come again on every page', (t) => {
  const made = renderDocument(LIST as DocumentTemplate, inputOf({ lines: lines(1_000) }));
  t.is(rowsOf(made.pdf), 800);
  t.true(made.pages > 20 && made.pages < 80, `${made.pages} pages`);
  t.true(made.pdf.length < 4_000_000, `${made.pdf.length} bytes`);
});
