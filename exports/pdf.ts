/** A list on paper: A4 across, headings on every page, and across every page who took it, when and what for. */
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import type { ExportTable } from './table.ts';

const locate = createRequire(import.meta.url);
const FONT = locate.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');
const BOLD = locate.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf');
const MARGIN = 36;
const SIZE = 9;
const PADDING = 3;

export function pdfStream(table: ExportTable, at: Date): Readable {
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: MARGIN,
    autoFirstPage: false,
    info: { Title: table.title, Subject: table.watermark, CreationDate: at },
  });
  doc.registerFont('plain', FONT).registerFont('bold', BOLD);
  draw(doc, table).then(
    () => doc.end(),
    (error: unknown) => void (doc as unknown as Readable).destroy(error as Error),
  );
  return doc as unknown as Readable;
}

async function draw(doc: PDFKit.PDFDocument, table: ExportTable): Promise<void> {
  newPage(doc, table);
  doc.font('bold').fontSize(13).text(table.title.normalize('NFC'), MARGIN, MARGIN);
  doc.moveDown(0.5);
  line(doc, table, headings(table), 'bold');
  for await (const row of table.rows) line(doc, table, row, 'plain');
}

const headings = ({ columns }: ExportTable): readonly string[] => columns.map(({ heading }) => heading);

function newPage(doc: PDFKit.PDFDocument, { watermark }: ExportTable): void {
  doc.addPage();
  const { width, height } = doc.page;
  doc
    .save()
    .font('plain')
    .fillOpacity(0.12)
    .rotate(-25, { origin: [width / 2, height / 2] });
  for (const share of [0.25, 0.5, 0.75]) doc.fontSize(22).text(watermark, 0, height * share, { width, align: 'center', lineBreak: false });
  doc.restore().fillOpacity(1).fontSize(8);
  doc.text(watermark, MARGIN, height - MARGIN - 10, { width: width - 2 * MARGIN, lineBreak: false });
  doc.x = MARGIN;
  doc.y = MARGIN;
}

function line(doc: PDFKit.PDFDocument, table: ExportTable, cells: readonly string[], font: 'plain' | 'bold'): void {
  const wide = doc.page.width - 2 * MARGIN;
  const widths = table.columns.map(({ width }) => width * wide - PADDING);
  const texts = cells.map((cell) => cell.normalize('NFC').replaceAll(/\p{Cc}+/gu, ' '));
  doc.font(font).fontSize(SIZE);
  const height = Math.max(...texts.map((text, at) => doc.heightOfString(text, { width: widths[at] ?? 0 }))) + PADDING;
  if (doc.y + height > doc.page.height - MARGIN - 16) {
    newPage(doc, table);
    if (font === 'plain') line(doc, table, headings(table), 'bold');
    doc.font(font).fontSize(SIZE);
  }
  const top = doc.y;
  let left = MARGIN;
  for (const [at, text] of texts.entries()) {
    const width = widths[at] ?? 0;
    // a cell that is longer than a page would break into pages of its own
    doc.text(text, left, top, { width, height: doc.page.height / 2, ellipsis: true });
    left += width + PADDING;
  }
  doc.x = MARGIN;
  doc.y = top + Math.min(height, doc.page.height / 2);
}
