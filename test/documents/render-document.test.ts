/** What comes out: the same bytes for the same input, for archives and screen readers, over page breaks as a clerk would have it. */
import test, { type ExecutionContext } from 'ava';
import { renderDocument } from '../../documents/render-document.ts';
import type { DocumentTemplate } from '../../documents/template.ts';
import { folderOf, hasTool, runTool } from '../signing/tools/run-tool.ts';
import { COURT, inputOf, templateOf } from './samples/office.ts';
import { readMade } from './samples/read-made.ts';

const SENTENCE = 'Người được hoãn chấp hành án phạt tù phải chấp hành nghiêm chỉnh pháp luật và nghĩa vụ trong thời gian hoãn. ';
const long = (times: number): string => SENTENCE.repeat(times).trim();
const paragraphs = (count: number, times = 3): DocumentTemplate['body'] =>
  Array.from({ length: count }, () => ({ paragraph: long(times) }));
const rendered = (more: Partial<DocumentTemplate> = {}, input: Parameters<typeof inputOf>[0] = {}) =>
  renderDocument(templateOf(more), inputOf(input));

/** Text of each page, as poppler reads it. */
function pagesOf(t: ExecutionContext, pdf: Buffer): readonly string[] {
  const at = folderOf(t, { 'made.pdf': pdf });
  const { out, error } = runTool('pdftotext', ['-layout', at('made.pdf'), '-']);
  t.is(error, '');
  return out.split('\f').slice(0, -1);
}

test('the same input gives the same bytes, whatever was made in between', (t) => {
  const first = rendered().pdf;
  // glyphs that share outlines with letters of the first, seen before those letters are
  rendered({ body: [{ paragraph: 'ÀẢÃÁẠ đĐ ằẳẵắặ\u00a0‑ ﬁ × ≥ «»'.replace('‑', '-') }] });
  t.true(rendered().pdf.equals(first));
  t.false(rendered({}, { number: 6 }).pdf.equals(first));
});

test('it is PDF/A-2a: output intent, XMP, a structure tree, a language, and no font but embedded ones', (t) => {
  const made = readMade(rendered().pdf);
  t.true(made.outputIntent);
  t.regex(made.xmp, /<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A<\/pdfaid:conformance>/);
  t.is(made.language, 'vi-VN');
  t.is(made.title, 'Quyết định Hoãn chấp hành án phạt tù');
  t.deepEqual(made.loose, []);
  t.is(made.stray, 0, 'the strict reader of signatures finds no byte that belongs to nothing');
});

test('what is read aloud comes in its order: national title, agency, number, place, title, body, end', (t) => {
  const { tags } = readMade(
    rendered({ body: [{ heading: 'Phần một' }, { paragraph: 'Nội dung.' }, { points: [{ text: 'một' }, { text: 'hai' }] }] }).pdf,
  );
  const list = ['L', 'LI', 'Lbl', 'LBody', 'LI', 'Lbl', 'LBody'];
  t.deepEqual(tags, ['Document', 'P', 'P', 'P', 'P', 'P', 'P', 'H1', 'P', 'H2', 'P', ...list, 'P', 'P', 'P']);
});

