/** The head of page 1 (N30 cells 1 to 5b, 10b, 11): agency and number on the left, national title, place and date on the right. */
import { breakEvenly, breakLines, type Line } from '../page/break-lines.ts';
import type { FaceName } from '../page/face.ts';
import { FACTS, POINTS, mm } from '../page/page-facts.ts';
import type { Align, Place, Sheet } from '../page/sheet.ts';

export interface Head {
  /** without an agency the national title stands in the middle: a paper that a person writes */
  readonly agency?: { readonly parent?: string; readonly name: string };
  /** `ordinal` is undefined where it is filled in later */
  readonly number?: { readonly ordinal: string | undefined; readonly symbol: string };
  /** of a letter (công văn), below its number */
  readonly subject?: string;
  readonly place?: string;
  /** `ngày … tháng … năm …`; undefined where it is filled in later */
  readonly date?: string;
  readonly urgency?: Urgency;
  /** such as XEM XONG TRẢ LẠI */
  readonly circulation?: string;
}

export type Urgency = keyof typeof FACTS.urgency;

/** Where number and date are filled in later. */
export interface HeadPlaces {
  readonly number?: Place;
  readonly date?: Place;
}

const NATIONAL_TITLE = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
/** as wide as the widest that will stand there */
const BLANK_NUMBER = '0000';
const BLANK_DATE = 'ngày 00 tháng 00 năm 0000';
const RULE_SHARE = 0.4;
const BELOW_RULES = 9;
const RULE_GAP = 2;

interface Column {
  readonly x: number;
  readonly width: number;
}

export function placeHead(sheet: Sheet, head: Head): HeadPlaces {
  const { box } = sheet;
  const whole = box.right - box.left;
  if (!head.agency) {
    drawNationalTitle(sheet, { x: box.left, width: whole });
    sheet.y += BELOW_RULES;
    return {};
  }
  const left = whole * FACTS.columns.agency;
  const agencyColumn = { x: box.left, width: left };
  const nationColumn = { x: box.left + left, width: whole - left };
  const top = sheet.y;
  drawNationalTitle(sheet, nationColumn);
  const nationBottom = sheet.y;
  sheet.y = top;
  drawAgency(sheet, head.agency, agencyColumn);
  sheet.y = Math.max(sheet.y, nationBottom) + BELOW_RULES;
  const level = sheet.y;
  const number = head.number && drawNumber(sheet, head.number, agencyColumn);
  sheet.y += POINTS.number * POINTS.leading;
  drawBelowNumber(sheet, head, agencyColumn);
  const bottom = sheet.y;
  sheet.y = level;
  const date = head.place === undefined ? undefined : drawDate(sheet, head.place, head.date, nationColumn);
  sheet.y = Math.max(bottom, sheet.y);
  return { ...(number && { number }), ...(date && { date }) };
}

function linesOf(text: string, face: FaceName, size: number, width: number): readonly Line[] {
  return breakLines([{ text, face }], size, () => width);
}

interface Type {
  readonly face: FaceName;
  readonly size: number;
  readonly align?: Align;
}

/** Text in a column, as one element; gives the width of its longest line. */
function write(sheet: Sheet, text: string, { face, size, align = 'centre' }: Type, { x, width }: Column): number {
  const runs = [{ text, face }];
  const lines = align === 'centre' ? breakEvenly(runs, size, width) : breakLines(runs, size, () => width);
  const element = sheet.element('P');
  sheet.content(element, () => {
    for (const line of lines) {
      sheet.line(line, { x, y: sheet.y, width, size, align });
      sheet.y += size * POINTS.leading;
    }
  });
  element.end();
  return Math.max(...lines.map((line) => line.width));
}

function ruleBelow(sheet: Sheet, { x, width }: Column, length: number): void {
  const middle = x + width / 2;
  sheet.rule(middle - length / 2, middle + length / 2, sheet.y + RULE_GAP);
  sheet.y += RULE_GAP;
}

function drawNationalTitle(sheet: Sheet, column: Column): void {
  write(sheet, NATIONAL_TITLE, { face: 'bold', size: POINTS.national }, column);
  ruleBelow(sheet, column, write(sheet, MOTTO, { face: 'bold', size: POINTS.motto }, column));
}

