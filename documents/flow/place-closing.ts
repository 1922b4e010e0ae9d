/** The end of a document (N30 cells 7 and 9b): who signs on the right, who receives it on the left, and where the signatures go. */
import { breakLines, type Line } from '../page/break-lines.ts';
import type { FaceName } from '../page/face.ts';
import { FACTS, POINTS, mm } from '../page/page-facts.ts';
import type { Element, Place, Sheet } from '../page/sheet.ts';
import type { Closing, Signature } from './block.ts';

export interface SignaturePlace extends Place {
  readonly field: string;
  readonly capacity: 'personal' | 'agencySeal';
}

const BEFORE = 14;
const GAP = 8;
const MOST_BESIDE = 3;

interface Column {
  readonly x: number;
  readonly width: number;
}

interface SetLine {
  readonly line: Line;
  readonly size: number;
}

/** With one signature the recipients stand beside it, else below. */
export function closingHeight(sheet: Sheet, closing: Closing): number {
  const { signatures, recipients } = columnsOf(sheet, closing);
  const width = signatures[0]?.width ?? 0;
  const signed = signatureRows(closing).map(
    (row) => titleHeight(row, width) + SIGNING_GAP + Math.max(...row.map((signature) => heightOf(nameLines(signature, width)))),
  );
  const listed = closing.recipients.length === 0 ? 0 : heightOf(recipientLines(closing.recipients, recipients.width));
  const all = signed.reduce((sum, height) => sum + height + GAP, 0);
  const dated = closing.date === undefined ? 0 : heightOf(setLines(closing.date, 'italic', POINTS.place, width));
  return BEFORE + dated + (closing.signatures.length === 1 ? Math.max(all, listed) : all + listed);
}

export function placeClosing(sheet: Sheet, closing: Closing, parent: Element): readonly SignaturePlace[] {
  sheet.y += BEFORE;
  const { signatures, recipients } = columnsOf(sheet, closing);
  const last = signatures.at(-1);
  if (closing.date !== undefined && last) {
    const lines = setLines(closing.date, 'italic', POINTS.place, last.width);
    sheet.content(sheet.element('P', parent), () => drawLines(sheet, lines, last, 'centre'));
  }
  const top = sheet.y;
  if (closing.signatures.length <= 1) drawRecipients(sheet, closing.recipients, recipients, parent);
  const listed = sheet.y;
  sheet.y = top;
  const places = signatureRows(closing).flatMap((row) => {
    const y = sheet.y;
    const bottoms: number[] = [];
    const found = row.flatMap((signature, at) => {
      sheet.y = y;
      const column = signatures[at];
      const placed = column ? placeSignature(sheet, signature, { column, titles: titleHeight(row, column.width), parent }) : [];
      bottoms.push(sheet.y);
      return placed;
    });
    sheet.y = Math.max(...bottoms) + GAP;
    return found;
  });
  sheet.y = Math.max(sheet.y, listed);
  if (closing.signatures.length > 1) drawRecipients(sheet, closing.recipients, recipients, parent);
  return places;
}

function signatureRows({ signatures }: Closing): readonly (readonly Signature[])[] {
  const rows: Signature[][] = [];
  const beside = signatures.length === 4 ? 2 : MOST_BESIDE;
  for (let at = 0; at < signatures.length; at += beside) rows.push(signatures.slice(at, at + beside));
  return rows;
}

function columnsOf({ box }: Sheet, closing: Closing): { readonly signatures: readonly Column[]; readonly recipients: Column } {
  const whole = box.right - box.left;
  const left = whole * FACTS.columns.agency;
  const recipients = { x: box.left, width: left - GAP };
  const count = Math.max(...signatureRows(closing).map((row) => row.length), 1);
  if (count === 1) return { signatures: [{ x: box.left + left, width: whole - left }], recipients };
  const width = whole / count;
  return { signatures: Array.from({ length: count }, (_, at) => ({ x: box.left + at * width, width })), recipients };
}

function setLines(text: string, face: FaceName, size: number, width: number): readonly SetLine[] {
  return breakLines([{ text, face }], size, () => width).map((line) => ({ line, size }));
}

const heightOf = (lines: readonly SetLine[]): number => lines.reduce((sum, { size }) => sum + size * POINTS.leading, 0);

function drawLines(sheet: Sheet, lines: readonly SetLine[], { x, width }: Column, align: 'left' | 'centre'): void {
  for (const { line, size } of lines) {
    sheet.line(line, { x, y: sheet.y, width, size, align });
    sheet.y += size * POINTS.leading;
  }
}

function titleLines({ lines, note, light }: Signature, width: number): readonly SetLine[] {
  const title = lines.flatMap((text) =>
    setLines(text, light ? 'regular' : 'bold', light ? POINTS.recipientsTitle : POINTS.capacity, width),
  );
  return note === undefined ? title : [...title, ...setLines(`(${note})`, 'italic', POINTS.recipientsTitle, width)];
}

const nameLines = ({ name, light }: Signature, width: number): readonly SetLine[] =>
  setLines(name, light ? 'regular' : 'bold', light ? POINTS.recipientsTitle : POINTS.name, width);

/** Between title and name: the personal signature, with a little air. */
const SIGNING = {
  width: mm(FACTS.signature.width),
  height: mm(FACTS.signature.height),
  above: mm(FACTS.signature.above),
  below: mm(FACTS.signature.below),
} as const;
const SIGNING_GAP = SIGNING.above + SIGNING.height + SIGNING.below;

/** Of the tallest title of a row: names stand on one level. */
const titleHeight = (row: readonly Signature[], width: number): number =>
  Math.max(...row.map((signature) => heightOf(titleLines(signature, width))));

interface SignatureSpot {
  readonly column: Column;
  /** of all titles beside it */
  readonly titles: number;
  readonly parent: Element;
}

function placeSignature(sheet: Sheet, signature: Signature, { column, titles, parent }: SignatureSpot): readonly SignaturePlace[] {
  const top = sheet.y;
  const title = sheet.element('P', parent);
  sheet.content(title, () => drawLines(sheet, titleLines(signature, column.width), column, 'centre'));
  sheet.y = top + titles;
  const width = Math.min(SIGNING.width, column.width);
  const box = { x: column.x + (column.width - width) / 2, y: sheet.y + SIGNING.above, width, height: SIGNING.height };
  sheet.y += SIGNING_GAP;
  if (signature.name !== '') {
    const name = sheet.element('P', parent);
    sheet.content(name, () => drawLines(sheet, nameLines(signature, column.width), column, 'centre'));
  }
  const personal = { field: signature.field, capacity: 'personal', ...sheet.place(box) } as const;
  if (signature.seal === undefined) return [personal];
  const diameter = mm(FACTS.seal.diameter);
  const right = box.x + box.width * FACTS.seal.overlap;
  const seal = { x: right - diameter, y: box.y + (box.height - diameter) / 2, width: diameter, height: diameter };
  return [personal, { field: signature.seal, capacity: 'agencySeal', ...sheet.place(seal) }];
}

function recipientLines(recipients: readonly string[], width: number): readonly SetLine[] {
  const title = setLines('Nơi nhận:', 'boldItalic', POINTS.recipientsTitle, width);
  return [...title, ...recipients.flatMap((text) => setLines(text, 'regular', POINTS.recipients, width))];
}

function drawRecipients(sheet: Sheet, recipients: readonly string[], column: Column, parent: Element): void {
  if (recipients.length === 0) return;
  const element = sheet.element('P', parent);
  sheet.content(element, () => drawLines(sheet, recipientLines(recipients, column.width), column, 'left'));
}