test('markup in a subject stays text in the metadata', (t) => {
  const { xmp, title } = readMade(rendered({ subject: 'A & B </dc:title><script>' }).pdf);
  t.is(title, 'Quyết định A & B </dc:title><script>');
  t.regex(xmp, /A &#38; B &#60;\/dc:title>?/);
  t.notRegex(xmp, /<script>/);
});

test('decomposed letters are composed before they are set', (t) => {
  const composed = { body: [{ paragraph: 'Nguyễn Thị Thuỳ Dương' }] };
  const decomposed = { body: [{ paragraph: 'Nguyễn Thị Thuỳ Dương'.normalize('NFD') }] };
  t.true(rendered(decomposed).pdf.equals(rendered(composed).pdf));
});

test('all letters of Vietnamese are in every face', (t) => {
  const letters = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ';
  const text = `${letters} ${letters.toUpperCase()}`;
  const body: DocumentTemplate['body'] = [{ paragraph: text }, { paragraph: text, style: 'bold' }, { paragraph: text, style: 'italic' }];
  t.notThrows(() => rendered({ body }));
});

test('a letter that the font lacks refuses the document and is named', (t) => {
  const error = t.throws(() => rendered({ body: [{ paragraph: 'ສົມໄຊ' }] }), { code: 'documents.letterMissing' });
  t.like(error, { details: { letter: 'U+0EAA' } });
});

test('the seal has its real size and covers a third of the signature, on its left', (t) => {
  const [person, seal] = rendered().places.signatures;
  if (!person || !seal) return t.fail();
  const share = (seal.rectangle[2] - person.rectangle[0]) / (person.rectangle[2] - person.rectangle[0]);
  t.true(Math.abs(share - 1 / 3) < 0.001);
  t.true(seal.rectangle[0] < person.rectangle[0]);
});

test('number and date are fields where they are not known yet, and text where they are', (t) => {
  const { number: _number, date: _date, ...open } = inputOf();
  const { places } = renderDocument(templateOf(), open);
  t.truthy(places.number);
  t.truthy(places.date);
  t.like(rendered().places, { number: undefined, date: undefined });
});

test('a signature never stands alone: lines of the text go with it to the next page', (t) => {
  if (!hasTool(t, 'pdftotext')) return;
  const alone: number[] = [];
  for (let count = 4; count < 12; count += 1) {
    for (const times of [1, 2, 3]) {
      const { pdf, places, pages } = rendered({ body: paragraphs(count, times) });
      const page = places.signatures[0]?.page ?? 0;
      t.is(page, pages - 1);
      const text = pagesOf(t, pdf)[page] ?? '';
      if (page > 0 && !/\S[^\n]*\n[^\n]*\S[\s\S]*Nơi nhận/.test(text.replace(/^\s*\d+\s*\n/, ''))) alone.push(count);
    }
  }
  t.deepEqual(alone, []);
});

test('no line of a paragraph stands alone before or after a page break', (t) => {
  if (!hasTool(t, 'pdftotext')) return;
  for (let count = 6; count < 10; count += 1) {
    const body = Array.from({ length: count }, (_, at) => ({ paragraph: `Đoạn ${at}. ${long(4)} Hết ${at}.` }));
    const [first = '', second = ''] = pagesOf(t, rendered({ body }).pdf);
    const last =
      first
        .trimEnd()
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(-1)[0] ?? '';
    t.notRegex(last, /^\s*Đoạn/, 'a first line alone at the bottom');
    const [, top = ''] = second.split('\n').filter((line) => line.trim() !== '');
    t.notRegex(top, /^\S[^.]*Hết \d\.$/, 'a last line alone at the top');
  }
});

const ROWS = Array.from({ length: 120 }, (_, at) => ({ ten: `Phạm nhân thứ ${at + 1}`, muc: 'Đủ điều kiện' }));
const TABLE: DocumentTemplate['body'] = [
  {
    table: {
      each: 'rows',
      as: 'row',
      numbered: true,
      columns: [
        { heading: 'Họ và tên', width: 6, text: '{{ row.ten }}' },
        { heading: 'Kết quả', width: 4, text: '{{ row.muc }}' },
      ],
    },
  },
];

test('a table goes on over pages with its headings, each row once', (t) => {
  if (!hasTool(t, 'pdftotext')) return;
  const made = rendered({ body: TABLE }, { variables: { rows: ROWS } });
  const pages = pagesOf(t, made.pdf);
  t.true(pages.length >= 3);
  const withRows = pages.filter((text) => text.includes('Phạm nhân thứ'));
  t.true(withRows.every((text) => text.includes('Họ và tên')));
  const numbers = [...pages.join('').matchAll(/Phạm nhân thứ (\d+)/g)].map(([, number]) => Number(number));
  t.deepEqual(
    numbers,
    ROWS.map((_, at) => at + 1),
  );
  const { tags } = readMade(made.pdf);
  t.is(tags.filter((tag) => tag === 'TH').length, 3, 'headings that come again are not read again');
  t.is(tags.filter((tag) => tag === 'TR').length, 121);
});

test('a row that is longer than a page is broken, and nothing of it is lost', (t) => {
  if (!hasTool(t, 'pdftotext')) return;
  const words = Array.from({ length: 900 }, (_, at) => `từ${at}`).join(' ');
  const text = pagesOf(
    t,
    rendered(
      { body: TABLE },
      {
        variables: {
          rows: [
            { ten: 'Một', muc: words },
            { ten: 'Hai', muc: 'Hết' },
          ],
        },
      },
    ).pdf,
  ).join('');
  const found = new Set([...text.matchAll(/từ(\d+)/g)].map(([, number]) => Number(number)));
  t.is(found.size, 900);
});

test('pages are numbered from the second on, and an appendix from its own first', (t) => {
  if (!hasTool(t, 'pdftotext')) return;
  const pages = pagesOf(t, rendered({ body: paragraphs(14), appendices: [{ title: 'Danh sách', body: paragraphs(14) }] }).pdf);
  const numbers = pages.map((text) => /^\s*(\d+)\s*\n/.exec(text)?.[1]);
  const appendix = pages.findIndex((text) => text.includes('Phụ lục'));
  t.is(numbers[0], undefined);
  t.is(numbers[1], '2');
  t.is(numbers[appendix], undefined);
  t.is(numbers[appendix + 1], '2');
});

test('an appendix may lie across, and appendices are counted in Roman figures', (t) => {
  if (!hasTool(t, 'pdftotext') || !hasTool(t, 'pdfinfo')) return;
  const { pdf } = rendered({
    appendices: [
      { title: 'Một', body: [{ paragraph: 'A' }], landscape: true },
      { title: 'Hai', body: [{ paragraph: 'B' }] },
    ],
  });
  t.regex(pagesOf(t, pdf).join(''), /Phụ lục I\b[\s\S]*Phụ lục II\b/);
  const at = folderOf(t, { 'made.pdf': pdf });
  const { out } = runTool('pdfinfo', ['-l', '3', at('made.pdf')]);
  t.regex(out, /Page\s+2 size:\s+841\.89 x 595\.2\d/);
  t.regex(out, /Page\s+3 size:\s+595\.2\d+ x 841\.89/);
});

test('names of agencies, titles and persons may be long: everything stays on the page', (t) => {
  if (!hasTool(t, 'pdftotext')) return;
  const agency = 'Cơ quan thi hành án hình sự Công an tỉnh Bà Rịa – Vũng Tàu và các đơn vị trực thuộc theo phân cấp quản lý';
  const name = 'Công Tằng Tôn Nữ Thị Phương Thảo Nguyễn Phúc Bảo Long Vĩnh Thụy Bửu Đảo Ưng Lịch';
  const made = rendered(
    { subject: long(2), recipients: [{ text: agency }, { text: 'x'.repeat(120) }] },
    { letterhead: { ...COURT, parent: agency, agency }, signers: { decider: { name, authority: 'KT', of: agency, title: agency } } },
  );
  const text = pagesOf(t, made.pdf).join(' ').replaceAll(/\s+/g, ' ');
  for (const word of ['Ưng Lịch', 'PHÂN CẤP QUẢN LÝ'.split(' ').at(-1) ?? '', 'Nơi nhận']) t.true(text.includes(word), word);
  for (const { rectangle } of made.places.signatures) t.true(rectangle[0] >= 0 && rectangle[2] <= 595.3 && rectangle[1] >= 0);
});

test('recipients beyond any page do not hang: the document is made', (t) => {
  const recipients = Array.from({ length: 120 }, (_, at) => ({ text: `Cơ quan thứ ${at + 1}` }));
  t.notThrows(() => rendered({ recipients, body: paragraphs(2) }));
});

test('degrees of urgency and notes on circulation stand boxed below the number', (t) => {
  if (!hasTool(t, 'pdftotext')) return;
  const [text = ''] = pagesOf(t, rendered({ urgency: 'THƯỢNG KHẨN', circulation: 'Lưu hành nội bộ' }).pdf);
  t.regex(text, /THƯỢNG KHẨN[\s\S]*LƯU HÀNH NỘI BỘ[\s\S]*QUYẾT ĐỊNH/);
});

test('words at the end of a line are not joined to those of the next when the text is read', (t) => {
  if (!hasTool(t, 'pdfinfo')) return;
  const at = folderOf(t, { 'made.pdf': rendered({ body: [{ paragraph: long(3) }] }).pdf });
  const { out } = runTool('pdfinfo', ['-struct-text', at('made.pdf')]);
  t.true(out.replaceAll(/\s+/g, ' ').includes(long(3)));
});
