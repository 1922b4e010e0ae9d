/**
 * Pages that are written from the top: lines of text, rules, and what they mean to a screen reader. Coordinates are points from the upper
 * left corner; what leaves this file as a place on a page is counted from the lower left, as PDF does.
 */
import type { Line } from './break-lines.ts';
import { OfficialPdf, type PdfProperties } from './official-pdf.ts';
import { pageBox, type PageBox } from './page-facts.ts';

export type Align = 'left' | 'centre' | 'right' | 'justify';
/** An element of the structure tree (ISO 32000-2, 14.7). */
export type Element = PDFKit.PDFStructureElement;

/** Where something is on the finished pages: lower left and upper right corner in points, pages from 0. */
export interface Place {
  readonly page: number;
  readonly rectangle: readonly [left: number, bottom: number, right: number, top: number];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const FINE = 100;
const RULE_WIDTH = 0.6;

export class Sheet {
  box: PageBox = pageBox();
  /** top of what comes next */
  y = 0;
  /** of the current page, from 0 */
  page = -1;
  readonly root: Element;
  readonly #pdf: OfficialPdf;

  constructor(properties: PdfProperties) {
    this.#pdf = new OfficialPdf(properties);
    this.root = this.#pdf.struct('Document');
    this.#pdf.addStructure(this.root);
  }

  addPage(landscape = false): void {
    this.box = pageBox(landscape);
    this.#pdf.addPage({ size: [this.box.width, this.box.height], margin: 0 });
    this.page += 1;
    this.y = this.box.top;
  }

  /** What is left on this page. */
  get room(): number {
    return this.box.bottom - this.y;
  }

  element(tag: string, parent: Element = this.root, options: { readonly scope?: 'Column' } = {}): Element {
    const element = this.#pdf.struct(tag, options as PDFKit.Mixins.StructureElementOptions);
    parent.add(element);
    return element;
  }

  /** What `draw` draws on this page is the content of `element`; several pages, several calls. */
  content(element: Element, draw: () => void): void {
    const { S: tag } = (element as unknown as { dictionary: { data: { S: string } } }).dictionary.data;
    const content = this.#pdf.markStructureContent(tag);
    draw();
    this.#pdf.endMarkedContent();
    element.add(content);
  }

  /** What `draw` draws says nothing to a reader: rules, page numbers, headings that come again. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.#pdf.markContent('Artifact', { type });
    draw();
    this.#pdf.endMarkedContent();
  }

  /** One line in a column of `width` from `x`, its top at `y`. */
  line(line: Line, { x, y, width, size, align }: { x: number; y: number; width: number; size: number; align: Align }): void {
    const spare = width - line.width;
    const justified = align === 'justify' && !line.last && line.gaps > 0 && spare > 0;
    const wordSpacing = justified ? (spare / line.gaps / size) * 1000 : 0;
    let left = x + (align === 'centre' ? spare / 2 : align === 'right' ? spare : 0);
    for (const { text, face } of line.pieces) {
      this.#pdf.face(face, size);
      const options = { lineBreak: false, features: { wordSpacing } } as unknown as PDFKit.Mixins.TextOptions;
      this.#pdf.text(text, left, y, options);
      left += this.#pdf.widthOfString(text, options);
    }
  }

  rule(from: number, to: number, y: number): void {
    this.artifact(() => void this.#pdf.moveTo(from, y).lineTo(to, y).lineWidth(RULE_WIDTH).stroke());
  }

  frame({ x, y, width, height }: Box, colour?: readonly [number, number, number]): void {
    this.artifact(() => {
      this.#pdf.save();
      if (colour) this.#pdf.strokeColor(colour.map((share) => share * 255) as [number, number, number]);
      this.#pdf.rect(x, y, width, height).lineWidth(RULE_WIDTH).stroke().restore();
    });
  }

  coloured(colour: readonly [number, number, number], draw: () => void): void {
    this.#pdf.save().fillColor(colour.map((share) => share * 255) as [number, number, number]);
    draw();
    this.#pdf.restore();
  }

  place({ x, y, width, height }: Box): Place {
    const fine = (length: number): number => Math.round(length * FINE) / FINE;
    const { height: pageHeight } = this.box;
    return { page: this.page, rectangle: [fine(x), fine(pageHeight - y - height), fine(x + width), fine(pageHeight - y)] };
  }

  finish(): Buffer {
    this.root.end();
    return this.#pdf.toBuffer();
  }
}
