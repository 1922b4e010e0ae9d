/** Puts a paragraph on the sheet, over a page break where it must. */
import { breakEvenly, breakLines, type Line } from '../page/break-lines.ts';
import type { Element, Sheet } from '../page/sheet.ts';
import type { Paragraph } from './block.ts';

/** On each side of a page break stand at least so many lines of a paragraph. */
const FEWEST_LINES = 2;

export interface SetParagraph {
  readonly paragraph: Paragraph;
  readonly lines: readonly Line[];
  /** of one line */
  readonly height: number;
}

export function setParagraph({ box }: Sheet, paragraph: Paragraph): SetParagraph {
  const { runs, size, indent, leading } = paragraph;
  const widthOf = (line: number): number => box.right - box.left - (line === 0 && !paragraph.item ? indent[0] : indent[1]);
  const lines = paragraph.align === 'centre' ? breakEvenly(runs, size, widthOf(0)) : breakLines(runs, size, widthOf);
  return { paragraph, lines, height: size * leading };
}

/** It stands on one page, whole. */
export const isShort = ({ lines }: SetParagraph): boolean => lines.length < 2 * FEWEST_LINES;

/** The least of it that may stand on a page. */
export function leastHeight(set: SetParagraph): number {
  const { lines, height, paragraph } = set;
  const least = isShort(set) ? lines.length : FEWEST_LINES;
  return paragraph.before + least * height;
}

export interface Around {
  /** height of what must follow the last lines on their page */
  readonly tail: number;
  /** a new page that continues this one */
  readonly next: () => void;
  readonly parent: Element;
}

export function placeParagraph(sheet: Sheet, set: SetParagraph, { tail, next, parent }: Around): void {
  const { item, tag, before } = set.paragraph;
  const outer = item ? sheet.element('LI', parent) : undefined;
  const label = outer && sheet.element('Lbl', outer);
  const element = outer ? sheet.element('LBody', outer) : sheet.element(tag, parent);
  if (sheet.y > sheet.box.top) sheet.y += before;
  for (let from = 0; from < set.lines.length;) {
    const count = linesHere(sheet, set, from, tail);
    if (label && from === 0 && count > 0) sheet.content(label, () => drawLabel(sheet, set.paragraph));
    if (count > 0) drawLines(sheet, set, { from, count }, element);
    from += count;
    if (from < set.lines.length) next();
  }
  (outer ?? element).end();
}

/** How many lines from `from` on stand on this page: all with their tail, or as many as leave enough for the next. */
function linesHere(sheet: Sheet, { lines, height }: SetParagraph, from: number, tail: number): number {
  const left = lines.length - from;
  // a hundredth of a point is rounding, not room
  const fits = Math.floor((sheet.room + 0.01) / height);
  if (left * height + tail <= sheet.room + 0.01) return left;
  const count = Math.min(fits, left - FEWEST_LINES);
  const enough = count >= FEWEST_LINES || (from > 0 && count > 0);
  if (enough) return count;
  // at the top of a page there is no better place for it
  return sheet.y <= sheet.box.top ? Math.max(1, Math.min(fits, left)) : 0;
}

interface Bounds {
  readonly from: number;
  readonly count: number;
}

function drawLines(sheet: Sheet, { paragraph, lines, height }: SetParagraph, { from, count }: Bounds, element: Element): void {
  sheet.content(element, () => {
    for (const [at, line] of lines.slice(from, from + count).entries()) {
      const left = paragraph.indent[from + at === 0 && !paragraph.item ? 0 : 1];
      const x = sheet.box.left + left;
      sheet.line(line, { x, y: sheet.y, width: sheet.box.right - x, size: paragraph.size, align: paragraph.align });
      sheet.y += height;
    }
  });
}

function drawLabel(sheet: Sheet, { item, indent, size }: Paragraph): void {
  const [line] = breakLines([{ text: item?.label ?? '', face: 'regular' }], size, () => Infinity);
  if (line) sheet.line(line, { x: sheet.box.left + indent[0], y: sheet.y, width: line.width, size, align: 'left' });
}
