/** Lets blocks flow over pages: headings stay with what they head, and a signature never stands alone on a page. */
import { breakLines } from '../page/break-lines.ts';
import { FACTS, POINTS, mm } from '../page/page-facts.ts';
import type { Element, Sheet } from '../page/sheet.ts';
import type { Block } from './block.ts';
import { closingHeight, placeClosing, type SignaturePlace } from './place-closing.ts';
import { isShort, leastHeight, placeParagraph, setParagraph } from './place-paragraph.ts';
import { placeTable, tableHead } from './place-table.ts';

const RULE_GAP = 3;

/** On a sheet whose first page is begun; `landscape`: it lies. Gives the places of all signatures. */
export function placeBlocks(sheet: Sheet, blocks: readonly Block[], landscape = false): readonly SignaturePlace[] {
  return new Flow(sheet, landscape).place(blocks);
}

class Flow {
  readonly #sheet: Sheet;
  #landscape: boolean;
  /** of this page, in its part of the document */
  #number = 1;
  #list: Element | undefined;

  constructor(sheet: Sheet, landscape: boolean) {
    this.#sheet = sheet;
    this.#landscape = landscape;
  }

  place(blocks: readonly Block[]): readonly SignaturePlace[] {
    const places: SignaturePlace[] = [];
    for (const [at, block] of blocks.entries()) {
      if (block.kind !== 'paragraph' || !block.item) this.#endList();
      if (block.kind === 'closing') places.push(...this.#placeClosing(block));
      else if (block.kind === 'break') this.#begin(block.landscape);
      else if (block.kind === 'rule') this.#rule(block.share, blocks[at - 1]);
      else this.#placeFlowing(block, this.#tail(blocks, at));
    }
    this.#endList();
    return places;
  }

  #placeFlowing(block: Extract<Block, { kind: 'paragraph' | 'table' }>, tail: number): void {
    const { root } = this.#sheet;
    if (block.kind === 'table') return placeTable(this.#sheet, block, { tail, next: this.#next, parent: root });
    if (block.item) this.#list ??= this.#sheet.element('L');
    placeParagraph(this.#sheet, setParagraph(this.#sheet, block), { tail, next: this.#next, parent: this.#list ?? root });
  }

  #placeClosing(block: Extract<Block, { kind: 'closing' }>): readonly SignaturePlace[] {
    if (closingHeight(this.#sheet, block) > this.#sheet.room + 0.01 && this.#sheet.y > this.#sheet.box.top) this.#next();
    return placeClosing(this.#sheet, block, this.#sheet.root);
  }

  #rule(share: number, above: Block | undefined): void {
    if (above?.kind !== 'paragraph') return;
    const { box, y } = this.#sheet;
    const width = (setParagraph(this.#sheet, above).lines.at(-1)?.width ?? 0) * share;
    const middle = (box.left + box.right) / 2;
    this.#sheet.rule(middle - width / 2, middle + width / 2, y + RULE_GAP);
    this.#sheet.y += 2 * RULE_GAP;
  }

  /** What must stand on the page of the last lines of block `at`. */
  #tail(blocks: readonly Block[], at: number): number {
    const block = blocks[at];
    const next = blocks[at + 1];
    if (next?.kind === 'rule') return RULE_GAP * 2 + this.#tail(blocks, at + 1);
    if (next?.kind === 'closing') return closingHeight(this.#sheet, next);
    if (block?.kind !== 'rule' && (block?.kind !== 'paragraph' || !block.keepsWithNext)) return 0;
    if (next?.kind === 'table') return tableHead(this.#sheet, next);
    if (next?.kind !== 'paragraph') return 0;
    const set = setParagraph(this.#sheet, next);
    // a short paragraph brings what must stand with its end
    return leastHeight(set) + (next.keepsWithNext || isShort(set) ? this.#tail(blocks, at + 1) : 0);
  }

  #endList(): void {
    this.#list?.end();
    this.#list = undefined;
  }

  readonly #next = (): void => {
    this.#sheet.addPage(this.#landscape);
    this.#number += 1;
    const { box } = this.#sheet;
    const [line] = breakLines([{ text: String(this.#number), face: 'regular' }], POINTS.pageNumber, () => Infinity);
    const place = { x: box.left, y: mm(FACTS.page.number), width: box.right - box.left, size: POINTS.pageNumber, align: 'centre' } as const;
    this.#sheet.artifact(() => line && this.#sheet.line(line, place), 'Pagination');
  };

  #begin(landscape: boolean): void {
    this.#landscape = landscape;
    this.#number = 1;
    this.#sheet.addPage(landscape);
  }
}