function drawAgency(sheet: Sheet, { parent, name }: NonNullable<Head['agency']>, column: Column): void {
  if (parent !== undefined) write(sheet, parent.toLocaleUpperCase('vi'), { face: 'regular', size: POINTS.agency }, column);
  const width = write(sheet, name.toLocaleUpperCase('vi'), { face: 'bold', size: POINTS.agency }, column);
  ruleBelow(sheet, column, width * RULE_SHARE);
}

function drawNumber(sheet: Sheet, { ordinal, symbol }: NonNullable<Head['number']>, { x, width }: Column): Place | undefined {
  const size = POINTS.number;
  const [blank] = linesOf(BLANK_NUMBER, 'regular', size, width);
  const [before] = linesOf('Số:\u00a0', 'regular', size, width);
  const [after] = linesOf(`/${symbol}`, 'regular', size, width);
  if (ordinal !== undefined) {
    const { y } = sheet;
    write(sheet, `Số: ${ordinal}/${symbol}`, { face: 'regular', size }, { x, width });
    sheet.y = y;
    return undefined;
  }
  if (!blank || !before || !after) return undefined;
  const start = x + (width - before.width - blank.width - after.width) / 2;
  const element = sheet.element('P');
  sheet.content(element, () => {
    sheet.line(before, { x: start, y: sheet.y, width: before.width, size, align: 'left' });
    sheet.line(after, { x: start + before.width + blank.width, y: sheet.y, width: after.width, size, align: 'left' });
  });
  element.end();
  return sheet.place({ x: start + before.width, y: sheet.y, width: blank.width, height: size * POINTS.leading });
}

function drawDate(sheet: Sheet, place: string, date: string | undefined, column: Column): Place | undefined {
  const size = POINTS.place;
  if (date !== undefined) {
    write(sheet, `${place}, ${date}`, { face: 'italic', size }, column);
    return undefined;
  }
  const [blank] = linesOf(BLANK_DATE, 'italic', size, column.width);
  const [before] = linesOf(`${place},\u00a0`, 'italic', size, column.width);
  if (!blank || !before) return undefined;
  const start = column.x + (column.width - before.width - blank.width) / 2;
  const element = sheet.element('P');
  sheet.content(element, () => sheet.line(before, { x: start, y: sheet.y, width: before.width, size, align: 'left' }));
  element.end();
  const box = { x: start + before.width, y: sheet.y, width: blank.width, height: size * POINTS.leading };
  sheet.y += box.height;
  return sheet.place(box);
}

function drawBelowNumber(sheet: Sheet, { subject, urgency, circulation }: Head, column: Column): void {
  if (subject !== undefined) {
    sheet.y += POINTS.betweenParagraphs;
    write(sheet, `V/v ${subject}`, { face: 'regular', size: POINTS.letterSubject }, column);
  }
  if (urgency !== undefined) drawUrgency(sheet, urgency, column);
  if (circulation !== undefined) drawCirculation(sheet, circulation.toLocaleUpperCase('vi'), column);
}

const colour = (rgb: readonly number[]): [number, number, number] => [rgb[0] ?? 0, rgb[1] ?? 0, rgb[2] ?? 0];

function drawUrgency(sheet: Sheet, urgency: Urgency, column: Column): void {
  const [width = 0, height = 0] = FACTS.urgency[urgency].map(mm);
  const red = colour(FACTS.colours.urgency);
  const top = sheet.y + POINTS.betweenParagraphs;
  const size = POINTS.circulation;
  sheet.frame({ x: column.x + (column.width - width) / 2, y: top, width, height }, red);
  sheet.y = top + (height - size * POINTS.leading) / 2;
  sheet.coloured(red, () => void write(sheet, urgency, { face: 'bold', size }, column));
  sheet.y = top + height;
}

function drawCirculation(sheet: Sheet, text: string, column: Column): void {
  const size = POINTS.circulation;
  const top = sheet.y + POINTS.betweenParagraphs;
  sheet.y = top + RULE_GAP;
  const width = write(sheet, text, { face: 'bold', size }, column) + 2 * BELOW_RULES;
  sheet.frame({ x: column.x + (column.width - width) / 2, y: top, width, height: sheet.y - top + RULE_GAP });
  sheet.y += RULE_GAP;
}
