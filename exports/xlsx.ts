/** A workbook of one sheet (ECMA-376), its rows streamed: all cells are texts, so that none is a formula. */
import type { Readable } from 'node:stream';
import type { ExportTable } from './table.ts';
import { zipStream, type ZipEntry } from './zip.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** widths are in characters */
const PAGE_CHARACTERS = 140;
const LONGEST_FOOTER = 200;

export function xlsxStream(table: ExportTable, at: Date): Readable {
  return zipStream(
    [
      part('[Content_Types].xml', CONTENT_TYPES),
      part(
        '_rels/.rels',
        `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      part(
        'xl/workbook.xml',
        `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Danh sách" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
      part(
        'xl/_rels/workbook.xml.rels',
        `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      { name: 'xl/worksheets/sheet1.xml', content: bytes(sheet(table)) },
    ],
    { at },
  );
}

const CONTENT_TYPES = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`;

const part = (name: string, text: string): ZipEntry => ({ name, content: bytes([HEAD + text]) });

async function* bytes(texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text, 'utf8');
}

async function* sheet({ title, columns, rows, watermark }: ExportTable): AsyncGenerator<string> {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${Math.round(width * PAGE_CHARACTERS)}" customWidth="1"/>`,
  );
  yield `${HEAD}<worksheet xmlns="${MAIN}"><cols>${widths.join('')}</cols><sheetData>`;
  yield rowOf([title]) + rowOf([watermark]) + rowOf(columns.map(({ heading }) => heading));
  for await (const row of rows) yield rowOf(row);
  // an ampersand begins a code in headers and footers
  const footer = escape(watermark.slice(0, LONGEST_FOOTER).replaceAll('&', '&&'));
  yield `</sheetData><pageSetup orientation="landscape"/><headerFooter><oddHeader>&amp;C${footer}</oddHeader><oddFooter>&amp;L${footer}&amp;R&amp;P/&amp;N</oddFooter></headerFooter></worksheet>`;
}

const rowOf = (cells: readonly string[]): string =>
  `<row>${cells.map((cell) => `<c t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`).join('')}</row>`;

/** Without the characters that XML 1.0 cannot hold. */
const escape = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
