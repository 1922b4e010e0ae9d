/** Puts a table on the sheet. Its headings come again on every page; a row is only broken where it is longer than a page. */
import { breakLines, type Line } from '../page/break-lines.ts';
import type { FaceName } from '../page/face.ts';
import type { Align, Element, Sheet } from '../page/sheet.ts';
import { POINTS } from '../page/page-facts.ts';
import type { Table } from './block.ts';
import type { Around } from './place-paragraph.ts';

const PADDING = { side: 4, top: 2 } as const;

interface Cell {
  readonly x: number;
  readonly width: number;
  readonly align: Align;
  readonly lines: readonly Line[];
}

export function placeTable(sheet: Sheet, table: Table, { tail, next, parent }: Around): void {
  const element = sheet.element('Table', parent);
  const height = table.size * POINTS.leading;
  if (sheet.y > sheet.box.top) sheet.y += table.before;
  const head = headingsOf(sheet, table);
  const headings = (asArtifact: boolean): void => {
    const row = asArtifact ? undefined : sheet.element('TR', element);
    drawCells(
      sheet,
      head,
      { from: 0, count: linesOf(head), height },
      row && ((): Element => sheet.element('TH', row, { scope: 'Column' })),
    );
  };
  const rows = table.rows.map((row) => cellsOf(sheet, table, row, 'regular'));
  if (leastOf(head, rows[0], height) > sheet.room) next();
  headings(false);
  const goOn = (): void => {
    next();
    headings(true);
  };
  for (const [at, cells] of rows.entries())
    placeRow(sheet, cells, { height, element, next: goOn, tail: at === rows.length - 1 ? tail : 0 });
  element.end();
}

/** What must be together at the beginning of a table: the headings and the first row. */
export function tableHead(sheet: Sheet, table: Table): number {
  const height = table.size * POINTS.leading;
  const head = headingsOf(sheet, table);
  const first = table.rows[0] && cellsOf(sheet, table, table.rows[0], 'regular');
  return table.before + leastOf(head, first, height);
}

const headingsOf = (sheet: Sheet, table: Table): readonly Cell[] =>
  cellsOf(
    sheet,
    table,
    table.columns.map(({ heading }) => heading),
    'bold',
  );

function leastOf(head: readonly Cell[], first: readonly Cell[] | undefined, height: number): number {
  const own = linesOf(head) * height + 2 * PADDING.top;
  return own + Math.min(first ? linesOf(first) : 0, 3) * height + 2 * PADDING.top;
}

function cellsOf({ box }: Sheet, { columns, size }: Table, texts: readonly string[], face: FaceName): readonly Cell[] {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  let x = box.left;
  return columns.map(({ width: share, align }, at) => {
    const width = ((box.right - box.left) * share) / shares;
    const lines = breakLines([{ text: texts[at] ?? '', face }], size, () => width - 2 * PADDING.side);
    const cell = { x, width, lines, align: face === 'bold' ? ('centre' as const) : align };
    x += width;
    return cell;
  });
}

const linesOf = (cells: readonly Cell[]): number => Math.max(1, ...cells.map(({ lines }) => lines.length));

interface RowPlace {
  readonly height: number;
  readonly element: Element;
  readonly next: () => void;
  /** of what must follow the row on its page */
  readonly tail: number;
}

function placeRow(sheet: Sheet, cells: readonly Cell[], { height, element, next, tail }: RowPlace): void {
  const total = linesOf(cells);
  const row = sheet.element('TR', element);
  const data = cells.map(() => sheet.element('TD', row));
  const pageful = sheet.box.bottom - sheet.box.top - 2 * PADDING.top;
  if (total * height + 2 * PADDING.top + tail > sheet.room + 0.01 && total * height <= pageful) next();
  for (let from = 0; from < total;) {
    const count = Math.max(1, Math.min(total - from, Math.floor((sheet.room - 2 * PADDING.top + 0.01) / height)));
    drawCells(sheet, cells, { from, count, height }, (at) => data[at] as Element);
    from += count;
    if (from < total) next();
  }
}

interface Cut {
  readonly from: number;
  readonly count: number;
  readonly height: number;
}

/** `elementOf`: of a cell; without it the row says nothing to a screen reader, being there already. */
function drawCells(sheet: Sheet, cells: readonly Cell[], cut: Cut, elementOf?: (at: number) => Element): void {
  const { y } = sheet;
  const rowHeight = cut.count * cut.height + 2 * PADDING.top;
  for (const [at, { x, width, align, lines }] of cells.entries()) {
    const draw = (): void => {
      for (const [index, line] of lines.slice(cut.from, cut.from + cut.count).entries()) {
        const top = y + PADDING.top + index * cut.height;
        sheet.line(line, { x: x + PADDING.side, y: top, width: width - 2 * PADDING.side, size: sizeOf(cut), align });
      }
    };
    if (elementOf) sheet.content(elementOf(at), draw);
    else sheet.artifact(draw, 'Pagination');
    sheet.frame({ x, y, width, height: rowHeight });
  }
  sheet.y += rowHeight;
}

const sizeOf = ({ height }: Cut): number => height / POINTS.leading;
